import type { Translator } from '#model/i18n';
import type { KeyPress, Text } from '#ui/engine';
import { ListPanel } from '../list-panel';
import { SIDE_CONTENT } from '../side-panel';
import type { SidePanelProps } from '../side-panel';
import { momentsOf, typedMoment } from './moments';
import type { ArchiveDay } from './moments';

/** How the panel is made. */
export interface MomentPanelProps extends SidePanelProps {
  readonly translator: Translator;
  readonly day: ArchiveDay;
  /** The day by name. */
  readonly title: string;
  onMoment(atMs: number): void;
}

const TITLE_Y = 64;
const TYPED_Y = 128;
const LIST_Y = 244;
const ROW_GAP = 4;
const DIGITS = 4;
/** The list opens at the beginning of the evening, or as late as the day goes. */
const EVENING = '2000';

/** Times of one day, by arrows or by typing four digits; OK takes the one that was typed, else the row's. Back and Left close. */
export class MomentPanel extends ListPanel<MomentPanelProps> {
  declare private words: Text;
  declare private moments: readonly number[];
  declare private typed: string;
  /** What was typed; `null` since the list was moved. */
  declare private typedMs: number | null;

  override get overlayId(): string {
    return 'moment-time';
  }

  override overlayTitle(): string {
    const { title, translator } = this.props;
    return `${title}. ${translator.t('moment.hint')}`;
  }

  override _captureKey({ key }: KeyPress): boolean {
    if (key === 'up' || key === 'down') this.forget();
    return false;
  }

  override _handleDigit({ digit, isHeld }: KeyPress): boolean {
    if (!isHeld && digit >= 0) this.type(digit);
    return true;
  }

  protected override build(): void {
    const { day, title, translator } = this.props;
    const { x, w: width } = SIDE_CONTENT;
    this.typed = '';
    this.typedMs = null;
    this.moments = momentsOf(day);
    this.drawGround();
    this.addText({ style: 'title2', content: title, maxWidth: width }, x, TITLE_Y);
    this.words = this.addText({ style: 'body', content: translator.t('moment.hint'), color: this.theme.color.text2, maxWidth: width, lines: 3 }, x, TYPED_Y);
    const { moments } = this;
    this.addList({
      look: 'action',
      y: LIST_Y,
      gap: ROW_GAP,
      contentAt: (index) => {
        const atMs = moments[index];
        return atMs === undefined ? undefined : { id: `at-${String(atMs)}`, label: translator.format.time(atMs) };
      },
      onPress: () => this.choose(),
    });
    this.list.setItems({ length: moments.length, idAt: (index) => `at-${String(moments[index])}`, indexOf: (id) => moments.findIndex((atMs) => `at-${String(atMs)}` === id) });
    this.list.focusIndex(this.rowAt(typedMoment(this.ui.clock, day, EVENING) ?? day.toMs));
  }

  private type(digit: number): void {
    const { day, translator } = this.props;
    this.typed = (this.typed.length >= DIGITS ? '' : this.typed) + String(digit);
    this.typedMs = null;
    const { typed } = this;
    const places = `${typed}____`.slice(0, DIGITS);
    let words = `${places.slice(0, 2)}:${places.slice(2)}`;
    if (typed.length === DIGITS) {
      this.typedMs = typedMoment(this.ui.clock, day, typed);
      words = this.typedMs === null ? translator.t('moment.missing') : translator.format.time(this.typedMs);
      if (this.typedMs !== null) this.list.focusIndex(this.rowAt(this.typedMs));
    }
    this.words.content = words;
    this.ui.mirror.announce(typed.length === DIGITS ? words : String(digit));
  }

  /** The last row at or before a moment. */
  private rowAt(atMs: number): number {
    let index = 0;
    while ((this.moments[index + 1] ?? Infinity) <= atMs) index += 1;
    return index;
  }

  private forget(): void {
    if (this.typed === '') return;
    this.typed = '';
    this.typedMs = null;
    this.words.content = this.props.translator.t('moment.hint');
  }

  private choose(): void {
    const rowMs = this.moments[this.list.index];
    // A pointer goes to another row without a key.
    const isTyped = this.typedMs !== null && this.list.index === this.rowAt(this.typedMs);
    const atMs = isTyped ? this.typedMs : rowMs;
    this.props.close();
    if (atMs !== undefined && atMs !== null) this.props.onMoment(atMs);
  }
}
