import { LEAVE, stepLine } from '#core/focus';
import { Box, Gradient, Overlay } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';
import { ListItem } from '#ui/components';
import { PLAYER } from '#ui/theme';
import type { AppModel } from '#model/app';
import { subtitleRows } from './subtitle-rows';
import type { SubtitleRow } from './subtitle-rows';

/** What {@link SubtitlePanel} is made with. */
export interface SubtitlePanelProps {
  readonly app: AppModel;
  onClose(): void;
}

/** In the place of the mock m-audio-subtitles. */
const { x: X, w: WIDTH } = PLAYER.sidePanel;
const FADE = 160;
const PAD = 40;
const TITLE_Y = 62;
const HINT_Y = 122;
const LIST_Y = 180;
/** Down to the safe edge. */
const LIST_H = 1026 - LIST_Y;
const GAP = 10;
const ROW_W = 1824 - X - PAD;

/** How subtitles look and when they come. Left and Right change a row, OK goes to its next value; what changes is seen at once. */
export class SubtitlePanel extends Overlay<SubtitlePanelProps> {
  declare private rows: readonly SubtitleRow[];
  declare private items: ListItem[];
  declare private cursor: number;

  override get overlayId(): string {
    return 'subtitles';
  }

  override overlayTitle(): string {
    return this.props.app.translator.t('subtitles.title');
  }

  override _getFocused(): AnyView {
    return this.items[this.cursor] ?? this;
  }

  override focusChild(child: AnyView): boolean {
    const at = this.items.findIndex((item) => item === child);
    if (at === -1) return false;
    this.moveTo(at);
    return true;
  }

  override _handleUp(press: KeyPress): boolean {
    return this.go(-1, press);
  }

  override _handleDown(press: KeyPress): boolean {
    return this.go(1, press);
  }

  override _handleLeft(press: KeyPress): boolean {
    return this.change(-1, press);
  }

  override _handleRight(press: KeyPress): boolean {
    return this.change(1, press);
  }

  override _handleBack(_press: KeyPress): boolean {
    this.props.onClose();
    return true;
  }

  override _handlePlayPause(_press: KeyPress): boolean {
    this.props.app.player.togglePause();
    return true;
  }

  protected override build(): void {
    const { translator, player } = this.props.app;
    const { color, mixed, isHighContrast } = this.theme;
    if (!isHighContrast) this.put(new Gradient(this.stage), X - FADE, 0, FADE, 1080).setUp(color.panel, 0, 0.97, 'end');
    const ground = this.put(new Box(this.stage), X, 0);
    ground.setUp({ color: mixed.panelOverVideo });
    ground.setSize(WIDTH, 1080);
    this.addText({ style: 'title2', content: translator.t('subtitles.title'), maxWidth: ROW_W }, X + PAD, TITLE_Y);
    this.addText({ style: 'caption', content: translator.t('subtitles.hint'), maxWidth: ROW_W, color: color.text3 }, X + PAD, HINT_Y);
    this.cursor = 0;
    this.items = [];
    this.read();
    this.items = this.rows.map((_row, index) => this.add(ListItem, { width: ROW_W, look: 'action', onPress: () => this.press(index) }, { x: X + PAD, y: LIST_Y }));
    this.show();
    this.bind(player.subtitles, () => {
      this.show();
    });
  }

  private read(): void {
    const { player, translator } = this.props.app;
    this.rows = subtitleRows(player.subtitles.peek(), player.tracks.peek(), translator);
  }

  private show(): void {
    this.read();
    this.items.forEach((item, index) => {
      const row = this.rows[index];
      if (row !== undefined) item.show({ ...row.content, index: index + 1, count: this.items.length });
    });
    this.layOut();
  }

  private press(index: number): void {
    const row = this.rows[index];
    if (row !== undefined) this.props.app.player.setSubtitles(row.press());
  }

  private change(direction: 1 | -1, press: KeyPress): boolean {
    const row = this.rows[this.cursor];
    const isShift = row?.content.id === 'later' || row?.content.id === 'earlier';
    if (row !== undefined && (isShift || !press.isHeld)) this.props.app.player.setSubtitles(row.step(direction, press.isHeld));
    return true;
  }

  private go(direction: 1 | -1, press: KeyPress): boolean {
    const next = stepLine(this.cursor, this.items.length, direction, press.isHeld, 'stop');
    if (next !== LEAVE) this.moveTo(next);
    return true;
  }

  private moveTo(index: number): void {
    this.cursor = index;
    this.layOut();
    this.ui.focus.check();
  }

  /** Longer ones than the screen are shown from the first row that fits. */
  private layOut(): void {
    const pitch = (this.items[0]?.h ?? 0) + GAP;
    const first = Math.max(0, this.cursor - Math.floor((LIST_H + GAP) / pitch) + 1);
    this.items.forEach((item, index) => {
      item.y = LIST_Y + (index - first) * pitch;
      item.visible = index >= first && item.y + item.h <= LIST_Y + LIST_H;
    });
  }
}
