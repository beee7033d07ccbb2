import type { Disposer } from '#core/base';
import type { AppModel } from '#model/app';
import { isPlain } from '#model/keys';
import type { RemoteKey } from '#ports';
import { PAD_KEY_HEIGHT, PadKey } from '#ui/components';
import type { AnyView, IconName, KeyPress, Ui } from '#ui/engine';
import { Z } from '#ui/theme';
import { SIDE_CONTENT, SidePanel } from '../side-panel';
import type { SidePanelProps } from '../side-panel';
import { keyName } from './key-words';

/** How the pad is made. */
export interface KeyPadProps extends SidePanelProps {
  readonly app: AppModel;
  /** Presses a key on what lies beneath. */
  onKey(key: RemoteKey): void;
  /** `null`: no key was changed. */
  readonly onReset: (() => void) | null;
}

const TITLE_Y = 64;
const TOP = 146;
const GAP = 12;
/** The remotes' own colours, as all of them have them. */
const COLOURS: Readonly<Partial<Record<RemoteKey, number>>> = { red: 0xffe5484d, green: 0xff46a758, yellow: 0xfff5d90a, blue: 0xff3e7bfa };
/** Lines of the pad; a key stands as wide as its line lets it. */
const LINES: ReadonlyArray<readonly RemoteKey[]> = [
  ['digit1', 'digit2', 'digit3', 'red'],
  ['digit4', 'digit5', 'digit6', 'green'],
  ['digit7', 'digit8', 'digit9', 'yellow'],
  ['rewind', 'digit0', 'forward', 'blue'],
  ['channelDown', 'channelUp'],
  ['channelList', 'lastChannel'],
  ['guide', 'info'],
  ['caption', 'search'],
  ['playpause', 'stop'],
];
const ICONS: Readonly<Partial<Record<RemoteKey, IconName>>> = { rewind: 'rew', forward: 'ff', playpause: 'play', stop: 'stop' };

/** Every key a remote may lack, on the screen: it does what the key does to what lies beneath, and the pad stays. Back closes it. */
export class KeyPadOverlay extends SidePanel<KeyPadProps> {
  declare private lines: PadKey[][];
  declare private line: number;
  declare private column: number;

  override get overlayId(): string {
    return 'key-pad';
  }

  override overlayTitle(): string {
    return this.props.app.translator.t('keys.pad');
  }

  override _getFocused(): AnyView {
    return this.lines[this.line]?.[this.column] ?? this;
  }

  override focusChild(child: AnyView): boolean {
    return this.lines.some((keys, line) => {
      const column = keys.findIndex((key) => key === child);
      if (column === -1) return false;
      this.line = line;
      this.column = column;
      return true;
    });
  }

  override _handleUp(_press: KeyPress): boolean {
    return this.go(this.line - 1);
  }

  override _handleDown(_press: KeyPress): boolean {
    return this.go(this.line + 1);
  }

  // The pad keeps its order in every language: `keepsDirection`.
  override _handleLeft(press: KeyPress): boolean {
    if (this.column === 0) {
      if (!press.isHeld && this.theme.direction === 'ltr') this.props.close();
    } else this.column -= 1;
    return true;
  }

  override _handleRight(press: KeyPress): boolean {
    if (this.column < (this.lines[this.line]?.length ?? 0) - 1) this.column += 1;
    else if (!press.isHeld && this.theme.direction === 'rtl') this.props.close();
    return true;
  }

  protected override build(): void {
    const { app, onReset } = this.props;
    const { translator } = app;
    this.keepsDirection = true;
    this.line = 0;
    this.column = 0;
    this.drawGround();
    this.addText({ style: 'title2', content: this.overlayTitle(), maxWidth: SIDE_CONTENT.w }, SIDE_CONTENT.x, TITLE_Y);
    this.lines = LINES.map((keys, line) => this.addLine(line, keys.map((key) => {
      const icon = ICONS[key] === undefined ? {} : { icon: ICONS[key] };
      const bar = COLOURS[key] === undefined ? {} : { bar: COLOURS[key] };
      const isDigit = key.indexOf('digit') === 0;
      return { id: `key-${key}`, label: isDigit ? key.charAt(5) : keyName(translator, key), ...icon, ...bar, onPress: () => this.props.onKey(key) };
    })));
    if (onReset !== null) this.lines.push(this.addLine(LINES.length, [{ id: 'keys-reset', label: translator.t('keys.reset'), onPress: onReset }]));
  }

  private addLine(line: number, keys: ReadonlyArray<Omit<PadKey['props'], 'width'>>): PadKey[] {
    const width = (SIDE_CONTENT.w - (keys.length - 1) * GAP) / keys.length;
    const isMirrored = this.theme.direction === 'rtl';
    return keys.map((key, column) => {
      // What stands in the order of a remote stands so in every language.
      const place = isMirrored ? keys.length - 1 - column : column;
      return this.add(PadKey, { ...key, width }, { x: SIDE_CONTENT.x + place * (width + GAP), y: TOP + line * (PAD_KEY_HEIGHT + GAP) });
    });
  }

  private go(line: number): boolean {
    const from = this.lines[this.line]?.length ?? 1;
    const to = this.lines[line]?.length;
    if (to === undefined) return true;
    this.line = line;
    this.column = Math.min(to - 1, Math.floor(((this.column + 0.5) / from) * to));
    return true;
  }
}

/** Opens the keys on screen above whatever is shown; open already, nothing happens. */
export function openKeyPad(ui: Ui, app: AppModel): void {
  const { overlays } = ui;
  const before = overlays.focusRoot;
  if (before instanceof KeyPadOverlay) return;
  const keys = app.keys.peek();
  const entry = app.navigation.current.peek().id;
  const onReset = (): void => {
    opened.close();
    keys?.reset().then(
      () => app.notices.showToast(app.translator.t('keys.reset.done')),
      (error: unknown) => app.notices.showFailure(error),
    );
  };
  const opened: { readonly view: KeyPadOverlay; readonly close: Disposer } = overlays.show(
    KeyPadOverlay,
    {
      app,
      close: () => opened.close(),
      onReset: keys === null || isPlain(keys.plan.peek()) ? null : onReset,
      onKey: (key) => {
        // The key is for what lies beneath; the pad has the focus again, unless something else came of it.
        overlays.popFocus(opened.view);
        ui.stage.application.updateFocusPath();
        ui.keys.pressKey(key);
        if (overlays.focusRoot === before && app.navigation.current.peek().id === entry) overlays.pushFocus(opened.view, null);
        else opened.close();
      },
    },
    { z: Z.dialog, motion: 'panel', takesFocus: true },
  );
}
