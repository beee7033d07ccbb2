import type { AppModel } from '#model/app';
import type { ChannelDetails } from '#model/live';
import { Badge, ButtonRow, FactLine, KeyHints, ProgressLine } from '#ui/components';
import type { ButtonSpec, KeyHint } from '#ui/components';
import { View } from '#ui/engine';
import type { AnyView, Text } from '#ui/engine';
import { CARDS, LIVE } from '#ui/theme';
import { PreviewWindow } from './preview-window';

/** What a {@link ChannelPanel} is made with. */
export interface ChannelPanelProps {
  readonly app: AppModel;
}

const WIDTH = LIVE.preview.w;
/** Measured from the window's top. */
const TITLE_Y = 510 - LIVE.preview.y;
const FACTS_GAP = 8;
const BAR_GAP = 20;
const BAR_HEIGHT = 6;
const LABELS_GAP = 10;
const DESCRIPTION_GAP = 18;
const BUTTONS_Y = 836 - LIVE.preview.y;
const BUTTONS_GAP = 16;
const HINTS_Y = 960 - LIVE.preview.y;
const HINT_GAP = 40;
const HINT_INNER = 12;

/** The panel beside the list: picture, what is on, how far it is, and what can be done. */
export class ChannelPanel extends View<ChannelPanelProps> {
  declare private window: PreviewWindow;
  declare private title: Text;
  declare private facts: FactLine;
  declare private bar: ProgressLine;
  declare private elapsed: Text;
  declare private left: Text;
  declare private description: Text;
  declare private buttons: ButtonRow;

  /** Shows what is on a channel; `null` clears the panel. */
  show(details: ChannelDetails | null): void {
    this.window.show(details);
    this.title.content = details?.title ?? '';
    this.facts.show({ facts: details?.facts ?? [], badges: details?.badges ?? [] });
    this.bar.set(details?.progress ?? -1);
    this.elapsed.content = details?.elapsed ?? '';
    this.left.content = details?.left ?? '';
    this.description.content = details?.description ?? '';
    this.buttons.setButtons(details === null ? [] : this.specs(details));
  }

  /** Whether there is anything to focus. */
  get isEmpty(): boolean {
    return this.buttons.isEmpty;
  }

  override _getFocused(): AnyView {
    return this.buttons;
  }

  override focusChild(child: AnyView): boolean {
    return child === this.buttons;
  }

  protected override build(): void {
    const { app } = this.props;
    const { color, type } = this.theme;
    this.w = WIDTH;
    this.h = 1080 - LIVE.preview.y;
    this.window = this.add(PreviewWindow, { app });
    this.title = this.addText({ style: 'title3', maxWidth: WIDTH }, 0, TITLE_Y);
    let y = TITLE_Y + type.title3.line + FACTS_GAP;
    this.facts = this.add(FactLine, { maxWidth: WIDTH }, { y });
    y += CARDS.badge.h + BAR_GAP;
    this.bar = this.add(ProgressLine, { width: WIDTH, height: BAR_HEIGHT }, { y });
    this.bar.visible = false;
    y += BAR_HEIGHT + LABELS_GAP;
    this.elapsed = this.addText({ style: 'caption', color: color.text2 }, 0, y);
    this.left = this.addText({ style: 'caption', color: color.text2, align: 'end', boxWidth: WIDTH }, 0, y);
    y += type.caption.line + DESCRIPTION_GAP;
    const lines = Math.max(1, Math.min(type.body.maxLines, Math.floor((BUTTONS_Y - y) / type.body.line)));
    this.description = this.addText({ style: 'body', maxWidth: WIDTH, lines, color: color.text2 }, 0, y);
    this.buttons = this.add(ButtonRow, { maxWidth: WIDTH, gap: BUTTONS_GAP }, { y: BUTTONS_Y });
    this.buildHints();
  }

  /** Only the keys this remote has. */
  private buildHints(): void {
    const { t } = this.props.app.translator;
    const { hasColorKeys, hasDigitKeys } = this.ui.capabilities;
    const hints: KeyHint[] = hasColorKeys
      ? [
          { key: 'yellow', label: t('live.favourite') },
          { key: 'blue', label: t('live.sort') },
        ]
      : [];
    const line = this.add(KeyHints, { width: WIDTH, align: 'start' }, { y: HINTS_Y });
    line.show(hints);
    if (!hasDigitKeys) return;
    const x = line.lineWidth === 0 ? 0 : line.lineWidth + HINT_GAP;
    const badge = this.add(Badge, { kind: 'outline' }, { x, y: HINTS_Y });
    badge.show('0–9');
    const label = this.addText({ style: 'caption', content: t('live.go-to'), color: this.theme.color.text2 });
    label.moveTo(x + badge.w + HINT_INNER, HINTS_Y + (CARDS.badge.h - label.lineHeight) / 2);
  }

  private specs(details: ChannelDetails): readonly ButtonSpec[] {
    const { live, translator } = this.props.app;
    const { key, isFavourite } = details.channel;
    const { t } = translator;
    const specs: ButtonSpec[] = [
      {
        id: 'watch',
        label: t('live.watch'),
        icon: 'play',
        onPress() {
          live.watch(key);
        },
      },
    ];
    if (details.canStartOver) {
      specs.push({
        id: 'start-over',
        label: t('live.from-start'),
        icon: 'restart',
        onPress() {
          live.startOver(key);
        },
      });
    }
    specs.push({
      id: 'favourite',
      label: t('live.favourite'),
      icon: isFavourite ? 'heartf' : 'heart',
      isIconOnly: true,
      state: isFavourite ? t('spoken.favourite') : '',
      onPress() {
        live.toggleFavourite(key);
      },
    });
    return specs;
  }
}
