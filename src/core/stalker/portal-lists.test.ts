import { describe, expect, test } from '@jest/globals';
import type { SourceId } from '../base';
import { createCatalogBuilder } from '../catalog';
import type { ColumnarCatalog } from '../catalog';
import { createPortalListReader, PortalRows } from '.';
import type { PortalListEnd, PortalListKind } from '.';

const GENRES = [{ id: '1', name: 'News', isCensored: false }, { id: '2', name: 'For adults', isCensored: true }];

interface Outcome {
  readonly catalog: ColumnarCatalog;
  readonly ends: readonly PortalListEnd[];
}

/** Reads answers one after the other into one catalogue; chunks are spoilt after use. */
function read(kind: PortalListKind, answers: readonly (string | object)[], size = 1 << 20): Outcome {
  const builder = createCatalogBuilder({ sourceId: 'p' as SourceId });
  const rows = new PortalRows(builder, 'http://h.example/stalker_portal/');
  rows.announce(kind, GENRES);
  const ends = answers.map((answer) => {
    const reader = createPortalListReader(kind, rows);
    const bytes = new TextEncoder().encode(typeof answer === 'string' ? answer : JSON.stringify(answer));
    for (let at = 0; at < bytes.length; at += size) {
      const chunk = bytes.slice(at, at + size);
      reader.push(chunk);
      chunk.fill(0x22);
    }
    return reader.end();
  });
  return { catalog: builder.finish(), ends };
}

const CHANNEL = {
  id: '17', name: 'Nord 1', number: '5', logo: '17.png', cmd: 'ffrt4 http://localhost/ch/17_', tv_genre_id: '1', xmltv_id: 'nord1.example', censored: 0, enable_tv_archive: 1, tv_archive_duration: '72',
  use_http_tmp_link: '1', use_load_balancing: '0',
};
const FILM = {
  id: '900', name: 'Kestrel', o_name: 'K', description: 'A bird.', screenshot_uri: '/screenshots/9/900.jpg', time: 124, year: '2021-03-01', category_id: 1, genres_str: 'Drama, Nature', rating_imdb: '8.1',
  age: '12+', added: '2024-05-06 10:00:00', cmd: '/media/900.mpg', censored: '0', is_series: 0, series: [],
};
const wrap = (data: unknown, facts: object = {}): object => ({ js: { total_items: '1', max_page_items: 14, selected_item: 0, cur_page: 0, data, ...facts }, text: 'generated in: 0.01s' });
const page = (outcome: Outcome, at = 0) => {
  const end = outcome.ends[at];
  if (end?.kind !== 'page') throw new Error(`expected a page, got ${JSON.stringify(end)}`);
  return end.page;
};

describe('channels', () => {
  test('every field arrives', () => {
    const outcome = read('channel', [wrap([CHANNEL])]);
    expect(outcome.catalog.channel(0)).toMatchObject({
      key: 'p:c:17', number: 5, name: 'Nord 1', logo: 'http://h.example/stalker_portal/misc/logos/320/17.png', categories: [0], guideKey: 'nord1.example', isRadio: false, isAdult: false,
      catchup: { mode: 'default', days: 3 }, stream: { nativeId: '17', url: '=ffrt4 http://localhost/ch/17_' },
    });
    expect(page(outcome)).toMatchObject({ rows: 1, kept: 1, totalItems: 1, pageItems: 14, isCut: false });
  });

  test.each<readonly [string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>]>([
    ['numbers where texts are due', { id: 17, number: 5, tv_genre_id: 1, tv_archive_duration: 72 }, { key: 'p:c:17', number: 5, categories: [0], catchup: { days: 3 } }],
    ['nulls', { logo: null, xmltv_id: null, tv_genre_id: null, number: null, enable_tv_archive: null }, { logo: '', guideKey: 'Nord 1', categories: [], number: 0, catchup: null }],
    ['an archive without hours', { tv_archive_duration: 0 }, { catchup: null }],
    ['may be played as it is', { use_http_tmp_link: '0', use_load_balancing: 0, cmd: 'ffmpeg http://s.example/17.ts' }, { stream: { url: 'http://s.example/17.ts' } }],
    ['flags off, but the portal inside', { use_http_tmp_link: 0, use_load_balancing: 0 }, { stream: { url: '=ffrt4 http://localhost/ch/17_' } }],
    ['one flag is missing', { use_http_tmp_link: '0', use_load_balancing: undefined, cmd: 'ffmpeg http://s.example/17.ts' }, { stream: { url: '=ffmpeg http://s.example/17.ts' } }],
    ['several commands', { cmd: '', cmds: [{ id: 1, url: 'ffmpeg http://localhost/ch/99_' }] }, { stream: { url: '=ffmpeg http://localhost/ch/99_' } }],
    ['no command', { cmd: null }, { stream: { url: '', nativeId: '17' } }],
    ['an id that is no number', { id: '17:1' }, { key: 'p:c:17:1', stream: { nativeId: '17:1' } }],
    ['an id with zeros', { id: '007' }, { key: 'p:c:007' }],
    ['a locked genre', { tv_genre_id: '2' }, { categories: [0], isAdult: true }],
    ['locked itself', { censored: '1' }, { isAdult: true }],
    ['escapes', { name: 'A\u00e9 "x" / \u4e2d', cmd: 'ffmpeg http://localhost/ch/1_' }, { name: 'A\u00e9 "x" / \u4e2d', stream: { url: '=ffmpeg http://localhost/ch/1_' } }],
  ])('%s', (_name, facts, expected) => {
    expect(read('channel', [wrap([{ ...CHANNEL, ...facts }])]).catalog.channel(0)).toMatchObject(expected);
  });

  test('stations', () => {
    const { catalog } = read('radio', [wrap([{ id: '17', name: 'Wave', cmd: 'ffmpeg http://localhost/radio/17', number: 1 }])]);
    expect(catalog.channel(0)).toMatchObject({ key: 'p:c:r17', isRadio: true, guideKey: '', categories: [0], stream: { nativeId: 'r17' } });
    expect(catalog.categories('channel')[0]?.name).toBe('Radio');
  });
});

describe('films and series', () => {
  test('every field arrives', () => {
    expect(read('movie', [wrap([FILM])]).catalog.movie(0)).toMatchObject({
      key: 'p:m:900', name: 'Kestrel', plot: 'A bird.', poster: 'http://h.example/screenshots/9/900.jpg', durationMs: 7_440_000, year: 2021, rating: 8.1, age: 12, genres: ['Drama', 'Nature'], categories: [0],
      addedMs: Date.UTC(2024, 4, 6, 10), stream: { url: '=/media/900.mpg' },
    });
  });

  test('series among the films are series', () => {
    const answers = [wrap([{ ...FILM, id: 1, is_series: '1' }, { ...FILM, id: 2, series: [1, 2, 3] }, { ...FILM, id: 3, series: [] }])];
    const { catalog } = read('movie', answers);
    expect([catalog.count('movie'), catalog.count('series'), catalog.series(0)?.key, catalog.series(1)?.nativeId, catalog.categories('series')[0]?.name]).toEqual([1, 2, 'p:s:v1', 'v2', 'News']);
  });

  test.each([['N/a', 0], ['01:35:00', 5_700_000], ['95 min', 5_700_000], [95, 5_700_000], ['', 0], [null, 0]] as const)('running time %j', (time, expected) => {
    expect(read('movie', [wrap([{ ...FILM, time }])]).catalog.movie(0)?.durationMs).toBe(expected);
  });
});

describe('shapes of the answer', () => {
  const rows = [CHANNEL, { ...CHANNEL, id: '18', name: 'Pulse' }];
  const json = JSON.stringify(rows);
  test.each<readonly [string, string | object, number]>([
    ['a list under js', { js: rows }, 2], ['rows in an object', wrap({ a: rows[0], b: rows[1] }), 2], ['an object with gaps', wrap({ 0: rows[0], 7: rows[1] }), 2], ['no wrapper', rows, 2], ['data without js', { data: rows }, 2],
    ['a warning before it', `<br />\n<b>Warning</b>: Undefined index {"x"} in <b>/var/www/a.php</b> on line <b>3</b>\n${JSON.stringify(wrap(rows))}`, 2], ['a callback around it', `callback(${JSON.stringify(wrap(rows))});`, 2],
    ['a mark before it', `\ufeff${JSON.stringify(wrap(rows))}`, 2], ['counts behind the rows', `{"js":{"data":${json},"total_items":2,"max_page_items":"14"}}`, 2], ['blanks everywhere', `\n{ "js" : { "data" : ${json} } }`, 2],
    ['raw line ends in texts', JSON.stringify(wrap(rows)).replace('Pulse', 'Pu\nlse'), 2], ['quotes nobody escaped', JSON.stringify(wrap(rows)).replace('Pulse', 'The "Pulse" TV'), 2],
    ['cut within the second row', `{"js":{"data":${json.slice(0, -20)}`, 1], ['cut behind the first row', `{"js":{"data":[${JSON.stringify(CHANNEL)},`, 1], ['other members first', { js: { genre: { a: [1, { b: 2 }] }, x: null, data: rows } }, 2],
    ['an empty list', wrap([]), 0], ['an empty object', { js: {} }, 0], ['no rows at all', { js: [] }, 0], ['null', { js: null }, 0], ['false', '{"js":false}', 0], ['data is null', wrap(null), 0],
  ])('%s', (_name, answer, kept) => {
    const outcome = read('channel', [answer]);
    expect([page(outcome).kept, outcome.catalog.count('channel')]).toEqual([kept, kept]);
  });

  test('what is missing is told', () => {
    expect(page(read('channel', [`{"js":{"data":${json.slice(0, -20)}`])).isCut).toBe(true);
    const broken = read('channel', [wrap([{ ...CHANNEL, id: null }, { ...CHANNEL, name: '' }, CHANNEL, CHANNEL, {}])]);
    expect(page(broken)).toMatchObject({ rows: 5, kept: 1, skipped: { duplicate: 1, 'no-id': 2, 'no-name': 1 } });
  });

  test('a row that comes again on a later page is kept once', () => {
    const outcome = read('channel', [wrap([CHANNEL]), wrap([CHANNEL, rows[1]])]);
    expect([page(outcome, 0).kept, page(outcome, 1).kept, page(outcome, 1).skipped.duplicate, outcome.catalog.count('channel')]).toEqual([1, 1, 1, 2]);
  });

  test.each([
    ['Authorization failed.', 'refused'], ['Access denied.', 'denied'], ['<html><h1>404', 'source.html-answer'], ['It works', 'source.not-json'], ['', 'source.empty'], ['{"js":"Authorization failed."}', 'refused'],
  ])('no list: %j', (answer, expected) => {
    const end = read('channel', [answer]).ends[0];
    expect(end?.kind === 'failed' ? end.error.code : end?.kind).toBe(expected);
  });
});

describe('cut at any byte into any chunks', () => {
  const answers = [
    `\ufeff Notice: x\n${JSON.stringify(wrap([CHANNEL, { ...CHANNEL, id: 18, name: 'N\u00f6rd \u4e2d\ud83d\ude00', cmd: 'ffmpeg http://s/"x"' }, { id: 19 }], { total_items: 3 }))}`,
    JSON.stringify(wrap({ 1: { ...CHANNEL, id: 20 }, 2: CHANNEL })), 'Authorization failed.', `{"js":{"x":[1,{"a":"}"}],"data":[${JSON.stringify({ ...CHANNEL, id: 21 })},{"id":"22","name":"cut`,
  ];
  const whole = read('channel', answers);

  test.each([1, 2, 3, 5, 17, 63, 64, 65, 300])('%i bytes at a time', (size) => {
    const outcome = read('channel', answers, size);
    expect(outcome.catalog.revision).toBe(whole.catalog.revision);
    expect(outcome.ends).toEqual(whole.ends);
  });

  test('two chunks, cut anywhere', () => {
    const short = [{ id: 18, name: 'N\u00f6rd \u4e2d\ud83d\ude00 "x"', cmd: 'ffrt http://s/', tv_genre_id: '1' }, { id: 19 }, { id: '20', name: 'B' }];
    const answer = `\ufeff<b>x\n${JSON.stringify(wrap(short, { total_items: 3 }))}`;
    const bytes = new TextEncoder().encode(answer);
    const expected = read('channel', [answer]);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const builder = createCatalogBuilder({ sourceId: 'p' as SourceId });
      const rows = new PortalRows(builder, 'http://h.example/stalker_portal/');
      rows.announce('channel', GENRES);
      const reader = createPortalListReader('channel', rows);
      reader.push(bytes.slice(0, cut));
      reader.push(bytes.slice(cut));
      expect([cut, reader.end(), builder.count('channel')]).toEqual([cut, expected.ends[0], expected.catalog.count('channel')]);
      // Sealing a catalogue costs more than reading these rows.
      if (cut % 16 === 0) expect([cut, builder.finish().revision]).toEqual([cut, expected.catalog.revision]);
    }
  });

  test('text without end before the list is not looked at twice', () => {
    const noise = 'x'.repeat(70_000);
    const outcome = read('channel', [noise + JSON.stringify([CHANNEL])], 1);
    expect(outcome.catalog.count('channel')).toBe(1);
  });
});
