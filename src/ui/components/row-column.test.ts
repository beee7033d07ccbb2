import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createTestStage } from '#test/harness/stage';
import type { TestPage, TestStage } from '#test/harness/stage';
import { createView } from '#ui/engine';
import type { CardItems } from './card-content';
import { CardRow } from './card-row';
import type { CardShape } from './card-metrics';
import { RowColumn } from './row-column';
import type { RowMemory } from './row-view';

let screen: TestStage;
beforeEach(() => {
  screen = createTestStage();
});
afterEach(() => {
  screen.dispose();
});

function items(prefix: string, count: number): CardItems {
  const at: CardItems['at'] = (index) =>
    index < 0 || index >= count
      ? null
      : {
          id: `${prefix}${String(index)}`, title: `${prefix} ${String(index)}`, subtitle: '', facts: [], rating: '', image: '', titleArt: '', logo: '', tint: '',
          progress: -1, isWatched: false, badge: '', rank: 0, spoken: '',
        };
  return { length: count, at, indexOf: (id) => Array.from({ length: count }, (_, i) => `${prefix}${String(i)}`).indexOf(id) };
}

function makeRow(id: string, shape: CardShape, count: number): CardRow {
  const row = createView(screen.engine.stage, CardRow, { id, shape, width: 1616, onPress: () => undefined });
  row.setTitle(id);
  row.setItems(items(id, count));
  return row;
}

function open(rows: readonly CardRow[]): RowColumn {
  const column = screen.mount(RowColumn, { width: 1616, height: 1080, top: 136 }, { x: 208 });
  column.setRows(rows);
  screen.settle();
  return column;
}

const focusedId = (): string => screen.mirror().focus?.id ?? '';
const topOf = (row: CardRow): number => Math.round(screen.rect(row).y);

describe('a column of rows', () => {
  test('the focused row rests at one height, what lies above is gone, and far rows are drawn', () => {
    const rows = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => makeRow(id, 'poster', 5));
    open(rows);
    const atTop = screen.quads();
    for (let i = 0; i < 4; i += 1) screen.press('down');
    screen.settle();
    const [, , , d, e] = rows as [CardRow, CardRow, CardRow, CardRow, CardRow];
    expect([focusedId(), topOf(e), d.alpha]).toEqual(['e0', 136, 0]);
    expect(screen.quads()).toBe(atTop);
  });

  test('the first time Down goes to the card nearest in x, later to the remembered one', () => {
    open([makeRow('wide', 'landscape', 5), makeRow('tall', 'poster', 12)]);
    screen.press('right');
    screen.press('right');
    screen.press('down');
    // The third landscape card stands above the fourth poster.
    expect(focusedId()).toBe('tall3');
    screen.press('right');
    screen.press('up');
    expect(focusedId()).toBe('wide2');
    screen.press('left');
    screen.press('left');
    screen.press('down');
    expect(focusedId()).toBe('tall4');
  });

  test('a column with nothing in it is at its top: Back leads on to the menu', () => {
    expect([open([]).isAtTop, open([makeRow('none', 'poster', 0)]).isAtTop]).toEqual([true, true]);
    const column = open([makeRow('none', 'poster', 0), makeRow('some', 'poster', 3), makeRow('more', 'poster', 3)]);
    expect(column.isAtTop).toBe(true);
    column.focusRow('more');
    expect(column.isAtTop).toBe(false);
  });

  test('empty rows are passed over; a held key stops at the ends', () => {
    const column = open([makeRow('a', 'poster', 3), makeRow('none', 'poster', 0), makeRow('b', 'poster', 3)]);
    screen.hold('down', 8);
    expect(column.focusedRowId).toBe('b');
    screen.hold('up', 8);
    const page = screen.engine.ui.overlays.focusRoot as TestPage;
    expect([column.focusedRowId, page.handedOn]).toEqual(['a', []]);
    screen.press('up');
    expect(page.handedOn).toEqual(['up']);
  });

  test('brings back row, card and scroll, also to rows that are made anew', () => {
    const store = new Map<string, RowMemory>();
    const memory = { remember: (slot: string, record: RowMemory) => store.set(slot, record), recall: (slot: string) => store.get(slot) ?? null };
    const before = open([makeRow('a', 'poster', 20), makeRow('b', 'poster', 20)]);
    screen.press('down');
    for (let i = 0; i < 9; i += 1) screen.press('right');
    screen.settle();
    const place = screen.rect(screen.engine.ui.focus.current as CardRow).x;
    before.remember(memory);
    const after = open([makeRow('a', 'poster', 20), makeRow('b', 'poster', 20)]);
    expect(after.recall(memory)).toBe(true);
    screen.settle();
    expect([focusedId(), screen.rect(screen.engine.ui.focus.current as CardRow).x]).toEqual(['b9', place]);
  });

  test('a row that goes gives its focus to the one that took its place', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => makeRow(id, 'poster', 3)) as [CardRow, CardRow, CardRow];
    const column = open([a, b, c]);
    screen.press('down');
    column.setRows([a, c]);
    screen.settle();
    expect([focusedId(), topOf(c)]).toEqual(['c0', 136]);
  });
});
