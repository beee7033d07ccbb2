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
};
