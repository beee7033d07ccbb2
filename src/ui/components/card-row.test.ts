import { afterEach, describe, expect, test } from '@jest/globals';
import { createTestStage, TestPage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { createTheme } from '#ui/theme';
import type { CardContent, CardItems } from './card-content';
import { CardRow } from './card-row';
import type { CardRowProps } from './card-row';

let screen: TestStage;
afterEach(() => {
  screen.dispose();
});

function card(id: string, more: Partial<CardContent> = {}): CardContent {
  return {
    id, title: `Title ${id}`, subtitle: '', facts: ['2025'], rating: '', image: '', titleArt: '', logo: '', tint: '', progress: -1, isWatched: false,
    badge: '', rank: 0, spoken: '', ...more,
  };
}

function items(...ids: string[]): CardItems {
  return { length: ids.length, at: (index) => (ids[index] === undefined ? null : card(ids[index])), indexOf: (id) => ids.indexOf(id) };
}

const many = items(...Array.from({ length: 20 }, (_, i) => `c${String(i)}`));
const pressed: string[] = [];

function open(props: Partial<CardRowProps> = {}, cards: CardItems = many): CardRow {
  const row = screen.mount(CardRow, { id: 'row', shape: 'poster', width: 1616, onPress: (id) => pressed.push(id), ...props }, { x: 208, y: 136 });
  row.setTitle('New films');
  row.setItems(cards);
  screen.settle();
  return row;
}

/** Screen places of the cards, by their spoken name. */
function focused(): { readonly id: string; readonly x: number } {
  const view = screen.engine.ui.focus.current;
  return { id: screen.mirror().focus?.id ?? '', x: view === null ? -1 : Math.round(screen.rect(view).x + screen.rect(view).w / 2) };
}

function handedOn(): readonly string[] {
  const page = screen.engine.ui.overlays.focusRoot;
  return page instanceof TestPage ? page.handedOn : [];
}

describe('a row of cards', () => {
  test('focus travels to the safe edge, then the row moves by one card', () => {
    screen = createTestStage();
    open();
    expect(screen.mirror()).toMatchObject({ group: 'New films', position: '1/20' });
    for (let i = 0; i < 5; i += 1) screen.press('right');
    screen.settle();
    const sixth = focused();
    expect(sixth).toEqual({ id: 'c5', x: 208 + 5 * 272 + 124 });
    screen.press('right');
    screen.settle();
    expect(focused()).toEqual({ id: 'c6', x: sixth.x });
    screen.press('left');
    screen.settle();
    expect(focused()).toEqual({ id: 'c5', x: sixth.x - 272 });
  });

  test('stops at its end; at its start only a new press goes on to what stands there', () => {
    screen = createTestStage();
    open();
    screen.hold('right', 30);
    screen.settle();
    expect(focused().id).toBe('c19');
    screen.hold('left', 30);
    expect([focused().id, handedOn()]).toEqual(['c0', []]);
    screen.press('left');
    expect(handedOn()).toEqual(['left']);
  });

  test('in right-to-left languages it begins at the right and Left goes on', () => {
    screen = createTestStage({ theme: createTheme({ direction: 'rtl' }) });
    open();
    const first = focused();
    screen.press('left');
    screen.settle();
    expect(focused()).toEqual({ id: 'c1', x: first.x - 272 });
  });

  test('focus stays on its card when the items change, or goes to what took its place', () => {
    screen = createTestStage();
    const row = open({}, items('a', 'b', 'c'));
    screen.press('right');
    row.setItems(items('new', 'a', 'b', 'c'));
    screen.settle();
    expect(screen.mirror().focus).toMatchObject({ id: 'b', index: 3, count: 4 });
    row.setItems(items('new', 'a', 'c'));
    screen.settle();
    expect(screen.mirror().focus).toMatchObject({ id: 'c' });
  });

  test('few cells serve any length, and cards far along are drawn', () => {
    screen = createTestStage();
    const row = open({}, items(...Array.from({ length: 2000 }, (_, i) => `c${String(i)}`)));
    const before = screen.quads();
    row.focusId('c1500');
    screen.settle();
    expect(focused().id).toBe('c1500');
    expect(screen.quads()).toBeGreaterThanOrEqual(before);
    expect(screen.counts.uploads + screen.counts.textures).toBeLessThan(40);
  });

  test('OK opens; where OK held does something else, a short OK waits for the release', () => {
    screen = createTestStage();
    const held: string[] = [];
    pressed.length = 0;
    open({ onHold: (id) => held.push(id) });
    screen.send({ key: 'ok', phase: 'down', isHeld: false, heldMs: 0 });
    screen.frame(100);
    expect(pressed).toEqual([]);
    screen.send({ key: 'ok', phase: 'up', isHeld: false, heldMs: 100 });
    expect([pressed, held]).toEqual([['c0'], []]);
    screen.send({ key: 'ok', phase: 'down', isHeld: false, heldMs: 0 });
    screen.frame(700);
    expect([pressed, held]).toEqual([['c0'], ['c0']]);
  });

  test('without a picture the card shows its title; with one that fails, too', () => {
    screen = createTestStage();
    const row = open({ shape: 'landscape' }, { length: 1, at: () => card('a', { image: 'http://art/a.jpg', isLettered: true }), indexOf: () => 0 });
    const withPicture = screen.quads();
    row.setItems(items('a'));
    screen.settle();
    // Its words and the shade behind them.
    expect(screen.quads()).toBe(withPicture + 2);
  });
});
