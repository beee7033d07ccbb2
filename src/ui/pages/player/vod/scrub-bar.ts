import { clamp, MINUTE_MS } from '#core/base';
import { Bar, Box, Digits, FILL_LOOK, View } from '#ui/engine';
import type { FocusLook, Spoken } from '#ui/engine';
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

/**
 * The bar with its thumb and times. Time runs left to right in every language. Shows the scrub target while there is one,
 * else the position.
 */
export class ScrubBar extends View<ScrubBarProps> {
  declare private played: Bar;
  declare private buffered: Bar;
  declare private thumb: Box;
  declare private calmThumb: Box;
  declare private position: Digits;
  declare private left: Digits;

  override describe(): Spoken {
    const { translator, player } = this.props.app;
    const durationMs = player.durationMs.peek();
    const total = Math.round(durationMs / MINUTE_MS);
    const count = Math.floor(this.shownMs / MINUTE_MS);
    return {
      role: 'slider',
      id: 'scrubber',
      name: translator.t('player.scrubber'),
      value: total > 0 && Number.isFinite(total) ? translator.t('player.place', { count, total }) : translator.format.position(this.shownMs),
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
    this.calmThumb = this.disc(CALM_THUMB, color.accent);
    this.thumb = this.disc(THUMB, color.focus);
    this.position = this.digits(color.text);
    this.left = this.digits(color.text2);
    const follow = (): void => {
      this.follow();
    };
    this.bind(player.positionMs, follow);
    this.bind(player.durationMs, follow);
    this.bind(player.bufferedMs, follow);
    this.bind(player.scrub, follow);
    this.paint();
  }

  private follow(): void {
    const { player, translator } = this.props.app;
    const { format } = translator;
    const shownMs = this.shownMs;
    const durationMs = player.durationMs.peek();
    const hasEnd = durationMs > 0 && Number.isFinite(durationMs);
    const x = Math.round(this.xOf(shownMs));
    this.played.setLength(x);
    this.buffered.setLength(Math.round(Math.max(x, this.xOf(player.bufferedMs.peek()))));
    this.thumb.x = x - THUMB / 2;
    this.calmThumb.x = x - CALM_THUMB / 2;
    this.position.content = format.position(shownMs);
    this.left.visible = hasEnd;
    if (!hasEnd) return;
    this.left.content = format.position(-Math.max(0, durationMs - shownMs));
    this.left.x = WIDTH - this.left.w;
  }

  private paint(): void {
    const isFocused = this.hasFocus();
    this.thumb.visible = isFocused;
    this.calmThumb.visible = !isFocused;
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
