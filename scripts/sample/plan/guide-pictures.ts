import type { ScenePlan } from './types';

/** A picture of a programme that is no title of the catalogue; with `mock` taken from the design mocks. */
export type GuidePicture = ScenePlan & { readonly name: string; readonly mock?: string };

type Row = readonly [name: string, scene: string, pal: string, seed: number, knobs: readonly number[], mock?: string];

function picture(...[name, scene, pal, seed, knobs, mock]: Row): GuidePicture {
  const base = { name, scene, pal, seed, knobs };
  return mock === undefined ? base : { ...base, mock };
}

/** Pictures the guide generator refers to as `guide/<name>.jpg`. */
export const GUIDE_PICTURES: readonly GuidePicture[] = [
  picture('football', 'pitch', 'spring', 1, [0.5, 1, 0, 0], 's-derby'),
  picture('football-night', 'pitch', 'mint', 3, [0.5, 1, 0, 0]),
  picture('studio-sport', 'studio', 'moss', 2, [0.7, 0.6, 0, 0]),
  picture('race', 'rush', 'violet', 4, [0.8, 0.8, 0, 0]),
  picture('paddock', 'road', 'dusk', 5, [1, 0.4, 0.6, 0.5]),
  picture('ice', 'stage', 'ice', 2, [0.5, 0.9, 0.4, 0]),
  picture('cycling', 'road', 'spring', 2.2, [1, 0.6, 0.6, 0]),
  picture('tennis', 'fields', 'mint', 3.1, [0.9, 0.6, 0, 0]),
  picture('news', 'studio', 'teal', 1, [0.35, 0.6, 0, 0], 's-news'),
  picture('world', 'planet', 'teal', 3.5, [0.6, 0.7, 0.3, 0]),
  picture('weather', 'clouds', 'ice', 2.7, [0.5, 0.6, 0.4, 0.4]),
  picture('markets', 'meters', 'mint', 1.9, [0.7, 0.6, 0, 0]),
  picture('talk', 'bokeh', 'brass', 2.1, [0.5, 0.9, 0, 0]),
  picture('regional', 'fields', 'gold', 2.6, [0.5, 0.5, 0, 0]),
  picture('breakfast', 'burst', 'candy', 2.2, [0.5, 0.3, 0.3, 0]),
  picture('quiz', 'geo', 'violet', 3.3, [0.5, 0, 0, 0]),
  picture('home', 'paper', 'sand', 4.1, [0.5, 0.4, 0.6, 0.6]),
  picture('kids-morning', 'paper', 'candy', 2.9, [0.7, 0.5, 0.6, 0.3]),
  picture('kids-play', 'geo', 'candy', 1.8, [0.2, 0, 0, 0]),
  picture('concert', 'stage', 'violet', 1, [0.6, 1, 0.6, 0], 's-encore'),
  picture('club', 'grid', 'neon', 2.2, [0.5, 0.6, 0.6, 0]),
  picture('mix', 'meters', 'neon', 2.8, [0.6, 0.9, 0, 0]),
  picture('classical', 'silk', 'brass', 2.1, [0.7, 0.3, 0.7, 0]),
  picture('jazz', 'bokeh', 'fire', 3.2, [0.6, 0.8, 0.2, 0]),
  picture('forest', 'forest', 'spring', 1, [0.2, 0.8, 0.8, 0.9], 's-canopy'),
  picture('ocean', 'sea', 'ice', 2.2, [0.5, 0.5, 0.6, 0.6], 's-sea'),
  picture('reef', 'deep', 'teal', 6.2, [1, 0.5, 0.8, 0.4]),
  picture('savanna', 'dunes', 'sand', 2.2, [0.8, 0.5, 0.5, 0.8]),
  picture('summit', 'peaks', 'ice', 6.6, [0, 0.9, 0.5, 0]),
  picture('kitchen', 'brick', 'brass', 2.4, [0.4, 0, 0, 0]),
  picture('market', 'bokeh', 'sand', 4.1, [0.7, 0.6, 0, 0]),
  picture('island', 'sea', 'rose', 2.8, [0.3, 0.4, 0.4, 0.6]),
  picture('night-road', 'road', 'night', 1, [1, 0.2, 0.5, 1], 's-road'),
  picture('stars', 'nebula', 'teal', 3.7, [0.5, 1, 0.4, 0.2]),
  picture('history', 'topo', 'sepia', 2.2, [0.4, 0.4, 0.4, 0]),
  picture('science', 'cubes', 'teal', 2.9, [0.4, 0.5, 0, 0]),
  picture('city', 'city', 'dusk', 2.9, [0.5, 0.8, 0.6, 0.5]),
  picture('night', 'nebula', 'night', 5.1, [0.4, 1, 0.3, 0]),
];
