import { itemKey, ok } from '#core/base';
import type { AppError, CancelSignal, Result } from '#core/base';
import type { EpisodeRecord, MovieDetail, MovieRecord, SeasonRecord, SeriesDetail, SeriesRecord } from '#core/catalog';
import { readParts, readTitles, searchCall, storedCommand, titleCall, VIDEO_SERIES } from '#core/stalker';
import type { PortalPart, PortalTitle, TitlePart } from '#core/stalker';
import type { PortalClient } from './portal-client';

/** Pages looked through for a title by its name: a common word finds many. */
const SEARCH_PAGES = 3;
/** Pages of a title's seasons or of a season's episodes. */
const PART_PAGES = 40;
/** Seasons whose episodes are asked for at the same time. */
const SEASON_LANES = 3;
const MAX_SEASONS = 100;

/** The property that says where an episode's files are listed: `vod` or `series`. */
export const ASK_TYPE = 'portal.type';
/** The property with the number of an episode that shares its command with others. */
export const ASK_SERIES = 'portal.series';
/** The property with the ids of title, season and episode, apart by blanks, for episodes without a command. */
export const ASK_PART = 'portal.part';

/** Where a title stands: among the films or among the series, and its id there. */
export interface TitlePlace {
  readonly type: 'vod' | 'series';
  readonly id: string;
}

/** Where a series stands. */
export function placeOf(series: Pick<SeriesRecord, 'nativeId'>): TitlePlace {
  const { nativeId } = series;
  const isVideo = nativeId.charAt(0) === VIDEO_SERIES;
  return { type: isVideo ? 'vod' : 'series', id: isVideo ? nativeId.slice(1) : nativeId };
}

async function findTitle(portal: PortalClient, place: TitlePlace, name: string, signal: CancelSignal): Promise<Result<PortalTitle | null, AppError>> {
  for (let page = 1, seen = 0; page <= SEARCH_PAGES; page += 1) {
    const answer = await portal.ask(searchCall(place.type, name, page), signal);
    if (!answer.ok) return answer;
    const { rows, totalItems } = readTitles(answer.value);
    const found = rows.find((row) => row.id === place.id);
    if (found !== undefined) return ok(found);
    seen += rows.length;
    if (rows.length === 0 || seen >= totalItems) break;
  }
  return ok(null);
}

async function listParts(portal: PortalClient, type: string, part: TitlePart, signal: CancelSignal): Promise<Result<readonly PortalPart[], AppError>> {
  const found = new Map<string, PortalPart>();
  for (let page = 1; page <= PART_PAGES; page += 1) {
    const answer = await portal.ask(titleCall(type, part, page), signal);
    // What came before is better than nothing.
    if (!answer.ok) return found.size > 0 ? ok(Array.from(found.values())) : answer;
    const { rows, totalItems } = readParts(answer.value);
    const before = found.size;
    for (const row of rows) if (!found.has(row.id)) found.set(row.id, row);
    if (found.size === before || found.size >= totalItems) break;
  }
  return ok(Array.from(found.values()));
}

/** A film's detail: the portal is searched for it, since its lists alone tell who acts in it. Without, the row has to do. */
export async function movieDetail(portal: PortalClient, movie: MovieRecord, signal: CancelSignal): Promise<Result<MovieDetail, AppError>> {
  const { key, plot, durationMs } = movie;
  const found = await findTitle(portal, { type: 'vod', id: movie.stream.nativeId }, movie.name, signal);
  if (!found.ok) return found;
  const title = found.value;
  return ok({
    key,
    plot: title?.plot === undefined || title.plot === '' ? plot : title.plot,
    cast: title?.cast ?? [],
    directors: title?.directors ?? [],
    durationMs: durationMs > 0 ? durationMs : (title?.durationMs ?? 0),
    criticPercent: 0,
    trailerUrl: '',
    badges: [],
    similar: [],
  });
}

/** Makes the records of one series' episodes. */
class EpisodeMaker {
  constructor(
    private readonly series: SeriesRecord,
    private readonly place: TitlePlace,
  ) {}

  /** Episodes that stand as numbers in the row of their season and share its command. */
  numbered(season: number, id: string, cmd: string, numbers: readonly number[]): readonly EpisodeRecord[] {
    return numbers.map((number) => this.make(`${id}.${number}`, { season, number, name: '', plot: '', still: '', durationMs: 0 }, cmd, { [ASK_SERIES]: String(number) }));
  }

  /** An episode that is a row of its own. */
  row(season: number, seasonId: string, part: PortalPart, position: number): EpisodeRecord {
    const { name, plot, still, durationMs, cmd } = part;
    const number = part.number > 0 ? part.number : position;
    const where = `${this.place.id} ${seasonId === '' ? '0' : seasonId} ${part.id}`;
    return this.make(`${this.place.id}.${part.id}`, { season, number, name, plot, still, durationMs }, cmd, { [ASK_PART]: where });
  }

  private make(
    id: string,
    facts: Pick<EpisodeRecord, 'season' | 'number' | 'name' | 'plot' | 'still' | 'durationMs'>,
    cmd: string,
    properties: Readonly<Record<string, string>>,
  ): EpisodeRecord {
    const { sourceId } = this.series;
    const nativeId = this.place.type === 'vod' ? VIDEO_SERIES + id : id;
    const stream = { sourceId, nativeId, url: storedCommand(cmd), container: '', headers: {}, properties: { ...properties, [ASK_TYPE]: this.place.type } };
    return { key: itemKey(sourceId, 'episode', nativeId), ...facts, stream };
  }
}

/** Specials go behind the regular seasons. */
function seasonOrder({ number }: SeasonRecord): number {
  return number === 0 ? Number.MAX_SAFE_INTEGER : number;
}

/** Episodes of seasons that are rows of their own (newer portals), some seasons at a time. */
async function readSeasons(portal: PortalClient, place: TitlePlace, parts: readonly PortalPart[], maker: EpisodeMaker, signal: CancelSignal): Promise<readonly SeasonRecord[]> {
  const seasons: SeasonRecord[] = [];
  const queue = parts.slice(0, MAX_SEASONS).map((part, index) => ({ part, number: part.number > 0 || /special/i.test(part.name) ? part.number : index + 1 }));
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { part, number } = next;
      if (part.episodes.length > 0) {
        seasons.push({ number, name: part.name, episodes: maker.numbered(number, part.id, part.cmd, part.episodes) });
        continue;
      }
      const listed = await listParts(portal, place.type, { movieId: place.id, seasonId: part.id, episodeId: '' }, signal);
      const rows = listed.ok ? listed.value : [];
      const episodes = rows.map((row, index) => maker.row(number, part.id, row, index + 1)).sort((a, b) => a.number - b.number);
      if (episodes.length > 0) seasons.push({ number, name: part.name, episodes });
    }
  };
  await Promise.all(Array.from({ length: SEASON_LANES }, lane));
  return seasons.sort((a, b) => seasonOrder(a) - seasonOrder(b));
}

async function listSeasons(
  portal: PortalClient,
  place: TitlePlace,
  maker: EpisodeMaker,
  signal: CancelSignal,
): Promise<Result<readonly SeasonRecord[], AppError>> {
  const listed = await listParts(portal, place.type, { movieId: place.id, seasonId: '', episodeId: '' }, signal);
  if (!listed.ok) return listed;
  const parts = listed.value;
  const isFlat = parts.length > 0 && parts.every((part) => part.kind === 'episode' || part.kind === 'file');
  if (isFlat) return ok([{ number: 1, name: '', episodes: parts.map((part, index) => maker.row(1, '', part, index + 1)) }]);
  return ok(await readSeasons(portal, place, parts, maker, signal));
}

/**
 * A series' detail. Three forms in the field: seasons as rows with their episodes as numbers (portals of resellers), seasons and episodes as
 * rows (newer portals), episodes as numbers in the title's own row (older ones).
 */
export async function seriesDetail(portal: PortalClient, series: SeriesRecord, signal: CancelSignal): Promise<Result<SeriesDetail, AppError>> {
  const place = placeOf(series);
  const maker = new EpisodeMaker(series, place);
  const found = await findTitle(portal, place, series.name, signal);
  const title = found.ok ? found.value : null;
  const isInRow = title !== null && title.episodes.length > 0 && place.type === 'vod';
  const seasons = isInRow
    ? ok([{ number: 1, name: '', episodes: maker.numbered(1, place.id, title.cmd, title.episodes) }])
    : await listSeasons(portal, place, maker, signal);
  if (!seasons.ok) return seasons;
  const plot = title === null || title.plot === '' ? series.plot : title.plot;
  return ok({ key: series.key, plot, cast: title?.cast ?? [], seasons: seasons.value, trailerUrl: '', badges: [], similar: [] });
}
