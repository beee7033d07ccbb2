import type { ItemKey } from '#core/base';
import type { Scene, SceneStep } from './scenes';

const holdOk: readonly SceneStep[] = [
  ({ host }) => { host.keys.send({ key: 'ok', phase: 'down', isHeld: false, heldMs: 0 }); },
  700,
  ({ host }) => { host.keys.send({ key: 'ok', phase: 'up', isHeld: false, heldMs: 700 }); },
  200,
];

/** The panel that OK held on a card opens. */
export const OPTIONS_SCENES: Readonly<Record<string, Scene>> = {
  'options-film': { steps: ['down', 'down', 'down', 'right', ...holdOk, 'down'] },
  'options-continue': { steps: ['down', ...holdOk, 'down', 'down'] },
  'options-channel': { steps: ['down', 'down', ...holdOk] },
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
