import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ProfileId } from '#core/base';
import { createSampleApp } from '#test/harness/fakes';
import type { SampleApp, SampleOptions } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { createView } from '#ui/engine';
import { createTheme } from '#ui/theme';
import { createPage } from '../create-page';
import { LivePage } from './live-page';

let sample: SampleApp;
let screen: TestStage;

const focusId = (): string => (screen.mirror().focus?.id ?? '').split(':').pop() ?? '';
const playing = (): string => (sample.app.player.channelKey.value ?? '').split(':').pop() ?? '';
const route = (): string => sample.app.navigation.current.value.route.name;

async function open(options: SampleOptions = {}): Promise<void> {
  sample = await createSampleApp(options);
  const { app, host } = sample;
  const direction = options.locale === 'ar' ? 'rtl' : 'ltr';
  screen = createTestStage({ host, theme: createTheme({ direction }) });
  app.navigation.open({ name: 'live' });
  screen.engine.root.pages.follow(
    {
      current: app.navigation.current,
      direction: app.navigation.direction,
      create: (stage, entry) =>
        entry.route.name === 'live' ? createView(stage, LivePage, { app, entry }) : createPage(stage, app, entry),
    },
    3,
  );
  screen.frame();
  screen.frame(300);
}

beforeEach(() => open());
afterEach(() => {
  screen.dispose();
  sample.app.dispose();
});

test('channels that come after the page get the focus: OK is for the first of them', async () => {
  screen.dispose();
  sample.app.dispose();
  await open({ stage: 'profiles' });
  await sample.app.session.chooseProfile('ingrid' as ProfileId);
  sample.app.navigation.open({ name: 'live' });
  screen.frame();
  const before = screen.mirror().focus?.role;
  await sample.app.refresh();
  screen.settle();
  expect([before, screen.mirror().group]).toEqual(['tab', 'Channels']);
});

describe('the list', () => {
  test('begins on the first channel, walks, stops at its end, and tells of every row', () => {
    expect(screen.mirror()).toMatchObject({
      page: 'live',
      group: 'Channels',
      focus: { role: 'listitem', id: expect.stringContaining('nord1'), index: 1, count: 42 },
    });
    screen.press('down');
    screen.press('down');
    expect(screen.mirror().focus?.name).toBe(
      '103, Arena Live. Now Halden FC v Real Sorolla, until 22:10. Next Studio Arena at 22:10. favourite, catch-up available',
    );
    screen.press('channelDown');
    expect(focusId()).toBe('mesa');
    screen.hold('down', 60);
    expect([focusId(), screen.mirror().focus?.index]).toEqual(['w32', 42]);
    screen.press('down');
    expect(focusId()).toBe('w32');
  });

  test('the panel follows, and its buttons act', async () => {
    screen.press('down');
    screen.press('down');
    screen.press('right');
    expect(focusId()).toBe('watch');
    screen.press('right');
    expect(focusId()).toBe('start-over');
    screen.press('right');
    screen.press('ok');
    screen.frame();
    expect([focusId(), sample.app.favourites.keys.value.some((key) => key.endsWith('arena'))]).toEqual([
      'favourite',
      false,
    ]);
    screen.press('left');
    screen.press('ok');
    await sample.host.clock.advance(50);
    expect([route(), sample.app.player.nowPlaying.value?.kind]).toEqual(['player', 'archive']);
  });

  test('OK watches full screen, and Back comes to the channel that plays, its picture in the window', async () => {
    screen.press('down');
    screen.press('ok');
    await sample.host.clock.advance(50);
    screen.settle();
    expect([route(), playing(), sample.host.media.player.rect]).toEqual([
      'player',
      'nord2',
      { x: 0, y: 0, width: 1920, height: 1080 },
    ]);
    screen.press('up');
    sample.app.leavePlayer();
    screen.settle();
    expect([route(), playing(), focusId()]).toEqual(['live', 'arena', 'arena']);
    expect(sample.host.media.player.rect).toEqual({ x: 1232, y: 150, width: 592, height: 333 });
  });

  test('resting on a channel plays it in the window; a setting forbids it', async () => {
    screen.press('down');
    await sample.host.clock.advance(1100);
    expect(playing()).toBe('');
    await sample.host.clock.advance(200);
    screen.frame();
    expect([playing(), route(), focusId()]).toEqual(['nord2', 'live', 'nord2']);
    await sample.app.settings.set('isPreviewOn', false);
    screen.press('down');
    await sample.host.clock.advance(2000);
    expect(playing()).toBe('nord2');
  });

  test('order: by number, by name, by key and by the button above', () => {
    screen.press('blue');
    expect(sample.app.live.sort.value).toBe('number');
    screen.press('up');
    expect(screen.mirror().focus).toMatchObject({ id: 'sort', name: 'By number' });
    screen.press('ok');
    screen.press('down');
    screen.frame();
    expect([sample.app.live.sort.value, focusId()]).toEqual(['name', 'nord1']);
    expect(screen.mirror().focus?.index).toBeGreaterThan(1);
  });
});

test('a full screen of channels stays within the budget of draw calls', () => {
  screen.press('down');
  screen.settle();
  // Logos are not there in a test: eight more.
  expect(screen.drawCalls()).toBeLessThanOrEqual(20);
});

describe('categories', () => {
  test('Left goes there; resting on one lists it; each remembers its channel', () => {
    for (let i = 0; i < 4; i += 1) screen.press('down');
    screen.press('left');
    expect([screen.mirror().group, screen.mirror().focus?.id, screen.mirror().focus?.isSelected]).toEqual([
      'Categories',
      'all',
      true,
    ]);
    screen.press('down');
    screen.frame();
    expect(screen.mirror().focus).toMatchObject({ id: 'c0', name: 'Sport', details: '2 channels', isSelected: true });
    screen.press('right');
    expect([focusId(), screen.mirror().focus?.count]).toEqual(['arena', 2]);
    screen.press('down');
    screen.press('back');
    screen.press('up');
    screen.frame();
    screen.press('right');
    expect(focusId()).toBe('pulse');
    screen.press('left');
    screen.press('down');
    screen.press('ok');
    expect(focusId()).toBe('arena2');
  });

  test('Back: list, categories, rail; a held Left stops at the categories', () => {
    screen.hold('left', 5);
    expect([screen.mirror().focus?.id, sample.app.navigation.isRailOpen.value]).toEqual(['all', false]);
    screen.press('right');
    screen.press('back');
    expect(screen.mirror().focus?.id).toBe('all');
    screen.press('back');
    expect(sample.app.navigation.isRailOpen.value).toBe(true);
  });

  test('without favourites it says so and leads to all channels', () => {
    for (const key of sample.app.favourites.keys.value.slice()) sample.app.favourites.toggle(key);
    screen.press('left');
    screen.press('up');
    screen.frame();
    screen.press('right');
    expect(screen.mirror()).toMatchObject({ focus: { id: 'all', role: 'button' } });
    screen.press('ok');
    screen.frame();
    screen.frame();
    expect(sample.app.live.category.value).toBe('all');
    expect(screen.mirror().group).toBe('Channels');
  });
});

test('a typed number plays its channel in the window, and the cursor follows', async () => {
  screen.press('left');
  screen.press('down');
  screen.frame();
  for (const key of ['digit2', 'digit0', 'digit5'] as const) screen.press(key);
  screen.frame();
  expect(screen.mirror()).toMatchObject({ overlay: 'number-entry', focus: { value: '205' } });
  await sample.host.clock.advance(2000);
  screen.frame();
  screen.frame();
  screen.frame();
  expect([playing(), route(), sample.app.live.category.value, focusId()]).toEqual(['w5', 'live', 'all', 'w5']);
});

test('Arabic: columns and window are mirrored, Left and Right with them', async () => {
  screen.dispose();
  sample.app.dispose();
  await open({ locale: 'ar' });
  expect(screen.engine.root.pages.page).toBeInstanceOf(LivePage);
  screen.press('left');
  expect(focusId()).toBe('watch');
  screen.press('right');
  screen.press('right');
  expect(screen.mirror().focus?.id).toBe('all');
  sample.app.live.preview(sample.app.live.channels.value.at(0)?.key ?? ('' as never));
  await sample.host.clock.advance(50);
  expect(sample.host.media.player.rect?.x).toBe(96);
});
