import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { SourceId } from '../base';
import type { ChannelRecord, ColumnarCatalog } from '../catalog';
import { createPlaylistReader } from '.';
import type { PlaylistResult } from '.';

const SOURCE = 'list' as SourceId;

function read(text: string | Uint8Array): PlaylistResult {
  const reader = createPlaylistReader({ sourceId: SOURCE, baseUrl: 'http://list.example/list.m3u' });
  reader.push(typeof text === 'string' ? new TextEncoder().encode(text) : text);
  const end = reader.end();
  if (!end.ok) throw end.error;
  return end.value;
}

function channels(catalog: ColumnarCatalog): readonly ChannelRecord[] {
  return Array.from({ length: catalog.count('channel') }, (_, row) => catalog.channel(row)).filter((channel) => channel !== null);
}

function channel(attributes: string, url = 'http://h/index.m3u8', header = ''): ChannelRecord {
  const [found] = channels(read(`#EXTM3U ${header}\n#EXTINF:-1 ${attributes},Name\n${url}`).catalog);
  if (found === undefined) throw new Error('no channel');
  return found;
}

describe('channels', () => {
  test('every field arrives', () => {
    expect(channel('tvg-id="id.1" tvg-name="Guide_Name" tvg-logo="http://l/x.png" tvg-chno="5.1" group-title="News;World" radio="true" xui-id="7"', 'http://h/live/a.m3u8|User-Agent=UA')).toMatchObject({
      row: 0, number: 5.1, name: 'Name', logo: 'http://l/x.png', categories: [0, 1], guideKey: 'id.1', guideName: 'Guide_Name', isRadio: true, isAdult: false,
      catchup: null, stream: { sourceId: SOURCE, nativeId: '', url: 'http://h/live/a.m3u8', container: 'm3u8', headers: { 'user-agent': 'UA' }, properties: { 'xui-id': '7' } },
    });
  });

  test('every field arrives in row after row, when all that rows share is known', () => {
    const row = (i: number): string => `#EXTINF:-1 tvg-logo="http://l.example/a/${i}.png" catchup="append" catchup-days="3" catchup-source="http://h.example/archive/${i}" catchup-correction="1",Name ${i}\nhttp://h.example/live/u/p/${i}.ts\n`;
    const found = channels(read(`#EXTM3U\n${Array.from({ length: 9 }, (_, i) => row(i)).join('')}`).catalog);
    expect(found).toHaveLength(9);
    for (const [i, channel] of found.entries()) {
      expect(channel).toMatchObject({
        name: `Name ${i}`, guideKey: `Name ${i}`, logo: `http://l.example/a/${i}.png`, catchup: { mode: 'append', days: 3, template: `http://h.example/archive/${i}`, correctionMs: 3_600_000 },
        stream: { url: `http://h.example/live/u/p/${i}.ts`, container: 'ts' },
      });
    }
  });

  test.each([['101', 101], ['5.1', 5.1], ['007', 7], ['5-2', 5.2], ['BS4K101', 0], ['', 0], ['-3', 0], ['12345.75', 12345.75]])('number %s', (text, number) => {
    expect(channel(`tvg-chno="${text}"`).number).toBe(number);
  });

  test.each([
    ['tvg-id="x" tvg-name="N"', 'x'], ['tvg-name="N"', 'N'], ['', 'Name'], ['tvg-id="x" tvg-shift="-1.5"', 'x\u001f-90'], ['tvg-shift="2"', 'Name\u001f120'], ['tvg-name="Name" tvg-shift="-1"', 'Name\u001f-60'], ['tvg-name="Name"', 'Name'], ['tvg-name="Guide" tvg-shift="1"', 'Guide\u001f60'], ['tvg-id="x" tvg-shift="0"', 'x'],
  ])('guide key of %s', (attributes, key) => {
    expect(channel(attributes).guideKey).toBe(key);
  });

  test('the header\'s shift applies where a channel has none', () => {
    expect(channel('tvg-id="x"', 'http://h/a', 'tvg-shift="2"').guideKey).toBe('x\u001f120');
    expect(channel('tvg-id="x" tvg-shift="0"', 'http://h/a', 'tvg-shift="2"').guideKey).toBe('x');
  });

  test('adults: by group, by mark', () => {
    expect(channel('group-title="XXX | Adults"').isAdult).toBe(true);
    expect(channel('parent-code="1234"').isAdult).toBe(true);
    expect(channel('censored="0" group-title="Essex"').isAdult).toBe(false);
  });

  test('a row without an address keeps an empty one', () => {
    expect(channel('', '[NO PUBLIC STREAM]').stream).toMatchObject({ url: '', nativeId: '' });
  });
});

describe('catch-up attributes', () => {
  test.each([
    ['', null],
    ['catchup="default" catchup-source="http://a/{utc}" catchup-days="3"', { mode: 'default', days: 3, template: 'http://a/{utc}', correctionMs: 0 }],
    ['catchup="append" catchup-source="?u={utc}" catchup-days="5" catchup-correction="-1.5"', { mode: 'append', days: 5, template: '?u={utc}', correctionMs: -5_400_000 }],
    ['catchup="shift" catchup-days="2"', { mode: 'shift', days: 2, template: null, correctionMs: 0 }],
    ['catchup-type="flussonic-hls" catchup-days="2"', { mode: 'flussonic', days: 2, template: null, correctionMs: 0 }],
    ['catchup="fs"', { mode: 'flussonic', days: 7, template: null, correctionMs: 0 }],
    ['catchup="xc" catchup-days="4"', { mode: 'xtream', days: 4, template: null, correctionMs: 0 }],
    ['catchup="vod" catchup-source="http://a/{catchup-id}"', { mode: 'vod', days: 7, template: 'http://a/{catchup-id}', correctionMs: 0 }],
    ['timeshift="3"', { mode: 'shift', days: 3, template: null, correctionMs: 0 }],
    ['timeshift="0"', null],
    ['tvg-rec="6"', { mode: 'flussonic', days: 6, template: null, correctionMs: 0 }],
    ['catchup="disabled" catchup-days="6"', null],
    ['catchup="default"', { mode: 'shift', days: 7, template: null, correctionMs: 0 }],
  ])('%s', (attributes, expected) => {
    expect(channel(attributes).catchup).toEqual(expected);
  });

  test('tvg-rec on another server is a shift; header defaults apply', () => {
    expect(channel('tvg-rec="6"', 'http://h/a.ts').catchup?.mode).toBe('shift');
    expect(channel('', 'http://h/a.ts', 'catchup="append" catchup-source="?x={utc}" catchup-days="9"').catchup).toEqual({ mode: 'append', days: 9, template: '?x={utc}', correctionMs: 0 });
  });
});

describe('films and series', () => {
  const { catalog } = read(
    [
      '#EXTM3U', '#EXTINF:5400 tvg-logo="http://l/f.jpg" group-title="VOD",A Film (1999) [4K]', 'http://h/movie/u/p/1.MKV',
      '#EXTINF:-1 group-title="Shows" tvg-logo="http://l/s.jpg",Show S02E01 Later', 'http://h/series/u/p/21.mp4', '#EXTINF:-1 group-title="Shows",Show S01E02 - Second', 'http://h/series/u/p/12.mp4',
      '#EXTINF:-1 group-title="Shows",Show 1x01', 'http://h/series/u/p/11.mp4', '#EXTINF:-1 group-title="Other",Show S01E01', 'http://h/series/u/p/99.mp4',
    ].join('\n'),
  );

  test('a film', () => {
    expect(catalog.count('movie')).toBe(1);
    expect(catalog.movie(0)).toMatchObject({ name: 'A Film [4K]', year: 1999, poster: 'http://l/f.jpg', quality: '4K', durationMs: 5_400_000, stream: { container: 'mkv' } });
  });

  test('episodes gather under their series, by group', () => {
    expect(catalog.count('series')).toBe(2);
    expect(catalog.series(0)).toMatchObject({ name: 'Show', poster: 'http://l/s.jpg', categories: [0] });
    const seasons = catalog.seasons(0);
    expect(seasons.map((season) => [season.number, season.episodes.map((episode) => `${episode.number} ${episode.name}`)])).toEqual([[1, ['1 ', '2 Second']], [2, ['1 Later']]]);
    const episode = seasons[0]?.episodes[1];
    if (episode === undefined) throw new Error('no episode');
    expect(episode.stream.url).toBe('http://h/series/u/p/12.mp4');
    expect(catalog.seriesRowOfEpisode(episode.key)).toBe(0);
    expect(catalog.seasons(1)).toHaveLength(1);
    expect(catalog.seasons(7)).toEqual([]);
  });
});

describe('fingerprints', () => {
  const key = (name: string, group: string, url: string): string => channels(read(`#EXTM3U\n#EXTINF:-1 group-title="${group}",${name}\n${url}`).catalog)[0]?.key ?? '';
  const base = key('BBC One', 'UK', 'http://host.example:8080/live/user/secret/123.ts');

  test('stay over new passwords, ports, formats, schemes and letter case', () => {
    for (const url of ['http://host.example:8080/live/other/word/123.ts', 'https://HOST.example/live/a/b/123.m3u8', 'http://x:y@host.example:80/live/a/b/123']) {
      expect(key('bbc  one', 'U K', url)).toBe(base);
    }
    expect(key('A', 'G', 'http://h/play.m3u8?id=5&token=abc&username=u')).toBe(key('A', 'G', 'http://h/play.m3u8?id=5&token=xyz'));
  });

  test('differ by name, group, host and stream', () => {
    const others = [
      key('BBC Two', 'UK', 'http://host.example/live/u/p/123.ts'), key('BBC One', 'IE', 'http://host.example/live/u/p/123.ts'),
      key('BBC One', 'UK', 'http://other.example/live/u/p/123.ts'), key('BBC One', 'UK', 'http://host.example/live/u/p/124.ts'),
      key('BBC One', 'UK', 'http://host.example/movie/u/p/123.ts'), key('A', 'G', 'http://h/play.m3u8?id=5'), key('A', 'G', 'http://h/play.m3u8?id=6'), base,
    ];
    expect(new Set(others).size).toBe(others.length);
  });

  test('hold no credentials', () => {
    expect(base).toMatch(/^list:c:f[0-9a-f]{16}$/);
  });

  test('the same row twice has two keys, and both are found', () => {
    const { catalog } = read('#EXTM3U\n#EXTINF:-1,A\nhttp://h/a\n#EXTINF:-1,B\nhttp://h/b\n#EXTINF:-1,A\nhttp://h/a\n#EXTINF:-1,A\nhttp://h/a');
    const keys = channels(catalog).map((found) => found.key);
    expect(new Set(keys).size).toBe(4);
    for (let round = 0; round < 10; round += 1) expect(keys.map((found) => catalog.rowOf('channel', found))).toEqual([0, 1, 2, 3]);
  });
});

const real = join(process.cwd(), '../shared/data/free-tv.m3u8');
const whenReal = existsSync(real) ? test : test.skip;

whenReal('the real list (skipped where ../shared/data is absent): 2,059 channels, every odd line accounted for', () => {
  const { catalog, report } = read(new Uint8Array(readFileSync(real)));
  expect([catalog.count('channel'), catalog.count('movie'), catalog.count('series')]).toEqual([2059, 0, 0]);
  expect(report.lineKinds).toEqual({ address: 2059, info: 2059, header: 1, directive: 0, comment: 0, blank: 0, skipped: 0 });
  expect(report).toMatchObject({ entries: 2059, lines: 4119, counts: { 'free-text': 0, 'no-address': 0, 'unreadable-address': 9, 'too-long': 0 } });
  expect(report.notes.map((note) => note.line)).toEqual([2169, 2181, 2183, 2185, 2191, 2193, 2195, 2197, 2199]);
  expect(report.header.guideUrls).toHaveLength(101);
  expect(catalog.categories('channel').reduce((sum, category) => sum + category.count, 0)).toBe(2059);
  const keys = channels(catalog).map((found) => found.key);
  expect(new Set(keys).size).toBe(2059);
  expect(keys.every((key, row) => catalog.rowOf('channel', key) === row)).toBe(true);
  const bare = channels(catalog).filter((found) => found.stream.url === '');
  expect(bare).toHaveLength(9);
});

test('first rows are sealed in steps, each a part of it, and reading goes on', () => {
  const reader = createPlaylistReader({ sourceId: 'steps' as SourceId });
  const text = Array.from({ length: 40 }, (_, index) => `#EXTINF:-1 group-title="G${String(index % 3)}",Channel ${String(index)}\nhttp://h/${String(index)}.ts\n`).join('');
  const bytes = new TextEncoder().encode(`#EXTM3U\n${text}`);
  reader.push(bytes.subarray(0, bytes.length / 2));
  const steps = reader.partialSteps();
  let count = 1;
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) count += 1;
  expect(count).toBeGreaterThan(5);
  expect([step.value.count('channel'), step.value.revision]).toEqual([reader.partial().count('channel'), reader.partial().revision]);
  reader.push(bytes.subarray(bytes.length / 2));
  const end = reader.end();
  expect(end.ok && end.value.catalog.count('channel')).toBe(40);
});
