import type { AppError, Result } from '../base';
import type { Fields } from './fields';
import { asFields, isTrue, listOf, numberOf, oneOf, parseObject, rowsOf, textOf, textsOf } from './fields';
import type { WireCatalog, WireCategory, WireChannel, WireGuide, WireHome, WireMovie, WireProgramme, WireSeries, WireTitle } from './wire';

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

function cell(row: readonly unknown[], index: number): string {
  const value = row[index];
  return typeof value === 'string' ? value : '';
}

function programme(value: unknown): WireProgramme | null {
  if (!Array.isArray(value)) return null;
  const row = value as readonly unknown[];
  const start = row[0];
  const stop = row[1];
  if (typeof start !== 'number' || typeof stop !== 'number' || !(stop > start)) return null;
  const age = row[7];
  return [start, stop, cell(row, 2), cell(row, 3), cell(row, 4), cell(row, 5), cell(row, 6), typeof age === 'number' ? age : -1];
}

/** Judges `GET /api/v1/guide`. Programmes without a positive length are left out. */
export function parseWireGuide(value: unknown): Result<WireGuide, AppError> {
  return parseObject(value, 'guide', (fields) => {
    const byKey = asFields(fields['programmes']);
    if (byKey === null) return null;
    const programmes: Record<string, readonly WireProgramme[]> = {};
    for (const key of Object.keys(byKey)) {
      programmes[key] = listOf(byKey, key)
        .map(programme)
        .filter((row): row is WireProgramme => row !== null);
    }
    return { revision: textOf(fields, 'revision'), programmes };
  });
}

const ROW_KINDS = ['continue', 'on-now', 'poster', 'landscape', 'top10'] as const;

/** Judges `GET /api/v1/home`. Rows of a kind this app does not know are left out. */
export function parseWireHome(value: unknown): Result<WireHome, AppError> {
  return parseObject(value, 'home', (fields) => ({
    hero: rowsOf(listOf(fields, 'hero'), (item) => {
      const kind = oneOf(item['kind'], ['movie', 'series'] as const);
      const id = textOf(item, 'id');
      return kind === null || id === '' ? null : { kind, id, badge: textOf(item, 'badge'), note: textOf(item, 'note') };
    }),
    rows: rowsOf(listOf(fields, 'rows'), (row) => {
      const kind = oneOf(row['kind'], ROW_KINDS);
      const id = textOf(row, 'id');
      if (kind === null || id === '') return null;
      const items = rowsOf(listOf(row, 'items'), (item) => {
        const itemKind = oneOf(item['kind'], ['channel', 'movie', 'series'] as const);
        const itemId = textOf(item, 'id');
        return itemKind === null || itemId === '' ? null : { kind: itemKind, id: itemId };
      });
      return { id, kind, title: textOf(row, 'title'), items };
    }),
  }));
}
