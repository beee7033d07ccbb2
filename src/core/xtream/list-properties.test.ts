import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { rounds } from '#test/harness/rounds';
import { createSeededRandom } from '../base';
import type { SeededRandom, SourceId } from '../base';
import { createCatalogBuilder } from '../catalog';
import type { ListedKind } from '../catalog';
import { SlidingBuffer } from '../text';
import { addCategories, createXtreamListReader } from '.';
import { QuickRow } from './quick-row';

const KINDS: readonly ListedKind[] = ['channel', 'movie', 'series'];

/** All that a reading comes to, as one text. */
function outcome(kind: ListedKind, bytes: Uint8Array, sizes: readonly number[]): string {
  const builder = createCatalogBuilder({ sourceId: 'x' as SourceId });
  addCategories(builder, kind, [{ id: '1', name: 'News' }, { id: '7', name: 'XXX' }]);
  const reader = createXtreamListReader(kind, builder);
  for (let from = 0, i = 0; from < bytes.length; i += 1) {
    const size = sizes[i % sizes.length] ?? 1;
    const chunk = bytes.slice(from, from + size);
    reader.push(chunk);
    chunk.fill(0x22);
    from += size;
  }
  const end = reader.end();
  return `${builder.finish().revision} ${end.ok ? JSON.stringify(end.value) : end.error.code}`;
}

const TEXTS = ['', 'BBC One', 'Ünï 😀', 'a "b" c', 'back\\slash', 'http://i.example/t/p/a.png', 'http://i.example/t/p/b.png', 'Film (1999)', 'x, y', '}]', 'ثمانية', ' padded ', 'a\nb'];
const FIELDS: Readonly<Record<string, readonly unknown[]>> = {
  num: [1, '2', null, '', 'x', 5.1], stream_type: ['live', 'radio_streams', 'created_live', 'movie', null], stream_id: [1, 2, '3', '007', 'abc', null, 99_999_999_999], series_id: [1, '2', null], category_id: ['1', 7, null, '99', ''],
  category_ids: [[1], [7, 1], [], null, '7', {}], tv_archive: [0, 1, '1', null], tv_archive_duration: [0, 3, '7', null, ''], is_adult: [0, 1, '1', '0', true, false, null], rating: ['', '7.5', 7.54, '8', 'N/A', null, '75', '7,5', '7.5/10'],
  rating_5based: [0, 3.5, '4'], added: ['1700000000', 1_700_000_000, '', null], last_modified: ['1600000000', ''], container_extension: ['mkv', 'MKV', 'mp4', '', null], year: ['1994', 1994, '', '19', '1994-1998'], release_date: ['1989-05-01', '', null],
  backdrop_path: [['http://i/b.jpg'], [], '', null, 'http://i/b.jpg', [null]], genre: ['Action / Drama', 'Krimi', '', null], episode_run_time: ['90', 0, null, ''], direct_source: ['', 'http://x/a?b=1', {}], extra: [{ a: [1, { b: '}]"' }] }, [[[]]], 'no'],
};
const TEXT_FIELDS = ['name', 'title', 'stream_icon', 'cover', 'plot', 'epg_channel_id'];

function row(random: SeededRandom): string {
  const names = [...Object.keys(FIELDS), ...TEXT_FIELDS].filter(() => !random.once(3));
  if (random.once(6)) names.reverse();
  let json = JSON.stringify(Object.fromEntries(names.map((name) => [name, random.pick(FIELDS[name] ?? TEXTS)])));
  if (random.once(2)) json = json.replace(/\//g, '\\/');
  if (random.once(3)) json = json.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  if (random.once(8)) json = json.replace(/,"/g, random.pick([' , "', ',\n "', ',,"']));
  if (random.once(12)) json = json.replace('":', random.pick(['" :', '" ', '": ']));
  if (random.once(14)) json = json.replace(/\\"/g, '"');
  if (random.once(20)) json = json.slice(0, -1);
  return json;
}

function answer(random: SeededRandom): string {
  const parts: string[] = [];
  for (let i = 1 + random.below(8); i > 0; i -= 1) {
    parts.push(random.once(12) ? random.pick(['null', '5', '"x"', '[]', '<br />\n<b>Notice</b>: x [1] {y} on line 5<br />\n', 'true false']) : row(random));
  }
  const list = `[${parts.join(random.once(10) ? ' ' : ',')}]`;
  const whole = random.once(5) ? random.pick([`{"status":1,"streams":${list},"n":2}`, `{"data":{"a":${list}}}`, `{${parts.map((part, i) => `"${i}":${part}`).join(',')}}`, `Warning: [x] {y}\n${list}`, `\ufeff${list}\n<!-- 1 s -->`]) : list;
  return random.once(8) ? whole.slice(0, random.below(whole.length)) : whole;
}

const NASTY: readonly string[] = [
  '[]', '{}', '[', '{', '', ' ', '[{', '[{}]', '[{"stream_id":1}', '[{"stream_id":1},', '[{"stream_id":1,"name":"A"}]x', '[null,1,"a",{"stream_id":1}]', '[{"stream_id":1,"name":"a\\', '[{"stream_id":1,"name":"a\\u00', '[{"name":"\\ud83d\\ude00","stream_id":2}]',
  '[{"stream_id":1,"name":"say "hi" now","num":3}]', '{"user_info":{"auth":0}}', '{"user_info":{"auth":1},"available_channels":{"5":{"stream_id":5,"name":"A"}}}', '{"a":{"b":{"c":{"d":{"e":{"f":[{"stream_id":1}]}}}}}}', '<html>[{"a":1}]</html>',
  '[[{"stream_id":1}],[{"stream_id":2}]]', '[{"stream_id":1,"name":"A"}{"stream_id":2}]', '[{"stream_id":1 "name":"A"}]', '[{"stream_id":1,"x":[1,"]",{"y":"}"}]}]',
];

afterEach(() => { jest.restoreAllMocks(); });

describe('chunks never matter', () => {
  test('hand-written answers, cut at every byte and byte by byte', () => {
    for (const text of NASTY) {
      const bytes = new TextEncoder().encode(text);
      const whole = outcome('channel', bytes, [bytes.length + 1]);
      for (let at = 1; at < bytes.length; at += 1) expect([text, at, outcome('channel', bytes, [at, bytes.length])]).toEqual([text, at, whole]);
      expect([text, outcome('channel', bytes, [1])]).toEqual([text, whole]);
    }
  });

  test('generated answers', () => {
    const random = createSeededRandom(815);
    for (let round = 0; round < rounds(50, 1500); round += 1) {
      const kind = random.pick(KINDS);
      const text = answer(random);
      const bytes = new TextEncoder().encode(text);
      const whole = outcome(kind, bytes, [bytes.length + 1]);
      for (let cut = 0; cut < 3; cut += 1) expect([text, outcome(kind, bytes, [1 + random.below(bytes.length + 1), bytes.length + 1])]).toEqual([text, whole]);
      expect([text, outcome(kind, bytes, [1 + random.below(40), 1 + random.below(9)])]).toEqual([text, whole]);
      expect([text, outcome(kind, bytes, [1])]).toEqual([text, whole]);
    }
  });
});

test('the quick way never disagrees with the careful way', () => {
  const random = createSeededRandom(4242);
  const answers = Array.from({ length: 250 }, () => ({ kind: random.pick(KINDS), bytes: new TextEncoder().encode(`[${Array.from({ length: 6 }, () => row(random)).join(',')}]`) }));
  const read = jest.spyOn(QuickRow.prototype, 'read');
  const quick = answers.map(({ kind, bytes }) => outcome(kind, bytes, [bytes.length]));
  const taken = read.mock.results.filter((result) => typeof result.value === 'number' && result.value >= 0).length;
  // Else nothing would have been compared.
  expect(taken).toBeGreaterThan(200);
  read.mockReturnValue(-1);
  expect(answers.map(({ kind, bytes }) => outcome(kind, bytes, [bytes.length]))).toEqual(quick);
});

describe('hostile answers', () => {
  test.each<readonly [string, string]>([
    ['brackets', '['.repeat(200_000)], ['objects in objects', '{"a":'.repeat(60_000)], ['objects in a row', `[{"stream_id":1,"a":${'{"b":'.repeat(60_000)}`], ['an endless text', `[{"stream_id":1},{"stream_id":2,"name":"${'y'.repeat(1_500_000)}`],
    ['quotes that may close', `[{"stream_id":1,"a":"${'" '.repeat(100_000)}`], ['backslashes', `[{"stream_id":1,"a":"${'\\'.repeat(400_000)}`], ['braces', `[${'{'.repeat(100_000)}`], ['strays', `[${'1,'.repeat(100_000)}]`], ['warnings', `[${'<br />'.repeat(80_000)}]`],
    ['members of a root object', `{${'"a":1,'.repeat(60_000)}`], ['names nobody knows', `[{${Array.from({ length: 20_000 }, (_, i) => `"n${i}":1`).join(',')},"stream_id":1}]`],
  ])('%s: the same in small and large chunks', (_name, text) => {
    const bytes = new TextEncoder().encode(text);
    expect(outcome('channel', bytes, [997])).toBe(outcome('channel', bytes, [1 << 24]));
  });

  test('bytes moved grow with the answer and not faster', () => {
    const drop = jest.spyOn(SlidingBuffer.prototype, 'drop');
    const moved = (length: number): number => {
      drop.mockReset();
      let sum = 0;
      const bytes = new TextEncoder().encode(`[{"stream_id":1,"name":"${'n'.repeat(length)}"},${'{"stream_id":2,"name":"B"},'.repeat(length / 30)}{}]`);
      drop.mockImplementation(function (this: SlidingBuffer, count: number) {
        if (count <= 0) return;
        sum += this.end - count;
        this.bytes.copyWithin(0, count, this.end);
        this.end -= count;
      });
      outcome('channel', bytes, [7]);
      return sum / bytes.length;
    };
    expect(moved(80_000)).toBeLessThan(moved(20_000) * 2 + 8);
  });
});
