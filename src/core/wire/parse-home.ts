import type { AppError, Result } from '../base';
import { asFields, listOf, oneOf, parseObject, rowsOf, textOf } from './fields';
import type { Fields } from './fields';
import type { WireHome, WireHomeItem, WireWhy } from './wire';

const ROW_KINDS = ['continue', 'on-now', 'usual', 'poster', 'landscape', 'top10'] as const;
const WHYS: readonly WireWhy[] = ['together', 'alike', 'now', 'week', 'hour'];

function parseItem(item: Fields): WireHomeItem | null {
  const kind = oneOf(item['kind'], ['channel', 'movie', 'series'] as const);
  const id = textOf(item, 'id');
  if (kind === null || id === '') return null;
  const why = oneOf(item['why'], WHYS);
  const of = asFields(item['of']);
  const ofKind = of === null ? null : oneOf(of['kind'], ['movie', 'series'] as const);
  return { kind, id, ...(why === null ? {} : { why }), ...(of === null || ofKind === null ? {} : { of: { kind: ofKind, id: textOf(of, 'id') } }) };
}

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
      return { id, kind, title: textOf(row, 'title'), items: rowsOf(listOf(row, 'items'), parseItem) };
    }),
  }));
}
