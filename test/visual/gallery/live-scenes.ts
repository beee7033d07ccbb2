import { itemKey } from '#core/base';
import { platformSourceId } from '#sources/registry';
import { SAMPLE_PLATFORM_URL } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { putPictureBehind } from './picture-behind';
import type { Scene, SceneStep } from './scenes';

const SOURCE = platformSourceId(SAMPLE_PLATFORM_URL);
const ARENA = itemKey(SOURCE, 'channel', 'arena');

/** Stands in for the picture behind the canvas, at a place of the 1920x1080 screen; mirrored with it. */
export const picture =
  (x: number, y: number, w: number, h: number): SceneStep =>
  async ({ app }: SampleApp) => {
    const left = app.translator.direction.peek() === 'rtl' ? 1920 - x - w : x;
    await putPictureBehind('b-derby.jpg', { x: left, y, w, h });
  };
const FULL = picture(0, 0, 1920, 1080);
const WINDOW = picture(1232, 150, 592, 333);

const openLive: SceneStep = ({ app }: SampleApp) => {
  app.navigation.open({ name: 'live' });
};
const watchArena: SceneStep = ({ app }: SampleApp) => {
  app.live.watch(ARENA);
};
const dropFavourites: SceneStep = ({ app }: SampleApp) => {
  for (const key of app.favourites.keys.peek()) app.favourites.toggle(key);
};

/** Scenes of Live TV and of what stands over live pictures. */
export const LIVE_SCENES: Readonly<Record<string, Scene>> = {
  live: { steps: [WINDOW, openLive, 'down', 'down'] },
  'live-panel': { steps: [WINDOW, openLive, 'down', 'down', 1500, 'right'] },
  'live-categories': { steps: [openLive, 'left', 'down'] },
  'live-scrolled': { steps: [openLive, 'channelDown', 'channelDown', 'blue'], restMs: 400 },
  'live-browsing': { steps: [WINDOW, openLive, 'down', 'down', 1500, 'down', 'down'], restMs: 400 },
  'live-no-favourites': { steps: [dropFavourites, openLive, 'left', 'up'] },
  'live-number': { steps: [WINDOW, openLive, 1500, 'digit1', 'digit0'], restMs: 300 },
  'player-live': { steps: [FULL, watchArena], restMs: 600 },
  'player-live-shifted': {
    steps: [FULL, watchArena, 1000, 'pause', 'up', 'left', 'left', 'left', 'left', 'left', 'left'],
    restMs: 300,
  },
  'player-live-archive': { steps: [FULL, watchArena, 1000, 'ok', 120_000, 'ok'], restMs: 300 },
  'player-live-no-guide': { steps: [FULL, watchArena, 500, 'digit2', 'digit0', 'digit5', 'ok'], restMs: 600 },
  'zap-list': { steps: [FULL, watchArena, 6000, 'left', 'down', 'right'], restMs: 300 },
  'number-entry': { steps: [FULL, watchArena, 6000, 'digit1', 'digit0'], restMs: 300 },
  'number-pad': {
    capabilities: { hasDigitKeys: false },
    steps: [FULL, watchArena, 500, 'left', 'ok', 'up', 'left', 'ok'],
    restMs: 300,
  },
  'number-focused': { capabilities: { hasDigitKeys: false }, steps: [FULL, watchArena, 500, 'left'], restMs: 300 },
  'live-no-color-keys': { capabilities: { hasColorKeys: false }, steps: [openLive], restMs: 300 },
};
