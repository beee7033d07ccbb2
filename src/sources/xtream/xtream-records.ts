import { itemKey, MINUTE_MS } from '#core/base';
import type { EpisodeRecord, MovieDetail, MovieRecord, ProgrammeRecord, SeriesDetail, SeriesRecord } from '#core/catalog';
import { looseList, looseObject, looseText } from '#core/xtream';
import type { XtreamEpisode, XtreamProgramme, XtreamSeriesInfo, XtreamVodInfo } from '#core/xtream';
import { streamForm } from '#sources/source';

/** Length assumed for a last programme whose end nobody tells. */
const OPEN_END_MS = 30 * MINUTE_MS;
const WALL_CLOCK = /^\s*\d{4}-\d{2}-\d{2}/;

/** Programmes of a short guide; an open end is closed by the next start. */
export function programmesFromXtream(guideKey: string, rows: readonly XtreamProgramme[]): readonly ProgrammeRecord[] {
  return rows.map((row, index) => ({
    channelKey: guideKey,
    startMs: row.startMs,
    stopMs: row.stopMs > row.startMs ? row.stopMs : (rows[index + 1]?.startMs ?? row.startMs + OPEN_END_MS),
    title: row.title,
    subtitle: row.subtitle ?? '',
    description: row.description ?? '',
    category: row.category ?? '',
    picture: row.picture ?? '',
    age: row.age ?? -1,
  }));
}

/**
 * The answer of a short guide with what is on the panel's wall clock alone: catch-up is asked for by that clock, whatever the stamps beside it say. Rows
 * that have no wall clock are left out.
 */
export function withoutStamps(answer: unknown): unknown {
  const rows = Array.isArray(answer) ? (answer as readonly unknown[]) : looseList(looseObject(answer)['epg_listings']);
  const walls: unknown[] = [];
  for (const row of rows) {
    const fields = looseObject(row);
    const start = looseText(fields, 'start');
    if (WALL_CLOCK.test(start)) walls.push({ title: fields['title'], start, stop: looseText(fields, 'stop', 'end') });
  }
  return walls;
}

/** Panels name video pages as trailers; only what a player can play is one here. */
function playableTrailer(url: string): string {
  return streamForm('', url) === 'unknown' ? '' : url;
}

/** A film's detail; what the panel leaves empty the list row fills. */
export function movieDetailFromXtream(movie: MovieRecord, info: XtreamVodInfo): MovieDetail {
  return {
    key: movie.key,
    plot: info.plot,
    cast: info.cast,
    directors: info.directors,
    durationMs: info.durationMs,
    criticPercent: 0,
    trailerUrl: playableTrailer(info.trailerUrl),
    badges: info.badges,
    similar: [],
  };
}

function episodeFromXtream(series: SeriesRecord, episode: XtreamEpisode): EpisodeRecord {
  const { id, season, number, name, plot, still, durationMs, container } = episode;
  return {
    key: itemKey(series.sourceId, 'episode', id),
    season,
    number,
    name,
    plot,
    still,
    durationMs,
    stream: { sourceId: series.sourceId, nativeId: id, url: '', container, headers: {} },
  };
}

/** A series' detail. */
export function seriesDetailFromXtream(series: SeriesRecord, info: XtreamSeriesInfo): SeriesDetail {
  return {
    key: series.key,
    plot: info.plot,
    cast: info.cast,
    trailerUrl: playableTrailer(info.trailerUrl),
    badges: info.badges,
    similar: [],
    seasons: info.seasons.map((season) => ({
      number: season.number,
      name: season.name,
      episodes: season.episodes.map((episode) => episodeFromXtream(series, episode)),
    })),
  };
}
