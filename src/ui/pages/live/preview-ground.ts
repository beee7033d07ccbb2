import { DrawnTexture, LightningElement, View } from '#ui/engine';
import { AMBIENT, LIVE, mix } from '#ui/theme';
import type { Argb } from '#ui/theme';

/** Light in the far corner, as on the other pages whose content has no colour of its own. */
const LIGHT: Argb = 0xff2b3350;
const { x: X, y: Y, w: WIDTH, h: HEIGHT, radius: RADIUS } = LIVE.preview;
const COLUMNS = [0, X, X + WIDTH, 1920] as const;
const ROWS = [0, Y, Y + HEIGHT, 1080] as const;

type Corner = readonly [isEnd: boolean, isBottom: boolean];
const CORNERS: readonly Corner[] = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
];

/** Paints what of a square lies outside the largest disc in it: the four round corners in one picture. */
function paintCorners(context: CanvasRenderingContext2D): void {
  const size = 2 * RADIUS;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, size, size);
  context.globalCompositeOperation = 'destination-out';
  context.beginPath();
  context.arc(RADIUS, RADIUS, RADIUS, 0, 2 * Math.PI);
  context.fill();
  context.globalCompositeOperation = 'source-over';
}

/**
 * The ground of the Live TV page: opaque but for the preview window, where the picture behind the canvas shows through.
 * Eight rectangles around the hole, and its round corners.
 */
export class PreviewGround extends View {
  declare private plug: LightningElement;

  /** Opens or closes the hole: without channels there is no window. */
  set isOpen(isOpen: boolean) {
    this.plug.visible = !isOpen;
  }

  protected override build(): void {
    this.w = 1920;
    this.h = 1080;
    for (let column = 0; column < 3; column += 1) {
      for (let row = 0; row < 3; row += 1) {
        const piece = this.addPiece(column, row);
        if (column === 1 && row === 1) this.plug = piece;
      }
    }
    const isMirrored = this.theme.direction === 'rtl';
    for (const [isEnd, isBottom] of CORNERS) {
      const isRight = isEnd !== isMirrored;
      const element = this.put(
        new LightningElement(this.stage),
        isEnd ? X + WIDTH - RADIUS : X,
        isBottom ? Y + HEIGHT - RADIUS : Y,
        RADIUS,
        RADIUS,
      );
      const corners = new DrawnTexture(this.stage, { id: 'hole', w: 2 * RADIUS, h: 2 * RADIUS, draw: paintCorners });
      corners.enableClipping(isRight ? RADIUS : 0, isBottom ? RADIUS : 0, RADIUS, RADIUS);
      element.texture = corners;
      element.color = this.colorAt(isEnd ? X + WIDTH : X, isBottom ? Y + HEIGHT : Y);
    }
  }

  private addPiece(column: number, row: number): LightningElement {
    const [left = 0, right = 0] = COLUMNS.slice(column, column + 2);
    const [top = 0, bottom = 0] = ROWS.slice(row, row + 2);
    const piece = this.put(new LightningElement(this.stage), left, top, right - left, bottom - top);
    piece.rect = true;
    // Corners are physical.
    const [start, end] = this.theme.direction === 'rtl' ? [right, left] : [left, right];
    piece.colorUl = this.colorAt(start, top);
    piece.colorUr = this.colorAt(end, top);
    piece.colorBl = this.colorAt(start, bottom);
    piece.colorBr = this.colorAt(end, bottom);
    return piece;
  }

  /** The light falls from the far upper corner to the diagonal. */
  private colorAt(x: number, y: number): Argb {
    const { color, isHighContrast } = this.theme;
    if (isHighContrast) return color.bg;
    return mix(LIGHT, color.bg, Math.max(0, x / 1920 - y / 1080) * AMBIENT.opacity);
  }
}
