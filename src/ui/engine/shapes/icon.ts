import type { Argb } from '#ui/theme';
import { LightningElement } from '../lightning';
import type { Stage } from '../lightning';
import { uiOf } from '../ui';
import { DrawnTexture } from './drawn-texture';
import { DIRECTED_ICONS, ICON_PATHS } from './icon-paths';
import type { IconName, IconPart } from './icon-paths';

const GRID = 24;

/** An icon: drawn white once per size, tinted by the element. Directed icons turn round in right-to-left languages. */
export class Icon extends LightningElement {
  private picture: DrawnTexture | null;
  private shown: IconName | '';

  constructor(stage: Stage) {
    super(stage);
    this.picture = null;
    this.shown = '';
  }

  /** Name of the icon, or empty. */
  get name(): IconName | '' {
    return this.shown;
  }

  /** Sets icon, size, colour and stroke (2 on the 24 grid, bolder for active and focused ones). */
  setUp(name: IconName | '', size: number, color: Argb, stroke = 2): void {
    this.shown = name;
    this.w = size;
    this.h = size;
    this.color = color;
    this.visible = name !== '';
    if (name === '') return;
    const isTurned = DIRECTED_ICONS.has(name) && uiOf(this.stage).theme.direction === 'rtl';
    this.picture = this.picture ?? new DrawnTexture(this.stage);
    this.picture.show({
      id: `icon ${name} ${String(size)} ${String(stroke)}${isTurned ? ' turned' : ''}`,
      w: size,
      h: size,
      draw: (context) => {
        context.scale(size / GRID, size / GRID);
        if (isTurned) context.transform(-1, 0, 0, 1, GRID, 0);
        paintParts(context, ICON_PATHS[name], stroke);
      },
    });
    this.texture = this.picture;
  }
}

/** Paints parts of an icon in white on a prepared context. */
export function paintParts(context: CanvasRenderingContext2D, parts: readonly IconPart[], stroke: number): void {
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = '#fff';
  context.fillStyle = '#fff';
  for (const [data, isFilled, ownStroke] of parts) {
    const path = new Path2D(data);
    if (isFilled) context.fill(path);
    if (ownStroke !== 0) {
      context.lineWidth = ownStroke === -1 ? stroke : ownStroke;
      context.stroke(path);
    }
  }
}
