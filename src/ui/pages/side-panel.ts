import { CANVAS_HEIGHT, CANVAS_WIDTH, Gradient, LightningElement, Overlay } from '#ui/engine';
import type { KeyPress } from '#ui/engine';
import { PLAYER } from '#ui/theme';

/** What every panel at the side is made with. */
export interface SidePanelProps {
  close(): void;
}

const { x: PANEL_X } = PLAYER.optionsPanel;
const FADE = 160;
const EDGE = 3;

/** Where a panel's content stands: clear of its edge and of the screen's. Pixels. */
export const SIDE_CONTENT = { x: PANEL_X + 40, w: 544 } as const;

/** A panel at the side above the dimmed page. Back and Left close it, and nothing reaches the page beneath. */
export abstract class SidePanel<Props extends SidePanelProps> extends Overlay<Props> {
  override _handleBack(_press: KeyPress): boolean {
    this.props.close();
    return true;
  }

  override _handleLeft(press: KeyPress): boolean {
    if (!press.isHeld) this.props.close();
    return true;
  }

  override _handleKey(_press: KeyPress): boolean {
    return true;
  }

  /** Draws the dimmed page and the panel from `left` on; to be called first. */
  protected drawGround(left: number = PANEL_X): void {
    const { color, mixed, isHighContrast } = this.theme;
    this.fill(0, CANVAS_WIDTH, mixed.modalDim);
    this.put(new Gradient(this.stage), left - FADE, 0, FADE, CANVAS_HEIGHT).setUp(color.panel, 0, 1, 'end');
    this.fill(left, CANVAS_WIDTH - left, color.panel);
    if (isHighContrast) this.fill(left, EDGE, color.line);
  }

  private fill(x: number, w: number, tone: number): void {
    const box = new LightningElement(this.stage);
    box.rect = true;
    box.color = tone;
    this.put(box, x, 0, w, CANVAS_HEIGHT);
  }
}
