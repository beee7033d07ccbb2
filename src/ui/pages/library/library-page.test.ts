import { afterEach, describe, expect, test } from '@jest/globals';
import { createPage } from '../create-page';
import { createSampleApp } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import type { Route } from '#model/navigation';

let stage: TestStage;
let sample: SampleApp;

async function open(route: Route): Promise<void> {
  sample = await createSampleApp();
  stage = createTestStage({ host: sample.host });
  const { navigation } = sample.app;
  navigation.open(route);
  stage.engine.root.pages.follow({ current: navigation.current, direction: navigation.direction, create: (made, entry) => createPage(made, sample.app, entry) }, 2);
  stage.settle();
}

const focused = (): string => stage.mirror().focus?.name ?? '';

afterEach(() => {
  stage.dispose();
  sample.app.dispose();
});

/** Code that is loaded, and what is looked through. */
async function late(): Promise<void> {
  for (let i = 0; i < 4; i += 1) await new Promise((resolve) => setTimeout(resolve, 0));
  stage.settle();
}

describe('Movies', () => {
  test('focus begins on the first poster; the position is told', async () => {
    await open({ name: 'movies' });
    const { focus, pageName } = stage.mirror();
    expect(pageName).toContain('Movies, ');
    expect(focus).toMatchObject({ role: 'listitem', index: 1 });
    expect(focus?.count).toBe(sample.app.library.movies.cards.peek().length);
  });

  test('the focused row goes to the top of the screen, the header leaves, and Up brings both back', async () => {
    await open({ name: 'movies' });
    const first = focused();
    stage.press('down');
    stage.settle();
    expect(stage.mirror().focus?.index).toBe(7);
    const card = stage.engine.ui.focus.current;
    if (card === null) throw new Error('expected a card');
    expect(Math.round(stage.rect(card).y)).toBe(136 - 13);
    stage.press('up');
    expect(focused()).toBe(first);
  });

  test('Up from the first row goes to the filters, Right beyond them to the order', async () => {
    await open({ name: 'movies' });
    stage.press('up');
    expect(stage.mirror().focus).toMatchObject({ role: 'tab', id: 'all', isSelected: true });
    for (let i = 0; i < 20; i += 1) stage.press('right');
    expect(stage.mirror().focus).toMatchObject({ role: 'button', id: 'sort', name: 'Newest first' });
    stage.press('left');
    expect(stage.mirror().focus).toMatchObject({ role: 'button', id: 'filter' });
    stage.press('left');
    expect(stage.mirror().focus?.role).toBe('tab');
  });

  test('Yellow opens the filters; a value is chosen with OK, shows as a chip, and goes away with OK on it', async () => {
    await open({ name: 'movies' });
    const all = sample.app.library.movies.cards.peek().length;
    stage.press('yellow');
    await late();
    expect(stage.mirror()).toMatchObject({ overlay: 'filters', focus: { role: 'checkbox', index: 1, isChecked: false } });
    const { focus } = stage.mirror();
    stage.press('ok');
    expect(stage.mirror().focus).toMatchObject({ id: focus?.id, isChecked: true });
    stage.press('up');
    expect(stage.mirror().focus).toMatchObject({ role: 'tab', id: 'genre', isSelected: true });
    stage.press('right');
    expect(stage.mirror().focus).toMatchObject({ role: 'tab', id: 'year' });
    stage.press('down');
    stage.press('right');
    expect(stage.mirror().focus).toMatchObject({ role: 'checkbox', index: 2 });
    stage.press('left');
    stage.press('left');
    stage.settle();
    expect(stage.mirror()).toMatchObject({ overlay: '', focus: { role: 'listitem', index: 1 } });
    expect(stage.mirror().focus?.count).toBeLessThan(all);
    stage.press('up');
    for (let i = 0; i < 3 && stage.mirror().focus?.id !== focus?.id; i += 1) stage.press(stage.mirror().focus?.id === 'all' ? 'left' : 'right');
    expect(stage.mirror().focus).toMatchObject({ role: 'button', name: expect.stringContaining('remove filter') });
    stage.press('ok');
    stage.settle();
    expect([sample.app.library.movies.chips.peek(), sample.app.library.movies.cards.peek().length]).toEqual([[], all]);
  });

  test('Yellow twice while the filters come opens them once', async () => {
    await open({ name: 'movies' });
    stage.press('yellow');
    stage.press('yellow');
    await late();
    expect(stage.mirror().overlay).toBe('filters');
    stage.press('back');
    stage.settle();
    expect(stage.mirror().overlay).toBe('');
  });

  test('filters that leave nothing say so and can be cleared from there', async () => {
    await open({ name: 'movies' });
    await sample.app.library.movies.prepare();
    for (const id of ['genre:Drama', 'year:1901', 'source:nobody']) sample.app.library.movies.toggleFilter(id);
    stage.settle();
    expect(stage.mirror()).toMatchObject({ group: expect.stringContaining('Nothing fits'), focus: { id: 'clear' } });
    stage.press('ok');
    stage.settle();
    expect(stage.mirror().focus).toMatchObject({ role: 'listitem', index: 1 });
  });

  test('a held Up stops at the first row', async () => {
    await open({ name: 'movies' });
    stage.press('down');
    stage.hold('up', 5);
    expect(stage.mirror().focus).toMatchObject({ role: 'listitem', index: 1 });
  });

  test('a category fills the grid anew from its top', async () => {
    await open({ name: 'movies' });
    stage.press('down');
    stage.press('up');
    stage.press('up');
    stage.press('right');
    const id = stage.mirror().focus?.id ?? '';
    stage.press('ok');
    stage.settle();
    expect(sample.app.library.movies.category.peek()).toBe(id);
    stage.press('down');
    expect(stage.mirror().focus).toMatchObject({ index: 1, count: sample.app.library.movies.cards.peek().length });
  });

  test('Blue offers the orders, opens on the one that holds, and applies another', async () => {
    await open({ name: 'movies' });
    stage.press('blue');
    stage.settle();
    expect(stage.mirror()).toMatchObject({ overlay: 'sort', focus: { id: 'newest', isChecked: true } });
    stage.press('down');
    stage.press('ok');
    stage.settle();
    expect(sample.app.library.movies.sort.peek()).toBe('name');
    expect(stage.mirror()).toMatchObject({ overlay: '', focus: { role: 'listitem', index: 1 } });
  });

  test('OK opens the page; Back returns to the same poster even when the page was dropped', async () => {
    await open({ name: 'movies' });
    stage.press('down');
    stage.press('right');
    const name = focused();
    stage.press('ok');
    stage.settle();
    expect(sample.app.navigation.current.peek().route.name).toBe('movie');
    stage.engine.root.pages.rebuild();
    stage.press('back');
    stage.settle();
    expect(focused()).toBe(name);
  });

  test('Back first goes to the top of the grid', async () => {
    await open({ name: 'movies' });
    stage.press('down');
    stage.press('back');
    stage.settle();
    expect([stage.mirror().focus?.index, sample.app.navigation.isRailOpen.peek()]).toEqual([1, false]);
    stage.press('back');
    expect(sample.app.navigation.isRailOpen.peek()).toBe(true);
  });
});

describe('My list', () => {
  test('empty, it says what belongs there and leads to films', async () => {
    await open({ name: 'my-list' });
    await late();
    for (const key of sample.app.favourites.keys.peek()) sample.app.favourites.toggle(key);
    stage.settle();
    expect(stage.mirror()).toMatchObject({ group: expect.stringContaining('Nothing saved yet'), focus: { id: 'movies' } });
    stage.press('ok');
    expect(sample.app.navigation.current.peek().route.name).toBe('movies');
  });

  test('a title taken out gives its place to the next', async () => {
    await open({ name: 'my-list' });
    await late();
    for (const id of [0, 1, 2]) {
      const card = sample.app.library.movies.cards.peek().at(id);
      if (card !== null && !sample.app.favourites.has(card.key)) sample.app.favourites.toggle(card.key);
    }
    stage.settle();
    const cards = sample.app.library.myList.peek();
    stage.hold('left', 8);
    stage.press('right');
    const [taken, next] = [cards.at(1), cards.at(2)];
    if (taken === null || next === null) throw new Error('expected three titles');
    expect(stage.mirror().focus?.id).toBe(taken.id);
    sample.app.favourites.toggle(taken.key);
    stage.settle();
    expect(stage.mirror().focus?.id).toBe(next.id);
  });
});
