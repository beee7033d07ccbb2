import type { AppError, Result } from '../base';
import type { Fields } from './fields';
import { asFields, isTrue, listOf, numberOf, parseObject, rowsOf, textOf, textsOf } from './fields';
import type { WireCatalog, WireCategory, WireChannel, WireMovie, WireSeries, WireTitle } from './wire';

function category(fields: Fields): WireCategory | null {
  const id = textOf(fields, 'id');
  return id === '' ? null : { id, name: textOf(fields, 'name'), isAdult: isTrue(fields, 'isAdult') };
}

function channel(fields: Fields): WireChannel | null {
  const id = textOf(fields, 'id');
  if (id === '') return null;
  return {
    id,
    number: numberOf(fields, 'number', 0),
    name: textOf(fields, 'name'),
    logo: textOf(fields, 'logo'),
    categoryIds: textsOf(fields, 'categoryIds'),
    guideKey: textOf(fields, 'guideKey'),
    isRadio: isTrue(fields, 'isRadio'),
    isAdult: isTrue(fields, 'isAdult'),
    archiveDays: numberOf(fields, 'archiveDays', 0),
  };
}

function title(fields: Fields): WireTitle | null {
  const id = textOf(fields, 'id');
  if (id === '') return null;
  return {
    id,
    name: textOf(fields, 'name'),
    year: numberOf(fields, 'year', 0),
    poster: textOf(fields, 'poster'),
    backdrop: textOf(fields, 'backdrop'),
    landscape: textOf(fields, 'landscape'),
    titleArt: textOf(fields, 'titleArt'),
    tint: textOf(fields, 'tint'),
    rating: numberOf(fields, 'rating', 0),
    age: numberOf(fields, 'age', -1),
    genres: textsOf(fields, 'genres'),
    categoryIds: textsOf(fields, 'categoryIds'),
    plot: textOf(fields, 'plot'),
    addedMs: numberOf(fields, 'addedMs', 0),
  };
}

function movie(fields: Fields): WireMovie | null {
  const base = title(fields);
  return base === null ? null : { ...base, durationMs: numberOf(fields, 'durationMs', 0), quality: textOf(fields, 'quality') };
}

function series(fields: Fields): WireSeries | null {
  const base = title(fields);
  return base === null ? null : { ...base, seasonCount: numberOf(fields, 'seasonCount', 0), endYear: numberOf(fields, 'endYear', 0) };
}

/** Judges `GET /api/v1/catalog`. Rows without an id are left out. */
export function parseWireCatalog(value: unknown): Result<WireCatalog, AppError> {
  return parseObject(value, 'catalog', (fields) => {
    const categories = asFields(fields['categories']);
    if (categories === null || !Array.isArray(fields['channels'])) return null;
    return {
      revision: textOf(fields, 'revision'),
      categories: {
        channel: rowsOf(listOf(categories, 'channel'), category),
        movie: rowsOf(listOf(categories, 'movie'), category),
        series: rowsOf(listOf(categories, 'series'), category),
      },
      channels: rowsOf(listOf(fields, 'channels'), channel),
      movies: rowsOf(listOf(fields, 'movies'), movie),
      series: rowsOf(listOf(fields, 'series'), series),
    };
  });
}
