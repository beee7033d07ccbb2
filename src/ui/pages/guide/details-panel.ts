import type { GuideDetails } from '#model/guide-grid';
import { CANVAS_HEIGHT } from '#ui/engine';
import type { KeyPress, Spoken, Ui } from '#ui/engine';
import { SAFE, Z } from '#ui/theme';
import { SIDE_CONTENT, SidePanel } from '../side-panel';
import type { SidePanelProps } from '../side-panel';

/** How a panel is made; see {@link tellDetails}. */
export interface DetailsPanelProps extends SidePanelProps {
  readonly details: GuideDetails;
}

const TITLE_Y = 64;
const TITLE_LINES = 3;
const GAP = 20;

/** A panel at the side with all that is said of a programme. Any of OK, Back and Left closes it. */
export class DetailsPanel extends SidePanel<DetailsPanelProps> {
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

  protected override build(): void {
    const { details } = this.props;
    const { color, type } = this.theme;
    const { x, w: width } = SIDE_CONTENT;
    this.drawGround();
    const title = this.addText({ style: 'title2', content: details.title, maxWidth: width, lines: TITLE_LINES }, x, TITLE_Y);
    let y = TITLE_Y + title.height + GAP;
    // One under the other: a line of them is wider than the panel.
    for (const fact of [details.channelName, ...details.facts]) {
      if (fact === '') continue;
      this.addText({ style: 'meta', content: fact, maxWidth: width, color: color.text2 }, x, y);
      y += type.meta.line;
    }
    y += GAP;
    const lines = Math.floor((CANVAS_HEIGHT - SAFE.bottom - y) / type.body.line);
    this.addText({ style: 'body', content: details.description, maxWidth: width, lines, color: color.text2 }, x, y);
  }
}

/** Opens the panel above the page. */
export function tellDetails(ui: Ui, details: GuideDetails): void {
  const opened = ui.overlays.show(DetailsPanel, { details, close: () => opened.close() }, { z: Z.panel, motion: 'panel', takesFocus: true });
}
