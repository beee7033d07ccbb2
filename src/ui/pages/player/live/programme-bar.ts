import type { AppModel } from '#model/app';
import type { LiveBanner } from '#model/player';
import { Bar, Box, FILL_LOOK, View } from '#ui/engine';
import type { FocusLook, KeyPress, Spoken, Text } from '#ui/engine';
import { PLAYER } from '#ui/theme';

/** What a {@link ProgrammeBar} is made with. */
export interface ProgrammeBarProps {
  readonly app: AppModel;
}

const [, , WIDTH, HEIGHT] = PLAYER.liveBanner.bar;
const TICK = { w: 4, h: 20 } as const;
const LABEL_Y = 20;
const LABEL_GAP = 24;
/** The words of the viewer's place begin this far before it. */
const LABEL_SHIFT = 20;
const THUMB = PLAYER.scrubber.thumb;

/**
 * The running programme as a line: where live is, where the viewer is, and where a scrub would go. Time runs from left to
 * right in every language, and so do the keys.
 */
export class ProgrammeBar extends View<ProgrammeBarProps> {
  declare private played: Bar;
  declare private reachable: Bar;
  declare private tick: Box;
  declare private edge: Box;
  declare private thumb: Box;
  declare private startLabel: Text;
  declare private endLabel: Text;
  declare private placeLabel: Text;
  declare private shown: LiveBanner | null;

  /** Whether there is a programme to draw. */
  get hasProgramme(): boolean {
    return this.shown !== null && this.shown.liveFraction >= 0;
  }

  /** Shows a banner's programme; hides itself without a guide. */
  show(banner: LiveBanner): void {
    this.shown = banner;
    this.visible = this.hasProgramme;
    if (this.visible) this.draw(banner);
  }

  override describe(): Spoken {
    const { app } = this.props;
    return { role: 'slider', name: app.translator.t('live.programme'), id: 'bar', value: this.placeLabel.content };
  }

  override getFocusLook(): FocusLook {
    return FILL_LOOK;
  }

  override _focus(): void {
    this.redraw();
  }

  override _unfocus(): void {
    this.redraw();
  }

  override _handleLeft(press: KeyPress): boolean {
    this.props.app.player.scrubBy(-1, press.heldMs);
    return true;
  }

  override _handleRight(press: KeyPress): boolean {
    this.props.app.player.scrubBy(1, press.heldMs);
    return true;
  }

  override _handleOk(_press: KeyPress): boolean {
    const { player } = this.props.app;
    if (player.scrub.peek() === null) player.togglePause();
    else player.commitScrub();
    return true;
  }

  override _handleBack(_press: KeyPress): boolean {
    const { player } = this.props.app;
    if (player.scrub.peek() === null) return false;
    player.cancelScrub();
    return true;
  }

  protected override build(): void {
    const { color, mixed } = this.theme;
    this.w = WIDTH;
    this.h = HEIGHT;
    this.rtl = false;
    this.keepsDirection = true;
    this.canPoint = true;
    this.shown = null;
    const line = (tint: number): Bar => {
      const bar = this.put(new Bar(this.stage));
      bar.setUp(HEIGHT, tint);
      return bar;
    };
    line(mixed.barTrack).setLength(WIDTH);
    this.reachable = line(mixed.barBuffer);
    this.played = line(color.accent);
    this.edge = this.mark(TICK.w, TICK.h, color.text2);
    this.tick = this.mark(TICK.w, TICK.h, color.text);
    this.thumb = this.mark(THUMB, THUMB, color.focus);
    this.startLabel = this.addText({ style: 'caption', color: color.text2 }, 0, LABEL_Y);
    this.endLabel = this.addText({ style: 'caption', color: color.text2, align: 'end', boxWidth: WIDTH }, 0, LABEL_Y);
    this.placeLabel = this.addText({ style: 'caption' }, 0, LABEL_Y);
    this.bind(this.props.app.player.scrub, () => {
      this.redraw();
    });
  }

  private mark(w: number, h: number, color: number): Box {
    const box = this.put(new Box(this.stage), 0, (HEIGHT - h) / 2);
    box.setUp({ radius: w / 2, color });
    box.setSize(w, h);
    return box;
  }

  private redraw(): void {
    if (this.shown !== null && this.hasProgramme) this.draw(this.shown);
  }

  private draw(banner: LiveBanner): void {
    const { app } = this.props;
    const scrub = app.player.scrub.peek();
    const isFocused = this.hasFocus();
    const { liveFraction, viewerFraction, lengthMs, startMs } = banner;
    const moved = scrub === null ? 0 : (scrub.targetMs - app.player.positionMs.peek()) / lengthMs;
    const part = Math.max(0, Math.min(1, viewerFraction + moved));
    this.reachable.setLength(Math.round(WIDTH * Math.max(liveFraction, part)));
    this.played.setLength(Math.round(WIDTH * part));
    this.edge.x = Math.round(WIDTH * liveFraction - TICK.w / 2);
    this.edge.visible = liveFraction > part;
    this.tick.x = Math.round(WIDTH * part - TICK.w / 2);
    this.tick.visible = !isFocused;
    this.thumb.x = Math.round(WIDTH * part - THUMB / 2);
    this.thumb.visible = isFocused;
    this.startLabel.content = banner.startLabel;
    this.endLabel.content = banner.endLabel;
    this.placeLabel.content = scrub === null ? banner.elapsed : app.translator.format.time(startMs + part * lengthMs);
    const low = this.startLabel.width + LABEL_GAP;
    const high = WIDTH - this.endLabel.width - LABEL_GAP - this.placeLabel.width;
    this.placeLabel.moveTo(Math.max(low, Math.min(WIDTH * part - LABEL_SHIFT, high)), LABEL_Y);
    if (isFocused) this.ui.focus.refresh();
  }
}
