import { describe, expect, test } from '@jest/globals';
import { rounds } from '#test/harness/rounds';
import { createSeededRandom } from '../base';
import { createM3uParser } from '.';
import { M3U } from './m3u-contract';
import type { M3uEntry, M3uHeader, M3uParserOptions, M3uReport } from './m3u-contract';

interface Row {
  readonly name: string;
  readonly url: string;
  readonly group: string;
  readonly kind: string;
  readonly line: number;
  readonly id: string;
  readonly tvgName: string;
  readonly logo: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, string>>;
}

interface Outcome {
  readonly rows: readonly Row[];
  readonly headers: readonly M3uHeader[];
  readonly report: M3uReport | null;
  readonly code: string;
  readonly answer: unknown;
}

function toRow(entry: M3uEntry): Row {
  const group = new TextDecoder().decode(entry.groupBytes.slice(entry.groupStart, entry.groupEnd));
  return {
    name: entry.text(M3U.name), url: entry.url(), group, kind: entry.kind, line: entry.line, id: entry.text(M3U.tvgId),
    tvgName: entry.text(M3U.tvgName), logo: entry.text(M3U.tvgLogo), headers: entry.headers(), properties: entry.properties(),
  };
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function read(input: string | Uint8Array, sizes: readonly number[] = [1 << 20], options: M3uParserOptions = { baseUrl: 'http://list.example/dir/list.m3u' }): Outcome {
  const bytes = typeof input === 'string' ? bytesOf(input) : input;
  const rows: Row[] = [];
  const headers: M3uHeader[] = [];
  const parser = createM3uParser({ entry: (entry) => rows.push(toRow(entry)), header: (header) => headers.push(header) }, options);
  for (let from = 0, i = 0; from < bytes.length; i += 1) {
    const size = sizes[i % sizes.length] ?? 1;
    // A chunk of its own that is wiped afterwards: the parser must not keep it.
    const chunk = bytes.slice(from, from + size);
    parser.push(chunk);
    chunk.fill(0x2a);
    from += size;
  }
  const end = parser.end();
  if (end.ok) expectAccount(end.value);
  return {
    rows, headers, report: end.ok ? end.value : null, code: end.ok ? '' : end.error.code, answer: end.ok ? '' : end.error.facts['answer'],
  };
}

/** No line is unaccounted for, and none is counted twice. */
function expectAccount(report: M3uReport): void {
  const { lineKinds, counts } = report;
  const sum = (numbers: Readonly<Record<string, number>>): number => Object.values(numbers).reduce((total, count) => total + count, 0);
  expect(sum(lineKinds)).toBe(report.lines);
  expect(sum(counts) - counts['unreadable-address']).toBe(lineKinds.skipped);
  expect(lineKinds.address).toBe(report.entries);
  expect(lineKinds.info).toBeLessThanOrEqual(report.entries);
}

function only(line: string): Row {
  const { rows } = read(`#EXTM3U\n${line}\nhttp://h.example/x.ts\n`);
  expect(rows).toHaveLength(1);
  const [row] = rows;
  if (row === undefined) throw new Error('no row');
  return row;
}

describe('#EXTINF', () => {
  test.each<readonly [string, string, Partial<Row>]>([
    ['plain', '#EXTINF:-1 tvg-id="a.b" tvg-name="A" tvg-logo="http://l/x.png" group-title="News",Channel A', { name: 'Channel A', id: 'a.b', tvgName: 'A', logo: 'http://l/x.png', group: 'News' }],
    ['no attributes', '#EXTINF:0,Channel', { name: 'Channel' }],
    ['space after the colon', '#EXTINF: -1, name,with comma', { name: 'name,with comma' }],
    ['commas in quotes', '#EXTINF:-1 tvg-logo="http://l/a,b.png,c.png" group-title="A, B",Name', { name: 'Name', logo: 'http://l/a,b.png,c.png', group: 'A, B' }],
    ['commas in the name', '#EXTINF: -1 tvg-name="The Good, the Bad and the Ugly",The Good, the Bad and the Ugly', { name: 'The Good, the Bad and the Ugly' }],
    ['comma in an unquoted last value', '#EXTINF:-1 tvg-logo=http://l/a,b.png,Name', { name: 'Name', logo: 'http://l/a,b.png' }],
    ['comma in an unquoted value with more behind', '#EXTINF:-1 tvg-logo=http://l/a,b.png tvg-id=5,Name', { name: 'Name', logo: 'http://l/a,b.png', id: '5' }],
    ['unquoted value with spaces', '#EXTINF:-1 group-title=My Group tvg-id=7,Name', { name: 'Name', group: 'My Group', id: '7' }],
    ['single quotes', `#EXTINF:-1 tvg-id='a' group-title='It"s',Name`, { name: 'Name', id: 'a', group: 'It"s' }],
    ['upper-case keys', '#EXTINF:-1 TVG-ID="a" Group-Title="G",Name', { id: 'a', group: 'G' }],
    ['order free, unknown keys kept', '#EXTINF:-1 group-title="G" x-odd="1" tvg-id="a",Name', { id: 'a', group: 'G', properties: { 'x-odd': '1' } }],
    ['equals signs in the name', '#EXTINF:-1 tvg-id="a",2+2=4 = four', { name: '2+2=4 = four' }],
    ['empty values', '#EXTINF:-1 tvg-id="" tvg-name="" tvg-logo="" group-title="",Name', { name: 'Name', id: '', group: '' }],
    ['unterminated quote, another attribute behind', '#EXTINF:-1 tvg-logo="http://l/x.png group-title="G",Name', { name: 'Name', logo: 'http://l/x.png', group: 'G' }],
    ['unterminated quote at the end', '#EXTINF:-1 tvg-id="a" group-title="G,Name', { name: 'Name', id: 'a', group: 'G' }],
    ['quotes within quotes', '#EXTINF:-1 tvg-name="The "A"Team" group-title="G",Name', { name: 'Name', tvgName: 'The "A"Team', group: 'G' }],
    ['quotes in the name', '#EXTINF:-1 group-title="G",The "Best" Of', { name: 'The "Best" Of', group: 'G' }],
    ['no space between attributes', '#EXTINF:-1 tvg-id="a"tvg-name="b"group-title="G",Name', { name: 'Name', id: 'a', tvgName: 'b', group: 'G' }],
    ['spaces around the equals sign', '#EXTINF:-1 tvg-id = "a" group-title= "G",Name', { name: 'Name', id: 'a', group: 'G' }],
    ['comma before the attributes', '#EXTINF:-1,tvg-id="a" group-title="G",Name', { name: 'Name', id: 'a', group: 'G' }],
    ['attributes behind the name', '#EXTINF:-1,Name group-title="G"', { name: 'Name', group: 'G' }],
    ['no comma', '#EXTINF:-1 Some Name', { name: 'Some Name' }],
    ['no duration', '#EXTINF:tvg-id="a",3sat', { name: '3sat', id: 'a' }],
    ['a name in place of the duration', '#EXTINF:3sat HD', { name: '3sat HD' }],
    ['empty name falls back to tvg-name', '#EXTINF:-1 tvg-name="Guide Name",', { name: 'Guide Name' }],
    ['empty name falls back to the file', '#EXTINF:-1,', { name: 'x' }],
    ['tabs', '#EXTINF:-1\ttvg-id="a"\tgroup-title="G"\t,\tName\t', { name: 'Name', id: 'a', group: 'G' }],
    ['decoration', '#EXTINF:1,=>(★ TURKİYE ★)<=', { name: '=>(★ TURKİYE ★)<=' }],
    ['lower case', '#extinf:-1 tvg-id="a",Name', { name: 'Name', id: 'a' }],
    ['first of two spellings', '#EXTINF:-1 tvg-id="a" tvg_id="b",Name', { id: 'a' }],
  ])('%s', (_name, line, expected) => {
    expect(only(line)).toMatchObject(expected);
  });
});

describe('groups', () => {
  test('#EXTGRP holds until the next one or a group-title', () => {
    const { rows } = read(
      [
        '#EXTM3U', '#EXTGRP:First', '#EXTINF:-1,A', 'http://h/a', '#EXTINF:-1,B', 'http://h/b', '#EXTINF:-1,C', '#EXTGRP:Second', 'http://h/c',
        '#EXTINF:-1,D', 'http://h/d', '#EXTINF:-1 group-title="Own",E', 'http://h/e', '#EXTINF:-1,F', 'http://h/f', '#EXTGRP:Third', '#EXTINF:-1,G', 'http://h/g', '#EXTGRP:', '#EXTINF:-1,H', 'http://h/h',
      ].join('\n'),
    );
    expect(rows.map((row) => `${row.name}:${row.group}`)).toEqual(['A:First', 'B:First', 'C:Second', 'D:Second', 'E:Own', 'F:', 'G:Third', 'H:']);
  });

  test('a group-title wins over the entry\'s own #EXTGRP', () => {
    expect(read('#EXTM3U\n#EXTINF:-1 group-title="Music",A\n#EXTGRP:Other\nhttp://h/a').rows[0]?.group).toBe('Music');
  });
});

describe('directives', () => {
  test('options in both spellings, before and after #EXTINF', () => {
    const { rows } = read(
      [
        '#EXTM3U', '#EXTVLCOPT:http-user-agent="My Agent/1"', '#EXTINF:-1,A', '#EXTVLCOPT--http-referrer=http://r.example/', '#EXTVLCOPT:program=12',
        '#KODIPROP:inputstream.adaptive.license_type=clearkey', '#KODIPROP:inputstream.adaptive.license_key=aa:bb=cc', '#EXTHTTP:{"Cookie":"a=b","X":1}',
        'http://h/a', '#EXTINF:-1,B', 'http://h/b',
      ].join('\n'),
    );
    expect(rows[0]).toMatchObject({
      headers: { 'user-agent': 'My Agent/1', 'referer': 'http://r.example/', 'cookie': 'a=b' },
      properties: { 'program': '12', 'inputstream.adaptive.license_type': 'clearkey', 'inputstream.adaptive.license_key': 'aa:bb=cc' },
    });
    expect(rows[1]).toMatchObject({ headers: {}, properties: {} });
  });

  test('header attributes and broken #EXTHTTP', () => {
    const { rows } = read('#EXTM3U\n#EXTINF:-1 user-agent="UA" http-referrer="http://r",A\n#EXTHTTP:{broken\nhttp://h/a');
    expect(rows[0]?.headers).toEqual({ 'user-agent': 'UA', 'referer': 'http://r' });
  });

  test.each<readonly [string, string, Readonly<Record<string, string>>]>([
    ['http://h/v.mp4|User-Agent=Mozilla/5.0 (Windows NT 6.1) like Gecko&Referer=http://x/e.html', 'http://h/v.mp4', { 'user-agent': 'Mozilla/5.0 (Windows NT 6.1) like Gecko', 'referer': 'http://x/e.html' }],
    ['http://h/v.m3u8|user-agent=RTP Play/2.0&!X-Own=1', 'http://h/v.m3u8', { 'user-agent': 'RTP Play/2.0', 'x-own': '1' }],
    ['http://h/v.m3u8|Referer=http%3A%2F%2Fx%2F%3Fa%3D1', 'http://h/v.m3u8', { referer: 'http://x/?a=1' }],
    ['http://h/v.m3u8|Referer=http://x/?a=1&b', 'http://h/v.m3u8', { referer: 'http://x/?a=1&b' }],
    ['http://h/v.m3u8?q=a|b', 'http://h/v.m3u8?q=a|b', {}],
  ])('pipe headers: %s', (line, url, headers) => {
    const { rows } = read(`#EXTM3U\n#EXTINF:-1,A\n${line}`);
    expect(rows[0]).toMatchObject({ url, headers });
  });

  test('logo by directive, only where none is written', () => {
    const { rows } = read('#EXTM3U\n#EXTINF:-1,A\n#EXTALBUMARTURL:http://l/a.png\nhttp://h/a\n#EXTINF:-1 tvg-logo="http://l/own.png",B\n#EXTIMG:http://l/b.png\nhttp://h/b');
    expect(rows.map((row) => row.logo)).toEqual(['http://l/a.png', 'http://l/own.png']);
  });

  test('a play-list type marks its entry as a film', () => {
    const { rows } = read('#EXTM3U\n#EXTINF:-1,A\n#EXT-X-PLAYLIST-TYPE:VOD\nhttp://h/a.m3u8\n#EXTINF:-1,B\nhttp://h/b.m3u8');
    expect(rows.map((row) => row.kind)).toEqual(['movie', 'live']);
  });
});

describe('the account of lines', () => {
  test('every line has its kind, every line left out its reason', () => {
    const { report } = read(
      [
        '#EXTM3U', '#PLAYLIST:Mine', '# a comment', '##### UK #####', '', '#EXTGRP:G', '#EXTINF:-1,A', '#EXTVLCOPT:http-user-agent=X', 'http://h/a', '#EXTVLCOPT:nothing', '#EXTHTTP:{broken', '#EXTBG:#fff',
        '#KODIPROPS', '#EXTALBUMARTURL:', '#EXT-X-VERSION:3', 'just words', '#EXTINF:-1,B', '[NONE]', '#EXTINF:-1,C',
      ].join('\n'),
    );
    expect(report?.lineKinds).toEqual({ address: 2, info: 2, header: 2, directive: 2, comment: 2, blank: 1, skipped: 8 });
    expect(report?.notes).toEqual([
      { line: 10, reason: 'unreadable-directive' }, { line: 11, reason: 'unreadable-directive' }, { line: 12, reason: 'unknown-directive' }, { line: 13, reason: 'unreadable-directive' },
      { line: 14, reason: 'unreadable-directive' }, { line: 15, reason: 'unknown-directive' }, { line: 16, reason: 'free-text' }, { line: 18, reason: 'unreadable-address' }, { line: 19, reason: 'no-address' },
    ]);
  });

  test('the first 200 remarks are those of the lowest lines, also when a line is judged late', () => {
    // The odd line 3 is judged when its entry is closed, behind hundreds of others.
    const { report } = read(`#EXTM3U\n#EXTINF:-1,A\nodd words\n${'#EXTBG:x\n'.repeat(300)}#EXTINF:-1,B\nhttp://h/b\n`);
    expect(report?.notes).toHaveLength(200);
    expect(report?.notes[0]).toEqual({ line: 3, reason: 'unreadable-address' });
    expect(report?.notes[199]?.line).toBe(202);
  });
});

describe('vendor attributes', () => {
  test('are kept by name', () => {
    const { properties } = only('#EXTINF:-1 xui-id="77" tvc-guide-stationid="9" audio-track="deu" aspect-ratio="16:9" provider="P" provider-type="x" media-dir="d" media-size="5" realtime="true",A');
    expect(properties).toEqual({ 'xui-id': '77', 'tvc-guide-stationid': '9', 'audio-track': 'deu', 'aspect-ratio': '16:9', 'provider': 'P', 'provider-type': 'x', 'media-dir': 'd', 'media-size': '5', 'realtime': 'true' });
  });

  test.each([['media="true"', 'movie'], ['media="1"', 'movie'], ['media="false"', 'live'], ['', 'live']])('%s', (attribute, kind) => {
    expect(only(`#EXTINF:-1 ${attribute},A`).kind).toBe(kind);
  });

  test('guides of single channels stand behind those of the list, each once', () => {
    const { report } = read('#EXTM3U url-tvg="http://g/a.xml"\n#EXTINF:-1 tvg-url="http://g/b.xml",A\nhttp://h/a\n#EXTINF:-1 tvg-url="http://g/b.xml",B\nhttp://h/b\n#EXTINF:-1 tvg-url="own.xml",C\nhttp://h/c\n');
    expect(report?.header.guideUrls).toEqual(['http://g/a.xml', 'http://g/b.xml', 'http://list.example/dir/own.xml']);
  });
});

describe('header', () => {
  test('guides, defaults, name; several header lines add up', () => {
    const { headers, report } = read(
      [
        '#EXTM3U x-tvg-url="http://g/a,b.xml.gz, http://g/c.xml" url-tvg="guide.xml" tvg-shift=-1.5 catchup="append" catchup-source="?utc={utc}" catchup-days="3" refresh="3600"',
        '#PLAYLIST:My List', '#EXTINF:-1,A', 'http://h/a', '#EXTM3U url-tvg="http://g/c.xml http://g/d.xml" catchup-correction=2', '#EXTINF:-1,B', 'http://h/b',
      ].join('\n'),
    );
    expect(headers[0]).toMatchObject({
      guideUrls: ['http://g/a,b.xml.gz', 'http://g/c.xml', 'http://list.example/dir/guide.xml'], name: 'My List', tvgShiftHours: -1.5, catchup: 'append',
      catchupSource: '?utc={utc}', catchupDays: 3, catchupCorrectionHours: 0,
    });
    expect(headers[0]?.attributes['refresh']).toBe('3600');
    expect(headers).toHaveLength(2);
    expect(report?.header.guideUrls).toEqual(['http://g/a,b.xml.gz', 'http://g/c.xml', 'http://list.example/dir/guide.xml', 'http://g/d.xml']);
    expect(report?.header).toMatchObject({ name: 'My List', catchupCorrectionHours: 2 });
  });

  test('a list without header, and a list of bare addresses', () => {
    expect(read('#EXTINF:-1,A\nhttp://h/a').rows[0]?.name).toBe('A');
    expect(read('\ufeffhttp://h/dir/First%20One.m3u8?x=1\nstream2.ts\nrtmp://h/live\n').rows.map((row) => [row.name, row.url])).toEqual([
      ['First%20One', 'http://h/dir/First%20One.m3u8?x=1'], ['stream2', 'http://list.example/dir/stream2.ts'], ['live', 'rtmp://h/live'],
    ]);
  });
});

describe('addresses', () => {
  test.each([
    ['stream/chunklist.m3u8', 'http://list.example/dir/stream/chunklist.m3u8'],
    ['/root.ts', 'http://list.example/root.ts'],
    ['../up/a.ts', 'http://list.example/up/a.ts'],
    ['//other.example/a.ts', 'http://other.example/a.ts'],
    ['?id=5', 'http://list.example/dir/list.m3u?id=5'],
    ['My Movie (2020).mp4', 'http://list.example/dir/My Movie (2020).mp4'],
    ['udp://@239.0.0.1:1234', 'udp://@239.0.0.1:1234'],
    ['plugin://plugin.video/?a=b', 'plugin://plugin.video/?a=b'],
    ['   http://h/spaces.ts  ', 'http://h/spaces.ts'],
  ])('%s', (line, url) => {
    expect(read(`#EXTM3U\n#EXTINF:-1,A\n${line}`).rows[0]?.url).toBe(url);
  });

  test('a line that is no address keeps its row, unless the address follows', () => {
    const { rows, report } = read('#EXTM3U\n#EXTINF:-1,A\n[NO PUBLIC STREAM]\n#EXTINF:-1,B\n=== soon ===\nmore words\nhttp://h/b\n#EXTINF:-1,C\n#EXTINF:-1,D\nhttp://h/d\n======end======\n#EXTINF:-1,E');
    expect(rows.map((row) => [row.name, row.url, row.line])).toEqual([['A', '', 3], ['B', 'http://h/b', 7], ['D', 'http://h/d', 10]]);
    expect(report?.notes).toEqual([
      { line: 3, reason: 'unreadable-address' }, { line: 5, reason: 'free-text' }, { line: 6, reason: 'free-text' }, { line: 8, reason: 'no-address' },
      { line: 11, reason: 'free-text' }, { line: 12, reason: 'no-address' },
    ]);
    expect(report?.counts).toMatchObject({ 'free-text': 3, 'no-address': 2, 'unreadable-address': 1, 'too-long': 0 });
  });

  test('the report is bounded, the counts are not', () => {
    const { report } = read(`#EXTM3U\n#EXTINF:-1,A\nhttp://h/a\n${'free text\n'.repeat(5000)}`);
    expect(report?.counts['free-text']).toBe(5000);
    expect(report?.notes).toHaveLength(200);
  });
});

describe('kinds', () => {
  test.each([
    ['http://h/live/u/p/1.ts', 'X', 'live'],
    ['http://h/u/p/1', 'X', 'live'],
    ['http://h/movie/u/p/1.mp4', 'X', 'movie'],
    ['http://h/movie/u/p/1.mp4', 'Show S01 E02', 'episode'],
    ['http://h/series/u/p/1.mkv', 'X', 'episode'],
    ['http://h/files/a.mkv', 'X', 'movie'],
    ['http://h/files/a.MKV?x=1', 'Show 1x02', 'episode'],
    ['http://h/files/a.avi', 'Show S1.E2 Pilot', 'episode'],
    ['http://h/news.mp4', 'News24 City', 'live'],
    ['http://h/news.mp4', 'A Film (1999)', 'movie'],
    ['http://h/vod/a.mp4', 'A Film', 'movie'],
    ['http://h/a.wmv', 'Tv Uno', 'live'],
    ['http://h/index.m3u8', 'Series One S01E01', 'live'],
    ['http://h.movie/x.m3u8', 'X', 'live'],
  ])('%s %s is %s', (url, name, kind) => {
    expect(read(`#EXTM3U\n#EXTINF:-1,${name}\n${url}`).rows[0]?.kind).toBe(kind);
  });

  test('duration, group and tvg-type are hints', () => {
    const { rows } = read('#EXTM3U\n#EXTINF:5400,A\nhttp://h/a.mp4\n#EXTINF:-1 group-title="VOD | Action",B\nhttp://h/b.mp4\n#EXTINF:-1 tvg-type="movie",C\nhttp://h/c.m3u8\n#EXTINF:-1 tvg-id="x" group-title="Films",D\nhttp://h/d.mp4');
    expect(rows.map((row) => row.kind)).toEqual(['movie', 'movie', 'movie', 'live']);
  });
});

describe('what is no playlist', () => {
  test.each([
    ['', 'source.empty', undefined],
    ['  \r\n \n', 'source.empty', undefined],
    ['#EXTM3U\n', 'source.empty', undefined],
    ['#EXTM3U x-tvg-url="http://g"\n# nothing here\n', 'source.empty', undefined],
    ['<!DOCTYPE html><html><body>Login</body></html>', 'source.html-answer', 'html'],
    ['<html>\n<head>', 'source.html-answer', 'html'],
    ['{"user_info":{"auth":0}}', 'source.not-playlist', 'json'],
    ['[{"a":1}]', 'source.not-playlist', 'json'],
    ['<?xml version="1.0"?>\n<tv>', 'source.not-playlist', 'xmltv'],
    ['[playlist]\nNumberOfEntries=0', 'source.not-playlist', 'pls'],
    ['Access denied', 'source.not-playlist', 'text'],
    ['#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:6\n#EXTINF:6.0,\nseg1.ts\n', 'source.not-playlist', 'hls'],
    ['#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow.m3u8\n', 'source.not-playlist', 'hls'],
  ])('%j', (text, code, answer) => {
    expect(read(text)).toMatchObject({ code, answer });
  });

  test('binary', () => {
    expect(read(new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 1, 2, 3, 4]))).toMatchObject({ code: 'source.not-playlist', answer: 'binary' });
  });
});

describe('line ends, encodings, lengths', () => {
  const list = '#EXTM3U\n#EXTINF:-1 group-title="Grün",Käse\nhttp://h/a\n\n# comment\n#EXTINF:-1,日本\nhttp://h/b';

  test.each([['\n'], ['\r\n'], ['\r'], ['\n\r'], ['\r\r\n']])('%j', (end) => {
    const { rows } = read(list.split('\n').join(end));
    expect(rows.map((row) => [row.name, row.group, row.url])).toEqual([['Käse', 'Grün', 'http://h/a'], ['日本', '', 'http://h/b']]);
  });

  test('CR LF counts as one line', () => {
    expect(read(list.split('\n').join('\r\n')).rows.map((row) => row.line)).toEqual([3, 7]);
  });

  test('byte order marks, also of joined files; Windows-1252', () => {
    expect(read(`\ufeff${list}\n\ufeff${list}`).rows).toHaveLength(4);
    const western = new Uint8Array([...bytesOf('#EXTM3U\n#EXTINF:-1,K'), 0xe4, ...bytesOf('se\nhttp://h/a')]);
    expect(read(western).rows[0]?.name).toBe('Käse');
  });

  test('UTF-16 with and without a mark, in any chunks', () => {
    const text = `${list}\n`;
    const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
    const little = new Uint8Array(units.flatMap((unit) => [unit & 0xff, unit >> 8]));
    const big = new Uint8Array(units.flatMap((unit) => [unit >> 8, unit & 0xff]));
    for (const bytes of [little, big, new Uint8Array([0xff, 0xfe, ...little]), new Uint8Array([0xfe, 0xff, ...big])]) {
      for (const sizes of [[1 << 20], [1], [3]]) expect(read(bytes, sizes).rows.map((row) => [row.name, row.group])).toEqual([['Käse', 'Grün'], ['日本', '']]);
    }
  });

  test.each([['windows-1251', [0xcd, 0xee, 0xe2], 'Нов'], ['windows-1256', [0xe3, 0xe6], 'مو'], ['windows-1253', [0xed, 0xdd], 'νέ']])('%s by charset', (charset, letters, name) => {
    const bytes = new Uint8Array([...bytesOf('#EXTM3U\n#EXTINF:-1,'), ...letters, ...bytesOf('\nhttp://h/a\n')]);
    const createDecoder = (label: string): { decode(part: Uint8Array, isLast: boolean): string } => {
      const decoder = new TextDecoder(label);
      return { decode: (part, isLast) => decoder.decode(part, { stream: !isLast }) };
    };
    for (const sizes of [[1 << 20], [1]]) expect(read(bytes, sizes, { charset, createDecoder }).rows[0]?.name).toBe(name);
  });

  test('a line over a megabyte is left out with its entry; memory stays', () => {
    const long = `#EXTM3U\n#EXTINF:-1 tvg-logo="data:${'x'.repeat(1_200_000)}",A\nhttp://h/a\n#EXTINF:-1,B\nhttp://h/b\n`;
    for (const sizes of [[1 << 22], [1000], [65_536]]) {
      const { rows, report } = read(long, sizes);
      // The address behind it stands alone, so it is a row of its own.
      expect(rows.map((row) => row.name)).toEqual(['a', 'B']);
      expect(report?.notes).toEqual([{ line: 2, reason: 'too-long' }]);
    }
  });

  test('an entry that megabytes of comments follow is left out, whatever the chunks', () => {
    const long = `#EXTM3U\n#EXTINF:-1,A\n${`# ${'c'.repeat(1000)}\n`.repeat(2500)}http://h/a\n#EXTINF:-1,B\nhttp://h/b\n`;
    const whole = read(long);
    expect(whole.report?.counts['too-long']).toBe(1);
    expect(read(long, [977])).toEqual(whole);
  });

  test('a line of commas and one of quotes do not take for ever', () => {
    const commas = `#EXTM3U\n#EXTINF:-1 a=${',b'.repeat(200_000)} tvg-id="x",N\nhttp://h/a\n`;
    const quotes = `#EXTM3U\n#EXTINF:-1 a="${'" "'.repeat(150_000)},N\nhttp://h/a\n`;
    const equals = `#EXTM3U\n#EXTINF:-1 ${'=",'.repeat(200_000)}N\nhttp://h/a\n`;
    for (const text of [commas, quotes, equals]) expect(read(text).rows).toHaveLength(1);
  });
});

const RICH = [
  '\ufeff#EXTM3U x-tvg-url="http://g/a.xml.gz, http://g/b.xml" catchup="default"', '#EXTINF:-1 tvg-id="a" tvg-logo="http://l/a,b.png" group-title="Новости;Ü",Первый 😀', '#EXTVLCOPT:http-user-agent=UA 1',
  'http://h/live/u/p/1.ts|Referer=http://r/', 'free text', '#EXTGRP:Old', '#EXTINF:0,Second, with comma', '', '[NONE]', '#EXTINF:-1 tvg-logo="http://l/x group-title="Q",Broken', 'relative/x.m3u8',
  '#KODIPROP:a.b=c', '#EXTINF:-1,Film (1999)', 'http://h/movie/u/p/3.mkv', '#EXTINF:-1,Lost', '#EXTINF:-1,Show S01E02', 'http://h/series/u/p/4.mp4', 'http://h/plain.ts', '#EXTINF:-1,End',
].join('\r\n');

describe('chunks', () => {
  const whole = read(RICH);

  test('the list has what it should', () => {
    expect(whole.rows.map((row) => row.name)).toEqual(['Первый 😀', 'Second, with comma', 'Broken', 'Film (1999)', 'Show S01E02', 'plain']);
  });

  test('cut at any byte the result is the same', () => {
    const { length } = bytesOf(RICH);
    for (let at = 1; at < length; at += 1) expect(read(RICH, [at, length])).toEqual(whole);
  });

  test.each([1, 2, 3, 5, 17, 64, 1000])('in chunks of %i', (size) => {
    expect(read(RICH, [size])).toEqual(whole);
  });
});

describe('fuzzing', () => {
  test('random changes neither throw nor hang, and chunks never matter', () => {
    const { below: random } = createSeededRandom(12345);
    const source = bytesOf(RICH);
    const signs = bytesOf('",=\r\n#|;: \t\u0000ÿ');
    for (let round = 0; round < rounds(150, 4000); round += 1) {
      const bytes = source.slice(0, source.length - random(40));
      for (let change = 0; change < 12; change += 1) {
        const at = random(bytes.length);
        bytes[at] = random(3) === 0 ? random(256) : (signs[random(signs.length)] ?? 0);
        if (random(6) === 0) bytes.copyWithin(at, random(bytes.length), random(bytes.length));
      }
      expect(read(bytes, [1 + random(50), 1 + random(9)])).toEqual(read(bytes));
    }
  });
});
