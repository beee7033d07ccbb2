import type { Argb } from '#ui/theme';
import { LightningElement, RoundedRectangleShader, WholeRectangle } from '../lightning';
import type { Stage } from '../lightning';
import { DrawnTexture, roundRectPath } from './drawn-texture';

/**
 * Largest area drawn as a shared texture. Above it the shader draws: one call more, no memory. Smaller: more draw calls;
 * larger: panels as textures of megabytes.
 */
const MAX_TEXTURE_AREA = 100_000;

/** How a box looks. */
export interface BoxOptions {
  readonly radius?: number;
  readonly color?: Argb;
  /** Stroke inside the edge; 0: none. */
  readonly border?: number;
  readonly borderColor?: Argb;
}

/**
 * A filled rectangle with round corners, and a border of another colour where wanted. Small ones are shared white
 * textures tinted by the element, large ones use the shader; square ones are plain rectangles.
 */
export class Box extends LightningElement {
  private radius: number;
  private border: number;
  private stroke: LightningElement | null;
  private drawnW: number;
  private drawnH: number;

  constructor(stage: Stage) {
    super(stage);
    this.radius = 0;
    this.border = 0;
    this.stroke = null;
    this.drawnW = -1;
    this.drawnH = -1;
  }

  /** Sets how the box looks; size comes with {@link Box.setSize}. */
  setUp(options: BoxOptions): void {
    this.radius = options.radius ?? 0;
    this.border = options.border ?? 0;
    if (options.color !== undefined) this.color = options.color;
    if (this.border > 0) {
      this.stroke = new LightningElement(this.stage);
      this.stroke.color = options.borderColor ?? 0xffffffff;
      this.childList.a(this.stroke);
    }
  }

  /** Changes the size; draws anew only when it is another. */
  setSize(w: number, h: number): void {
    if (w === this.drawnW && h === this.drawnH) return;
    this.drawnW = w;
    this.drawnH = h;
    this.w = w;
    this.h = h;
    drawRounded(this, w, h, this.radius, 0);
    if (this.stroke !== null) {
      this.stroke.w = w;
      this.stroke.h = h;
      drawRounded(this.stroke, w, h, this.radius, this.border);
    }
  }

  /** Tints the border. */
  set borderColor(color: Argb) {
    if (this.stroke === null) return;
    this.stroke.color = color;
    const shader = roundedShaderOf(this.stroke);
    if (shader !== null) shader.strokeColor = color;
  }

  /** Shows or hides the border. */
  set hasBorder(isVisible: boolean) {
    if (this.stroke !== null) this.stroke.visible = isVisible;
  }
}

/** Makes an element show a round rectangle, filled, or as a stroke of `stroke` pixels inside its edge. */
export function drawRounded(element: LightningElement, w: number, h: number, radius: number, stroke: number): void {
  const r = Math.min(radius, w / 2, h / 2);
  if (r <= 0 && stroke === 0) {
    element.rect = true;
    return;
  }
  if (w * h <= MAX_TEXTURE_AREA || !element.stage.isWebgl()) {
    const drawing = {
      id: `box ${String(w)} ${String(h)} ${String(r)} ${String(stroke)}`,
      w,
      h,
      draw: (context: CanvasRenderingContext2D): void => {
        paintRounded(context, w, h, r, stroke);
      },
    };
    const known = element.texture;
    if (roundedShaderOf(element) !== null) element.shader = undefined;
    if (known instanceof DrawnTexture) known.show(drawing);
    else element.texture = new DrawnTexture(element.stage, drawing);
    return;
  }
  if (!(element.texture instanceof WholeRectangle)) element.texture = new WholeRectangle(element.stage);
  element.shader =
    stroke === 0
      ? { type: RoundedRectangleShader, radius: r }
      : { type: RoundedRectangleShader, radius: r, stroke, strokeColor: element.color, fillColor: 0x00ffffff };
}

function paintRounded(context: CanvasRenderingContext2D, w: number, h: number, radius: number, stroke: number): void {
  const inset = stroke / 2;
  roundRectPath(context, { x: inset, y: inset, w: w - stroke, h: h - stroke }, Math.max(0, radius - inset));
  if (stroke === 0) {
    context.fillStyle = '#fff';
    context.fill();
  } else {
    context.strokeStyle = '#fff';
    context.lineWidth = stroke;
    context.stroke();
  }
}

/** The rounded shader of an element, or `null`. */
export function roundedShaderOf(element: LightningElement): RoundedRectangleShader | null {
  const { shader } = element;
  return shader instanceof RoundedRectangleShader ? shader : null;
}
