import { itemKey } from '#core/base';
import type { ItemKey, SourceId } from '#core/base';
import type { CatalogBuilder, EpisodeRecord, MovieDetail, PersonRecord, ProgrammeRecord, SeriesDetail, TitleInput } from '#core/catalog';
import type { WireCatalog, WireEpisode, WireGuide, WireMovieDetail, WirePerson, WireSeriesDetail, WireTitle } from '#core/wire';

/** Marks a trailer that the platform resolves itself: `hearth-trailer:<id of the film or series>`. */
export const TRAILER_SCHEME = 'hearth-trailer:';

/** Makes addresses absolute. */
export type Absolute = (address: string) => string;

function categoriesOf(builder: CatalogBuilder, kind: 'channel' | 'movie' | 'series', ids: readonly string[]): readonly number[] {
  return ids.map((id) => builder.categoryById(kind, id)).filter((index) => index !== -1);
}

function titleInput(builder: CatalogBuilder, kind: 'movie' | 'series', title: WireTitle, absolute: Absolute): TitleInput {
  const { id, name, year, rating, age, genres, plot, addedMs, tint } = title;
  return {
    nativeId: id,
    name,
    year,
    rating,
    age,
    genres,
    plot,
    addedMs,
    tint,
    poster: absolute(title.poster),
    backdrop: absolute(title.backdrop),
    landscape: absolute(title.landscape),
    titleArt: absolute(title.titleArt),
    categories: categoriesOf(builder, kind, title.categoryIds),
  };
}

/** Puts a platform's catalogue into a builder. */
export function fillFromWire(builder: CatalogBuilder, catalog: WireCatalog, absolute: Absolute): void {
  for (const kind of ['channel', 'movie', 'series'] as const) {
    for (const category of catalog.categories[kind]) builder.category(kind, category.name, category.id, category.isAdult);
  }
  for (const channel of catalog.channels) {
    const { id, name, number, guideKey, isRadio, isAdult, archiveDays } = channel;
    builder.addChannel({
      nativeId: id,
      name,
      number,
      guideKey,
      isRadio,
      isAdult,
      logo: absolute(channel.logo),
      categories: categoriesOf(builder, 'channel', channel.categoryIds),
      catchup: archiveDays > 0 ? { mode: 'platform', days: archiveDays, template: null, correctionMs: 0 } : null,
    });
  }
  for (const movie of catalog.movies) {
    builder.addMovie({ ...titleInput(builder, 'movie', movie, absolute), durationMs: movie.durationMs, quality: movie.quality });
  }
  for (const series of catalog.series) {
    builder.addSeries({ ...titleInput(builder, 'series', series, absolute), seasonCount: series.seasonCount, endYear: series.endYear });
  }
}

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
    seasons: wire.seasons.map((season) => ({
      number: season.number,
      name: season.name,
      episodes: season.episodes.map((episode) => episodeFromWire(sourceId, episode, absolute)),
    })),
  };
}
