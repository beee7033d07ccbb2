import type { AppModel } from '#model/app';
import type { NumberEntry } from '#model/live';
import { ChannelCell } from '#ui/components';
import { Box, Digits, LightningElement, Overlay } from '#ui/engine';
import type { AnyView, KeyPress, Spoken, Text } from '#ui/engine';
import { PLAYER, RADIUS, SAFE, withAlpha } from '#ui/theme';
import { LiveScrims } from './live-scrims';
import { NumberPad, PAD_HEIGHT, PAD_WIDTH } from './number-pad';

/** What a {@link NumberEntryView} is made with. */
export interface NumberEntryViewProps {
  readonly app: AppModel;
  /** For remotes without digits: keys to press with OK. */
  readonly hasPad: boolean;
  /** The pad is given up. */
  onClose(): void;
}

const { x: X, w: WIDTH, h: ROW, pitch: PITCH } = PLAYER.zapList;
const MAX_MATCHES = 6;
const BOX_HEIGHT = 168;
const BELOW_BOX = 246;
const PAD_GAP = 24;
const DIGITS = { size: 104, x: 36, gap: 4 } as const;
const CURSOR = { w: 56, h: 6, bottom: 46 } as const;
const HINT_RIGHT = 28;
/** With more digits their own line would run into the words beside them. */
const DIGITS_BESIDE_HINT = 3;
const MOST_DIGITS = 5;

/** A channel number being typed: digits, how long until it opens, and the channels that fit. */
export class NumberEntryView extends Overlay<NumberEntryViewProps> {
  declare private digits: Digits;
  declare private cursor: LightningElement;
  declare private countdown: Text;
  declare private hint: Text;
  declare private cells: ChannelCell[];
  declare private pad: NumberPad | null;
  declare private entry: NumberEntry | null;
  declare private isErasing: boolean;

  override get overlayId(): string {
    return 'number-entry';
  }

  /** Whether the last digit was taken away on the pad: nothing is typed, and the pad stays. */
  get isErased(): boolean {
    return this.isErasing;
  }

  override overlayTitle(): string {
    return this.props.app.translator.t('live.number');
  }

  override describe(): Spoken {
    const { entry } = this;
    const match = entry?.matches[entry.chosenIndex];
    const details = match === undefined ? this.props.app.translator.t('live.no-match') : match.spoken;
    return { role: 'textbox', name: this.overlayTitle(), value: entry?.digits ?? '', details, id: 'number' };
  }

  override _getFocused(): AnyView {
    return this.pad ?? this;
  }

  override focusChild(child: AnyView): boolean {
    if (child === this.pad) return true;
    const at = this.cells.findIndex((cell) => cell === child);
    if (at === -1) return false;
    this.props.app.live.chooseMatch(at);
    return true;
  }

  override _handleDigit(press: KeyPress): boolean {
    this.props.app.live.pressDigit(press.digit);
    return true;
  }

  override _handleUp(_press: KeyPress): boolean {
    return this.choose(-1);
  }

  override _handleDown(_press: KeyPress): boolean {
    return this.choose(1);
  }

  override _handleOk(_press: KeyPress): boolean {
    this.props.app.live.confirmNumber();
    return true;
  }

  override _handleBack(_press: KeyPress): boolean {
    this.props.app.live.cancelNumber();
    this.props.onClose();
    return true;
  }

  override _handleKey(press: KeyPress): boolean {
    return press.key !== 'exit';
  }

  protected override build(): void {
    const { theme, props } = this;
    const { color, rowGain, type } = theme;
    const top = SAFE.top;
    this.entry = null;
    this.isErasing = false;
    this.add(LiveScrims, { kind: 'number' });
    const box = this.put(new Box(this.stage), X, top);
    box.setUp({
      radius: RADIUS.panel,
      color: theme.isHighContrast ? color.bg : withAlpha(color.panel, 0.94),
      border: theme.borderWidth,
      borderColor: color.line,
    });
    box.setSize(WIDTH, BOX_HEIGHT);
    this.digits = this.put(new Digits(this.stage), X + DIGITS.x, top);
    this.digits.setUp({ size: DIGITS.size });
    this.digits.y = top + (BOX_HEIGHT - this.digits.h) / 2;
    this.cursor = this.put(
      new LightningElement(this.stage),
      0,
      top + BOX_HEIGHT - CURSOR.bottom - CURSOR.h,
      CURSOR.w,
      CURSOR.h,
    );
    this.cursor.rect = true;
    this.cursor.color = color.accent;
    const hintRoom = { style: 'caption', align: 'end', boxWidth: WIDTH - HINT_RIGHT } as const;
    this.countdown = this.addText({ ...hintRoom, color: color.text2 }, X, top + BOX_HEIGHT / 2 - type.caption.line - 4);
    this.hint = this.addText({ ...hintRoom, color: color.text3 }, X, top + BOX_HEIGHT / 2);
    this.pad = props.hasPad ? this.makePad() : null;
    const matchesY = BELOW_BOX + (this.pad === null ? 0 : PAD_HEIGHT + PAD_GAP);
    const pitch = PITCH + rowGain;
    const room = Math.floor((1080 - SAFE.bottom - matchesY - ROW - rowGain) / pitch) + 1;
    this.cells = [];
    for (let i = 0; i < Math.min(MAX_MATCHES, room); i += 1) {
      this.cells.push(this.add(ChannelCell, { kind: 'match' }, { x: X, y: matchesY + i * pitch }));
    }
    this.show(props.app.live.numberEntry.peek());
    this.bind(props.app.live.numberEntry, (entry) => {
      this.show(entry);
    });
  }

  private makePad(): NumberPad {
    const { live, translator } = this.props.app;
    return this.add(
      NumberPad,
      {
        deleteLabel: translator.t('live.number-key.delete'),
        openLabel: translator.t('live.number-key.open'),
        onDigit(digit) {
          live.pressDigit(digit);
        },
        onDelete: () => {
          this.isErasing = this.entry?.digits.length === 1;
          live.deleteDigit();
        },
        onOpen() {
          live.confirmNumber();
        },
        onMove: () => {
          // Walking to the next key takes time: the countdown begins again.
          if (this.entry !== null) live.chooseMatch(this.entry.chosenIndex);
        },
      },
      { x: X + (WIDTH - PAD_WIDTH) / 2, y: BELOW_BOX },
    );
  }

  private choose(delta: 1 | -1): boolean {
    const { entry } = this;
    if (entry !== null) this.props.app.live.chooseMatch(entry.chosenIndex + delta);
    return true;
  }

  private show(entry: NumberEntry | null): void {
    const { t } = this.props.app.translator;
    const before = this.entry?.digits ?? '';
    this.entry = entry;
    if (entry !== null) this.isErasing = false;
    const digits = entry?.digits ?? '';
    this.digits.content = digits;
    this.cursor.visible = digits.length < MOST_DIGITS;
    this.cursor.x = X + DIGITS.x + (digits === '' ? 0 : this.digits.w + DIGITS.gap);
    this.countdown.content =
      entry === null
        ? ''
        : entry.matches.length === 0
          ? t('live.no-match')
          : t('live.opens-in', { n: entry.secondsLeft });
    this.hint.content =
      entry === null || entry.matches.length === 0 || digits.length > DIGITS_BESIDE_HINT ? '' : t('live.ok-now');
    const matches = entry?.matches ?? [];
    this.cells.forEach((cell, i) => {
      const match = matches[i] ?? null;
      cell.visible = match !== null;
      cell.show(match, i, matches.length);
      cell.setCurrent(i === entry?.chosenIndex);
    });
    this.ui.focus.refresh();
    if (this.pad !== null && digits !== before) this.ui.mirror.announce(digits);
  }
}
