import { describe, expect, test } from '@jest/globals';
import { rounds } from '#test/harness/rounds';
import { createSeededRandom } from '../base';
import type { SeededRandom, SourceId } from '../base';
import { createPlaylistReader } from '.';

/** All that a reading comes to, as one text. */
function outcome(bytes: Uint8Array, sizes: readonly number[]): string {
  const reader = createPlaylistReader({ sourceId: 'list' as SourceId, baseUrl: 'http://list.example/dir/list.m3u' });
  for (let from = 0, i = 0; from < bytes.length; i += 1) {
    const size = sizes[i % sizes.length] ?? 1;
    const chunk = bytes.slice(from, from + size);
    reader.push(chunk);
    chunk.fill(0x2a);
    from += size;
  }
  const end = reader.end();
  return end.ok ? `${end.value.catalog.revision} ${JSON.stringify(end.value.report)}` : `${end.error.code} ${JSON.stringify(end.error.facts)}`;
}

const KEYS = ['tvg-id', 'tvg-name', 'tvg-logo', 'tvg-chno', 'tvg-shift', 'tvg-rec', 'timeshift', 'radio', 'catchup', 'catchup-days', 'catchup-source', 'parent-code', 'tvg-type', 'group-title', 'media', 'tvg-url', 'TVG-ID', 'xui-id'];
const VALUES = ['', 'News', 'News;World', 'A, B', 'http://l/a,b.png', 'https://img.example/t/p/w600/abc.jpg', 'https://img.example/t/p/w600/def.jpg', '5.1', '-1.5', 'true', 'append', 'shift', '?utc={utc}', 'قناة', '频道', 'Été', "it's", 'x='];
const NAMES = ['RTL HD', 'A, B', 'A = B', 'Show S01E02', 'Show S01 E03 Title', 'show s01e04', 'شو S02E01', 'Show 1x05', 'Film (1999)', 'Film [2001] 4K', 'Film (1999) (2000)', '(1999)', 'S01E01', '', '日本', 'x\u00a0y (1990)', 'tvg-id="late"', '##### UK #####'];
const URLS = [
  'http://h.example:8080/live/u/p/1.ts', 'http://h.example:8080/live/u/p/2.ts', 'http://h.example:8080/movie/u/p/3.mkv', 'http://h.example:8080/series/u/p/4.mp4', 'http://h.example:8080/u/p/5', 'rtmp://h/a', 'rel/path.m3u8',
  'http://h/a|User-Agent=X Y&!X-A=1', 'http://h/play?id=5&token=a/b', '[NONE]', 'http://h.example:8080/live/u/p/a b.ts', 'HTTP://H/A.M3U8#f', 'udp://@239.0.0.1:1234',
];
const OTHERS = ['#EXTGRP:Films', '#EXTGRP:', '#EXTVLCOPT:http-user-agent=X', '#EXTVLCOPT--http-referrer=http://r/', '#KODIPROP:inputstream=x', '#EXTHTTP:{"Cookie":"a=b"}', '#EXTHTTP:{', '#EXTALBUMARTURL:http://a/b.jpg', '#EXT-X-PLAYLIST-TYPE:VOD', '#PLAYLIST:Mine', '# comment', '#EXTBG:x', 'free text', '', '   ', '#EXTM3U url-tvg="http://g/2.xml"', '\ufeff#EXTINF:-1,Marked'];

function playlist(random: SeededRandom): string {
  const end = random.pick(['\n', '\n', '\r\n', '\r']);
  const lines: string[] = random.once(4) ? [] : [`${random.once(4) ? '\ufeff' : ''}#EXTM3U${random.once(2) ? ' x-tvg-url="http://g/1.xml.gz, http://g/2.xml" tvg-shift=1 catchup="append" catchup-source="?u={utc}"' : ''}`];
  for (let i = 2 + random.below(12); i > 0; i -= 1) {
    if (random.once(3)) lines.push(random.pick(OTHERS));
    if (!random.once(10)) {
      let line = `#EXTINF:${random.pick(['-1', '-1', '0', '5400', '-1.5', ''])}`;
      for (let k = random.below(5); k > 0; k -= 1) line += `${random.once(15) ? '\t' : ' '}${random.pick(KEYS)}="${random.pick(VALUES)}${random.once(25) ? '' : '"'}`;
      lines.push(`${line}${random.once(15) ? '' : ','}${random.pick(NAMES)}`);
    }
    if (random.once(4)) lines.push(random.pick(OTHERS));
    if (!random.once(8)) lines.push(random.pick(URLS));
  }
  return lines.join(end) + (random.once(3) ? '' : end);
}

/** Hand-written, each for something that once went or could go wrong. */
const NASTY: readonly string[] = [
  '#EXTM3U\r\n\r\n#EXTINF:-1,A\r\nhttp://h/a\r\n', '#EXTINF:-1,A\r\rhttp://h/a\r', '\ufeff\ufeff#EXTM3U\n#EXTINF:-1,A\nhttp://h/a', '#EXTM3U\n#EXTINF:-1 tvg-logo="http://l/x.png group-title="G",Name\nhttp://h/a\n',
  '#EXTINF:-1 a="b\n" tvg-id="c",N\nhttp://h/a\n', '#EXTINF:-1,Ünï 😀\nhttp://h/ü\n', '#EXTM3U\n#EXTINF:-1,A\n=== soon ===\nmore\nhttp://h/a\n#EXTINF:-1,B\n[NONE]\n#EXTINF:-1,C', '#EXTM3U', '', '\n\n', '#', '#EXTINF', '#EXTINF:',
  '#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\nseg.ts\n', '<html>\n<body>', '{"a":1}', 'http://h/a\nhttp://h/b.ts\nc.mkv\n', '#EXTINF:-1,A\u0000B\nhttp://h/\u0000a\n', `#EXTINF:-1 ${'tvg-id="a" '.repeat(40)},N\nhttp://h/a\n`,
];

describe('chunks never matter', () => {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

  test('hand-written lists, cut at every byte and byte by byte', () => {
    for (const text of NASTY) {
      const bytes = encode(text);
      const whole = outcome(bytes, [bytes.length + 1]);
      // The long one says the same a few bytes on.
      const step = rounds(bytes.length > 150 ? 3 : 1, 1);
      for (let at = 1; at < bytes.length; at += step) expect([text, at, outcome(bytes, [at, bytes.length])]).toEqual([text, at, whole]);
      expect(outcome(bytes, [1])).toBe(whole);
    }
  });

  test('generated lists, cut at every byte, at many places, and byte by byte', () => {
    const random = createSeededRandom(4711);
    for (let round = 0; round < rounds(12, 400); round += 1) {
      const text = playlist(random);
      const bytes = encode(text);
      const whole = outcome(bytes, [bytes.length + 1]);
      const step = round < rounds(1, 20) ? 1 : 1 + random.below(bytes.length);
      for (let at = 1; at < bytes.length; at += step) expect([text, outcome(bytes, [at, bytes.length])]).toEqual([text, whole]);
      expect([text, outcome(bytes, [1 + random.below(40), 1 + random.below(9), 1 + random.below(200)])]).toEqual([text, whole]);
      expect([text, outcome(bytes, [1])]).toEqual([text, whole]);
    }
  });

  test('a list of several pieces of the buffer', () => {
    const random = createSeededRandom(99);
    let text = '#EXTM3U\n';
    while (text.length < 200_000) text += playlist(random);
    const bytes = encode(text);
    const whole = outcome(bytes, [bytes.length]);
    for (const sizes of [[65_536], [65_535, 2], [10_007], [131_072, 1], [333]]) expect(outcome(bytes, sizes)).toBe(whole);
  });
});

describe('the rows so far', () => {
  test('are there early, keep their keys, and change nothing', () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `#EXTINF:-1 tvg-id="id${i}" group-title="G${i % 7}",Name ${i}\nhttp://h.example/live/u/p/${i + 1}.ts\n`);
    const bytes = new TextEncoder().encode(`#EXTM3U\n${rows.join('')}`);
    const read = (isLookedAt: boolean): { revision: string; keys: readonly (string | undefined)[] } => {
      const reader = createPlaylistReader({ sourceId: 'list' as SourceId });
      const early = Math.floor(bytes.length / 25);
      reader.push(bytes.subarray(0, early));
      const partial = isLookedAt ? reader.partial() : null;
      const count = partial?.count('channel') ?? 0;
      if (isLookedAt) expect(count).toBeGreaterThan(50);
      reader.push(bytes.subarray(early));
      const end = reader.end();
      if (!end.ok) throw end.error;
      const { catalog } = end.value;
      for (let row = 0; row < count; row += 1) expect(partial?.channel(row)).toEqual(catalog.channel(row));
      expect(partial === null || /^partial-/.test(partial.revision)).toBe(true);
      return { revision: catalog.revision, keys: [catalog.channel(0)?.key, catalog.channel(2999)?.key] };
    };
    expect(read(true)).toEqual(read(false));
  });
});

describe('hostile lists', () => {
  test.each<readonly [string, string]>([
    ['no line ends', 'x'.repeat(1_500_000)], ['one address without end', `#EXTINF:-1,A\nhttp://h/${'a'.repeat(1_500_000)}`], ['a quote that never closes', `#EXTINF:-1 tvg-logo="${'a,b '.repeat(300_000)}`], ['quotes', `#EXTINF:-1 a="${'" "'.repeat(200_000)},N\nhttp://h/a\n`],
    ['commas', `#EXTINF:-1${','.repeat(900_000)}N\nhttp://h/a\n`], ['equals signs', `#EXTINF:-1 ${'=",'.repeat(200_000)}N\nhttp://h/a\n`], ['equals signs in a name', `#EXTINF:-1,${'a= '.repeat(300_000)}\nhttp://h/a\n`], ['attributes', `#EXTINF:-1 ${'k="v" '.repeat(150_000)},N\nhttp://h/a\n`],
    ['comments within an entry', `#EXTINF:-1,A\n${'# c\n'.repeat(250_000)}http://h/a\n`], ['empty lines', '\n'.repeat(300_000)], ['free text', '#EXTINF:-1,A\nhttp://h/a\n'.concat('free text\n'.repeat(60_000))],
  ])('%s: the same in small and large chunks, and in no time', (_name, text) => {
    const bytes = new TextEncoder().encode(text);
    expect(outcome(bytes, [997])).toBe(outcome(bytes, [1 << 24]));
  });
});
