import type { CatalogReader, Row, RowList } from '#core/catalog';

/** The entry opens this long after the last digit. Smaller: three-digit channels are missed. Larger: it feels stuck. */
export const NUMBER_ENTRY_MS = 2000;
/** No provider numbers beyond five digits; more would be a stuck key. */
export const MAX_DIGITS = 5;
const MAX_MATCHES = 6;

/** Adds a digit; a leading zero is not a number, and a sixth digit begins anew. */
export function addDigit(digits: string, digit: number): string {
  const next = digits.length >= MAX_DIGITS ? String(digit) : digits + String(digit);
  return next === '0' ? '' : next;
}

/**
 * Channels for typed digits, best first: the exact number, then numbers beginning with the digits, each in order of number.
 * `index` maps the digits of every number to its row (see {@link indexNumbers}).
 */
export function matchNumber(index: ReadonlyArray<readonly [digits: string, row: Row]>, digits: string): readonly Row[] {
  if (digits === '') return [];
  const found: Row[] = [];
  for (const [text, row] of index) if (text === digits) found.push(row);
  for (const [text, row] of index) {
    if (found.length >= MAX_MATCHES) break;
    if (text !== digits && text.indexOf(digits) === 0) found.push(row);
  }
  return found.slice(0, MAX_MATCHES);
}

/** The numbers of a list, ordered; `5.1` is typed as 51. The first channel of a number stands before its doubles. */
export function indexNumbers(catalog: CatalogReader, rows: RowList): ReadonlyArray<readonly [digits: string, row: Row]> {
  const numbered: Array<{ readonly number: number; readonly index: number; readonly row: Row }> = [];
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows.at(index);
    const number = catalog.channel(row)?.number ?? 0;
    if (number > 0) numbered.push({ number, index, row });
  }
  numbered.sort((a, b) => a.number - b.number || a.index - b.index);
  return numbered.map((each) => [String(each.number).replace('.', ''), each.row] as const);
}
