import { expect, test } from '@jest/globals';
import { EASE_MOST_ITEMS, EaseModel, ItemNeighbours, weighWatches } from '#core/recommend';
import { evaluate, plantedContent, plantedWatches } from './index';

const TERMS = { nowMs: 1000, halfLifeMs: 1000 };

test('weights: the weightiest play of an item, by how much was seen and how long ago', () => {
  const [watched] = weighWatches([
    { person: 0, item: 4, atMs: 0, completion: 1 }, { person: 0, item: 4, atMs: 1000, completion: 0.2 }, { person: 0, item: 5, atMs: 1000, completion: 0 },
  ], 1, TERMS);
  expect(watched).toEqual({ items: [4, 5], weights: [0.5, 0.1] });
});

test('neighbours: cosine of what the same people watched, nearest first', () => {
  const model = ItemNeighbours.train([{ items: [0, 1], weights: [1, 1] }, { items: [0, 1, 2], weights: [1, 1, 1] }, { items: [3], weights: [1] }], 4);
  expect(model.near(0).map((near) => near.item)).toEqual([1, 2]);
  expect(model.near(0)[0]?.nearness).toBeCloseTo(1);
  expect(model.near(0)[1]?.nearness).toBeCloseTo(Math.SQRT1_2);
  expect(model.near(3)).toEqual([]);
});

test('EASE: two items solved by hand; refuses what would not fit', () => {
  // Shared weights [[2 + 1, 1], [1, 1 + 1]]: the inverse is [[2, -1], [-1, 3]] / 5.
  const model = EaseModel.train([{ items: [0, 1], weights: [1, 1] }, { items: [0], weights: [1] }], 2, 1);
  const [own, other] = model.scores({ items: [0], weights: [1] });
  expect(own).toBe(0);
  expect(other).toBeCloseTo(1 / 3);
  expect(model.scores({ items: [1], weights: [1] })[0]).toBeCloseTo(1 / 2);
  expect(() => EaseModel.train([], EASE_MOST_ITEMS + 1)).toThrow(RangeError);
});

test('a planted structure is found: every model clearly beats popularity, and the blend every model of what people watch, new titles included', () => {
  const size = { people: 300, items: 240, seed: 7 };
  const rows = new Map(evaluate(plantedWatches(size), size.people, plantedContent(size)).map((row) => [row.name, row]));
  const [popularity, hybrid] = [rows.get('popularity'), rows.get('hybrid')];
  for (const name of ['item-kNN', 'EASE', 'content', 'hybrid']) {
    const model = rows.get(name);
    expect(model?.recall20).toBeGreaterThan(1.5 * (popularity?.recall20 ?? 1));
    expect(model?.ndcg100).toBeGreaterThan(1.2 * (popularity?.ndcg100 ?? 1));
    expect(model?.coverage20).toBeGreaterThan(popularity?.coverage20 ?? 1);
  }
  for (const name of ['item-kNN', 'EASE']) {
    expect(hybrid?.recall20).toBeGreaterThan(1.1 * (rows.get(name)?.recall20 ?? 1));
    expect(hybrid?.ndcg100).toBeGreaterThan(1.1 * (rows.get(name)?.ndcg100 ?? 1));
    expect(rows.get(name)?.newRecall20).toBe(0);
  }
  expect(hybrid?.newRecall20).toBeGreaterThan(0.15);
});
