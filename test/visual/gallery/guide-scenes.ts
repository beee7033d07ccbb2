import { DAY_MS, HOUR_MS, itemKey } from '#core/base';
import { platformSourceId } from '#sources/registry';
import { SAMPLE_PLATFORM_URL } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { picture } from './live-scenes';
import type { Scene, SceneStep } from './scenes';

const SOURCE = platformSourceId(SAMPLE_PLATFORM_URL);

/** Opens the guide on Arena Live and waits for its code and its programmes. */
export const openGuide: SceneStep = async ({ app, host }: SampleApp) => {
  app.live.restoreLast(itemKey(SOURCE, 'channel', 'arena'));
  app.navigation.open({ name: 'guide' });
  await new Promise((resolve) => { setTimeout(resolve, 400); });
  await host.clock.advance(500);
};
const previewArena: SceneStep = async ({ app, host }: SampleApp) => {
  app.live.preview(itemKey(SOURCE, 'channel', 'arena'));
  await host.clock.advance(100);
};
const dropFavourites: SceneStep = ({ app }: SampleApp) => {
  for (const key of app.favourites.keys.peek()) app.favourites.toggle(key);
  app.live.chooseCategory('favourites');
};
/** A reminder that is due in ten minutes, as of a viewer who set it before. */
const remindSoon: SceneStep = async ({ app, host }: SampleApp) => {
  const startMs = host.clock.nowMs() + HOUR_MS / 6;
  const channelKey = itemKey(SOURCE, 'channel', 'arena2');
  (await app.openReminders()).toggle({ channelKey, channelName: 'Arena Max', title: 'Apex Line: Night Race', startMs, stopMs: startMs + DAY_MS / 24 });
};

/** Holds OK until a panel stands. */
export const holdOk: readonly SceneStep[] = [
  ({ host }) => { host.keys.send({ key: 'ok', phase: 'down', isHeld: false, heldMs: 0 }); },
  800,
  ({ host }) => { host.keys.send({ key: 'ok', phase: 'up', isHeld: false, heldMs: 800 }); },
  300,
];

/** Scenes of the guide. */
export const GUIDE_SCENES: Readonly<Record<string, Scene>> = {
  'guide': { steps: [openGuide, 500], restMs: 600 },
  'guide-playing': { steps: [picture(1488, 118, 336, 189), openGuide, previewArena, 500, 'down'], restMs: 600 },
  'guide-later': { steps: [openGuide, 500, 'right', 'ok'], restMs: 600 },
  'guide-past': { steps: [openGuide, 500, 'left'], restMs: 600 },
  'guide-no-information': { steps: [openGuide, 500, 'channelDown', 'down', 'down'], restMs: 600 },
  'guide-tomorrow': { steps: [openGuide, 500, 'green'], restMs: 600 },
  'guide-options': { steps: [openGuide, 500, ...holdOk], restMs: 600 },
  'guide-details': { steps: [openGuide, 500, ...holdOk, 'down', 'down', 'ok'], restMs: 600 },
  'guide-days': { steps: [openGuide, 500, ...holdOk, 'down', 'down', 'down', 'ok'], restMs: 600 },
  'guide-filter': { steps: [openGuide, 500, 'yellow'], restMs: 600 },
  'guide-pointer': { steps: [openGuide, 500, ({ host }) => { host.keys.point({ type: 'move', x: 900, y: 440 }); }], restMs: 600 },
  'guide-no-favourites': { steps: [dropFavourites, openGuide], restMs: 600 },
  'guide-no-color-keys': { capabilities: { hasColorKeys: false }, steps: [openGuide, 500], restMs: 600 },
  'guide-reminder': { steps: [remindSoon, openGuide, 9.5 * 60_000], restMs: 600 },
};
