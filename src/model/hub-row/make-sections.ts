import { DAY_MS } from '#core/base';
import type { CatalogReader, GuideReader } from '#core/catalog';
import type { CardView } from '#model/cards';
import type { HomeRow } from '#model/home';
import { linkOf } from '#model/links';
import type { PreviewSection, PreviewTile } from '#ports';

/** What sections are made from, read at one moment. */
export interface SectionSources {
  readonly rows: readonly HomeRow[];
  readonly catalog: CatalogReader;
  readonly guide: GuideReader;
  readonly nowMs: number;
  /** Whether a picture is fetched from where it is, by nobody in between. */
  isDirect(url: string): boolean;
}

/** Tiles of a section at most; a row of the home screen shows few. */
const MOST_TILES = 6;
/** What to go on with is taken away by itself after this: a set that nobody watches tells nobody what was watched. */
const KEPT_MS = 7 * DAY_MS;
/** Ratings from here on are for adults. */
const ADULT_AGE = 18;

/** The same all day: a row that only grew older is no new one. */
function keptUntil(nowMs: number): number {
  return Math.ceil(nowMs / DAY_MS) * DAY_MS + KEPT_MS;
}

/** Rows that are shown, in the order of their sections. */
const KINDS = ['continue', 'on-now'] as const;

/** Whether a title is for anybody in the room. */
function isForAll({ catalog }: SectionSources, kind: 'movie' | 'series', key: CardView['key']): boolean {
  const row = catalog.rowOf(kind, key);
  const record = catalog[kind](row);
  // Of a row that is for adults the age says so, whichever way that is known.
  return record !== null && record.isLocked !== true && catalog.minimumAge(kind, row) < ADULT_AGE;
}

function titleTile(sources: SectionSources, card: CardView): PreviewTile | null {
  const kind = card.kind === 'movie' ? 'movie' : 'series';
  const { action } = card;
  const subject = action.kind === 'watch-episode' ? action.seriesKey : action.key;
  const params = linkOf(action);
  if (params === null || !isForAll(sources, kind, subject) || !sources.isDirect(card.image)) return null;
  const subtitle = card.subtitle === '' ? (card.facts[0] ?? '') : card.subtitle;
  return { title: card.title, subtitle, picture: card.image, shape: '16by9', params, isPlayable: params['play'] === '1', untilMs: keptUntil(sources.nowMs) };
}

/** A channel with what it shows, until that ends. */
function channelTile(sources: SectionSources, card: CardView): PreviewTile | null {
  const { catalog, guide, nowMs } = sources;
  const channel = catalog.channel(catalog.rowOf('channel', card.key));
  const params = linkOf(card.action);
  if (channel === null || params === null || channel.isAdult || channel.isLocked === true || channel.guideKey === '') return null;
  const { now } = guide.nowNext(channel.guideKey, nowMs);
  if (now === null || now.age >= ADULT_AGE) return null;
  const picture = [now.picture, channel.logo].find((url) => sources.isDirect(url));
  if (picture === undefined) return null;
  return { title: now.title, subtitle: channel.name, picture, shape: picture === channel.logo ? '1by1' : '16by9', params, isPlayable: true, untilMs: now.stopMs };
}

/** The sections of the home screen's row: those of Home that say what goes on, without anything that is not for everybody. */
export function makeSections(sources: SectionSources): readonly PreviewSection[] {
  const sections: PreviewSection[] = [];
  for (const kind of KINDS) {
    const row = sources.rows.find((each) => each.kind === kind);
    const tiles: PreviewTile[] = [];
    for (const card of row?.cards ?? []) {
      if (tiles.length === MOST_TILES) break;
      const tile = card.isLocked ? null : kind === 'on-now' ? channelTile(sources, card) : titleTile(sources, card);
      if (tile !== null) tiles.push(tile);
    }
    if (row !== undefined && tiles.length > 0) sections.push({ title: row.title, tiles });
  }
  return sections;
}
