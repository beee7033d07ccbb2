import { el } from './dom';
import type { Child } from './dom';

/** A column: its heading and what stands in it. */
export interface Column<Row> {
  readonly heading: string;
  readonly cell: (row: Row) => Child;
  readonly isNumber?: boolean;
}

/** A table that scrolls by itself where the window is narrow; says `none` when there are no rows. */
export function table<Row>(caption: string, columns: ReadonlyArray<Column<Row>>, rows: readonly Row[], none: string): HTMLElement {
  if (rows.length === 0) return el('p', {}, none);
  const classOf = (column: Column<Row>): { readonly class?: string } => (column.isNumber === true ? { class: 'number' } : {});
  const head = el('tr', {}, ...columns.map((column) => el('th', { scope: 'col', ...classOf(column) }, column.heading)));
  const body = rows.map((row) => el('tr', {}, ...columns.map((column) => el('td', classOf(column), column.cell(row)))));
  return el('div', { class: 'scroll', role: 'region', 'aria-label': caption, tabindex: 0 }, el('table', {}, el('caption', {}, caption), el('thead', {}, head), el('tbody', {}, ...body)));
}
