import type { Argb } from '#ui/theme';
import { LightningElement, RoundedRectangleShader } from '../lightning';
import type { Stage } from '../lightning';
import { Box } from '../shapes/box';
import { uiOf } from '../ui';
import type { ImagePriority } from './image-queue';
import { PictureTexture } from './picture-texture';

/** How a picture is framed. */
export interface PictureOptions {
  readonly w: number;
  readonly h: number;
  readonly radius?: number;
  /** `contain` keeps everything (logos); default `cover`. */
  readonly fit?: 'cover' | 'contain';
  /** Where a contained picture stands; default the middle. */
  readonly align?: 'start' | 'center';
  /** Draws `surface` until the picture is there. */
  readonly hasGround?: boolean;
  /** How much larger than drawn the picture may be kept: focused cards grow. Default 1. */
  readonly density?: number;
  /** Whether it fades in when it came late; default true. */
  readonly fades?: boolean;
}

/** A picture that comes later than this after its cell appeared fades in, others stand at once. */
const LATE_MS = 100;

/**
 * A picture from an address, with round corners, over a quiet ground until it is there. `onResult` tells the view
 * whether to draw its fallback.
 */
export class Picture extends LightningElement {
  private options: PictureOptions;
  private readonly picture: LightningElement;
  private readonly source: PictureTexture;
  private ground: Box | null;
  private address: string;
  private shownAtMs: number;
  private isPresent: boolean;
  private hasFailed: boolean;
  private opacity: number;
  /** How urgent the picture is; cards near the focus lower it. */
  priority: ImagePriority;
  /** Called when the picture is there (`true`), failed (`false`), or is loading again (`null`). */
  onResult: ((isPresent: boolean | null) => void) | null;

  constructor(stage: Stage) {
    super(stage);
    this.options = { w: 0, h: 0 };
    this.address = '';
    this.shownAtMs = 0;
    this.isPresent = false;
    this.hasFailed = false;
    this.opacity = 1;
    this.priority = 1;
    this.onResult = null;
    this.ground = null;
    this.picture = new LightningElement(stage);
    this.source = new PictureTexture(stage, () => this.priority, (url) => {
      this.failed(url);
    });
    this.picture.on('txLoaded', () => {
      this.arrived();
    });
  }

  /** Sets size and framing; called once. */
  setUp(options: PictureOptions): void {
    this.options = options;
    this.w = options.w;
    this.h = options.h;
    if (options.hasGround === true) {
      this.ground = new Box(this.stage);
      this.ground.setUp({ radius: options.radius ?? 0, color: uiOf(this.stage).theme.color.surface });
      this.ground.setSize(options.w, options.h);
      this.childList.a(this.ground);
    }
    if ((options.radius ?? 0) > 0 && options.fit !== 'contain') this.picture.shader = { type: RoundedRectangleShader, radius: options.radius ?? 0 };
    this.childList.a(this.picture);
  }

  /** Address of what is shown, or empty. */
  get url(): string {
    return this.address;
  }

  /** Shows another picture; empty shows none. */
  set url(url: string) {
    if (this.address === url) return;
    this.address = url;
    this.hasFailed = false;
    this.isPresent = false;
    this.shownAtMs = uiOf(this.stage).clock.monotonicMs();
    if (this.ground !== null) this.ground.visible = true;
    this.picture.texture = null;
    this.source.show(url === '' ? null : this.wish(url));
    if (url !== '') {
      if (this.options.fit !== 'contain') {
        this.picture.w = this.options.w;
        this.picture.h = this.options.h;
      }
      this.picture.texture = this.source;
    }
    this.onResult?.(url === '' ? false : null);
  }

  /** Whether the picture is on screen. */
  get isLoaded(): boolean {
    return this.isPresent;
  }

  /** Colours the ground; only of pictures that have one. */
  set groundColor(color: Argb) {
    if (this.ground !== null) this.ground.color = color;
  }

  /** Dims the picture alone, not its ground. */
  dim(alpha: number): void {
    this.opacity = alpha;
    uiOf(this.stage).motion.set(this.picture, 'alpha', alpha);
    this.showGround();
  }

  private wish(url: string): { url: string; fit: 'cover' | 'contain'; w: number; h: number } {
    const { options, stage } = this;
    const scale = stage.getRenderPrecision() * (options.density ?? 1);
    return { url, fit: options.fit ?? 'cover', w: Math.ceil(options.w * scale), h: Math.ceil(options.h * scale) };
  }

  private arrived(): void {
    const ui = uiOf(this.stage);
    const isFirst = !this.isPresent;
    this.isPresent = true;
    if (this.options.fit === 'contain') this.contain();
    if (!isFirst) return;
    const isLate = ui.clock.monotonicMs() - this.shownAtMs > LATE_MS;
    if (isLate && this.options.fades !== false && !ui.keys.isHeld) {
      ui.motion.set(this.picture, 'alpha', 0.001);
      ui.motion.toThen(this.picture, 'alpha', this.opacity, 'imageFade', () => {
        this.showGround();
      });
    } else {
      ui.motion.set(this.picture, 'alpha', this.opacity);
      this.showGround();
    }
    this.onResult?.(true);
  }

  /** Under an opaque picture the ground would only cost a draw call. */
  private showGround(): void {
    if (this.ground !== null) this.ground.visible = !this.isPresent || this.opacity < 1;
  }

  private contain(): void {
    const size = this.source.source;
    if (size === null || size.w === 0 || size.h === 0) return;
    const { w, h, align } = this.options;
    const scale = Math.min(w / size.w, h / size.h);
    this.picture.w = size.w * scale;
    this.picture.h = size.h * scale;
    this.picture.x = align === 'start' ? 0 : (w - this.picture.w) / 2;
    this.picture.y = (h - this.picture.h) / 2;
  }

  private failed(url: string): void {
    if (url !== this.address || this.hasFailed) return;
    this.hasFailed = true;
    this.onResult?.(false);
  }
}
