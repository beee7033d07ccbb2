import { SECOND_MS } from '#core/base';
import type { Disposer } from '#core/base';
import type { AppModel } from '#model/app';
import type { KeysModel, KeyUse } from '#model/keys';
import type { RemoteKey, RemoteKeyEvent } from '#ports';
import { Box, Overlay } from '#ui/engine';
import type { Spoken, Text } from '#ui/engine';
import { RADIUS } from '#ui/theme';
import { keyName, useName } from './key-words';

/** How the tester is made. */
export interface KeyTesterProps {
  readonly app: AppModel;
  readonly keys: KeysModel;
  onClose(): void;
}

const PANEL = { w: 1120, h: 640 } as const;
const PAD = 64;
const HINT_Y = 76;
const NAME_Y = 240;
const USE_Y = 330;
const BEFORE_Y = 460;
/** Keys named below the one that was pressed last. */
const MOST_BEFORE = 6;
/** Told as held from here on. */
const HELD_MS = 500;

/** Says which key was pressed and what it does, and does none of it. OK or Back pressed twice in a row closes it, which two clicks are, too. */
export class KeyTesterOverlay extends Overlay<KeyTesterProps> {
  declare private name: Text;
  declare private use: Text;
  declare private before: Text;
  declare private pressed: RemoteKey[];
  /** Pressed again, this key closes. */
  declare private leaveBy: RemoteKey | null;

  override get overlayId(): string {
    return 'key-tester';
  }

  override overlayTitle(): string {
    const { t } = this.props.app.translator;
    return `${t('keys.tester')}. ${t('keys.tester.hint')}`;
  }

  override describe(): Spoken {
    return { role: 'status', id: 'key', name: this.name.content, details: this.use.content };
  }

  protected override build(): void {
    const { t } = this.props.app.translator;
    const { color, mixed, borderWidth } = this.theme;
    this.pressed = [];
    this.leaveBy = null;
    const dim = this.put(new Box(this.stage));
    dim.setUp({ color: mixed.modalDim });
    dim.setSize(this.w, this.h);
    const x = Math.round((this.w - PANEL.w) / 2);
    const y = Math.round((this.h - PANEL.h) / 2);
    const panel = this.put(new Box(this.stage), x, y);
    panel.setUp({ radius: RADIUS.panel, color: color.panel, border: borderWidth, borderColor: color.line });
    panel.setSize(PANEL.w, PANEL.h);
    const room = PANEL.w - 2 * PAD;
    this.addText({ style: 'title2', content: t('keys.tester'), maxWidth: room }, x + PAD, y + PAD);
    this.addText({ style: 'body', content: t('keys.tester.hint'), color: color.text2, maxWidth: room, lines: 2 }, x + PAD, y + PAD + HINT_Y);
    this.name = this.addText({ style: 'title1', content: t('keys.tester.waits'), maxWidth: room }, x + PAD, y + NAME_Y);
    this.use = this.addText({ style: 'bodyL', color: color.text2, maxWidth: room }, x + PAD, y + USE_Y);
    this.before = this.addText({ style: 'body', color: color.text3, maxWidth: room, lines: 2 }, x + PAD, y + BEFORE_Y);
    this.whileAttached((scope) => scope.add(this.listen()));
  }

  /** Takes every key before anybody else does, changed ones as they are on the remote. */
  private listen(): Disposer {
    const { keys } = this.ui;
    const { remap } = keys;
    const watch = (event: RemoteKeyEvent): boolean => {
      this.take(event);
      return true;
    };
    keys.remap = watch;
    return () => {
      if (keys.remap === watch) keys.remap = remap;
    };
  }

  private take({ key, phase, heldMs, isHeld }: RemoteKeyEvent): void {
    const { translator } = this.props.app;
    if (phase === 'up' || isHeld) {
      if (heldMs >= HELD_MS) this.use.content = translator.t('keys.tester.held', { use: this.useOf(key), seconds: translator.format.number(heldMs / SECOND_MS, 1) });
      return;
    }
    if (this.leaveBy === key) {
      this.props.onClose();
      return;
    }
    this.leaveBy = key === 'back' || key === 'ok' ? key : null;
    this.before.content = this.pressed.map((each) => keyName(translator, each)).join(' · ');
    this.pressed = [key, ...this.pressed].slice(0, MOST_BEFORE);
    this.name.content = keyName(translator, key);
    this.use.content = this.useOf(key);
    this.ui.mirror.announce(`${this.name.content}. ${this.use.content}`, 'assertive');
    this.ui.focus.refresh();
  }

  private useOf(key: RemoteKey): string {
    const { translator } = this.props.app;
    const use: KeyUse | undefined = this.props.keys.plan.peek().short[key];
    return use === undefined ? translator.t('keys.own') : translator.t('keys.does', { use: useName(translator, use) });
  }
}
