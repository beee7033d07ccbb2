import type { AnyView, KeyPress } from '#ui/engine';
import { PLAYER } from '#ui/theme';
import { PlayerPanel } from './player-panel';
import { RowStack } from './row-stack';
import { subtitleRows } from './subtitle-rows';
import type { SubtitleRow } from './subtitle-rows';

/** In the place of the mock m-audio-subtitles. */
const { x: X } = PLAYER.sidePanel;
const PAD = 40;
const TITLE_Y = 62;
const HINT_Y = 122;
const LIST_Y = 180;
/** Down to the safe edge. */
const LIST_H = 1026 - LIST_Y;
const GAP = 10;
const ROW_W = 1824 - X - PAD;

/** How subtitles look and when they come. Left and Right change a row, OK goes to its next value; what changes is seen at once. */
export class SubtitlePanel extends PlayerPanel {
  declare private rows: readonly SubtitleRow[];
  declare private stack: RowStack;

  override get overlayId(): string {
    return 'subtitles';
  }

  override overlayTitle(): string {
    return this.props.app.translator.t('subtitles.title');
  }

  override _getFocused(): AnyView {
    return this.stack;
  }

  override _handleLeft(press: KeyPress): boolean {
    return this.change(-1, press);
  }

  override _handleRight(press: KeyPress): boolean {
    return this.change(1, press);
  }

  protected override build(): void {
    const { translator, player } = this.props.app;
    this.drawSide();
    this.addText({ style: 'title2', content: translator.t('subtitles.title'), maxWidth: ROW_W }, X + PAD, TITLE_Y);
    this.addText({ style: 'caption', content: translator.t('subtitles.hint'), maxWidth: ROW_W, color: this.theme.color.text3 }, X + PAD, HINT_Y);
    this.stack = this.add(RowStack, { width: ROW_W, height: LIST_H, gap: GAP, top: 'stop' }, { x: X + PAD, y: LIST_Y });
    this.read();
    this.stack.setRows(this.rows.map((_row, index) => ({ look: 'action', onPress: () => this.press(index) })));
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
    const items = this.stack.rows;
    items.forEach((item, index) => {
      const row = this.rows[index];
      if (row !== undefined) item.show({ ...row.content, index: index + 1, count: items.length });
    });
    this.stack.moveTo(this.stack.at);
  }

  private press(index: number): void {
    const row = this.rows[index];
    if (row !== undefined) this.props.app.player.setSubtitles(row.press());
  }

  private change(direction: 1 | -1, press: KeyPress): boolean {
    const row = this.rows[this.stack.at];
    const isShift = row?.content.id === 'later' || row?.content.id === 'earlier';
    if (row !== undefined && (isShift || !press.isHeld)) this.props.app.player.setSubtitles(row.step(direction, press.isHeld));
    return true;
  }
}
