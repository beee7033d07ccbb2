import { LightningElement, Overlay } from '#ui/engine';
import type { AnyView } from '#ui/engine';

/** One component in one state. */
export interface Specimen {
  /** What state it is, in a few words. */
  readonly label: string;
  readonly w: number;
  readonly h: number;
  /** Drawn as it is while it has the focus. */
  readonly isFocused?: boolean;
  /** Adds it to the sheet, anywhere: the sheet moves it to its place. */
  make(sheet: ComponentSheet): AnyView;
}

/** How a sheet is made. */
export interface ComponentSheetProps {
  readonly specimens: readonly Specimen[];
}

const EDGE = { x: 80, y: 48 } as const;
const GAP = { x: 40, y: 24 } as const;
const LABEL_H = 40;

/** Draws a view as it is while it has the focus, which only one of a screen really has. */
function showAsFocused(view: AnyView): void {
  Object.assign(view, { hasFocus: () => true });
  view._focus(undefined, undefined);
}

/** Components side by side, each in one state with its name above: what a designer looks at and a test compares. */
export class ComponentSheet extends Overlay<ComponentSheetProps> {
  override get overlayId(): string {
    return 'components';
  }

  override _getFocused(): this {
    return this;
  }

  protected override build(): void {
    const { color } = this.theme;
    const ground = this.put(new LightningElement(this.stage), 0, 0, this.w, this.h);
    ground.rect = true;
    ground.color = color.bg;
    let x: number = EDGE.x;
    let y: number = EDGE.y;
    let lineH = 0;
    for (const specimen of this.props.specimens) {
      if (x + specimen.w > this.w - EDGE.x) {
        x = EDGE.x;
        y += lineH + GAP.y;
        lineH = 0;
      }
      this.addText({ style: 'caption', color: color.text3, content: specimen.label }).moveTo(x, y);
      const view = specimen.make(this);
      view.x = x;
      view.y = y + LABEL_H;
      if (specimen.isFocused === true) showAsFocused(view);
      x += specimen.w + GAP.x;
      lineH = Math.max(lineH, LABEL_H + specimen.h);
    }
  }
}
