import { describe, expect, test } from '@jest/globals';
import { rounds } from '#test/harness/rounds';
import { createSeededRandom } from '../base';
import type { SourceId } from '../base';
import { createCatalogBuilder } from '../catalog';
import type { ColumnarCatalog, ListedKind } from '../catalog';
import { addCategories, createXtreamListReader, createXtreamPanelReader, parseCategories } from '.';
import type { XtreamListReport } from '.';

interface Outcome {
  readonly catalog: ColumnarCatalog;
  readonly report: XtreamListReport | null;
  readonly code: string;
}

const CATEGORIES = [{ category_id: '1', category_name: 'News', parent_id: 0 }, { category_id: 7, category_name: 'XXX' }, { category_id: '', category_name: 'x' }, null, { category_id: '9' }];

function read(kind: ListedKind, input: string | Uint8Array, sizes: readonly number[] = [1 << 20]): Outcome {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  const builder = createCatalogBuilder({ sourceId: 'x' as SourceId });
  addCategories(builder, kind, parseCategories(CATEGORIES));
  const reader = createXtreamListReader(kind, builder);
  for (let from = 0, i = 0; from < bytes.length; i += 1) {
    const size = sizes[i % sizes.length] ?? 1;
    const chunk = bytes.slice(from, from + size);
    reader.push(chunk);
    chunk.fill(0x22);
    from += size;
  }
  const end = reader.end();
  return { catalog: builder.finish(), report: end.ok ? end.value : null, code: end.ok ? '' : end.error.code };
}

function names(outcome: Outcome): string[] {
  return Array.from({ length: outcome.catalog.count('channel') }, (_, row) => outcome.catalog.channel(row)?.name ?? '');
}

const LIVE = {
  num: 3, name: 'BBC One', stream_type: 'live', stream_id: 101, stream_icon: 'http://i/x.png', epg_channel_id: 'bbc.uk', added: '1500000000', category_id: '1', custom_sid: '',
  tv_archive: 1, tv_archive_duration: '7', direct_source: '',
};

test('categories: numbers, texts, broken ones', () => {
  expect(parseCategories(CATEGORIES)).toEqual([{ id: '1', name: 'News' }, { id: '7', name: 'XXX' }]);
  expect(parseCategories({ '0': { category_id: 2, category_name: 'A' }, '5': { category_id: 3, category_name: 'B' } })).toHaveLength(2);
  expect(parseCategories('nonsense')).toEqual([]);
});

describe('live rows', () => {
  test('every field arrives', () => {
    const { catalog, report } = read('channel', JSON.stringify([LIVE]));
    expect(catalog.channel(0)).toMatchObject({
      key: 'x:c:101', number: 3, name: 'BBC One', logo: 'http://i/x.png', categories: [0], guideKey: 'bbc.uk', isRadio: false, isAdult: false,
      catchup: { mode: 'xtream', days: 7, template: null }, stream: { nativeId: '101', url: '', container: '' },
    });
    expect(report).toMatchObject({ rows: 1, unreadable: 0, isCut: false });
  });

  test.each<readonly [string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>]>([
    ['numbers as text', { num: '3', stream_id: '101', tv_archive: '1', tv_archive_duration: 3, category_id: 1 }, { number: 3, key: 'x:c:101', categories: [0] }],
    ['nulls', { stream_icon: null, epg_channel_id: null, category_id: null, tv_archive: null, num: null }, { logo: '', guideKey: 'BBC One', categories: [], catchup: null, number: 0 }],
    ['no archive days', { tv_archive: 1, tv_archive_duration: 0 }, { catchup: null }],
    ['archive off', { tv_archive: 0, tv_archive_duration: 5 }, { catchup: null }],
    ['radio', { stream_type: 'radio_streams' }, { isRadio: true }],
    ['created', { stream_type: 'created_live' }, { isRadio: false }],
    ['several categories', { category_ids: [7, 1] }, { categories: [1, 0], isAdult: true }],
    ['one category in a list', { category_ids: [7], category_id: null }, { categories: [0], isAdult: true }],
    ['unknown category', { category_id: '99' }, { categories: [] }],
    ['adult as text', { is_adult: '1' }, { isAdult: true }],
    ['adult as number', { is_adult: 1 }, { isAdult: true }],
    ['not adult', { is_adult: '0' }, { isAdult: false }],
    ['text ids', { stream_id: 'abc-1' }, { key: 'x:c:abc-1', stream: expect.objectContaining({ nativeId: 'abc-1' }) }],
    ['ids with zeros in front', { stream_id: '007' }, { key: 'x:c:007' }],
    ['huge ids', { stream_id: '99999999999' }, { key: 'x:c:99999999999' }],
    ['empty name', { name: '', epg_channel_id: null }, { name: '', guideKey: '' }],
    ['escapes', { name: 'a"b\\c/d\te é 😀', stream_icon: 'http:\\/\\/x' }, { name: 'a"b\\c/d\te é 😀' }],
    ['nested junk', { extra: { a: [1, { b: '}]"' }], name: 'no' } }, { name: 'BBC One' }],
  ])('%s', (_name, changes, expected) => {
    expect(read('channel', JSON.stringify([{ ...LIVE, ...changes }])).catalog.channel(0)).toMatchObject(expected);
  });

  test('PHP escapes slashes and everything above ASCII', () => {
    const text = '[{"stream_id":1,"name":"\\u062b\\u0645\\u0627\\ud83d\\ude00 \\ud800x","stream_icon":"http:\\/\\/i\\/a.png"}]';
    expect(read('channel', text).catalog.channel(0)).toMatchObject({ name: 'ثما😀 \ufffdx', logo: 'http://i/a.png' });
  });

  test('rows without an id are counted and left out', () => {
    expect(read('channel', '[{"name":"a"},{"stream_id":null},{"stream_id":2,"name":"b"},{}]').report).toMatchObject({ rows: 1, unreadable: 3 });
  });

  test('the same id twice has two keys and one stream', () => {
    const { catalog } = read('channel', '[{"stream_id":1,"name":"a"},{"stream_id":1,"name":"b"}]');
    expect([catalog.channel(0)?.key, catalog.channel(1)?.key]).toEqual(['x:c:1', 'x:c:1~1']);
    expect(catalog.channel(1)?.stream.nativeId).toBe('1');
  });
});

describe('film and series rows', () => {
  test.each<readonly [string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>]>([
    ['rating text', { rating: '7.5' }, { rating: 7.5 }], ['rating number', { rating: 7.54 }, { rating: 7.5 }], ['no rating', { rating: '' }, { rating: 0 }], ['words', { rating: 'N/A' }, { rating: 0 }],
    ['only stars', { rating: '', rating_5based: 3.5 }, { rating: 7 }], ['container', { container_extension: 'MKV' }, { stream: expect.objectContaining({ container: 'mkv' }) }],
    ['year field', { year: '1994', name: 'F (2001)' }, { year: 1994 }], ['year in the name', { name: 'F (2001)' }, { year: 2001, name: 'F (2001)' }], ['release date', { release_date: '1989-05-01' }, { year: 1989 }],
    ['added', { added: '1700000000' }, { addedMs: 1_700_000_000_000 }], ['genre', { genre: 'Action / Drama, Krimi' }, { genres: ['Action', 'Drama', 'Krimi'] }],
    ['backdrop list', { backdrop_path: ['http://i/b.jpg'] }, { backdrop: 'http://i/b.jpg' }], ['backdrop text', { backdrop_path: 'http://i/b.jpg' }, { backdrop: 'http://i/b.jpg' }],
    ['backdrop empty', { backdrop_path: '' }, { backdrop: '' }], ['backdrop null', { backdrop_path: null }, { backdrop: '' }], ['backdrop empty list', { backdrop_path: [] }, { backdrop: '' }],
    ['running time', { episode_run_time: '90' }, { durationMs: 5_400_000 }], ['plot', { plot: 'P' }, { plot: 'P' }],
  ])('film: %s', (_name, changes, expected) => {
    expect(read('movie', JSON.stringify([{ stream_id: 5, name: 'Film', category_id: '1', ...changes }])).catalog.movie(0)).toMatchObject(expected);
  });

  test('a series', () => {
    const row = { num: 1, name: 'Show', series_id: '12', stream_type: null, cover: 'http://i/c.jpg', plot: 'P', genre: 'Drama', releaseDate: '2010-01-01', last_modified: '1600000000', rating: '8', category_id: null };
    expect(read('series', JSON.stringify([row])).catalog.series(0)).toMatchObject({
      key: 'x:s:12', nativeId: '12', name: 'Show', poster: 'http://i/c.jpg', year: 2010, rating: 8, categories: [], addedMs: 1_600_000_000_000, genres: ['Drama'],
    });
  });
});

describe('answers of the field', () => {
  const two = '[{"stream_id":1,"name":"A"},{"stream_id":2,"name":"B"}]';

  test.each([
    ['byte order mark', `\ufeff${two}`], ['blanks', `\n \t${two}\n`], ['PHP warnings before', `<br />\n<b>Warning</b>:  Undefined array key "x" in <b>/home/x [y]/{z}.php</b> on line <b>12</b><br />\n${two}`],
    ['a notice with brackets', `Notice: Cannot use [] for reading {} in x\n${two}`], ['warnings between rows', two.replace('},{', '},\n<br /><b>Notice</b>: "x" ] } in y {z}<br />\n{')], ['text behind', `${two}\n<!-- 0.01s -->`],
    ['an object of rows', '{"0":{"stream_id":1,"name":"A"},"3":{"stream_id":2,"name":"B"}}'], ['ids as keys', '{"1":{"name":"A"},"2":{"name":"B"}}'], ['a list inside', `{"status":"ok","streams":${two},"n":2}`],
    ['a list in a list', `[${two}]`], ['raw control characters', '[{"stream_id":1,"name":"A","x":"a\nb\tc\u0001"},{"stream_id":2,"name":"B"}]'],
    ['quotes nobody escaped', '[{"stream_id":1,"x":"The "Best" of","name":"A"},{"stream_id":2,"name":"B"}]'], ['missing comma', '[{"stream_id":1 "name":"A"} {"stream_id":2,"name":"B"}]'],
    ['trailing commas', '[{"stream_id":1,"name":"A",},{"stream_id":2,"name":"B",},]'], ['missing brace', '[{"stream_id":1,"name":"A",{"stream_id":2,"name":"B"}]'], ['odd values', '[{"a":true,"b":-1.5e3,"c":null,"stream_id":1,"name":"A"},1,"x",null,{"stream_id":2,"name":"B"}]'],
  ])('%s', (_name, text) => {
    expect(names(read('channel', text))).toEqual(['A', 'B']);
    expect(names(read('channel', text, [1]))).toEqual(['A', 'B']);
    expect(read('channel', text).report?.isCut).toBe(false);
  });

  test.each([[1, 2], [5, 1], [30, 0]])('a cut answer keeps its rows (%i bytes missing)', (missing, count) => {
    const { catalog, report } = read('channel', two.slice(0, two.length - missing));
    expect(report).toMatchObject({ isCut: true, rows: catalog.count('channel') });
    expect(catalog.count('channel')).toBe(count);
  });

  test.each([
    ['[]', ''], ['{}', ''], ['[ ]', ''], ['', 'source.empty'], ['  ', 'source.empty'], ['<html><body>502</body></html>', 'source.html-answer'], ['<!DOCTYPE html><script>var a=[];x={};</script>', 'source.html-answer'],
    ['Access denied', 'source.not-json'], ['{"user_info":{"auth":0,"message":"x"}}', 'source.login-refused'], ['{"user_info":{"auth":1,"status":"Expired"},"server_info":{}}', 'source.expired'],
    ['{"user_info":{"auth":1,"status":"Banned"}}', 'source.disabled'], ['{"user_info":{"auth":1,"status":"Active","exp_date":null},"server_info":{"url":"x"}}', ''], ['{"error":"Unauthorized"}', 'source.login-refused'],
    ['{"foo":"bar"}', 'source.malformed'],
  ])('%j', (text, code) => {
    expect(read('channel', text).code).toBe(code);
    expect(read('channel', text, [1]).code).toBe(code);
  });
});

describe('the account of rows', () => {
  test('every row is kept or has its reason', () => {
    const { report } = read('channel', '[{"stream_id":1},{"name":"no id"},null,5,"x",{"stream_id":2},\n<br /><b>Notice</b>: [x] {y}<br />\n{"stream_id":3},true,{"stream_id":""}]');
    expect(report).toMatchObject({ rows: 3, seen: 9, unreadable: 6, warnings: 1, isCut: false, counts: { 'no-id': 2, 'no-object': 4, 'no-room': 0, 'no-kind': 0 } });
    expect(report?.notes).toEqual([
      { row: 2, reason: 'no-id' }, { row: 3, reason: 'no-object' }, { row: 4, reason: 'no-object' }, { row: 5, reason: 'no-object' }, { row: 8, reason: 'no-object' }, { row: 9, reason: 'no-id' },
    ]);
  });

  test('the notes are bounded, the counts are not', () => {
    const { report } = read('channel', `[{"stream_id":1},${'{},'.repeat(900)}{}]`);
    expect(report?.notes).toHaveLength(200);
    expect(report?.counts['no-id']).toBe(901);
  });
});

describe('the old answer with everything at once', () => {
  const answer = {
    user_info: { auth: 1, status: 'Active', exp_date: null }, server_info: { url: 'x', timezone: 'UTC' },
    categories: { live: [{ category_id: '1', category_name: 'News', parent_id: 0 }], movie: [{ category_id: '1', category_name: 'Films', parent_id: 0 }], series: [] },
    available_channels: {
      5: { num: 1, name: 'BBC', stream_type: 'live', stream_id: '5', stream_icon: 'http://i/a.png', category_id: '1', live: '1', tv_archive: 1, tv_archive_duration: '3' },
      6: { num: 2, name: 'Radio', stream_type: 'radio_streams', stream_id: '6', category_id: null, live: '1' },
      7: { num: 3, name: 'Film (1999)', stream_type: 'movie', stream_id: '7', category_id: '1', live: '0', container_extension: 'MKV' },
      8: { num: 4, name: 'Episode', stream_type: 'series', stream_id: '8', live: '0' },
      9: { name: 'Old film', stream_id: '9', live: '0', container_extension: 'avi' },
    },
  };

  test.each([[1 << 20], [1], [37]])('in chunks of %i', (size) => {
    const builder = createCatalogBuilder({ sourceId: 'x' as SourceId });
    const reader = createXtreamPanelReader(builder, 0);
    const bytes = new TextEncoder().encode(JSON.stringify(answer));
    for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
    const end = reader.end();
    if (!end.ok) throw end.error;
    expect(end.value).toMatchObject({ rows: 4, seen: 5, counts: { 'no-kind': 1 }, account: { status: 'active' }, isCut: false });
    const catalog = builder.finish();
    expect(catalog.channel(0)).toMatchObject({ name: 'BBC', key: 'x:c:5', categories: [0], logo: 'http://i/a.png', catchup: { mode: 'xtream', days: 3 } });
    expect(catalog.channel(1)).toMatchObject({ isRadio: true, categories: [] });
    expect(catalog.movie(0)).toMatchObject({ name: 'Film (1999)', year: 1999, stream: { container: 'mkv' } });
    expect([catalog.movie(1)?.name, catalog.categories('channel')[0]?.name, catalog.categories('movie')[0]?.name]).toEqual(['Old film', 'News', 'Films']);
  });

  test.each([['', 'source.empty'], ['<html>', 'source.html-answer'], ['no', 'source.not-json'], ['{"x":1}', 'source.malformed'], ['[]', 'source.malformed'], ['{"user_info":{"auth":0}}', 'source.login-refused'], ['{"user_info":{"auth":1,"status":"Banned"}}', 'source.disabled']])('%j', (text, code) => {
    const reader = createXtreamPanelReader(createCatalogBuilder({ sourceId: 'x' as SourceId }), 0);
    reader.push(new TextEncoder().encode(text));
    const end = reader.end();
    expect(end.ok ? '' : end.error.code).toBe(code);
  });
});

describe('chunks, size, fuzzing', () => {
  const rows = Array.from({ length: 40 }, (_, i) => ({ ...LIVE, stream_id: i + 1, name: `Ch ${i} "q" é ${i % 3 === 0 ? '😀' : ''}`, stream_icon: i % 2 === 0 ? null : `http://i/${i}.png`, category_ids: i % 5 === 0 ? [1, 7] : [1] }));
  const text = JSON.stringify(rows).replace(/\//g, '\\/');
  const whole = read('channel', text);
  const records = (outcome: Outcome): unknown[] => names(outcome).map((_, row) => outcome.catalog.channel(row));

  test('cut anywhere the result is the same', () => {
    expect(whole.catalog.count('channel')).toBe(40);
    const { length } = new TextEncoder().encode(text);
    for (let at = 1; at < length; at += 31) expect(read('channel', text, [at, length]).catalog.revision).toBe(whole.catalog.revision);
    for (const size of [1, 2, 13, 999]) expect(records(read('channel', text, [size]))).toEqual(records(whole));
  });

  test('a huge list in one chunk, and a row of megabytes', () => {
    const many = `[${Array.from({ length: 30_000 }, (_, i) => `{"stream_id":${i + 1},"name":"Name ${i}"}`).join(',')}]`;
    expect(read('channel', many).report?.rows).toBe(30_000);
    const big = `[{"stream_id":1,"name":"A","plot":"${'x'.repeat(3_000_000)}"},{"stream_id":2,"name":"B"}]`;
    for (const size of [1 << 23, 50_000]) expect(names(read('channel', big, [size]))).toEqual(['A', 'B']);
    const endless = `[{"stream_id":1,"name":"A"},{"stream_id":2,"x":"${'y'.repeat(9_000_000)}`;
    for (const size of [1 << 24, 60_000]) expect(read('channel', endless, [size]).report).toMatchObject({ rows: 1, isCut: true });
  });

  test('hostile answers do not take for ever', () => {
    for (const hostile of ['['.repeat(300_000), '{"a":'.repeat(100_000), `[{"a":"${'" '.repeat(200_000)}`, `[${'{'.repeat(200_000)}`, `[{"a":${'['.repeat(200_000)}`, `<${'{ '.repeat(300_000)}`]) {
      expect(read('channel', hostile, [4096]).catalog.count('channel')).toBe(0);
    }
  });

  test('random changes neither throw nor hang, and chunks never matter', () => {
    const { below: random } = createSeededRandom(4711);
    const source = new TextEncoder().encode(text.slice(0, 2500));
    const signs = new TextEncoder().encode('"[]{},:\\<u0 \n\u0000ÿ');
    for (let round = 0; round < rounds(100, 3000); round += 1) {
      const bytes = source.slice(0, source.length - random(100));
      for (let change = 0; change < 8; change += 1) {
        const at = random(bytes.length);
        bytes[at] = random(3) === 0 ? random(256) : (signs[random(signs.length)] ?? 0);
        if (random(6) === 0) bytes.copyWithin(at, random(bytes.length), random(bytes.length));
      }
      const all = read('channel', bytes);
      const cut = read('channel', bytes, [1 + random(60), 1 + random(9)]);
      expect([cut.report, cut.code]).toEqual([all.report, all.code]);
      expect(records(cut)).toEqual(records(all));
    }
  });
});
