import { describe, expect, test } from '@jest/globals';
import type { ItemKey, SourceId } from '../base';
import { PreviewCatalog, createCatalogBuilder, decodePreview, encodePreview, encodeSnapshot, makePreview, mergeCatalogs } from '.';
import type { CatalogSnapshot, ColumnarCatalog, ListedKind, PreviewData, PreviewWish } from '.';
import { randomCatalog } from './testing/random-catalog';

const KINDS: readonly ListedKind[] = ['channel', 'movie', 'series'];
const WISH: PreviewWish = { pinned: [], perCategory: 3, limit: 400 };

function stored(data: PreviewData): PreviewData {
  const read = decodePreview(encodePreview(data).map((chunk) => chunk.slice()));
  if (!read.ok) throw read.error;
  return read.value;
}

/** What the preview knows of a kind: each of its rows, and each place of its lists, must be the whole's or unknown. */
function expectPartOf(preview: CatalogSnapshot, whole: ColumnarCatalog): number {
  let known = 0;
  for (const kind of KINDS) {
    expect(preview.count(kind)).toBe(whole.count(kind));
    expect(preview.categories(kind)).toEqual(whole.categories(kind));
    for (let row = 0; row < whole.count(kind); row += 1) {
      const record = preview[kind](row);
      if (record === null) continue;
      known += 1;
      expect(record).toEqual(whole[kind](row));
      expect(preview.rowOf(kind, record.key)).toBe(row);
    }
    for (const { index } of whole.categories(kind)) {
      const [part, all] = [preview.rows(kind, index), whole.rows(kind, index)];
      expect(part.length).toBe(all.length);
      for (let at = 0; at < all.length; at += 1) {
        const row = part.at(at);
        if (row !== -1) expect([row, part.indexOf(row)]).toEqual([all.at(at), at]);
        else expect(part.indexOf(all.at(at))).toBe(-1);
      }
    }
    expect(preview.rows(kind, 'all')).toHaveLength(whole.count(kind));
    expect(preview.rows(kind, 9999)).toHaveLength(0);
  }
  return known;
}

describe('a preview', () => {
  test.each([1, 2, 3])('holds rows of the whole at their places, and nothing else (seed %i)', (seed) => {
    const whole = randomCatalog(seed, 900);
    const known = expectPartOf(new PreviewCatalog(stored(makePreview(whole, WISH)), null), whole);
    expect(known).toBeGreaterThan(150);
    expect(known).toBeLessThanOrEqual(WISH.limit);
  });

  test('begins every category, so far as the limit allows', () => {
    const whole = randomCatalog(4, 3000);
    const preview = new PreviewCatalog(makePreview(whole, { ...WISH, limit: 2000 }), null);
    for (const kind of KINDS) {
      for (const { index, count } of whole.categories(kind)) for (let at = 0; at < Math.min(3, count); at += 1) expect(preview.rows(kind, index).at(at)).toBe(whole.rows(kind, index).at(at));
    }
    const small = new PreviewCatalog(makePreview(whole, { pinned: [], perCategory: 50, limit: 200 }), null);
    // One after the other: no category is full while another has none.
    const lengths = whole.categories('movie').map(({ index, count }) => Array.from({ length: count }, (_, at) => small.rows('movie', index).at(at)).filter((row) => row !== -1).length);
    expect(Math.min(...lengths)).toBeGreaterThan(0);
  });

  test('brings pinned rows with the neighbours of channels, whatever else there is', () => {
    const whole = randomCatalog(5, 3000);
    const far = { channel: whole.channel(1234)?.key, movie: whole.movie(600)?.key, series: whole.series(500)?.key };
    const pinned = [far.channel, far.movie, far.series, 'other:c:1' as ItemKey, 'nonsense' as ItemKey].filter((key): key is ItemKey => key !== undefined);
    const pins = stored(makePreview(whole, { pinned, perCategory: 0, limit: 100 }));
    expect(encodePreview(pins).reduce((sum, chunk) => sum + chunk.length, 0)).toBeLessThan(encodeSnapshot(whole).reduce((sum, chunk) => sum + chunk.length, 0) / 10);
    const preview = new PreviewCatalog(makePreview(whole, WISH), pins);
    expectPartOf(preview, whole);
    expect([preview.channel(1234)?.key, preview.movie(600)?.key, preview.series(500)?.key]).toEqual([far.channel, far.movie, far.series]);
    expect([1226, 1242, 1243].map((row) => preview.channel(row)?.name)).toEqual([whole.channel(1226)?.name, whole.channel(1242)?.name, undefined]);
    expect(preview.rowOf('channel', far.channel ?? ('' as ItemKey))).toBe(1234);
  });

  test('pins of another catalogue are left out', () => {
    const [whole, other] = [randomCatalog(6, 500), randomCatalog(7, 500)];
    const key = other.channel(200)?.key ?? ('' as ItemKey);
    const preview = new PreviewCatalog(makePreview(whole, WISH), makePreview(other, { pinned: [key], perCategory: 0, limit: 50 }));
    expectPartOf(preview, whole);
  });

  test('is another revision than the whole, stands in for it in a merged catalogue, and knows no episodes', () => {
    const whole = randomCatalog(8, 800);
    const preview = new PreviewCatalog(makePreview(whole, WISH), null);
    expect(preview.revision).not.toBe(whole.revision);
    const second = createCatalogBuilder({ sourceId: 'b' as SourceId });
    second.addChannel({ nativeId: '1', name: 'Second' });
    const [before, after] = [mergeCatalogs([preview, second.finish()]), mergeCatalogs([whole, second.finish()])];
    expect([before.count('channel'), before.channel(whole.count('channel'))?.name]).toEqual([after.count('channel'), 'Second']);
    expect(before.channel(0)).toEqual(after.channel(0));
    expect([preview.seasons(), preview.seriesRowOfEpisode()]).toEqual([[], -1]);
  });

  test('an empty catalogue has an empty one', () => {
    const whole = createCatalogBuilder({ sourceId: 'b' as SourceId }).finish();
    expectPartOf(new PreviewCatalog(stored(makePreview(whole, WISH)), null), whole);
  });

  test('a torn one is an error', () => {
    const chunks = encodePreview(makePreview(randomCatalog(9, 300), WISH));
    for (let at = 0; at < 2000; at += 37) {
      const spoilt = chunks.map((chunk) => chunk.map((byte, place) => (place === at ? byte ^ 4 : byte)));
      expect(decodePreview(spoilt).ok).toBe(false);
    }
    expect(decodePreview([]).ok).toBe(false);
  });
});
