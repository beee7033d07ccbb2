import type { ChannelRecord } from '#core/catalog';
import { foldText } from '#core/text';
import type { AppModel } from '#model/app';
import type { GuideChoice, LineupModel } from '#model/lineup';
import type { ListItemContent } from '#ui/components';
import type { Text, Ui } from '#ui/engine';
import { Z } from '#ui/theme';
import { askText } from '../forms/ask-text';
import { ListPanel } from '../list-panel';
import { SIDE_CONTENT } from '../side-panel';
import type { SidePanelProps } from '../side-panel';

/** What is chosen from. */
export interface GuideChoiceSubject {
  readonly app: AppModel;
  readonly lineup: LineupModel;
  readonly channel: ChannelRecord;
  readonly guides: readonly GuideChoice[];
}

interface GuideChoiceProps extends SidePanelProps, GuideChoiceSubject {}

const TITLE_Y = 64;
const NAME_Y = 128;
const LIST_Y = 192;
const ROW_GAP = 8;
const LONGEST = 40;
/** Rows before the guides: searching, the guide that is found, none. */
const SEARCH = 'search';
const FOUND = 'found';
const NONE = 'none';

/** Which guide a channel has: all that the guide files describe, by name, with what they have on now. OK chooses and closes; Back and Left close. */
class GuideChoicePanel extends ListPanel<GuideChoiceProps> {
  declare private name: Text;
  declare private shown: readonly GuideChoice[];
  declare private query: string;

  override get overlayId(): string {
    return 'guide-choice';
  }

  override overlayTitle(): string {
    const { app, channel } = this.props;
    return `${app.translator.t('guide-choice.title')}, ${channel.name}`;
  }

  protected override build(): void {
    const { app, channel, guides } = this.props;
    const { x, w: width } = SIDE_CONTENT;
    this.shown = guides;
    this.query = '';
    this.drawGround();
    this.addText({ style: 'title2', content: app.translator.t('guide-choice.title'), maxWidth: width }, x, TITLE_Y);
    this.name = this.addText({ style: 'meta', content: channel.name, color: this.theme.color.text2, maxWidth: width }, x, NAME_Y);
    this.addList({ look: 'card', y: LIST_Y, gap: ROW_GAP, contentAt: (index) => this.contentAt(index), onPress: () => this.choose() });
    this.fillList();
  }

  private get length(): number {
    return this.shown.length + 3;
  }

  private idAt(index: number): string {
    return index === 0 ? SEARCH : index === 1 ? FOUND : index === 2 ? NONE : `guide:${this.shown[index - 3]?.id ?? ''}`;
  }

  private contentAt(index: number): ListItemContent {
    const { t } = this.props.app.translator;
    const id = this.idAt(index);
    const guide = this.shown[index - 3];
    if (guide !== undefined) return { id, label: guide.name, text: guide.now };
    if (id === SEARCH) return { id, label: t('guide-choice.search'), text: this.query, icon: 'search' };
    return { id, label: id === FOUND ? t('guide-choice.found') : t('guide-choice.none') };
  }

  private fillList(): void {
    this.list.setItems({
      length: this.length,
      idAt: (index) => this.idAt(index),
      indexOf: (id) => {
        for (let index = 0; index < this.length; index += 1) if (this.idAt(index) === id) return index;
        return -1;
      },
    });
  }

  private choose(): void {
    const { channel, close, lineup } = this.props;
    const { index } = this.list;
    if (index === 0) {
      this.search();
      return;
    }
    const guide = this.shown[index - 3];
    close();
    lineup.chooseGuide(channel.key, guide === undefined ? (index === 2 ? '' : null) : guide.id);
  }

  private search(): void {
    const { app, channel, guides } = this.props;
    const { translator } = app;
    askText(this.ui, translator, {
      id: 'guide-search',
      title: translator.t('guide-choice.title'),
      label: translator.t('guide-choice.search'),
      value: this.query,
      longest: LONGEST,
      onText: (text) => {
        this.query = text.trim();
        const wanted = foldText(this.query);
        this.shown = guides.filter(({ name }) => foldText(name).indexOf(wanted) !== -1);
        this.name.content = `${channel.name} · ${translator.format.number(this.shown.length)}`;
        this.fillList();
        if (this.shown.length > 0) this.list.focusIndex(3);
      },
    });
  }
}

/** Opens the list of guides above what is shown. */
export function showGuideChoice(ui: Ui, subject: GuideChoiceSubject): void {
  const opened = ui.overlays.show(GuideChoicePanel, { ...subject, close: () => opened.close() }, { z: Z.panel, motion: 'panel', takesFocus: true });
}
