import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createSampleApp } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestPage, TestStage } from '#test/harness/stage';
import { createTheme } from '#ui/theme';
import { LiveControls } from './live-controls';

let sample: SampleApp;
let screen: TestStage;
let controls: LiveControls;
let tracks: number;

const focusId = (): string => screen.mirror().focus?.id ?? '';
const playing = (): string => (sample.app.player.channelKey.value ?? '').split(':').pop() ?? '';
const mode = (): string => screen.mirror().facts.get('live-overlay') ?? '';
const handedOn = (): readonly string[] => (controls.parent as unknown as TestPage).handedOn;

async function open(locale: 'en' | 'ar' = 'en', hasDigitKeys = true): Promise<void> {
  sample = await createSampleApp({ locale });
  const { app, host } = sample;
  const device = host.device.capabilities;
  host.device.capabilities = { ...device, hasDigitKeys };
  const arena = app.live.channels.value.at(2);
  if (arena === null) throw new Error('expected Arena Live');
  app.live.watch(arena.key);
  await host.clock.advance(100);
  screen = createTestStage({ host, theme: createTheme({ direction: locale === 'ar' ? 'rtl' : 'ltr' }) });
  tracks = 0;
  controls = screen.mount(LiveControls, { app, onTracks: () => (tracks += 1) });
  screen.settle();
}

beforeEach(() => open());
afterEach(() => {
  screen.dispose();
  sample.app.dispose();
});

describe('the banner', () => {
  test('comes on tuning with what can be done, and goes by itself', () => {
    expect([mode(), focusId(), screen.mirror().group]).toEqual([
      'banner',
      'start-over',
      '103, Arena Live, Halden FC v Real Sorolla',
    ]);
    screen.frame(3000);
    expect(mode()).toBe('');
    expect([screen.mirror().focus?.role, focusId()]).toEqual(['status', 'live']);
    screen.press('ok');
    expect([mode(), focusId()]).toEqual(['banner', 'start-over']);
    screen.press('right');
    screen.press('right');
    expect(focusId()).toBe('guide');
    screen.press('right');
    expect(focusId()).toBe('tracks');
    screen.press('ok');
    expect(tracks).toBe(1);
  });

  test('a key starts its time again; Back hides it, and then leaves', () => {
    screen.frame(1500);
    screen.press('right');
    screen.frame(4900);
    expect(mode()).toBe('banner');
    screen.press('back');
    expect([mode(), handedOn()]).toEqual(['', []]);
    screen.press('back');
    expect(handedOn()).toEqual(['back']);
  });

  test('stays while somebody listens', () => {
    sample.host.speech.isEnabled = true;
    screen.press('right');
    screen.frame(20_000);
    expect(mode()).toBe('banner');
  });

  test('a channel with other versions offers them, and plays the chosen one', () => {
    const { app } = sample;
    const [own, other] = [app.live.channels.value.at(2), app.live.channels.value.at(3)];
    if (own === null || other === null) throw new Error('expected two channels');
    const chosen: string[] = [];
    Object.assign(app.live, {
      versionsOf: () => [{ key: own.key, label: 'Arena', isThis: true }, { key: other.key, label: 'Arena 4K', isThis: false }],
      chooseVersion: (key: string) => chosen.push(key),
    });
    screen.press('yellow');
    for (let i = 0; i < 4; i += 1) screen.press('right');
    expect([focusId(), screen.mirror().focus?.name]).toEqual(['versions', '2 versions']);
    screen.press('ok');
    screen.settle();
    expect(screen.mirror().overlay).toBe('versions');
    screen.press('down');
    screen.press('ok');
    screen.settle();
    expect([chosen, app.player.channelKey.value]).toEqual([[other.key], other.key]);
  });

  test('a time of the archive can be chosen from the player itself', async () => {
    for (let i = 0; i < 12; i += 1) screen.press('right');
    expect([focusId(), screen.mirror().focus?.name]).toEqual(['moment', 'Watch from a time']);
    screen.press('ok');
    // The panel's code is loaded.
    for (let i = 0; i < 100 && screen.mirror().overlay !== 'moment-day'; i += 1) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(screen.mirror().overlay).toBe('moment-day');
    screen.press('down');
    screen.press('ok');
    screen.settle();
    for (const digit of [2, 0, 1, 7] as const) screen.send({ key: `digit${digit}`, phase: 'down', isHeld: false, heldMs: 0 });
    screen.press('ok');
    screen.settle();
    expect(sample.app.player.nowPlaying.peek()).toMatchObject({ kind: 'archive', subtitle: expect.stringContaining('20:17') });
  });

  test('favourite and pause change their buttons', () => {
    expect(sample.app.player.banner.value?.isFavourite).toBe(true);
    screen.press('yellow');
    expect(sample.app.player.banner.value?.isFavourite).toBe(false);
    screen.press('playpause');
    screen.frame();
    expect(sample.app.player.isWanted.value).toBe(false);
    screen.frame(20_000);
    expect(mode()).toBe('banner');
    screen.press('right');
    expect(screen.mirror().focus?.name).toBe('Play');
  });
});

test('buttons that look the same do what they say to the channel on screen', () => {
  screen.press('yellow');
  screen.press('channelUp');
  screen.frame();
  const key = sample.app.player.channelKey.peek();
  const wasFavourite = sample.app.player.banner.peek()?.isFavourite;
  for (let presses = 0; presses < 8 && focusId() !== 'favourite'; presses += 1) screen.press('right');
  screen.press('ok');
  expect([sample.app.player.channelKey.peek(), sample.app.player.banner.peek()?.isFavourite]).toEqual([key, wasFavourite !== true]);
});

test('banner and zap list stay within the budget of draw calls', () => {
  screen.press('ok');
  screen.frame(300);
  // Logos are not there in a test: eight more.
  expect(screen.drawCalls()).toBeLessThanOrEqual(60);
});

describe('changing channels', () => {
  test('Up and Down walk the list and wrap; the banner tells of the new one', () => {
    screen.press('up');
    screen.frame();
    expect([playing(), screen.mirror().group]).toEqual(['arena2', '104, Arena Max, Apex Line: Night Race']);
    for (let i = 0; i < 4; i += 1) screen.press('down');
    expect(playing()).toBe('w32');
    screen.press('channelUp');
    expect(playing()).toBe('nord1');
    screen.press('lastChannel');
    expect(playing()).toBe('w32');
  });

  test('a held key tunes only where it comes to rest', () => {
    const tuned: string[] = [];
    const { live } = sample.app;
    const preview = live.preview.bind(live);
    live.preview = (key) => {
      tuned.push(key);
      preview(key);
    };
    screen.hold('up', 5);
    expect(tuned).toEqual([]);
    screen.frame(300);
    expect([playing(), tuned.length]).toEqual(['minimo', 1]);
  });

  test('with nothing shown Left opens the zap list and Right recalls the last channel', () => {
    screen.press('up');
    screen.press('back');
    screen.press('right');
    expect(playing()).toBe('arena');
    screen.press('back');
    screen.press('left');
    expect([mode(), screen.mirror().group, screen.mirror().focus?.id?.split(':').pop()]).toEqual([
      'zap',
      'Channels',
      'arena',
    ]);
    screen.press('down');
    screen.press('ok');
    screen.frame();
    expect([playing(), mode()]).toEqual(['arena2', 'banner']);
    screen.press('channelList');
    expect(mode()).toBe('zap');
    screen.press('left');
    expect(mode()).toBe('');
  });
});

test('after a pause Left and Right move through the programme, OK goes there', () => {
  screen.press('pause');
  screen.press('up');
  expect(focusId()).toBe('bar');
  screen.press('left');
  screen.press('left');
  const target = sample.app.player.scrub.value?.targetMs ?? 0;
  expect(sample.app.player.positionMs.value - target).toBe(20_000);
  screen.press('back');
  expect([sample.app.player.scrub.value, mode()]).toEqual([null, 'banner']);
  screen.press('left');
  screen.press('ok');
  expect(sample.app.player.scrub.value).toBeNull();
  screen.press('down');
  expect(focusId()).toBe('start-over');
});

describe('number entry', () => {
  test('shows at once, lists what fits, opens after two seconds', async () => {
    for (const key of ['digit1', 'digit0', 'digit7'] as const) screen.press(key);
    screen.frame();
    expect(screen.mirror()).toMatchObject({ overlay: 'number-entry', focus: { role: 'textbox', value: '107' } });
    await sample.host.clock.advance(1900);
    screen.frame();
    expect(playing()).toBe('arena');
    await sample.host.clock.advance(100);
    screen.frame();
    expect([playing(), screen.mirror().overlay, mode()]).toEqual(['terra', 'test', 'banner']);
  });

  test('Down points at another match, OK opens it, Back forgets', () => {
    screen.press('digit1');
    screen.press('digit0');
    screen.press('down');
    screen.press('ok');
    screen.frame();
    expect(playing()).toBe('nord2');
    screen.press('digit5');
    screen.press('back');
    screen.frame(3000);
    expect([playing(), screen.mirror().overlay]).toEqual(['nord2', 'test']);
  });
});

test('a remote without digits opens the pad from the banner’s number', async () => {
  screen.dispose();
  sample.app.dispose();
  await open('en', false);
  screen.press('left');
  expect(focusId()).toBe('number');
  screen.press('ok');
  screen.frame();
  expect([screen.mirror().overlay, focusId()]).toEqual(['number-entry', 'key-5']);
  for (const key of ['up', 'left', 'ok', 'down', 'down', 'down', 'right', 'ok', 'up', 'up', 'ok'] as const)
    screen.press(key);
  expect(sample.app.live.numberEntry.value?.digits).toBe('105');
  for (const key of ['down', 'down', 'left', 'ok', 'ok', 'ok'] as const) screen.press(key);
  screen.frame();
  expect([sample.app.live.numberEntry.value, screen.mirror().overlay]).toEqual([null, 'number-entry']);
  screen.press('back');
  screen.frame();
  expect(screen.mirror().overlay).toBe('test');
});

test('Arabic: the list is opened towards the start, the programme keeps its direction', async () => {
  screen.dispose();
  sample.app.dispose();
  await open('ar');
  screen.press('back');
  screen.press('right');
  expect(mode()).toBe('zap');
  screen.press('right');
  screen.press('pause');
  screen.press('up');
  screen.press('left');
  expect(sample.app.player.scrub.value?.targetMs).toBe(sample.app.player.positionMs.value - 10_000);
});
