import { describe, expect, test } from '@jest/globals';
import { mulberry32, runSteps } from '../base';
import type { SourceId } from '../base';
import { createCatalogBuilder } from '../catalog';
import type { ColumnarCatalog } from '../catalog';
import {
  buildSearchIndex, buildSearchIndexSteps, decodeSearchIndex, encodeSearchIndex, searchAll,
} from '.';
import type { SearchHit, SearchIndex, SearchKind } from '.';

function seeded(seed: number): { next(): number; below(limit: number): number; pick<T>(list: readonly T[]): T } {
  const next = mulberry32(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  return { next, below, pick: <T>(list: readonly T[]): T => list[below(list.length)] as T };
}

const SCRIPTS = [
  'ban ber cal cor dan del dor fen gal gor hal hen jor kel lam len lor mar mel mon nal nor par per ral rin ros sal sen sor tal ten tor val ven vor wal wen',
  'bán bér çal cör dãn dél dør fěn gål gör hál hèn jōr kêl łam lén lőr mår měl mön ñal',
  'бан бер вал вор гал дан дел дор жен зал кел лам лен лор мар мел мон нал нор пар пер рал рин рос сал тал ёл йор',
  'βαν βερ γαλ δορ ζεν θαλ κελ λαμ μαρ μελ νορ παρ ράλ ρίν σόσ τάλ φεν χορ',
  'با بر تا تر جا جم حب خل دا در را رب سا سل شم صا طر عا غر في قل كت لي ما نو ها',
  'אב בא גד דו הר זמ חב טל כל לב מי נס עמ פר צל קו רא שב תי',
  'का की गा घर चा जा टी ता दि ना पा बा मा या रा ला वा सा हा',
  '가 강 고 국 기 김 나 날 남 노 다 달 도 라 마 문 바 별 보 사 산 서 소 수 시 아 영 우 자 전 정 지 청 하 한',
  '天地 人山 水火 風雲 龍虎 大小 中国 家愛 情城 市夜 日月 星光 花雪 海江 河春 夏秋 冬東 西南 北神 仙剣',
].map((line) => line.split(' '));

interface Sample {
  readonly catalog: ColumnarCatalog;
  readonly index: SearchIndex;
  nameOf(hit: { readonly kind: SearchKind; readonly row: number }): string;
}

function sampleOf(count: number, seed: number): Sample {
  const random = seeded(seed);
  const builder = createCatalogBuilder({ sourceId: 's' as SourceId });
  const news = builder.category('channel', 'News');
  for (let i = 0; i < count; i += 1) {
    const syllables = random.next() < 0.5 ? (SCRIPTS[0] ?? []) : random.pick(SCRIPTS);
    const hasSpaces = syllables !== SCRIPTS[8];
    const words = Array.from({ length: 1 + random.below(4) }, () => random.pick(syllables) + random.pick(syllables) + (hasSpaces ? random.pick(syllables) : ''));
    const name = words.join(hasSpaces ? ' ' : '');
    const nativeId = String(i + 1);
    if (i % 5 === 0) builder.addChannel({ nativeId, name: `DE: ${name} HD`, ...(i % 2 === 0 ? { categories: [news] } : {}) });
    else if (i % 5 === 1) builder.addSeries({ nativeId, name });
    else builder.addMovie({ nativeId, name, year: 1960 + random.below(60), rating: random.below(100) / 10, genres: ['Drama'], addedMs: random.below(1e9) * 1000 });
  }
  const catalog = builder.finish();
  return {
    catalog, index: buildSearchIndex(catalog),
    nameOf({ kind, row }) {
      const record = kind === 'channel' ? catalog.channel(row) : kind === 'movie' ? catalog.movie(row) : catalog.series(row);
      return record?.name ?? '';
    },
  };
}

const bare = (name: string): string => name.replace(/^DE: | HD$/g, '');

function allRows({ catalog }: Sample): readonly { readonly kind: SearchKind; readonly row: number }[] {
  return (['channel', 'movie', 'series'] as const).flatMap((kind) => Array.from({ length: catalog.count(kind) }, (_, row) => ({ kind, row })));
}

describe('finding', () => {
  test('every beginning of a title finds it', () => {
    const sample = sampleOf(150, 1);
    for (const wanted of allRows(sample)) {
      const name = bare(sample.nameOf(wanted)).toLowerCase();
      for (let length = 1; length <= name.length; length += 1) {
        const found = sample.index.search(name.slice(0, length), { limit: 150 });
        if (!found.some(({ kind, row }) => kind === wanted.kind && row === wanted.row)) throw new Error(`"${name.slice(0, length)}" does not find "${name}"`);
      }
    }
  });

  test('the words of a title find it in any order, each only begun', () => {
    const sample = sampleOf(2000, 2);
    const rows = allRows(sample);
    const random = seeded(3);
    for (let i = 0; i < 300; i += 1) {
      const wanted = random.pick(rows);
      const words = bare(sample.nameOf(wanted)).split(' ').map((word) => word.slice(0, Math.max(3, word.length - 1)));
      const query = words.slice().reverse().join(' ');
      const found = sample.index.search(query, { limit: 100 });
      expect(found.map((hit) => bare(sample.nameOf(hit)))).toContain(bare(sample.nameOf(wanted)));
    }
  });

  test('98 of 100 titles are found in spite of one typing error anywhere', () => {
    const sample = sampleOf(4000, 4);
    const rows = allRows(sample);
    const random = seeded(5);
    let tried = 0;
    let found = 0;
    while (tried < 1000) {
      const name = bare(sample.nameOf(random.pick(rows))).toLowerCase();
      const letters = Array.from(name);
      if (letters.length < 5) continue;
      const alphabet = Array.from(new Set(letters));
      const at = random.below(letters.length);
      const other = random.pick(alphabet);
      const kind = random.below(4);
      const typed = letters.slice();
      if (kind === 0) typed[at] = other;
      else if (kind === 1) typed.splice(at, 1);
      else if (kind === 2) typed.splice(at, 0, other);
      else typed.splice(at, 2, ...letters.slice(at, at + 2).reverse());
      tried += 1;
      if (sample.index.search(typed.join(''), { limit: 20 }).some((hit) => bare(sample.nameOf(hit)).toLowerCase() === name)) found += 1;
    }
    expect(found / tried).toBeGreaterThanOrEqual(0.98);
  });

  test('does not depend on what was searched before', () => {
    const sample = sampleOf(1500, 6);
    const other = buildSearchIndex(sample.catalog);
    const random = seeded(7);
    for (let i = 0; i < 60; i += 1) {
      const name = bare(sample.nameOf(random.pick(allRows(sample))));
      for (let length = 1; length <= name.length; length += 1) sample.index.search(name.slice(0, length));
      sample.index.suggest(name.slice(0, 2), 5);
      expect(sample.index.search(name)).toEqual(other.search(name));
    }
  });
});

describe('options', () => {
  const sample = sampleOf(1200, 8);
  const kindsOf = (hits: readonly SearchHit[]): ReadonlySet<SearchKind> => new Set(hits.map(({ kind }) => kind));

  test('kinds, limit, order of kinds', () => {
    expect(kindsOf(sample.index.search('ma', { kinds: ['series', 'channel'] }))).toEqual(new Set(['series', 'channel']));
    expect(sample.index.search('m', { limit: 3 })).toHaveLength(3);
    const ordered = sample.index.search('mar', { limit: 30, kindOrder: ['series', 'channel', 'movie'] });
    const ranks = ordered.filter(({ matchKind }) => matchKind === 'start').map(({ kind }) => ['series', 'channel', 'movie'].indexOf(kind));
    expect(ranks).toEqual(ranks.slice().sort());
    expect(new Set(ranks).size).toBeGreaterThan(1);
  });

  test('a filter decides and lesser known titles move up', () => {
    const all = sample.index.search('mar', { limit: 500 });
    const refused = new Set(all.slice(0, 10).map(({ kind, row }) => `${kind} ${String(row)}`));
    const rest = sample.index.search('mar', { limit: 10, filter: (kind, row) => !refused.has(`${kind} ${String(row)}`) });
    expect(rest).toHaveLength(10);
    expect(rest.some(({ kind, row }) => refused.has(`${kind} ${String(row)}`))).toBe(false);
  });

  test('a category', () => {
    const rows = sample.catalog.rows('channel', 0);
    const found = sample.index.search('m', { kinds: ['channel'], category: rows, limit: 100 });
    expect(found.length).toBeGreaterThan(3);
    expect(found.every(({ row }) => rows.indexOf(row) >= 0)).toBe(true);
  });

  test('what a profile likes comes first among equal matches', () => {
    const all = sample.index.search('mar', { limit: 500, kinds: ['movie'] }).filter(({ matchKind }) => matchKind === 'start');
    const last = all[all.length - 1];
    const boosts = sample.index.prepareBoosts((add) => add('movie', last?.row ?? -1, 200));
    expect(all.length).toBeGreaterThan(5);
    expect(sample.index.search('mar', { boosts, kinds: ['movie'] })[0]?.row).toBe(last?.row);
  });

  test('intolerant: only what is spelled so', () => {
    const name = sample.nameOf({ kind: 'movie', row: 5 }).toLowerCase();
    const typed = `${name.slice(0, 1)}ж${name.slice(2)}`;
    expect(sample.index.search(typed, { isTolerant: false })).toEqual([]);
  });
});

describe('several sources', () => {
  test('are searched as one', () => {
    const [one, two] = [sampleOf(300, 9), sampleOf(300, 10)];
    const hits = searchAll([one.index, two.index], 'ma', { limit: 40 });
    expect(new Set(hits.map(({ source }) => source))).toEqual(new Set([0, 1]));
    expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a));
    expect(searchAll([one.index, two.index], 'ma', { filter: (source) => source === 1 }).every(({ source }) => source === 1)).toBe(true);
  });
});

describe('storing', () => {
  const sample = sampleOf(600, 11);
  const chunks = encodeSearchIndex(sample.index);
  const whatOf = (broken: readonly Uint8Array[], revision?: string): unknown => {
    const read = decodeSearchIndex(broken, revision === undefined ? {} : { revision });
    return read.ok ? 'read' : [read.error.code, read.error.facts['what']];
  };

  test('a stored index answers as the one that was built', () => {
    const read = decodeSearchIndex(chunks, { revision: sample.catalog.revision });
    if (!read.ok) throw read.error;
    for (const query of ['mar', 'мар', 'sen tal', 'drama', 'mzrsen', '天地', 'e']) expect(read.value.search(query)).toEqual(sample.index.search(query));
    expect(read.value.heldBytes).toBe(sample.index.heldBytes);
  });

  test('equal catalogues give equal bytes, in slices or at once', () => {
    expect(encodeSearchIndex(runSteps(buildSearchIndexSteps(sampleOf(600, 11).catalog)))).toEqual(chunks);
    expect(chunks.every((chunk) => chunk.length <= 256 * 1024)).toBe(true);
  });

  test('torn, foreign, stale', () => {
    const last = chunks[chunks.length - 1] ?? new Uint8Array(0);
    const changed = last.slice();
    changed[5] = (changed[5] ?? 0) ^ 1;
    expect(whatOf([])).toEqual(['storage.broken', 'foreign']);
    expect(whatOf([Uint8Array.of(1, 2, 3)])).toEqual(['storage.broken', 'foreign']);
    expect(whatOf(chunks.slice(0, -1))).toEqual(['storage.broken', 'torn']);
    expect(whatOf([...chunks.slice(0, -1), changed])).toEqual(['storage.broken', 'torn']);
    expect(whatOf(chunks, 'another')).toEqual(['storage.broken', 'stale']);
    expect(whatOf(chunks, sample.catalog.revision)).toBe('read');
  });

  test('empty catalogues', () => {
    const empty = buildSearchIndex(createCatalogBuilder({ sourceId: 's' as SourceId }).finish());
    expect(empty.search('a')).toEqual([]);
    expect(empty.suggest('a', 3)).toEqual([]);
    const read = decodeSearchIndex(encodeSearchIndex(empty));
    expect(read.ok && read.value.search('matrix')).toEqual([]);
  });
});

describe('hostile queries and titles', () => {
  /** Postings, words and titles one search may look at, however many there are. */
  const MOST_WORK = 130_000;

  test('are bounded by counted work', () => {
    const builder = createCatalogBuilder({ sourceId: 's' as SourceId });
    const random = seeded(12);
    const words = Array.from({ length: 400 }, () => random.pick(SCRIPTS[0] ?? []) + random.pick(SCRIPTS[0] ?? []));
    for (let i = 0; i < 30_000; i += 1) {
      builder.addMovie({ nativeId: String(i + 1), name: `The ${random.pick(words)} a ${random.pick(words)} e the of ${random.pick(words)} 天地人山${random.pick(words)}` });
    }
    const index = buildSearchIndex(builder.finish());
    const queries = [
      'a', 'e', 'the', 'the the the', 'e e e e e e', 'the a e of', 'a of e th', '天', '天地人山天地人山', 'thea', 'ofe', 'marsen talval corcor', 'x'.repeat(500),
      'mar'.repeat(60), Array.from({ length: 100 }, () => random.pick(words)).join(' '), Array.from({ length: 100 }, () => 'e').join(' '), 'aeiouaeiouaeiou', '\u0301'.repeat(300), 'ال', '가각간갇갈',
    ];
    for (const query of queries) {
      index.search(query);
      expect([query.slice(0, 20), index.lastWork < MOST_WORK]).toEqual([query.slice(0, 20), true]);
      index.search(query, { filter: () => false });
      expect([query.slice(0, 20), index.lastWork < MOST_WORK]).toEqual([query.slice(0, 20), true]);
    }
  });

  test('a filter that refuses everything is asked a bounded number of times', () => {
    const sample = sampleOf(12_000, 13);
    let asked = 0;
    sample.index.search('m', {
      filter: () => {
        asked += 1;
        return false;
      },
    });
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThanOrEqual(8000);
  });

  test('titles of any length and content', () => {
    const builder = createCatalogBuilder({ sourceId: 's' as SourceId });
    const names = ['', ' ', '\u0000', 'a'.repeat(5000), 'word '.repeat(500), '天'.repeat(300), '\ud800x', '😀', "'''", '....', 'ا'.repeat(99), '가'.repeat(200), 'x', `${'l'.repeat(40)}'s`];
    names.forEach((name, i) => builder.addMovie({ nativeId: String(i + 1), name }));
    const index = buildSearchIndex(builder.finish());
    expect(index.search('a'.repeat(60))[0]?.row).toBe(3);
    expect(index.search('word word')[0]?.row).toBe(4);
    expect(index.search('天天')[0]?.row).toBe(5);
    expect(index.search('가가')[0]?.row).toBe(11);
    expect(index.search('x')[0]?.row).toBe(12);
  });
});
