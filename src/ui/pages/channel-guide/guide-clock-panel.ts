import type { SourceId } from '#core/base';
import type { ChannelRecord } from '#core/catalog';
import { computed } from '#core/state';
import type { AppModel } from '#model/app';
import type { GuideClockModel } from '#model/guide-clock';
import type { LineupModel } from '#model/lineup';
import type { ListItemContent } from '#ui/components';
import type { Text } from '#ui/engine';
import { askChoice } from '../choice/choice-panel';
import { ListPanel } from '../list-panel';
import { SIDE_CONTENT } from '../side-panel';
import type { SidePanelProps } from '../side-panel';
import { showGuideChoice } from './guide-choice-panel';
import { INHERITED, offsetChoices, offsetWords } from './offset-words';

/** How the panel is made. */
export interface GuideClockPanelProps extends SidePanelProps {
  readonly app: AppModel;
  readonly lineup: LineupModel;
  /** What the app found out by itself; `null` where its code could not be loaded. */
  readonly found: GuideClockModel | null;
  readonly channel: ChannelRecord;
}

interface ClockRow {
  readonly content: ListItemContent;
  press(): void;
}

const TITLE_Y = 64;
const NAME_Y = 128;
const TEXT_Y = 176;
const GAP = 16;
const NOW_LINES = 2;
const ROW_GAP = 12;

/** What the guide of a channel, its group and its source is moved by, with what that makes run now; and a comparison that proposes it. */
export class GuideClockPanel extends ListPanel<GuideClockPanelProps> {
  declare private now: Text;
  declare private rows: readonly ClockRow[];
  declare private isComparing: boolean;

  override get overlayId(): string {
    return 'guide-clock';
  }

  override overlayTitle(): string {
    const { app, channel } = this.props;
    return `${app.translator.t('guide-clock.title')}, ${channel.name}`;
  }

  protected override build(): void {
    const { app, channel } = this.props;
    const { t } = app.translator;
    const { x, w: maxWidth } = SIDE_CONTENT;
    const { color } = this.theme;
    this.rows = [];
    this.isComparing = false;
    this.drawGround();
    this.addText({ style: 'title2', content: t('guide-clock.title'), maxWidth }, x, TITLE_Y);
    this.addText({ style: 'meta', content: channel.name, color: color.text2, maxWidth }, x, NAME_Y);
    const text = this.addText({ style: 'caption', content: t('guide-clock.text'), color: color.text3, maxWidth, lines: 5 }, x, TEXT_Y);
    const nowY = TEXT_Y + text.height + GAP;
    this.now = this.addText({ style: 'body', maxWidth, lines: NOW_LINES }, x, nowY);
    this.addList({
      look: 'card',
      y: nowY + NOW_LINES * this.now.lineHeight + GAP,
      gap: ROW_GAP,
      peek: 1,
      contentAt: (index) => this.rows[index]?.content,
      onPress: () => this.rows[this.list.index]?.press(),
    });
    this.bind(computed(() => this.nowWords()), (words) => {
      this.now.content = words;
    });
    this.bind(computed(() => this.makeRows()), (rows) => {
      this.rows = rows;
      this.list.setItems({
        length: rows.length,
        idAt: (index) => rows[index]?.content.id ?? '',
        indexOf: (id) => rows.findIndex(({ content }) => content.id === id),
      });
    });
  }

  /** What the guide says is on, moved as it is: who watches sees whether that is right. */
  private nowWords(): string {
    const { app, channel } = this.props;
    const { catalog, time, translator } = app;
    const reader = catalog.catalog.value;
    const shown = reader.channel(reader.rowOf('channel', channel.key));
    const now = shown === null ? null : catalog.guide.value.nowNext(shown.guideKey, time.minuteMs.value).now;
    return now === null ? translator.t('guide-clock.nothing') : translator.t('guide-clock.now', { title: now.title, times: translator.format.timeRange(now.startMs, now.stopMs) });
  }

  private makeRows(): readonly ClockRow[] {
    const { app, lineup, channel } = this.props;
    const { t } = app.translator;
    const clock = lineup.clockOf(channel.key);
    if (clock === null) return [];
    const { group, source } = clock;
    const name = app.session.sources.value.find(({ id }) => id === source.sourceId)?.name ?? '';
    const rows = this.foundRows(source.sourceId);
    rows.push(this.offsetRow('clock-channel', t('guide-clock.channel'), clock.channelMin, true, (offset) => lineup.setChannelClock(channel.key, offset)));
    if (group !== null) rows.push(this.offsetRow('clock-group', t('guide-clock.group', { name: group.name }), group.offsetMin, true, (offset) => lineup.setClock(group.id, offset)));
    rows.push(this.offsetRow('clock-source', t('guide-clock.source', { name }), source.offsetMin, false, (offset) => lineup.setClock(source.id, offset)));
    // A guide file is compared with a panel's short guide, be it the source's own file or another one's.
    const hasFiles = app.session.sources.value.some(({ id }) => app.catalog.guidesOf(id).length > 0);
    if (hasFiles) {
      const text = clock.chosen === null ? t('guide-choice.found') : clock.chosen === '' ? t('guide-choice.none') : this.nameOf(clock.chosen);
      rows.push({ content: { id: 'choose-guide', label: t('guide-choice.title'), text }, press: () => void this.chooseGuide() });
    }
    if (hasFiles) {
      rows.push({ content: { id: 'compare', label: t('guide-clock.compare'), text: t('guide-clock.compare.text') }, press: () => void this.compare() });
    }
    return rows;
  }

  /** What the app found out by itself about the source, to be used or left; or taken back. */
  private foundRows(sourceId: SourceId): ClockRow[] {
    const { app, found } = this.props;
    const { t, format } = app.translator;
    const proposal = found?.proposals.value.find((each) => each.sourceId === sourceId);
    if (found === null || proposal === undefined) return [];
    const offset = offsetWords(app.translator, proposal.offsetMin);
    if (proposal.state === 'used') {
      return [{ content: { id: 'found-back', label: t('guide-clock.found.back'), text: t('guide-clock.found.used', { offset }) }, press: () => { found.takeBack(sourceId); } }];
    }
    const numbers = { fits: format.number(proposal.fits), total: format.number(proposal.total) };
    const text = t(proposal.isArchiveSure ? 'guide-clock.found.sure' : 'guide-clock.found.fits', numbers);
    return [
      { content: { id: 'found-use', label: t('guide-clock.found.use', { offset }), text }, press: () => { found.use(sourceId); } },
      { content: { id: 'found-leave', label: t('guide-clock.refuse'), text: t('guide-clock.found.leave') }, press: () => { found.leave(sourceId); } },
    ];
  }

  private offsetRow(id: string, title: string, offsetMin: number | null, canInherit: boolean, set: (offsetMin: number | null) => void): ClockRow {
    const { translator } = this.props.app;
    return {
      content: { id, label: title, text: offsetWords(translator, offsetMin) },
      press: () => {
        askChoice(this.ui, {
          id: 'guide-offset',
          title,
          choices: offsetChoices(translator, canInherit),
          selected: offsetMin === null ? INHERITED : String(offsetMin),
          onChoose: (chosen) => set(chosen === INHERITED ? null : Number(chosen)),
        });
      },
    };
  }

  private nameOf(guideId: string): string {
    const { catalog, session } = this.props.app;
    for (const source of session.sources.peek()) {
      for (const guide of catalog.guidesOf(source.id)) {
        const found = guide.channels().find(({ id }) => id === guideId);
        if (found !== undefined) return found.names[0] ?? guideId;
      }
    }
    return guideId;
  }

  private async chooseGuide(): Promise<void> {
    const { app, lineup, channel } = this.props;
    try {
      const guides = await lineup.guideChoices(channel.key, app.time.nowMs());
      if (this.attached) showGuideChoice(this.ui, { app, lineup, channel, guides });
    } catch (error) {
      app.notices.showFailure(error);
    }
  }

  private async compare(): Promise<void> {
    const { app, lineup, channel } = this.props;
    const { notices, translator } = app;
    const { t } = translator;
    const source = lineup.clockOf(channel.key)?.source;
    if (source === undefined || this.isComparing) return;
    this.isComparing = true;
    notices.showToast(t('guide-clock.comparing'));
    try {
      const proposal = await lineup.proposeClock(source.sourceId);
      if (proposal === null) {
        notices.showToast(t('guide-clock.unknown'));
        return;
      }
      const { offsetMin, fits, total } = proposal;
      const numbers = { fits: translator.format.number(fits), total: translator.format.number(total), offset: offsetWords(translator, offsetMin) };
      if (offsetMin === source.offsetMin) {
        notices.showToast(t('guide-clock.right', numbers));
        return;
      }
      const answer = await notices.ask({
        title: t('guide-clock.compare'),
        text: t('guide-clock.proposal', numbers),
        buttons: [{ id: 'move', label: t('guide-clock.accept') }, { id: 'leave', label: t('guide-clock.refuse') }],
        safeId: 'leave',
      });
      if (answer === 'move') lineup.setClock(source.id, offsetMin);
    } catch (error) {
      notices.showFailure(error);
    } finally {
      this.isComparing = false;
    }
  }
}
