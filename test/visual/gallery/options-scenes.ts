import type { ItemKey } from '#core/base';
import { createGuideBuilder } from '#core/guide';
import { signal } from '#core/state';
import type { Scene, SceneStep } from './scenes';

const holdOk: readonly SceneStep[] = [
  ({ host }) => { host.keys.send({ key: 'ok', phase: 'down', isHeld: false, heldMs: 0 }); },
  700,
  ({ host }) => { host.keys.send({ key: 'ok', phase: 'up', isHeld: false, heldMs: 700 }); },
  200,
];

const toLast: readonly SceneStep[] = Array.from({ length: 9 }, () => 'down' as const);

const guideFound: SceneStep = async ({ app }) => {
  const { guideClock } = await app.openExtras();
  const [source] = app.session.sources.peek();
  if (source !== undefined) Object.assign(guideClock, { proposals: signal([{ sourceId: source.id, offsetMin: 60, fits: 14, total: 15, isArchiveSure: true, state: 'open' }]) });
};

/** The panel that OK held on a card opens. */
export const OPTIONS_SCENES: Readonly<Record<string, Scene>> = {
  'options-film': { steps: ['down', 'down', 'down', 'right', ...holdOk, 'down'] },
  'options-continue': { steps: ['down', ...holdOk, 'down', 'down'] },
  'options-channel': { steps: ['down', 'down', ...holdOk] },
  // The last two things that can be done with a channel; their panels are loaded.
  'channel-guide-clock': { steps: ['down', 'down', ...holdOk, ...toLast, 'ok', 100, 100, 100] },
  'channel-guide-found': { steps: [guideFound, 'down', 'down', ...holdOk, ...toLast, 'ok', 100, 100, 100] },
  'channel-guide-choice': {
    steps: [
      ({ app, host }) => {
        const nowMs = host.clock.nowMs();
        const guide = createGuideBuilder({ nowMs });
        ['Arena Live', 'Arena Live 2', 'Nord 1', 'Terra', 'Pulse', 'Kino Zwei'].forEach((name) => {
          guide.addChannel({ id: name, names: [name], icon: '' });
          guide.addProgramme(name, { startMs: nowMs - 60_000, stopMs: nowMs + 3_600_000, title: `Halden FC v Real Sorolla, ${name}` });
        });
        const guides = [guide.finish()];
        Object.assign(app.catalog, { guidesOf: () => guides });
      },
      'down', 'down', ...holdOk, ...toLast, 'ok', 100, 100, 100, 'down', 'down', 'down', 'ok', 100, 100, 'down', 'down', 'down',
    ],
  },
  'channel-moment': { steps: ['down', 'down', ...holdOk, ...toLast, 'up', 'ok', 100, 100, 100, 'down', 'ok', 100] },
  'options-channel-versions': {
    steps: [
      ({ app }) => {
        const versionOf = (label: string) => ({ key: `p1:c:${label}` as ItemKey, label, isThis: false });
        Object.assign(app.live, { versionsOf: () => ['Nord 1 4K HDR', 'Nord 1 SD', 'Nord 1 (backup)'].map(versionOf) });
      },
      'down', 'down', ...holdOk, 'down',
    ],
  },
};
