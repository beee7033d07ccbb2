import type { CatalogBuilder, ListedKind, TitleInput } from '../catalog';
import type { WireCatalog, WireCategory, WireChannel, WireMovie, WireSeries, WireTitle } from './wire';

/** Makes addresses of rows what the catalogue keeps: absolute, or relative to the platform. */
export type ToAddress = (address: string) => string;

function categoriesOf(builder: CatalogBuilder, kind: ListedKind, ids: readonly string[]): readonly number[] {
  return ids.map((id) => builder.categoryById(kind, id)).filter((index) => index !== -1);
}

function titleInput(builder: CatalogBuilder, kind: 'movie' | 'series', title: WireTitle, toAddress: ToAddress): TitleInput {
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
    poster: toAddress(title.poster),
    backdrop: toAddress(title.backdrop),
    landscape: toAddress(title.landscape),
    titleArt: toAddress(title.titleArt),
    categories: categoriesOf(builder, kind, title.categoryIds),
  };
}

/**
 * Puts the platform's rows into a catalogue: here and nowhere else, so that the snapshot the platform serves and the catalogue a
 * television makes of the JSON one hold the same keys and fields. Categories come before their rows.
 */
export function addWireCategories(builder: CatalogBuilder, kind: ListedKind, categories: readonly WireCategory[]): void {
  for (const category of categories) builder.category(kind, category.name, category.id, category.isAdult);
}

/** Adds a channel; see {@link addWireCategories}. */
export function addWireChannel(builder: CatalogBuilder, channel: WireChannel, toAddress: ToAddress): void {
  const { id, name, number, guideKey, isRadio, isAdult, archiveDays } = channel;
  builder.addChannel({
    nativeId: id,
    name,
    number,
    guideKey,
    isRadio,
    isAdult,
    logo: toAddress(channel.logo),
    categories: categoriesOf(builder, 'channel', channel.categoryIds),
    catchup: archiveDays > 0 ? { mode: 'platform', days: archiveDays, template: null, correctionMs: 0 } : null,
  });
}

/** Adds a film; see {@link addWireCategories}. */
export function addWireMovie(builder: CatalogBuilder, movie: WireMovie, toAddress: ToAddress): void {
  builder.addMovie({ ...titleInput(builder, 'movie', movie, toAddress), durationMs: movie.durationMs, quality: movie.quality });
}

/** Adds a series; see {@link addWireCategories}. */
export function addWireSeries(builder: CatalogBuilder, series: WireSeries, toAddress: ToAddress): void {
  builder.addSeries({ ...titleInput(builder, 'series', series, toAddress), seasonCount: series.seasonCount, endYear: series.endYear });
}

/** Puts a whole JSON catalogue into a builder. */
export function fillFromWire(builder: CatalogBuilder, catalog: WireCatalog, toAddress: ToAddress): void {
  for (const kind of ['channel', 'movie', 'series'] as const) addWireCategories(builder, kind, catalog.categories[kind]);
  for (const channel of catalog.channels) addWireChannel(builder, channel, toAddress);
  for (const movie of catalog.movies) addWireMovie(builder, movie, toAddress);
  for (const series of catalog.series) addWireSeries(builder, series, toAddress);
}
