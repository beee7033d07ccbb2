import { DrawnTexture, LightningElement, View } from '#ui/engine';
import { AMBIENT, mix } from '#ui/theme';
import type { Argb } from '#ui/theme';

/** Light in the far corner, as on the other pages whose content has no colour of its own. */
const LIGHT: Argb = 0xff2b3350;

type Corner = readonly [isEnd: boolean, isBottom: boolean];
const CORNERS: readonly Corner[] = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
];

/** The window in the ground. Pixels of the page. */
export interface PreviewGroundProps {
  readonly window: { readonly x: number; readonly y: number; readonly w: number; readonly h: number; readonly radius: number };
}

/** Paints what of a square lies outside the largest disc in it: the four round corners in one picture. */
function paintCorners(context: CanvasRenderingContext2D, radius: number): void {
  const size = 2 * radius;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, size, size);
  context.globalCompositeOperation = 'destination-out';
  context.beginPath();
  context.arc(radius, radius, radius, 0, 2 * Math.PI);
  context.fill();
  context.globalCompositeOperation = 'source-over';
}

/**
 * The ground of a page with a preview (Live TV, the guide): opaque but for its window, where the picture behind the canvas shows through.
 * Eight rectangles around the hole, and its round corners.
 */
export class PreviewGround extends View<PreviewGroundProps> {
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
    for (const [isEnd, isBottom] of CORNERS) this.addCorner(isEnd, isBottom);
  }

  private addCorner(isEnd: boolean, isBottom: boolean): void {
    const { x, y, w, h, radius } = this.props.window;
    const isRight = isEnd !== (this.theme.direction === 'rtl');
    const element = new LightningElement(this.stage);
    this.put(element, isEnd ? x + w - radius : x, isBottom ? y + h - radius : y, radius, radius);
    const corners = new DrawnTexture(this.stage, {
      id: `hole ${String(radius)}`,
      w: 2 * radius,
      h: 2 * radius,
      draw: (context) => {
        paintCorners(context, radius);
      },
    });
    corners.enableClipping(isRight ? radius : 0, isBottom ? radius : 0, radius, radius);
    element.texture = corners;
    element.color = this.colorAt(isEnd ? x + w : x, isBottom ? y + h : y);
  }

  private addPiece(column: number, row: number): LightningElement {
    const { window } = this.props;
    const [left = 0, right = 0] = [0, window.x, window.x + window.w, 1920].slice(column, column + 2);
    const [top = 0, bottom = 0] = [0, window.y, window.y + window.h, 1080].slice(row, row + 2);
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
