import type { GuideDetails } from '#model/guide-grid';
import type { Translator } from '#model/i18n';
import { Button } from '#ui/components';
import { CANVAS_HEIGHT } from '#ui/engine';
import type { AnyView, KeyPress, Spoken, Ui } from '#ui/engine';
import { SAFE, Z } from '#ui/theme';
import { SIDE_CONTENT, SidePanel } from '../side-panel';
import type { SidePanelProps } from '../side-panel';

/** How a panel is made; see {@link tellDetails}. */
export interface DetailsPanelProps extends SidePanelProps {
  readonly details: GuideDetails;
  readonly translator: Translator;
  /** OK on what is kept back. */
  onShow(): void;
}

const TITLE_Y = 64;
const TITLE_LINES = 3;
const GAP = 20;
const BUTTON_GAP = 28;
const BUTTON_ROOM = 110;

/** A panel at the side with all that is said of a programme. Any of OK, Back and Left closes it; where something is kept back, OK tells it. */
export class DetailsPanel extends SidePanel<DetailsPanelProps> {
  /** `null`: nothing is kept back. */
  declare private button: Button | null;

  override get overlayId(): string {
    return 'guide-details';
  }

  override overlayTitle(): string {
    const { title, description, isVeiled } = this.props.details;
    return isVeiled ? `${title}. ${description}` : title;
  }

  override _getFocused(): AnyView {
    return this.button ?? this;
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
    const { close, details, onShow, translator } = this.props;
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
    const room = CANVAS_HEIGHT - SAFE.bottom - y - (details.isVeiled ? BUTTON_ROOM : 0);
    const lines = Math.floor(room / type.body.line);
    const text = this.addText({ style: 'body', content: details.description, maxWidth: width, lines, color: color.text2 }, x, y);
    this.button = null;
    if (!details.isVeiled) return;
    const onPress = (): void => {
      close();
      onShow();
    };
    this.button = this.add(Button, { spec: { id: 'show', label: translator.t('spoilers.show'), icon: 'eye', onPress }, maxWidth: width }, { x, y: y + text.height + BUTTON_GAP });
  }
}

/** Opens the panel above the page. */
export function tellDetails({ ui, ...props }: Omit<DetailsPanelProps, 'close'> & { readonly ui: Ui }): void {
  const opened = ui.overlays.show(DetailsPanel, { ...props, close: () => opened.close() }, { z: Z.panel, motion: 'panel', takesFocus: true });
}
