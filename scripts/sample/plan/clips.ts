import type { ScenePlan } from './types';

/** A background clip: an even number of seconds of a scene, looping. */
export interface ClipPlan extends ScenePlan {
  readonly name: string;
  readonly seconds: number;
}

type Row = readonly [name: string, seconds: number, scene: string, pal: string, seed: number, knobs: readonly number[]];

function clip(...[name, seconds, scene, pal, seed, knobs]: Row): ClipPlan {
  return { name, seconds, scene, pal, seed, knobs };
}

/** All clips. The loop's phase runs once through 0..1 over its length. */
export const CLIPS: readonly ClipPlan[] = [
  clip('aurora', 10, 'peaks', 'aurora', 1.7, [1, 0.7, 0.4, 1]),
  clip('harbour', 10, 'sea', 'pink', 1.5, [0.6, 0.5, 0.5, 0.5]),
  clip('hills', 8, 'fields', 'spring', 1.3, [0.5, 0.7, 0, 0]),
  clip('road', 8, 'road', 'gold', 1.8, [1, 0.2, 0.5, 0]),
  clip('pitch', 8, 'pitch', 'spring', 2.2, [0.5, 1, 0, 0]),
  clip('rush', 8, 'rush', 'violet', 1.4, [0.6, 0.8, 0, 0]),
  clip('studio', 8, 'studio', 'teal', 1.2, [0.35, 0.6, 0, 0]),
  clip('rain', 8, 'bokeh', 'violet', 2.5, [0.7, 0.8, 0.3, 0]),
  clip('city', 8, 'city', 'night', 2.2, [0.6, 0.7, 0.6, 0.5]),
  clip('woods', 10, 'forest', 'slate', 3.1, [0.8, 0.5, 0.8, 0.3]),
  clip('deep', 8, 'deep', 'teal', 1.7, [0.8, 0.7, 0.9, 0.5]),
  clip('paper', 8, 'paper', 'spring', 1.6, [0.6, 0.5, 0.5, 0.6]),
  clip('stage', 8, 'stage', 'violet', 1.5, [0.7, 1, 0.6, 0]),
  clip('meters', 8, 'meters', 'violet', 1.5, [0.5, 0.8, 0, 0]),
  clip('brick', 8, 'brick', 'neon', 1.2, [0.7, 0, 0, 0]),
  clip('dunes', 8, 'dunes', 'gold', 1.7, [0.5, 0.6, 0.5, 0.9]),
  clip('grid', 8, 'grid', 'violet', 1.2, [0.5, 0.6, 0.6, 0]),
  clip('planet', 8, 'planet', 'night', 2.8, [1, 0.8, 0.3, 0]),
  clip('cubes', 8, 'cubes', 'pop', 1.3, [0.5, 0.4, 0, 0]),
  clip('geo', 8, 'geo', 'pop', 1.1, [0.35, 0, 0, 0]),
  clip('silk', 8, 'silk', 'brass', 3.6, [0.8, 0.4, 0.8, 0.1]),
  clip('embers', 8, 'embers', 'fire', 1.8, [0.8, 0.9, 0.9, 0]),
];
