import { itemKey } from '#core/base';
import type { ItemKey, SourceId } from '#core/base';
import type { EpisodeRecord, MovieDetail, PersonRecord, ProgrammeRecord, SeriesDetail } from '#core/catalog';
import type { WireEpisode, WireGuide, WireMovieDetail, WirePerson, WireSeriesDetail } from '#core/wire';

/** Marks a trailer that the platform resolves itself: `hearth-trailer:<id of the film or series>`. */
export const TRAILER_SCHEME = 'hearth-trailer:';

/** Makes addresses absolute. */
export type Absolute = (address: string) => string;

/** Programmes by guide key; keys that were asked for and have none are empty lists. */
export function programmesFromWire(
  guide: WireGuide,
  asked: readonly string[],
  absolute: Absolute,
): ReadonlyMap<string, readonly ProgrammeRecord[]> {
  const byKey = new Map<string, readonly ProgrammeRecord[]>();
  for (const key of asked) byKey.set(key, []);
  for (const channelKey of Object.keys(guide.programmes)) {
    const rows = guide.programmes[channelKey] ?? [];
    byKey.set(
      channelKey,
      rows.map(([startMs, stopMs, title, subtitle, description, category, picture, age]) => ({
        channelKey,
        startMs,
        stopMs,
        title,
        subtitle,
        description,
        category,
        picture: absolute(picture),
        age,
      })),
    );
  }
  return byKey;
}

function people(cast: readonly WirePerson[], absolute: Absolute): readonly PersonRecord[] {
  return cast.map((person) => ({ name: person.name, role: person.role, picture: absolute(person.picture) }));
}

function saleOf({ saleFrom, plan, productId }: WireMovieDetail | WireSeriesDetail): Pick<MovieDetail, 'saleFrom' | 'plan' | 'productId'> {
  return { ...(saleFrom === undefined ? {} : { saleFrom }), ...(plan === undefined ? {} : { plan }), ...(productId === undefined ? {} : { productId }) };
}

/** A film's detail. */
export function movieDetailFromWire(sourceId: SourceId, key: ItemKey, wire: WireMovieDetail, absolute: Absolute): MovieDetail {
  return {
    key,
    plot: wire.plot,
    cast: people(wire.cast, absolute),
    directors: wire.directors,
    durationMs: 0,
    criticPercent: wire.criticPercent,
    trailerUrl: wire.hasTrailer ? `${TRAILER_SCHEME}${wire.id}` : '',
    badges: wire.badges,
    similar: wire.similar.map((id) => itemKey(sourceId, 'movie', id)),
    ...saleOf(wire),
  };
}

function episodeFromWire(sourceId: SourceId, wire: WireEpisode, absolute: Absolute): EpisodeRecord {
  const { id, season, number, name, plot, durationMs } = wire;
  return {
    key: itemKey(sourceId, 'episode', id),
    season,
    number,
    name,
    plot,
    durationMs,
    still: absolute(wire.still),
    stream: { sourceId, nativeId: id, url: '', container: '', headers: {} },
  };
}

/** A series' detail. */
export function seriesDetailFromWire(sourceId: SourceId, key: ItemKey, wire: WireSeriesDetail, absolute: Absolute): SeriesDetail {
  return {
    key,
    plot: wire.plot,
    cast: people(wire.cast, absolute),
    trailerUrl: wire.hasTrailer ? `${TRAILER_SCHEME}${wire.id}` : '',
    badges: wire.badges,
    similar: wire.similar.map((id) => itemKey(sourceId, 'series', id)),
    ...saleOf(wire),
    seasons: wire.seasons.map((season) => ({
      number: season.number,
      name: season.name,
      episodes: season.episodes.map((episode) => episodeFromWire(sourceId, episode, absolute)),
    })),
  };
}
