import { afterEach, describe, expect, test } from '@jest/globals';
import { createTestStage } from '#test/harness/stage';
import type { TestPage, TestStage } from '#test/harness/stage';
import type { CardContent, CardItems } from './card-content';
import { CardGrid } from './card-grid';
import { CastRow } from './cast-row';
import { PillStrip } from './pill-strip';

let stage: TestStage;

afterEach(() => {
  stage.dispose();
});

function card(index: number): CardContent {
  const title = `Title ${String(index)}`;
  return { id: `t${String(index)}`, title, subtitle: '', facts: ['2025'], rating: '', image: `http://art/${String(index)}.jpg`, titleArt: '', logo: '', tint: '', progress: -1, isWatched: false, badge: '', rank: 0, spoken: '' };
}

/** Cards made when they are looked at; `made` counts them. */
function manyCards(length: number): CardItems & { made: number } {
  const items = {
    made: 0,
    length,
    at(index: number): CardContent | null {
      items.made += 1;
      return index < 0 || index >= length ? null : card(index);
    },
    indexOf: (id: string): number => Number(id.slice(1)),
  };
  return items;
}

function grid(items: CardItems, onPress: (id: string) => void = () => undefined): { view: CardGrid; offsets: number[] } {
  stage = createTestStage();
  const offsets: number[] = [];
  const view = stage.mount(CardGrid, { columns: 6, shape: 'poster', width: 1616, restY: 226, name: 'Movies', onPress, onScroll: (offset) => offsets.push(offset) }, { x: 208, y: 226 });
  view.setItems(items);
  stage.settle();
  return { view, offsets };
}

const index = (): number => stage.mirror().focus?.index ?? 0;

describe('a grid of sixty thousand', () => {
  test('a held key goes on with two dozen cells, touches few cards, and picks up speed', () => {
    const items = manyCards(60_000);
    const { view } = grid(items);
    expect([view.cellCount, items.made < 60]).toEqual([18, true]);
    items.made = 0;
    stage.hold('down', 60);
    stage.settle();
    const rows = (index() - 1) / 6;
    expect(rows).toBeGreaterThan(100);
    expect(view.cellCount).toBe(24);
    // Six new cards for every row passed, and what focus and caption ask for.
    expect(items.made / rows).toBeLessThan(10);
  });

  test('nothing is written while a key is held; the caption comes at rest', () => {
    grid(manyCards(60_000));
    const soFar = (): number => stage.counts.uploads + stage.counts.textures;
    const written: number[] = [];
    for (let at = 0; at < 8; at += 1) {
      stage.send({ key: 'down', phase: 'down', isHeld: at > 0, heldMs: at * 100 });
      stage.frame(100);
      written.push(soFar());
    }
    expect(written[7]).toBe(written[2]);
    stage.send({ key: 'down', phase: 'up', isHeld: false, heldMs: 800 });
    stage.settle();
    expect(soFar()).toBeGreaterThan(written[7] ?? 0);
  });
});

describe('moving', () => {
  test('ragged end, edges and pages', () => {
    grid(manyCards(20));
    stage.press('right');
    stage.press('channelDown');
    expect(index()).toBe(14);
    stage.press('down');
    expect(index()).toBe(20);
    stage.press('down');
    expect(index()).toBe(20);
    stage.press('channelUp');
    stage.press('channelUp');
    expect(index()).toBe(2);
    stage.press('left');
    stage.press('left');
    stage.press('up');
    expect((stage.engine.root.overlays.focusRoot as TestPage).handedOn).toEqual(['left', 'up']);
  });

  test('scrolls by rows and tells what stands above', () => {
    const { offsets } = grid(manyCards(60));
    stage.press('down');
    stage.press('down');
    expect(offsets.slice(-2)).toEqual([226 + 446 - 136, 226 + 2 * 446 - 136]);
    stage.press('up');
    stage.press('up');
    expect(offsets[offsets.length - 1]).toBe(0);
  });

  test('other items: the cursor stays on its card, or at its place', () => {
    const { view } = grid(manyCards(60));
    stage.press('right');
    stage.press('right');
    view.setItems({ length: 30, at: (at) => card(at + 1), indexOf: (id) => Number(id.slice(1)) - 1 });
    expect([view.focusedId, view.memory.index]).toEqual(['t2', 1]);
    view.setItems({ length: 1, at: (at) => (at === 0 ? card(90) : null), indexOf: (id) => (id === 't90' ? 0 : -1) });
    expect(view.focusedId).toBe('t90');
  });

  test('OK presses the card', () => {
    const pressed: string[] = [];
    grid(manyCards(9), (id) => pressed.push(id));
    stage.press('right');
    stage.press('ok');
    expect(pressed).toEqual(['t1']);
  });
});

describe('faces', () => {
  test('a long cast scrolls with few cells; Left at the first is handed on', () => {
    stage = createTestStage();
    const row = stage.mount(CastRow, { id: 'cast', width: 1616 });
    row.setTitle('Cast');
    row.setPeople(Array.from({ length: 20 }, (_, at) => ({ id: `p${String(at)}`, name: `Name ${String(at)}`, role: 'Part', picture: '' })));
    stage.frame();
    for (let at = 0; at < 9; at += 1) stage.press('right');
    stage.settle();
    expect(stage.mirror()).toMatchObject({ group: 'Cast', focus: { id: 'p9', name: 'Name 9', index: 10, count: 20 } });
    const face = stage.engine.ui.focus.current;
    if (face === null) throw new Error('expected a face');
    const { x, w } = stage.rect(face);
    expect([x >= 0, x + w <= 1616 + 10]).toEqual([true, true]);
    stage.hold('left', 12);
    stage.press('left');
    expect((stage.engine.root.overlays.focusRoot as TestPage).handedOn).toEqual(['left']);
  });
});

describe('pills', () => {
  test('more than fit scroll into view; OK chooses', () => {
    stage = createTestStage();
    const chosen: string[] = [];
    const strip = stage.mount(PillStrip, { width: 900, look: 'filter', choosesOn: 'press', onChoose: (id) => chosen.push(id) });
    strip.setPills(Array.from({ length: 40 }, (_, at) => ({ id: `c${String(at)}`, label: `Category ${String(at)}` })), 'c0');
    stage.frame();
    for (let at = 0; at < 12; at += 1) stage.press('right');
    stage.settle();
    const pill = stage.engine.ui.focus.current;
    if (pill === null) throw new Error('expected a pill');
    const { x, w } = stage.rect(pill);
    expect([x >= 0, x + w <= 900, chosen.length]).toEqual([true, true, 0]);
    stage.press('ok');
    expect([chosen, stage.mirror().focus?.isSelected]).toEqual([['c12'], true]);
  });
});
