import { computed } from '#core/state';
import type { DetailState, EpisodeView, SeriesDetailModel, TitleHeader } from '#model/detail';
import { PillStrip } from '#ui/components';
import type { ButtonSpec, Facts } from '#ui/components';
import { createView } from '#ui/engine';
import { GRID, ROWS } from '#ui/theme';
import type { DetailRow } from '../detail/detail-column';
import { seriesLook } from '../detail/detail-look';
import type { DetailLook } from '../detail/detail-look';
import { DetailPage } from '../detail/detail-page';
import { buyButton, goodsButton, moreButton, myListButton, planButton } from '../detail/title-actions';
import { openOptions } from '../open-options';
import { EpisodeRow } from './episode-row';

/** From the mock, pixels from the top of the page. */
const SEASONS_Y = 524;
const EPISODES_Y = 614;
/** Tabs begin this far before the column, so that their words stand in it. */
const SEASONS_INSET = 12;

/** A series' page: the next episode has the focus. */
export class ShowPage extends DetailPage<SeriesDetailModel> {
  declare private seasons: PillStrip;
  declare private episodes: EpisodeRow;
  declare private rows: DetailRow[];
  declare private shownSeason: string;

  protected override open(): SeriesDetailModel {
    const { app, entry } = this.props;
    const { route } = entry;
    return app.detail.openSeries(route.name === 'show' ? route.key : ('' as never));
  }

  protected override makeLook(): DetailLook {
    return seriesLook(this.theme.isLargeText);
  }

  protected override buildOwn(): void {
    void this.props.app.library.series.prepare();
    const { visit } = this;
    const { t } = this.props.app.translator;
    this.shownSeason = '';
    this.seasons = createView(this.stage, PillStrip, {
      width: GRID.contentWidth + SEASONS_INSET,
      look: 'tab' as const,
      choosesOn: 'move' as const,
      name: t('detail.seasons'),
      onChoose: (id: string) => visit.chooseSeason(visit.seasons.peek().findIndex((season) => season.id === id)),
    });
    this.episodes = createView(this.stage, EpisodeRow, {
      width: GRID.contentWidth,
      name: t('detail.episodes'),
      onPress: (id: string) => this.playEpisode(id),
      onHold: (episode) => this.openEpisodeOptions(episode),
    });
    this.bind(
      computed(() => [visit.seasons.value, visit.seasonIndex.value] as const),
      () => this.showSeason(),
    );
  }

  private openEpisodeOptions({ id, key, title, facts, still }: EpisodeView): void {
    const { app, entry } = this.props;
    if (entry.route.name !== 'show') return;
    const action = { kind: 'watch-episode', key, seriesKey: entry.route.key, from: 'resume' } as const;
    void openOptions(this.ui, app, { id, key, kind: 'episode', title, facts, image: still, logo: '', action }, { place: 'episode' });
  }

  protected override makeRows(): DetailRow[] {
    const { buttons, seasons, episodes, shift } = this;
    this.rows = this.endRows();
    return [
      { id: 'buttons', view: buttons, y: buttons.y, height: buttons.h, isEmpty: () => false, focusedId: () => buttons.focusedId, focusId: (id) => buttons.focusButton(id) },
      {
        id: 'seasons', view: seasons, x: GRID.contentX - SEASONS_INSET, y: SEASONS_Y + shift, height: seasons.h,
        isEmpty: () => seasons.isEmpty, focusedId: () => seasons.focusedId, focusId: (id) => this.recallSeason(id),
      },
      {
        id: 'episodes', view: episodes, y: EPISODES_Y + shift, height: episodes.rowHeight,
        isEmpty: () => episodes.isEmpty, focusedId: () => episodes.focusedId, focusId: (id) => episodes.focusId(id), focusX: () => episodes.focusX, focusNear: (x) => episodes.focusNear(x),
      },
      ...this.rows,
    ];
  }

  protected override arrange(): void {
    const y = this.episodes.isEmpty ? SEASONS_Y : EPISODES_Y + this.episodes.rowHeight + ROWS.gapAfter;
    this.arrangeEnd(this.rows, y + this.shift);
  }

  protected override factsOf(header: TitleHeader): Facts {
    return { facts: header.facts, rating: header.rating, badges: header.badges };
  }

  protected override buttonSpecs(): readonly ButtonSpec[] {
    const { visit } = this;
    const { translator } = this.props.app;
    const { t } = translator;
    const specs: ButtonSpec[] = [];
    const state = visit.state.value;
    if (state.kind === 'failed') specs.push({ id: 'retry', label: t('banner.try-again'), icon: 'restart', kind: 'primary', onPress: () => visit.retry() });
    else if (visit.saleFrom.value !== '') specs.push(buyButton(translator, visit.saleFrom.value, () => visit.buy()));
    const plan = visit.plan.value;
    if (plan !== null) specs.push(planButton(translator, plan.name, () => visit.choosePlan()));
    if (specs.length === 0) {
      const isDisabled = visit.nextEpisodeKey.value === null;
      specs.push({ id: 'play', label: visit.playLabel.value, icon: 'play', kind: 'primary', isDisabled, onPress: () => visit.play() });
    }
    if (visit.hasTrailer.value) specs.push({ id: 'trailer', label: t('detail.trailer'), icon: 'trailer', onPress: () => visit.playTrailer() });
    if (visit.productId.value !== '') specs.push(goodsButton(translator, () => visit.openProduct()));
    specs.push(myListButton(translator, visit.isInMyList.value, 'words', () => visit.toggleMyList()));
    specs.push(...this.versionButtons('series'), moreButton(translator, () => this.openTitleOptions('series')));
    return specs;
  }

  protected override failureText(state: DetailState): string {
    const { notices, translator } = this.props.app;
    if (state.kind === 'failed') return translator.t('detail.episodes-failed', { label: notices.describe(state.error).label });
    return state.kind === 'ready' && this.visit.seasons.peek().length === 0 ? translator.t('detail.no-episodes') : '';
  }

  protected override focusFirst(): void {
    const next = this.visit.nextEpisodeKey.peek();
    if (next !== null) this.episodes.focusId(next);
    this.column.focusRow('episodes');
  }

  private showSeason(): void {
    const { visit } = this;
    const seasons = visit.seasons.peek();
    const season = seasons[visit.seasonIndex.peek()];
    const id = season?.id ?? '';
    this.seasons.setPills(seasons.map((each) => ({ id: each.id, label: each.name })), id);
    const isOther = id !== this.shownSeason;
    this.shownSeason = id;
    this.episodes.setEpisodes(season?.episodes ?? [], visit.header.peek()?.backdrop ?? '', isOther ? (visit.nextEpisodeKey.peek() ?? '') : null);
    this.changed();
  }

  private recallSeason(id: string): void {
    const { visit } = this;
    visit.chooseSeason(visit.seasons.peek().findIndex((season) => season.id === id));
    this.showSeason();
  }

  private playEpisode(id: string): void {
    const seasons = this.visit.seasons.peek();
    const found = seasons.reduce<EpisodeView | undefined>((known, season) => known ?? season.episodes.find((episode) => episode.id === id), undefined);
    if (found !== undefined) this.visit.playEpisode(found.key);
  }
}
