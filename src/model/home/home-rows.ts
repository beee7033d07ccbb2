import { itemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import type { CatalogReader, ChannelRecord, EpisodeRecord, GuideReader, ListedKind, ProgrammeRecord, Row, RowList } from '#core/catalog';
import type { WireHome, WireHomeItem } from '#core/wire';
import type { Cards, CardShape, CardView } from '#model/cards';
import type { Landing } from '#model/catalog';
import type { Translator } from '#model/i18n';
import type { PicksModel } from '#model/picks';
import type { ProgressModel, ProgressPoint } from '#model/progress';
import type { VersionMerger } from '#model/versions';
import type { HomeRow } from './home-model';

/** Cards of a row at most; what comes after is in the grids. */
export const MAX_ROW_CARDS = 20;
/** A row with fewer is dropped, except Continue watching (DESIGN section 8) and what is all there is of a kind. */
export const MIN_ROW_CARDS = 3;
/** So many times the titles of a row are looked at, since versions of a title are one card. */
const SPARE = 3;
/** Category rows computed for own sources. */
const MAX_CATEGORY_ROWS = 6;
/** A title must be rated above this to count among the best. */
const LEAST_RATING = 4.9;
/** Titles looked at for "new" and "best rated" of own sources; a whole huge list would cost seconds on an old set. */
const SCAN_LIMIT = 3000;

/** Everything rows are made from, read when it is needed: what a row does not read does not make it anew. */
export interface RowSources {
  readonly catalog: CatalogReader;
  readonly guide: GuideReader;
  readonly cards: Cards;
  readonly progress: ProgressModel;
  readonly translator: Translator;
  readonly nowMs: number;
  /** Channels to show under On now, most wanted first. */
  readonly nowChannels: readonly ItemKey[];
  /** Leaves one version of each; `null` until it is loaded. */
  readonly versions: VersionMerger | null;
  /** What the set proposes; `null` until it is loaded. */
  readonly picks: PicksModel | null;
  /** Whether the viewer said that a title is not for them: no row offers it, Continue watching apart. */
  isUnwanted(key: ItemKey): boolean;
  /** Whether a watched title may speak for others: not forgotten, and recommendations are on. */
  isLearnt(key: ItemKey): boolean;
  /** The episode to go on with per series; absent while unknown. */
  episodeToWatch(seriesKey: ItemKey, latest: ProgressPoint): EpisodeRecord | null | undefined;
}

/** The card of a title or channel by key; `null` when the catalogue no longer has it. */
export function cardOf(sources: RowSources, kind: ListedKind, key: ItemKey, shape: CardShape, rank = 0): CardView | null {
  const { catalog, cards } = sources;
  const row = catalog.rowOf(kind, key);
  if (row === -1) return null;
  if (kind === 'movie') {
    const record = catalog.movie(row);
    return record === null ? null : cards.movie(record, shape, rank);
  }
  if (kind === 'series') {
    const record = catalog.series(row);
    return record === null ? null : cards.series(record, shape, rank);
  }
  const channel = catalog.channel(row);
  return channel === null ? null : cards.onNow(channel, nowOn(sources, channel.guideKey), sources.nowMs);
}

function nowOn(sources: RowSources, guideKey: string) {
  return guideKey === '' ? null : sources.guide.nowNext(guideKey, sources.nowMs).now;
}

function continueCard(sources: RowSources, point: ProgressPoint): CardView | null {
  const { catalog, cards } = sources;
  if (point.parentKey === '') {
    if (point.isFinished) return null;
    const movie = catalog.movie(catalog.rowOf('movie', point.key));
    return movie === null ? null : cards.continueMovie(movie);
  }
  const series = catalog.series(catalog.rowOf('series', point.parentKey));
  if (series === null) return null;
  const episode = sources.episodeToWatch(series.key, point);
  // Seen to the end of the last episode: nothing to go on with. Unknown yet: an unfinished one is shown without its name.
  if (episode === null || (episode === undefined && point.isFinished)) return null;
  return cards.continueSeries(series, episode ?? null);
}

/** Of each film, series or channel the first version, as soon as what knows versions is loaded. */
function firstOfEach({ versions, catalog }: RowSources, keys: readonly ItemKey[]): readonly ItemKey[] {
  return versions?.firstOfEach(catalog, keys) ?? keys;
}

/** Continue watching: newest first, one card per film or series. */
export function continueRow(sources: RowSources): HomeRow | null {
  const points = sources.progress.recent();
  const subjectOf = ({ key, parentKey }: ProgressPoint): ItemKey => (parentKey === '' ? key : parentKey);
  // The version watched last goes on; what was watched of others before is not offered beside it.
  const wanted = new Set(firstOfEach(sources, points.map(subjectOf)));
  const cards: CardView[] = [];
  for (const point of points) {
    const subject = subjectOf(point);
    if (!wanted.delete(subject)) continue;
    const card = continueCard(sources, point);
    if (card !== null) cards.push({ ...card, id: subject });
    if (cards.length >= MAX_ROW_CARDS) break;
  }
  return cards.length === 0 ? null : { id: 'continue', kind: 'continue', title: sources.translator.t('home.continue'), cards };
}

/** On now: channels that have a running programme in the order given. */
export function onNowRow(sources: RowSources, id: string, title: string): HomeRow | null {
  const cards = runningCards(sources);
  return cards.length < MIN_ROW_CARDS ? null : { id, kind: 'on-now', title: title === '' ? sources.translator.t('home.on-now') : title, cards };
}

function runningCards(sources: RowSources): readonly CardView[] {
  // A version of which it is not known what it shows stands for none of which it is.
  const running = new Map<ItemKey, readonly [ChannelRecord, ProgrammeRecord]>();
  for (const key of sources.nowChannels) {
    const channel = sources.catalog.channel(sources.catalog.rowOf('channel', key));
    const now = channel === null ? null : nowOn(sources, channel.guideKey);
    if (channel !== null && now !== null) running.set(key, [channel, now]);
  }
  const cards: CardView[] = [];
  for (const key of firstOfEach(sources, Array.from(running.keys())).slice(0, MAX_ROW_CARDS)) {
    const found = running.get(key);
    if (found !== undefined) cards.push(sources.cards.onNow(found[0], found[1], sources.nowMs));
  }
  return cards;
}

/** What was recommended is for those who have not seen it, open, and not because of what is to be forgotten. */
function isOffered(sources: RowSources, card: CardView, { why, of }: WireHomeItem, { sourceId }: Landing): boolean {
  return why === undefined || (!card.isWatched && !card.isLocked && (of === undefined || sources.isLearnt(itemKey(sourceId, of.kind, of.id))));
}

function explained(sources: RowSources, card: CardView, item: WireHomeItem, { sourceId }: Landing): CardView {
  return sources.picks?.explained(card, item, sources, item.of === undefined ? null : itemKey(sourceId, item.of.kind, item.of.id)) ?? card;
}

/** A part of the page that is made by itself: a change makes those rows anew that read what has changed. */
export type RowMaker = () => ReadonlyArray<HomeRow | null>;

/** Rows of the operator's landing page, in its order. */
export function landingRows(sources: RowSources, landing: Landing): readonly RowMaker[] {
  return landing.home.rows.map((row) => () => [landingRow(sources, landing, row)]);
}

function landingRow(sources: RowSources, landing: Landing, row: WireHome['rows'][number]): HomeRow | null {
  if (row.kind === 'usual') return sources.picks?.usual(sources, row.items.map(({ id }) => itemKey(landing.sourceId, 'channel', id)), row.title) ?? null;
  if (row.kind === 'continue' || row.kind === 'on-now') {
    const own = row.kind === 'continue' ? continueRow(sources) : onNowRow(sources, row.id, row.title);
    return own === null || row.title === '' ? own : { ...own, title: row.title };
  }
  const shape = row.kind === 'landscape' ? 'landscape' : 'poster';
  const cards: CardView[] = [];
  let place = 0;
  for (const item of row.items) {
    const key = itemKey(landing.sourceId, item.kind, item.id);
    const card = cardOf(sources, item.kind, key, shape, row.kind === 'top10' ? place + 1 : 0);
    // What a viewer does not want leaves its number in the Top 10 empty: the others keep theirs.
    if (card !== null) place += 1;
    if (card !== null && !sources.isUnwanted(key) && isOffered(sources, card, item, landing)) cards.push(explained(sources, card, item, landing));
    if (cards.length >= (row.kind === 'top10' ? 10 : MAX_ROW_CARDS)) break;
  }
  return cards.length < MIN_ROW_CARDS ? null : { id: row.id, kind: row.kind, title: row.title, cards };
}

interface Scored {
  readonly row: Row;
  readonly score: number;
}

function best(sources: RowSources, kind: 'movie' | 'series', field: 'addedMs' | 'rating', least: number): readonly Row[] {
  const rows = sources.catalog.rows(kind, 'all');
  const found: Scored[] = [];
  for (let i = 0; i < Math.min(rows.length, SCAN_LIMIT); i += 1) {
    const row = rows.at(i);
    const score = sources.catalog.titleNumber(kind, row, field);
    if (score > least) found.push({ row, score });
  }
  return found
    .sort((a, b) => b.score - a.score || a.row - b.row)
    .slice(0, MAX_ROW_CARDS * SPARE)
    .map((each) => each.row);
}

function titleCards(sources: RowSources, kind: 'movie' | 'series', rows: readonly Row[]): readonly CardView[] {
  const keys: ItemKey[] = [];
  for (const row of rows) {
    const record = sources.catalog[kind](row);
    if (record !== null && !sources.isUnwanted(record.key)) keys.push(record.key);
  }
  const cards: CardView[] = [];
  for (const key of firstOfEach(sources, keys).slice(0, MAX_ROW_CARDS)) {
    const card = cardOf(sources, kind, key, 'poster');
    if (card !== null) cards.push(card);
  }
  return cards;
}

function titleRow(sources: RowSources, id: string, title: string, kind: 'movie' | 'series', rows: readonly Row[]): HomeRow | null {
  const cards = titleCards(sources, kind, rows);
  return cards.length < MIN_ROW_CARDS ? null : { id, kind: 'poster', title, cards };
}

function firstRows(list: RowList): readonly Row[] {
  const rows: Row[] = [];
  for (let i = 0; i < Math.min(list.length, MAX_ROW_CARDS * SPARE); i += 1) rows.push(list.at(i));
  return rows;
}

function categoryRows(sources: RowSources, kind: 'movie' | 'series', limit: number): readonly HomeRow[] {
  const found: HomeRow[] = [];
  for (const category of sources.catalog.categories(kind)) {
    if (found.length >= limit) break;
    if (category.isAdult) continue;
    const row = titleRow(sources, `${kind}-${category.sourceId}-${category.name}`, category.name, kind, firstRows(sources.catalog.rows(kind, category.index)));
    if (row !== null) found.push(row);
  }
  return found;
}

/** Rows computed on the set, for own sources. */
export function computedRows(sources: RowSources): readonly RowMaker[] {
  const { t } = sources.translator;
  return [
    () => [continueRow(sources)],
    () => [onNowRow(sources, 'on-now', '')],
    () => [sources.picks?.usual(sources, [], '') ?? null],
    () => sources.picks?.rows(sources) ?? [],
    () => [titleRow(sources, 'new-movies', t('home.new-movies'), 'movie', best(sources, 'movie', 'addedMs', 0))],
    () => [titleRow(sources, 'new-series', t('home.new-series'), 'series', best(sources, 'series', 'addedMs', 0))],
    () => [titleRow(sources, 'top-movies', t('home.top-movies'), 'movie', best(sources, 'movie', 'rating', LEAST_RATING))],
    () => [titleRow(sources, 'top-series', t('home.top-series'), 'series', best(sources, 'series', 'rating', LEAST_RATING))],
    () => categoryRows(sources, 'movie', MAX_CATEGORY_ROWS),
    () => categoryRows(sources, 'series', MAX_CATEGORY_ROWS),
  ];
}

function allChannelsRow(sources: RowSources): HomeRow | null {
  const cards: CardView[] = [];
  for (const key of firstOfEach(sources, sources.nowChannels).slice(0, MAX_ROW_CARDS)) {
    const card = cardOf(sources, 'channel', key, 'landscape');
    if (card !== null) cards.push(card);
  }
  return cards.length === 0 ? null : { id: 'all-channels', kind: 'on-now', title: sources.translator.t('nav.live'), cards };
}

function allTitlesRow(sources: RowSources, kind: 'movie' | 'series', title: string): HomeRow | null {
  const { catalog } = sources;
  const isAdult = new Set<Row>();
  for (const category of catalog.categories(kind)) if (category.isAdult) for (const row of firstRows(catalog.rows(kind, category.index))) isAdult.add(row);
  const cards = titleCards(sources, kind, firstRows(catalog.rows(kind, 'all')).filter((row) => !isAdult.has(row)));
  return cards.length === 0 ? null : { id: `all-${kind}`, kind: 'poster', title, cards };
}

/** What there is, however little, where no row of {@link computedRows} comes about: channels without a guide, a list of two films. */
export function smallRows(sources: RowSources): ReadonlyArray<HomeRow | null> {
  const { t } = sources.translator;
  return [allChannelsRow(sources), allTitlesRow(sources, 'movie', t('nav.movies')), allTitlesRow(sources, 'series', t('nav.series'))];
}
