import type { Selectable } from 'kysely';
import type { OrderLine } from '../money';
import type { Database } from './database';

type LineColumns = Pick<Selectable<Database['orders']>, 'kind' | 'ref_id' | 'quantity' | 'price_minor' | 'tax_minor' | 'lines'>;

/** What an order of goods is of; nothing for any other. One from before there were lines is of one thing. */
export function orderLinesOf(row: LineColumns): readonly OrderLine[] {
  if (row.kind !== 'goods') return [];
  // Written by this file alone.
  if (row.lines !== '') return JSON.parse(row.lines) as readonly OrderLine[];
  return [{ variantId: row.ref_id, quantity: row.quantity, priceMinor: row.price_minor, taxMinor: row.tax_minor }];
}

/** And as the column holds it. */
export function orderLinesText(lines: readonly OrderLine[]): string {
  return lines.length === 0 ? '' : JSON.stringify(lines);
}
