import type { AppError, Result } from '../base';
import { listOf, oneOf, parseObject, rowsOf, textOf } from './fields';
import type { WireHome } from './wire';

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
