import type { WireCategory, WireChannel, WireEpisode, WireMovie, WireProfile, WireProgramme, WireSeries, WireTitle } from '#core/wire';
import type { CategoryRow, ChannelRow, EpisodeRow, ListedMovie, ListedSeries, ListedTitle, ProfileRow, ProgrammeRow } from '#server/store';

/** A category as `/api/v1` answers it. */
export function toWireCategory(row: CategoryRow): WireCategory {
  return { id: String(row.id), name: row.name, isAdult: row.isAdult };
}

/** A channel as `/api/v1` answers it. */
export function toWireChannel(row: ChannelRow): WireChannel {
  return {
    id: String(row.id),
    number: row.number,
    name: row.name,
    logo: row.logo,
    categoryIds: row.categoryIds.map(String),
    guideKey: row.guideKey,
    isRadio: row.isRadio,
    isAdult: row.isAdult,
    archiveDays: row.archiveDays,
  };
}

function toWireTitle(row: ListedTitle): WireTitle {
  return {
    id: String(row.id),
    name: row.name,
    year: row.year,
    poster: row.poster,
    backdrop: row.backdrop,
    landscape: row.landscape,
    titleArt: row.titleArt,
    tint: row.tint,
    rating: row.rating,
    age: row.age,
    genres: row.genres,
    categoryIds: row.categoryIds.map(String),
    plot: row.plot,
    addedMs: row.addedMs,
  };
}

/** A film as `/api/v1` answers it. */
export function toWireMovie(row: ListedMovie): WireMovie {
  return { ...toWireTitle(row), durationMs: row.durationMs, quality: row.quality };
}

/** A series as `/api/v1` answers it. */
export function toWireSeries(row: ListedSeries): WireSeries {
  return { ...toWireTitle(row), seasonCount: row.seasonCount, endYear: row.endYear };
}

/** An episode as `/api/v1` answers it. */
export function toWireEpisode(row: EpisodeRow): WireEpisode {
  return {
    id: String(row.id),
    season: row.season,
    number: row.number,
    name: row.name,
    plot: row.plot,
    still: row.still,
    durationMs: row.durationMs,
  };
}

/** A programme as `/api/v1` answers it. */
export function toWireProgramme(row: ProgrammeRow): WireProgramme {
  return [row.startMs, row.stopMs, row.title, row.subtitle, row.description, row.category, row.picture, row.age];
}

/** A profile as `/api/v1` answers it. */
export function toWireProfile(row: ProfileRow): WireProfile {
  return {
    id: row.id,
    name: row.name,
    avatar: row.avatar,
    isKids: row.isKids,
    maxAge: row.maxAge,
    hasPin: row.pinHash !== '',
    language: row.language,
  };
}
