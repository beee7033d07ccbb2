import { clamp, SECOND_MS } from '#core/base';
import { Box, Digits, Gradient, NineSlice, Sprite, View } from '#ui/engine';
import { CARDS, FOCUS, PLAYER } from '#ui/theme';
import type { AppModel } from '#model/app';

/** What {@link ThumbnailStrip} is made with. */
export interface ThumbnailStripProps {
  readonly app: AppModel;
}

const [CENTER_W, CENTER_H] = PLAYER.thumbnail.current;
const [SIDE_W, SIDE_H] = PLAYER.thumbnail.side;
const SIDE_COUNT = (PLAYER.thumbnail.pooled - 1) / 2;
const SIDE_GAP = 16;
const CENTER_GAP = 24;
const SIDE_RADIUS = 12;
const TIME_SIZE = 30;
const TIME_Y = CENTER_H - 50;
const SHADE_H = 90;
/** The time alone, where the title has no thumbnails. */
const CHIP = { padX: 22, h: 56, radius: 28 } as const;
/** Frames of a track are this far apart when it does not say. */
const STEP_MS = 10 * SECOND_MS;

interface SideFrame {
  readonly sprite: Sprite;
  /** -3..-1 before, 1..3 after. */
  readonly offset: number;
}

/** The frame at the scrub target with its neighbours, above the bar. Time runs left to right in every language. */
export class ThumbnailStrip extends View<ThumbnailStripProps> {
  declare private sides: readonly SideFrame[];
  declare private card: CenterCard;
  declare private center: Sprite;
  declare private chip: Box;
  declare private time: Digits;

  /** Shows the frames around `targetMs`; `centerX`: where the target stands on the screen. */
  show(targetMs: number, centerX: number): void {
    const { player, translator } = this.props.app;
    const hasFrames = player.hasThumbnails.peek();
    const x = Math.round(clamp(centerX, PLAYER.scrubber.x + CENTER_W / 2, 1824 - CENTER_W / 2));
    this.time.content = translator.format.position(targetMs);
    this.time.x = Math.round((hasFrames ? x : centerX) - this.time.w / 2);
    this.card.visible = hasFrames;
    this.chip.visible = !hasFrames;
    if (hasFrames) this.showFrames(targetMs, x);
    else this.showChip();
    for (const { sprite } of this.sides) if (!hasFrames) sprite.visible = false;
  }

  protected override build(): void {
    this.rtl = false;
    this.w = 1920;
    this.h = CENTER_H;
    const sides: SideFrame[] = [];
    for (let i = 1; i <= SIDE_COUNT; i += 1) {
      for (const offset of [-i, i]) {
        const sprite = this.put(new Sprite(this.stage), 0, CENTER_H - SIDE_H);
        sprite.setUp(SIDE_W, SIDE_H, SIDE_RADIUS);
        sprite.alpha = PLAYER.thumbnail.sideAlpha;
        sides.push({ sprite, offset });
      }
    }
    this.sides = sides;
    this.card = this.add(CenterCard, {}, { w: CENTER_W, h: CENTER_H });
    this.center = this.card.sprite;
    this.chip = this.put(new Box(this.stage), 0, CENTER_H - CHIP.h);
    this.chip.setUp({ radius: CHIP.radius, color: this.theme.mixed.chip });
    this.time = this.put(new Digits(this.stage), 0, TIME_Y);
    this.time.setUp({ size: TIME_SIZE });
  }

  private showFrames(targetMs: number, x: number): void {
    const { player } = this.props.app;
    const frame = player.thumbnailAt(targetMs);
    const stepMs = frame === null ? STEP_MS : Math.max(STEP_MS, frame.endMs - frame.startMs);
    const durationMs = player.durationMs.peek();
    this.time.y = TIME_Y;
    this.card.x = x - CENTER_W / 2;
    this.center.show(frame);
    for (const { sprite, offset } of this.sides) {
      const atMs = targetMs + offset * stepMs;
      const beyond = CENTER_W / 2 + CENTER_GAP + (Math.abs(offset) - 1) * (SIDE_W + SIDE_GAP);
      sprite.x = offset < 0 ? x - beyond - SIDE_W : x + beyond;
      sprite.visible = atMs >= 0 && atMs <= durationMs && sprite.x > -SIDE_W && sprite.x < 1920;
      if (sprite.visible) sprite.show(player.thumbnailAt(atMs));
    }
  }

  private showChip(): void {
    this.time.y = CENTER_H - CHIP.h + (CHIP.h - this.time.h) / 2;
    this.chip.setSize(this.time.w + 2 * CHIP.padX, CHIP.h);
    this.chip.x = this.time.x - CHIP.padX;
  }
}

/** The frame itself with shadow, shade and ring: it shows where the light of focus is. */
class CenterCard extends View {
  declare sprite: Sprite;

  protected override build(): void {
    const { theme } = this;
    const reach = theme.ringWidth + theme.ringGap;
    if (theme.hasLift) {
      const lift = this.put(new NineSlice(this.stage), -56, -40);
      lift.setUp('images/lift-9slice.png', FOCUS.card.lift.size, FOCUS.card.lift.slice);
      lift.setSize(CENTER_W + 112, CENTER_H + 112);
    }
    this.sprite = this.put(new Sprite(this.stage));
    this.sprite.setUp(CENTER_W, CENTER_H, CARDS.landscape.radius);
    this.put(new Gradient(this.stage), 0, CENTER_H - SHADE_H, CENTER_W, SHADE_H).setUp(0xff000000, 0, 0.85, 'down');
    const ring = this.put(new Box(this.stage), -reach, -reach);
    ring.setUp({ radius: CARDS.landscape.radius + reach, color: 0x00ffffff, border: theme.ringWidth, borderColor: theme.color.focus });
    ring.setSize(CENTER_W + 2 * reach, CENTER_H + 2 * reach);
  }
}
