import type { GuideDetails } from '#model/guide-grid';
import { CANVAS_HEIGHT, CANVAS_WIDTH, Gradient, LightningElement, Overlay } from '#ui/engine';
import type { KeyPress, Spoken, Ui } from '#ui/engine';
import { PLAYER, SAFE, Z } from '#ui/theme';

/** How a panel is made; see {@link tellDetails}. */
export interface DetailsPanelProps {
  readonly details: GuideDetails;
  close(): void;
}

const { x: PANEL_X, w: PANEL_WIDTH } = PLAYER.optionsPanel;
const FADE = 160;
const PAD = 40;
const WIDTH = 544;
const TITLE_Y = 64;
const TITLE_LINES = 3;
const GAP = 20;
const EDGE = 3;

/** A panel at the side with all that is said of a programme. Any of OK, Back and Left closes it. */
export class DetailsPanel extends Overlay<DetailsPanelProps> {
  override get overlayId(): string {
    return 'guide-details';
  }

  override overlayTitle(): string {
    return this.props.details.title;
  }

  override describe(): Spoken {
    const { title, facts, description } = this.props.details;
    return { role: 'status', name: title, details: facts.concat(description).join(', '), id: 'details' };
  }

  override _handleOk(_press: KeyPress): boolean {
    this.props.close();
    return true;
  }

  override _handleBack(_press: KeyPress): boolean {
    this.props.close();
    return true;
  }

  override _handleLeft(press: KeyPress): boolean {
    if (!press.isHeld) this.props.close();
    return true;
  }

  override _handleKey(_press: KeyPress): boolean {
    // Nothing reaches the page beneath.
    return true;
  }

  protected override build(): void {
    const { details } = this.props;
    const { color, mixed, isHighContrast, type } = this.theme;
    this.fill(0, CANVAS_WIDTH, mixed.modalDim);
    const fade = new Gradient(this.stage);
    fade.setUp(color.panel, 0, 1, 'end');
    this.put(fade, PANEL_X - FADE, 0, FADE, CANVAS_HEIGHT);
    this.fill(PANEL_X, PANEL_WIDTH, color.panel);
    if (isHighContrast) this.fill(PANEL_X, EDGE, color.line);
    const x = PANEL_X + PAD;
    const title = this.addText({ style: 'title2', content: details.title, maxWidth: WIDTH, lines: TITLE_LINES }, x, TITLE_Y);
    let y = TITLE_Y + title.height + GAP;
    // One under the other: a line of them is wider than the panel.
    for (const fact of [details.channelName, ...details.facts]) {
      if (fact === '') continue;
      this.addText({ style: 'meta', content: fact, maxWidth: WIDTH, color: color.text2 }, x, y);
      y += type.meta.line;
    }
    y += GAP;
    const lines = Math.floor((CANVAS_HEIGHT - SAFE.bottom - y) / type.body.line);
    this.addText({ style: 'body', content: details.description, maxWidth: WIDTH, lines, color: color.text2 }, x, y);
  }

  private fill(x: number, w: number, tone: number): void {
    const box = new LightningElement(this.stage);
    box.rect = true;
    box.color = tone;
    this.put(box, x, 0, w, CANVAS_HEIGHT);
  }
}

/** Opens the panel above the page. */
export function tellDetails(ui: Ui, details: GuideDetails): void {
  const opened = ui.overlays.show(DetailsPanel, { details, close: () => opened.close() }, { z: Z.panel, motion: 'panel', takesFocus: true });
}
