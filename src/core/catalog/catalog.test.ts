import { describe, expect, test } from '@jest/globals';
import { itemKey } from '../base';
import type { ItemKey, SourceId } from '../base';
import { EMPTY_CATALOG, createCatalogBuilder, decodeSnapshot, encodeSnapshot, isAdultCategoryName, mergeCatalogs } from '.';
import type { CatalogSnapshot, ColumnarCatalog, MovieInput, RowList } from '.';

const A = 'a' as SourceId;
const B = 'b' as SourceId;

function rowsOf(list: RowList): number[] {
  return Array.from({ length: list.length }, (_, i) => list.at(i));
}

const FILM: MovieInput = {
  nativeId: '77', name: 'Älpler 🎬', year: 1999, poster: 'http://i/p.jpg', backdrop: 'http://i/b.jpg', titleArt: 'http://i/t.png', landscape: 'http://i/l.jpg', tint: '#00ff7a',
  rating: 7.8, age: 12, genres: ['Drama', 'Krimi'], plot: 'A long story.', addedMs: 1_700_000_000_000, durationMs: 5_400_000, quality: '4K',
  stream: { url: '', container: 'mkv', headers: { referer: 'http://r' }, properties: { 'program': '3' } },
};

function sample(): ColumnarCatalog {
  const builder = createCatalogBuilder({ sourceId: A });
  const news = builder.category('channel', 'News', '10');
  const unused = builder.category('channel', 'Nobody', '11');
  const adult = builder.category('channel', 'Adults 18+', '12');
  expect([news, unused, adult]).toEqual([0, 1, 2]);
  builder.addChannel({
    nativeId: '5', name: 'One', number: 5.1, logo: 'http://l/1.png', categories: [news], guideKey: 'one', guideName: 'Eins', isRadio: true,
    catchup: { mode: 'append', days: 3, template: '?u={utc}', correctionMs: -90_000 }, stream: { url: 'http://h/1.ts', container: 'ts' },
  });
  builder.addChannel({ nativeId: 'two~2', name: 'Two', number: 2, categories: [adult, news] });
  builder.addChannel({ nativeId: '', name: 'Three', stream: { url: 'http://u:p@h/3.ts?token=x' } });
  builder.addChannel({ nativeId: '5', name: 'One again', number: 5.1, categories: [adult] });
  const films = builder.category('movie', 'Films');
  builder.addMovie({ ...FILM, categories: [films] });
  builder.addMovie({ nativeId: '', name: 'Bare' });
  const shows = builder.category('series', 'Shows');
  const show = builder.addSeries({ nativeId: 's-1', name: 'Show', year: 2001, endYear: 2004, seasonCount: 2, categories: [shows] });
  builder.addEpisode({ nativeId: '901', seriesRow: show, season: 2, number: 1, name: 'Later', stream: { url: 'http://h/e1.mp4' } });
  builder.addEpisode({ nativeId: '902', seriesRow: show, season: 1, number: 2, name: 'Second', plot: 'p', still: 'http://i/s.jpg', durationMs: 60_000 });
  return builder.finish();
}

describe('a catalogue', () => {
  const catalog = sample();

  test('gives channels back as they came', () => {
    expect(catalog.channel(0)).toEqual({
      key: 'a:c:5', row: 0, number: 5.1, name: 'One', logo: 'http://l/1.png', categories: [0], guideKey: 'one', guideName: 'Eins', isRadio: true, isAdult: false,
      catchup: { mode: 'append', days: 3, template: '?u={utc}', correctionMs: -90_000 },
      stream: { sourceId: 'a', nativeId: '5', url: 'http://h/1.ts', container: 'ts', headers: {} },
    });
    expect(catalog.channel(1)).toMatchObject({ key: 'a:c:two~2', categories: [1, 0], isAdult: true, stream: { nativeId: 'two~2' } });
    expect(catalog.channel(2)).toMatchObject({ number: 0, logo: '', guideKey: '', catchup: null, stream: { nativeId: '', url: 'http://u:p@h/3.ts?token=x' } });
    expect(catalog.channel(3)).toMatchObject({ key: 'a:c:5~1', name: 'One again', stream: { nativeId: '5' } });
    expect([catalog.channel(-1), catalog.channel(4), catalog.channel(NaN)]).toEqual([null, null, null]);
  });

  test('gives films and series back as they came', () => {
    const { nativeId, stream, ...fields } = FILM;
    expect(catalog.movie(0)).toEqual({ key: 'a:m:77', row: 0, ...fields, categories: [0], stream: { sourceId: 'a', nativeId, ...stream } });
    expect(catalog.movie(1)).toMatchObject({ name: 'Bare', year: 0, rating: 0, age: -1, genres: [], tint: '', addedMs: 0, durationMs: 0, quality: '' });
    expect(catalog.series(0)).toMatchObject({ key: 'a:s:s-1', nativeId: 's-1', seasonCount: 2, endYear: 2004, year: 2001, sourceId: 'a' });
    expect(catalog.seasons(0).map((season) => season.episodes.map((episode) => [episode.key, episode.season, episode.number, episode.name, episode.durationMs]))).toEqual([
      [['a:e:902', 1, 2, 'Second', 60_000]], [['a:e:901', 2, 1, 'Later', 0]],
    ]);
    expect(catalog.seriesRowOfEpisode('a:e:902' as ItemKey)).toBe(0);
    expect(catalog.seriesRowOfEpisode('a:e:903' as ItemKey)).toBe(-1);
  });

  test('lists categories with rows in order, without empty ones', () => {
    expect(catalog.categories('channel')).toEqual([
      { index: 0, name: 'News', count: 2, sourceId: 'a', isAdult: false }, { index: 1, name: 'Adults 18+', count: 2, sourceId: 'a', isAdult: true },
    ]);
    expect(rowsOf(catalog.rows('channel', 0))).toEqual([0, 1]);
    expect(rowsOf(catalog.rows('channel', 1))).toEqual([1, 3]);
    expect(rowsOf(catalog.rows('channel', 'all'))).toEqual([0, 1, 2, 3]);
    const list = catalog.rows('channel', 1);
    expect([list.indexOf(3), list.indexOf(0), list.at(2), list.at(-1)]).toEqual([1, -1, -1, -1]);
    for (const odd of [2, -1, 99, 0.5, NaN]) expect(catalog.rows('channel', odd)).toHaveLength(0);
  });

  test('finds rows by key and number', () => {
    for (let round = 0; round < 30; round += 1) {
      for (let row = 0; row < 4; row += 1) expect(catalog.rowOf('channel', catalog.channel(row)?.key ?? itemKey(A, 'channel', ''))).toBe(row);
      for (const key of ['a:m:5', 'b:c:5', 'a:c:5~2', 'a:c:6', 'a:c:two', 'a:c:', 'nonsense', '']) expect(catalog.rowOf('channel', key as ItemKey)).toBe(-1);
    }
    expect([catalog.rowOfNumber(5.1), catalog.rowOfNumber(2), catalog.rowOfNumber(0), catalog.rowOfNumber(5)]).toEqual([0, 1, -1, -1]);
  });

  test('its revision follows the content', () => {
    expect(sample().revision).toBe(catalog.revision);
    const builder = createCatalogBuilder({ sourceId: A });
    builder.addChannel({ nativeId: '5', name: 'One' });
    const one = builder.finish();
    const other = createCatalogBuilder({ sourceId: A });
    other.addChannel({ nativeId: '5', name: 'Two' });
    expect(other.finish().revision).not.toBe(one.revision);
    expect(createCatalogBuilder({ sourceId: A }).finish('mine').revision).toBe('mine');
  });
});

describe('the codec', () => {
  function expectSame(left: CatalogSnapshot, right: CatalogSnapshot): void {
    expect(right.revision).toBe(left.revision);
    for (const kind of ['channel', 'movie', 'series'] as const) {
      expect(right.count(kind)).toBe(left.count(kind));
      expect(right.categories(kind)).toEqual(left.categories(kind));
      for (let row = 0; row < left.count(kind); row += 1) expect(right[kind](row)).toEqual(left[kind](row));
    }
    expect(right.seasons(0)).toEqual(left.seasons(0));
  }

  test('goes both ways', () => {
    const catalog = sample();
    const read = decodeSnapshot(encodeSnapshot(catalog).map((chunk) => chunk.slice()));
    if (!read.ok) throw read.error;
    expectSame(catalog, read.value);
    expect(read.value.rowOf('channel', 'a:c:5~1' as ItemKey)).toBe(3);
  });

  test('an empty catalogue too', () => {
    const read = decodeSnapshot(encodeSnapshot(createCatalogBuilder({ sourceId: B }).finish()));
    expect(read.ok && read.value.count('channel')).toBe(0);
  });

  test('a torn, foreign or missing snapshot is an error and never a catalogue', () => {
    const chunks = encodeSnapshot(sample());
    const spoilt: (readonly Uint8Array[])[] = [[], [new Uint8Array(4)], chunks.slice(1), chunks.slice(0, -1)];
    for (let i = 0; i < chunks.length; i += 1) {
      const length = chunks[i]?.length ?? 0;
      for (const at of [0, 3, 4, 9, 13, 20, length >> 1, length - 1]) {
        spoilt.push(chunks.map((chunk, index) => (index === i ? chunk.map((byte, place) => (place === at ? byte ^ 0x11 : byte)) : chunk)));
      }
      spoilt.push(chunks.map((chunk, index) => (index === i ? chunk.slice(0, -1) : chunk)));
    }
    for (const broken of spoilt) {
      const read = decodeSnapshot(broken);
      expect(read.ok ? 'read' : read.error.code).toBe('storage.broken');
    }
  });
});

describe('merging', () => {
  function other(): ColumnarCatalog {
    const builder = createCatalogBuilder({ sourceId: B });
    const news = builder.category('channel', 'News');
    builder.addChannel({ nativeId: '5', name: 'B One', number: 9, categories: [news] });
    builder.addMovie({ nativeId: '1', name: 'B Film', categories: [builder.category('movie', 'B Films')] });
    const show = builder.addSeries({ nativeId: '2', name: 'B Show' });
    builder.addEpisode({ nativeId: '3', seriesRow: show, season: 1, number: 1, name: 'E' });
    return builder.finish();
  }
  const left = sample();
  const merged = mergeCatalogs([left, EMPTY_CATALOG, other()]);

  test('rows and categories follow each other', () => {
    expect(merged.sourceIds).toEqual(['a', 'b']);
    expect([merged.count('channel'), merged.count('movie'), merged.count('series')]).toEqual([5, 3, 2]);
    expect(merged.categories('channel').map((category) => [category.index, category.name, category.count, category.sourceId])).toEqual([
      [0, 'News', 2, 'a'], [1, 'Adults 18+', 2, 'a'], [2, 'News', 1, 'b'],
    ]);
    expect(merged.channel(4)).toMatchObject({ row: 4, name: 'B One', categories: [2], key: 'b:c:5' });
    expect(rowsOf(merged.rows('channel', 2))).toEqual([4]);
    expect(rowsOf(merged.rows('channel', 0))).toEqual([0, 1]);
    expect(merged.rows('channel', 2).indexOf(4)).toBe(0);
    expect(merged.rows('channel', 'all')).toHaveLength(5);
    expect([merged.channel(5), merged.channel(-1)]).toEqual([null, null]);
    expect(merged.rows('channel', 3)).toHaveLength(0);
  });

  test('keys and numbers find their source', () => {
    expect(merged.rowOf('channel', 'b:c:5' as ItemKey)).toBe(4);
    expect(merged.rowOf('channel', 'a:c:5' as ItemKey)).toBe(0);
    expect(merged.rowOfNumber(9)).toBe(4);
    expect(merged.movie(2)).toMatchObject({ row: 2, name: 'B Film', categories: [1] });
    expect(merged.seasons(1)[0]?.episodes[0]?.key).toBe('b:e:3');
    expect(merged.seriesRowOfEpisode('b:e:3' as ItemKey)).toBe(1);
  });

  test('one alone stays itself; none is empty', () => {
    expect(mergeCatalogs([left])).toBe(left);
    expect(EMPTY_CATALOG.count('channel')).toBe(0);
    expect(EMPTY_CATALOG.rows('movie', 'all')).toHaveLength(0);
    expect(EMPTY_CATALOG.channel(0)).toBeNull();
  });
});

describe('many rows', () => {
  test('right, small, found', () => {
    const builder = createCatalogBuilder({ sourceId: A });
    const count = 20_000;
    const categories = Array.from({ length: 300 }, (_, i) => builder.category('channel', `Group ${i}`));
    for (let i = 0; i < count; i += 1) {
      builder.addChannel({
        nativeId: String(100_000 + ((i * 7919) % count)), name: `Channel number ${i}`, number: i + 1, logo: `http://logos.example/images/${i}.png`,
        categories: [categories[i % 300] ?? 0], guideKey: `channel${i}.example`, stream: { url: `http://host.example/live/user/password/${i}.ts` },
      });
    }
    const catalog = builder.finish();
    expect(catalog.heldBytes / count).toBeLessThan(100);
    for (let i = 0; i < count; i += 499) {
      const record = catalog.channel(i);
      expect(record).toMatchObject({ row: i, name: `Channel number ${i}`, number: i + 1, guideKey: `channel${i}.example`, stream: { url: `http://host.example/live/user/password/${i}.ts` } });
      expect(catalog.rowOf('channel', record?.key ?? itemKey(A, 'channel', ''))).toBe(i);
      expect(catalog.rowOfNumber(i + 1)).toBe(i);
    }
    const chunks = encodeSnapshot(catalog);
    expect(Math.max(...chunks.slice(1).map((chunk) => chunk.length))).toBeLessThanOrEqual(256 * 1024);
    const read = decodeSnapshot(chunks);
    expect(read.ok && read.value.channel(12_345)?.name).toBe('Channel number 12345');
  });
});

describe('isAdultCategoryName', () => {
  test.each(['XXX', 'Adults', 'VOD | ADULTES', '18+', '+18 | Movies', 'For Adults (18+)', 'Erotik', 'للكبار فقط', 'Взрослые', 'XXX-Brazzers', 'ERÓTICO', 'Filmy dla dorosłych', 'Yetişkin'])('%s', (name) => {
    expect(isAdultCategoryName(name)).toBe(true);
  });

  test.each(['News', 'Essex & Sussex', 'Adult Swim', 'Sports 2018', '118+ Radio', 'Sex and the City', 'Kids', 'Series | Young Adult', ''])('not %s', (name) => {
    expect(isAdultCategoryName(name)).toBe(false);
  });
});
