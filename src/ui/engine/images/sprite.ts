import { LightningElement } from '../lightning';
import type { Stage } from '../lightning';
import { ClippedRoundShader } from './clipped-round-shader';
import { PictureTexture } from './picture-texture';
import { Box } from '../shapes/box';
import { uiOf } from '../ui';

/** A rectangle of a picture in its own pixels; `width` 0: the whole picture. */
export interface SpriteRegion {
  readonly url: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A part of a larger picture, stretched to its size, with round corners. Sprites of one picture share its memory, so a
 * strip of thumbnails changes with each step without loading or uploading anything.
 */
export class Sprite extends LightningElement {
  private readonly picture: LightningElement;
  private readonly source: PictureTexture;
  private readonly ground: Box;
  private address: string;

  constructor(stage: Stage) {
    super(stage);
    this.address = '';
    this.ground = new Box(stage);
    this.picture = new LightningElement(stage);
    this.source = new PictureTexture(
      stage,
      () => 0,
      () => undefined,
    );
    this.childList.a(this.ground);
    this.childList.a(this.picture);
  }

  /** Sets size and corner radius, pixels; called once. */
  setUp(w: number, h: number, radius: number): void {
    this.w = w;
    this.h = h;
    this.ground.setUp({ radius, color: uiOf(this.stage).theme.color.surface });
    this.ground.setSize(w, h);
    this.picture.w = w;
    this.picture.h = h;
    if (radius > 0 && this.stage.isWebgl()) this.picture.shader = { type: ClippedRoundShader, radius };
  }

  /** Shows a region; `null` leaves the quiet ground. */
  show(region: SpriteRegion | null): void {
    const url = region?.url ?? '';
    if (url !== this.address) {
      this.address = url;
      this.picture.texture = null;
      this.source.show(url === '' ? null : { url, fit: 'cover', w: 0, h: 0 });
    }
    if (region === null || url === '') return;
    if (region.width > 0) this.source.enableClipping(region.x, region.y, region.width, region.height);
    else this.source.disableClipping();
    this.picture.texture = this.source;
  }
}
