import type { Scene } from './scenes';

const down = (times: number): readonly 'down'[] => Array.from({ length: times }, () => 'down' as const);

/** Rows of what is recommended, each card saying why. */
export const PICKS_SCENES: Readonly<Record<string, Scene>> = {
  'home-because': { steps: down(3) },
  'home-usual': { steps: down(7) },
  'home-trending': { steps: down(8) },
};
