import { clamp, MINUTE_MS } from '#core/base';
import { chapterAt } from '#core/playback';
import { Bar, Box, Digits, FILL_LOOK, LightningElement, View } from '#ui/engine';
import type { FocusLook, Spoken, Text } from '#ui/engine';
import { PLAYER } from '#ui/theme';
import type { AppModel } from '#model/app';

/** What {@link ScrubBar} is made with. */
export interface ScrubBarProps {
  readonly app: AppModel;
}

const { w: WIDTH, h: HEIGHT, thumb: THUMB } = PLAYER.scrubber;
/** While it has no focus: a mark on the bar, not a light. */
const CALM_THUMB = 18;
const DIGITS = 26;
const DIGITS_Y = 28;
const [TICK_W, TICK_H] = PLAYER.scrubber.chapterTick;
/** Ticks nearer than this to each other or to an end are not told apart. */
const TICK_PITCH = 12;
/** The chapter's name stands between the two times. */
const NAME_X = 200;
const NAME_Y = DIGITS_Y + 2;

/**
 * The bar with its thumb and times. Time runs left to right in every language. Shows the scrub target while there is one,
 * else the position.
 */
export class ScrubBar extends View<ScrubBarProps> {
  declare private played: Bar;
  declare private buffered: Bar;
  declare private ticks: LightningElement;
  declare private chapter: Text;
  declare private thumb: Box;
  declare private calmThumb: Box;
  declare private position: Digits;
  declare private left: Digits;

  override describe(): Spoken {
    const { translator, player } = this.props.app;
    const total = player.isLengthHidden.peek() ? 0 : Math.round(player.durationMs.peek() / MINUTE_MS);
    const count = Math.floor(this.shownMs / MINUTE_MS);
    const place = total > 0 && Number.isFinite(total) ? translator.t('player.place', { count, total }) : translator.format.position(this.shownMs);
    const chapter = this.chapterName();
    return {
      role: 'slider',
      id: 'scrubber',
      name: translator.t('player.scrubber'),
      value: chapter === '' ? place : `${place}, ${chapter}`,
    };
  }

  override getFocusLook(): FocusLook {
    return FILL_LOOK;
  }

  /** The position on the bar: the scrub target, else where the picture is. Milliseconds. */
  get shownMs(): number {
    const { player } = this.props.app;
    return player.scrub.peek()?.targetMs ?? player.positionMs.peek();
  }

  /** Where a position stands, pixels from the bar's left end. */
  xOf(positionMs: number): number {
    const durationMs = this.props.app.player.durationMs.peek();
    return durationMs > 0 && Number.isFinite(durationMs) ? WIDTH * clamp(positionMs / durationMs, 0, 1) : 0;
  }

  override _focus(): void {
    this.paint();
  }

  override _unfocus(): void {
    this.paint();
  }

  protected override build(): void {
    const { color, mixed } = this.theme;
    const { player } = this.props.app;
    this.rtl = false;
    this.keepsDirection = true;
    this.canPoint = true;
    this.w = WIDTH;
    this.h = DIGITS_Y + DIGITS * 1.25;
    this.bar(mixed.barTrack).setLength(WIDTH);
    this.buffered = this.bar(mixed.barBuffer);
    this.played = this.bar(color.accent);
    this.ticks = this.put(new LightningElement(this.stage));
    this.calmThumb = this.disc(CALM_THUMB, color.accent);
    this.thumb = this.disc(THUMB, color.focus);
    this.position = this.digits(color.text);
    this.left = this.digits(color.text2);
    this.chapter = this.addText({ style: 'caption', color: color.text2, maxWidth: WIDTH - 2 * NAME_X }, NAME_X, NAME_Y);
    const follow = (): void => {
      this.follow();
    };
    this.bind(player.positionMs, follow);
    const followTicks = (): void => {
      this.follow();
      this.drawTicks();
    };
    this.bind(player.durationMs, followTicks);
    this.bind(player.isLengthHidden, follow);
    this.bind(player.chapters, followTicks);
    this.bind(player.bufferedMs, follow);
    this.bind(player.scrub, follow);
    this.paint();
  }

  private follow(): void {
    const { player, translator } = this.props.app;
    const { format } = translator;
    const shownMs = this.shownMs;
    const durationMs = player.durationMs.peek();
    const hasEnd = !player.isLengthHidden.peek() && durationMs > 0 && Number.isFinite(durationMs);
    const x = Math.round(this.xOf(shownMs));
    this.played.setLength(x);
    this.buffered.setLength(Math.round(Math.max(x, this.xOf(player.bufferedMs.peek()))));
    this.thumb.x = x - THUMB / 2;
    this.calmThumb.x = x - CALM_THUMB / 2;
    this.chapter.content = player.scrub.peek() === null && !this.hasFocus() ? '' : this.chapterName();
    this.position.content = format.position(shownMs);
    this.left.visible = hasEnd;
    if (!hasEnd) return;
    this.left.content = format.position(-Math.max(0, durationMs - shownMs));
    this.left.x = WIDTH - this.left.w;
  }

  /** Of the shown place; empty where none is known. */
  private chapterName(): string {
    return chapterAt(this.props.app.player.chapters.peek(), this.shownMs)?.name ?? '';
  }

  private drawTicks(): void {
    this.ticks.childList.clear();
    let lastX = 0;
    for (const { startMs } of this.props.app.player.chapters.peek()) {
      const x = Math.round(this.xOf(startMs));
      if (x - lastX < TICK_PITCH || WIDTH - x < TICK_PITCH) continue;
      lastX = x;
      const tick = new LightningElement(this.stage);
      tick.x = x - TICK_W / 2;
      tick.y = (HEIGHT - TICK_H) / 2;
      tick.w = TICK_W;
      tick.h = TICK_H;
      tick.rect = true;
      tick.color = this.theme.color.text;
      this.ticks.childList.add(tick);
    }
  }

  private paint(): void {
    const isFocused = this.hasFocus();
    this.thumb.visible = isFocused;
    this.calmThumb.visible = !isFocused;
    this.follow();
  }

  private bar(color: number): Bar {
    const bar = this.put(new Bar(this.stage));
    bar.setUp(HEIGHT, color);
    return bar;
  }

  private disc(size: number, color: number): Box {
    const disc = this.put(new Box(this.stage), 0, (HEIGHT - size) / 2);
    disc.setUp({ radius: size / 2, color });
    disc.setSize(size, size);
    return disc;
  }

  private digits(color: number): Digits {
    const digits = this.put(new Digits(this.stage), 0, DIGITS_Y);
    digits.setUp({ size: DIGITS, weight: 500, color });
    return digits;
  }
}
