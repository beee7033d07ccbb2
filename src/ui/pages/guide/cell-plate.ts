import { DrawnTexture, LightningElement, roundRectPath } from '#ui/engine';
import type { Stage } from '#ui/engine';
import type { Argb } from '#ui/theme';

/** How a plate is made. Pixels. */
export interface CellPlateOptions {
  readonly height: number;
  readonly radius: number;
  /** Stroke inside the edge; 0: none. */
  readonly border: number;
  readonly borderColor: Argb;
}

type Pieces = readonly [LightningElement, LightningElement, LightningElement];

/**
 * A round rectangle of any width: three pieces of one picture, so that cells of all lengths share two textures and a scroll draws none
 * anew. Every plate of one height is drawn from the same ones.
 */
export class CellPlate extends LightningElement {
  private readonly fills: Pieces;
  private strokes: Pieces | null;
  private radius: number;

  constructor(stage: Stage) {
    super(stage);
    this.radius = 0;
    this.strokes = null;
    // The pieces stay where they are in a mirrored plate: their round sides point outwards.
    this.rtl = false;
    this.fills = this.makePieces();
  }

  /** Sets height, corners and border; called once. */
  setUp({ height, radius, border, borderColor }: CellPlateOptions): void {
    this.h = height;
    this.radius = radius;
    this.dress(this.fills, height, 0);
    if (border === 0) return;
    this.strokes = this.makePieces();
    this.dress(this.strokes, height, border);
    for (const piece of this.strokes) piece.color = borderColor;
  }

  /** Colours the fill. */
  tint(color: Argb): void {
    for (const piece of this.fills) piece.color = color;
  }

  /** Shows or hides the border. */
  set hasBorder(isVisible: boolean) {
    for (const piece of this.strokes ?? []) piece.visible = isVisible;
  }

  /** Changes the width; below two corners the plate is as narrow as its ends allow. */
  setWidth(width: number): void {
    this.w = width;
    for (const pieces of this.strokes === null ? [this.fills] : [this.fills, this.strokes]) {
      const [start, middle, end] = pieces;
      const cap = Math.min(this.radius, width / 2);
      start.w = cap;
      middle.x = cap;
      middle.w = Math.max(0, width - 2 * cap);
      end.x = width - cap;
      end.w = cap;
    }
  }

  private makePieces(): Pieces {
    const pieces: Pieces = [new LightningElement(this.stage), new LightningElement(this.stage), new LightningElement(this.stage)];
    for (const piece of pieces) this.childList.a(piece);
    return pieces;
  }

  private dress(pieces: Pieces, height: number, border: number): void {
    const { radius, stage } = this;
    const width = 2 * radius + 2;
    const clips: ReadonlyArray<readonly [from: number, w: number]> = [[0, radius], [radius + 0.5, 1], [radius + 2, radius]];
    pieces.forEach((piece, index) => {
      const [from = 0, w = 0] = clips[index] ?? [];
      const texture = new DrawnTexture(stage, {
        id: `plate ${String(height)} ${String(radius)} ${String(border)}`,
        w: width,
        h: height,
        draw: (context) => {
          paintPlate(context, { w: width, h: height, radius, border });
        },
      });
      texture.enableClipping(from, 0, w, height);
      piece.texture = texture;
      piece.h = height;
    });
  }
}

function paintPlate(context: CanvasRenderingContext2D, { w, h, radius, border }: { w: number; h: number; radius: number; border: number }): void {
  const inset = border / 2;
  roundRectPath(context, { x: inset, y: inset, w: w - border, h: h - border }, Math.max(0, radius - inset));
  if (border === 0) {
    context.fillStyle = '#fff';
    context.fill();
  } else {
    context.strokeStyle = '#fff';
    context.lineWidth = border;
    context.stroke();
  }
}
