import type { Argb } from '#ui/theme';
import { LightningElement } from '../lightning';
import type { Stage } from '../lightning';
import { DrawnTexture } from './drawn-texture';

/**
 * A line with round ends of any length: three pieces of one shared disc, so that its length may change each tick without
 * a new texture. Every bar of one height is drawn from the same texture.
 */
export class Bar extends LightningElement {
  private readonly pieces: readonly [LightningElement, LightningElement, LightningElement];
  private thickness: number;

  constructor(stage: Stage) {
    super(stage);
    this.thickness = 0;
    // The pieces stay where they are in a mirrored bar: their round sides point outwards.
    this.rtl = false;
    this.pieces = [new LightningElement(stage), new LightningElement(stage), new LightningElement(stage)];
    for (const piece of this.pieces) this.childList.a(piece);
  }

  /** Sets height and colour; called once. */
  setUp(thickness: number, color: Argb): void {
    this.thickness = thickness;
    this.h = thickness;
    const radius = thickness / 2;
    const [start, middle, end] = this.pieces;
    const clips: ReadonlyArray<readonly [LightningElement, number, number]> = [[start, 0, radius], [middle, radius - 0.5, 1], [end, radius, radius]];
    for (const [piece, from, width] of clips) {
      const texture = new DrawnTexture(this.stage, {
        id: `disc ${String(thickness)}`,
        w: thickness,
        h: thickness,
        draw: (context) => {
          context.fillStyle = '#fff';
          context.beginPath();
          context.arc(radius, radius, radius, 0, 2 * Math.PI);
          context.fill();
        },
      });
      texture.enableClipping(from, 0, width, thickness);
      piece.texture = texture;
      piece.h = thickness;
    }
    this.tint(color);
  }

  /** Colours the bar. */
  tint(color: Argb): void {
    for (const piece of this.pieces) piece.color = color;
  }

  /** Changes the length; below its thickness nothing is drawn. */
  setLength(length: number): void {
    const { thickness } = this;
    const [start, middle, end] = this.pieces;
    this.w = length;
    this.visible = length >= thickness;
    if (!this.visible) return;
    const radius = thickness / 2;
    start.w = radius;
    middle.x = radius;
    middle.w = length - thickness;
    middle.visible = length > thickness;
    end.x = length - radius;
    end.w = radius;
  }
}
