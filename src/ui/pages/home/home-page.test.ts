import { afterEach, describe, expect, test } from '@jest/globals';
import { createSampleApp } from '#test/harness/fakes';
import type { SampleApp, SampleOptions } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { createTheme } from '#ui/theme';
import { createPage } from '../create-page';

/** A frame's draw calls on a set of 2018 (DESIGN 9). */
const MAX_DRAW_CALLS = 90;

let screen: TestStage;
let sample: SampleApp;
afterEach(() => {
  screen.dispose();
  sample.app.dispose();
});

async function openHome(options: SampleOptions = {}): Promise<void> {
  sample = await createSampleApp(options);
  screen = createTestStage({ host: sample.host, theme: createTheme({ direction: sample.app.translator.direction.peek() }) });
  const { navigation } = sample.app;
  screen.engine.root.pages.follow(
    { current: navigation.current, direction: navigation.direction, create: (stage, entry) => createPage(stage, sample.app, entry) },
    3,
  );
  screen.settle();
}

const focusedId = (): string => screen.mirror().focus?.id ?? '';
const route = (): string => sample.app.navigation.current.peek().route.name;

describe('Home', () => {
  test('begins on the first button of the hero, and names itself', async () => {
    await openHome();
    expect(screen.mirror()).toMatchObject({ page: 'home', pageName: 'Home, 8 rows', focus: { id: 'play', name: 'Play', index: 1, count: 4 } });
    expect(screen.mirror().group).toContain('The Salt Road');
  });

  test('goes down its rows and keeps within the budget of draw calls', async () => {
    await openHome();
    const groups: string[] = [];
    let most = screen.drawCalls();
    for (let i = 0; i < 6; i += 1) {
      screen.press('down');
      screen.settle();
      most = Math.max(most, screen.drawCalls());
      groups.push(screen.mirror().group);
    }
    expect(groups).toEqual(['Continue watching', 'On now', 'Because you watched Glass Harbour', 'Top 10 this week', 'New on Hearth', 'For a long evening']);
    expect(most).toBeLessThanOrEqual(MAX_DRAW_CALLS);
    expect(screen.quads()).toBeGreaterThan(50);
  });

  test('tells once per visit that a row was seen, and which place of it was pressed, without titles', async () => {
    await openHome();
    const told: Array<{ type: string; item: string; viewId?: string; props: Record<string, unknown> }> = [];
    sample.host.http.on('/api/v1/events', ({ body }) => {
      told.push(...(JSON.parse(String(body)) as { events: typeof told }).events);
      return { status: 202, body: { accepted: 1 } };
    });
    for (const key of ['down', 'down', 'down', 'up', 'down', 'right', 'ok'] as const) {
      screen.press(key);
      screen.settle();
    }
    await sample.host.clock.advance(60_000);
    const because = told.filter(({ props }) => props['list'] === 'because');
    expect(because.map(({ type, props, viewId }) => [type, props['position'], viewId])).toEqual([['list_shown', 0, undefined], ['list_pressed', 2, undefined]]);
    expect(because[1]?.item).toMatch(/^m:/);
    expect(JSON.stringify(told)).not.toMatch(/Glass|https/);
  });

  test('Back goes to the top first; Left beyond the first card opens the rail, a held key does not', async () => {
    await openHome();
    screen.press('down');
    screen.press('right');
    screen.hold('left', 6);
    expect(sample.app.navigation.isRailOpen.peek()).toBe(false);
    screen.press('back');
    screen.settle();
    expect([focusedId(), sample.app.navigation.isRailOpen.peek()]).toEqual(['play', false]);
    screen.press('left');
    expect(sample.app.navigation.isRailOpen.peek()).toBe(true);
  });

  test('opens what has focus, and comes back to it', async () => {
    await openHome();
    for (const key of ['down', 'down', 'down', 'right', 'right'] as const) screen.press(key);
    const id = focusedId();
    screen.press('ok');
    expect(route()).toBe('movie');
    screen.settle();
    screen.press('back');
    screen.settle();
    expect([route(), focusedId()]).toEqual(['home', id]);
  });

  test('is built again where it was, slide and card', async () => {
    await openHome();
    for (let i = 0; i < 4; i += 1) screen.press('right');
    const { group } = screen.mirror();
    expect(group).not.toContain('The Salt Road');
    for (const key of ['down', 'right', 'right'] as const) screen.press(key);
    const id = focusedId();
    screen.engine.setTheme(createTheme({ contrast: 'high-contrast' }));
    screen.settle();
    expect(focusedId()).toBe(id);
    screen.press('up');
    screen.settle();
    expect([focusedId(), screen.mirror().group]).toEqual(['info', group]);
  });

  test('slides change by themselves at rest, not while somebody moves, nor with reduced motion', async () => {
    await openHome();
    const first = screen.mirror().group;
    screen.frame(5000);
    screen.press('right');
    screen.frame(5000);
    expect(screen.mirror().group).toBe(first);
    screen.frame(5000);
    expect(screen.mirror().group).not.toBe(first);
    screen.engine.setTheme(createTheme({ isReducedMotion: true }));
    screen.settle();
    const second = screen.mirror().group;
    screen.frame(20_000);
    expect(screen.mirror().group).toBe(second);
  });

  test('the hero acts: My list is toggled in place, the rest opens', async () => {
    await openHome();
    screen.press('right');
    screen.press('right');
    screen.press('ok');
    screen.settle();
    expect(screen.mirror().focus).toMatchObject({ id: 'my-list', state: 'in your list' });
    screen.press('right');
    screen.press('ok');
    expect(route()).toBe('movie');
  });

  test('in Arabic the hero stands at the right and Left walks its buttons', async () => {
    await openHome({ locale: 'ar' });
    const { current } = screen.engine.ui.focus;
    const x = current === null ? 0 : screen.rect(current).x;
    screen.press('left');
    const next = screen.engine.ui.focus.current;
    expect(focusedId()).toBe('trailer');
    expect(x).toBeGreaterThan(1200);
    expect(next === null ? x : screen.rect(next).x).toBeLessThan(x);
  });
});

describe('Home before there is anything', () => {
  test('shows its shape after a moment and holds no focus; the rail can be opened', async () => {
    sample = await createSampleApp({ stage: 'signed-out' });
    screen = createTestStage({ host: sample.host });
    const { navigation } = sample.app;
    screen.engine.root.pages.follow(
      { current: navigation.current, direction: navigation.direction, create: (stage, entry) => createPage(stage, sample.app, entry) },
      3,
    );
    navigation.reset({ name: 'home' });
    screen.frame();
    screen.frame(280);
    const before = screen.quads();
    screen.frame(40);
    expect(screen.mirror().focus).toBeNull();
    expect(screen.quads()).toBeGreaterThan(before);
    screen.press('left');
    expect(navigation.isRailOpen.peek()).toBe(true);
  });
});
