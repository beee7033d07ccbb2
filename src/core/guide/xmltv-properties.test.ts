import { Session } from 'node:inspector';
import type { Profiler } from 'node:inspector';
import { describe, expect, test } from '@jest/globals';
import { rounds } from '#test/harness/rounds';
import { createSeededRandom, HOUR_MS } from '../base';
import type { SeededRandom } from '../base';
import type { ProgrammeRecord } from '../catalog';
import { createGuideBuilder, createXmltvReader } from '.';
import type { ColumnarGuide, GuideBuilderOptions, XmltvReport } from '.';

const NOW = Date.UTC(2026, 7, 22, 18, 0);
const OPEN = '<programme start="20260822180000 +0000" stop="20260822190000 +0000" channel="a">';
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

interface Outcome {
  readonly guide: ColumnarGuide;
  readonly report: XmltvReport | string;
}

function read(bytes: Uint8Array, sizes: readonly number[], options: GuideBuilderOptions = { nowMs: NOW }): Outcome {
  const builder = createGuideBuilder(options);
  const reader = createXmltvReader(builder, { languages: ['en'] });
  for (let from = 0, i = 0; from < bytes.length; i += 1) {
    const size = sizes[i % sizes.length] ?? 1;
    reader.push(bytes.subarray(from, from + size));
    from += size;
  }
  const end = reader.end();
  return { guide: builder.finish(), report: end.ok ? end.value : end.error.code };
}

function all(guide: ColumnarGuide): ReadonlyArray<readonly [string, readonly ProgrammeRecord[]]> {
  return guide.channels().map((channel) => [channel.id, guide.between(channel.id, NOW - 500 * HOUR_MS, NOW + 500 * HOUR_MS)] as const);
}

const WORDS = ['News', 'für', 'Вечер', 'أخبار', '日本', 'crème', '😀', 'a', 'The', 'programme', 'title=', '5 > 4', ']]', '--', '?', '!', '"x"', "'y'"];
const pad = (value: number): string => String(value).padStart(2, '0');

/** A guide made by the grammar, and what a reader has to find in it: title, description and people by channel and start. */
class Grammar {
  readonly expected = new Map<string, { readonly title: string; readonly description: string; readonly people: string }>();

  constructor(private readonly random: SeededRandom) {}

  guide(programmes: number): string {
    const { random } = this;
    let text = random.pick(['', '<?xml version="1.0" encoding="UTF-8"?>', '\ufeff<?xml version="1.0"?>\r\n<!DOCTYPE tv SYSTEM "xmltv.dtd">']) + '<tv generator-info-name="<x>">';
    for (let i = 0; i < programmes; i += 1) text += this.between() + this.programme(i);
    return `${text}${this.between()}</tv>`;
  }

  private between(): string {
    return this.random.pick(['', '\n  ', '<!-- <programme start="x"> -- > -->', '<?pi </programme> ?>', '<channel id="c1"><display-name lang="en">One</display-name></channel>', '</tv><?xml version="1.0"?><tv>', '<other a="1"/>']);
  }

  private programme(index: number): string {
    const { random } = this;
    const channel = `c${String(random.below(3))}`;
    const date = new Date(NOW + index * HOUR_MS);
    const start = `${String(date.getUTCFullYear())}${pad(date.getUTCMonth() + 1)}${pad(date.getUTCDate())}${pad(date.getUTCHours())}0000`;
    const title = this.text(1);
    const description = this.text(8);
    const names = Array.from({ length: random.below(3) }, () => this.text(1));
    const quote = random.pick(['"', "'"]);
    const attributes = [`start=${quote}${start}${random.pick(['', ' +0000', ' Z'])}${quote}`, `channel=${quote}${channel}${quote}`, ...(random.below(2) === 0 ? [`x=${quote}<&gt;${quote}`] : [])];
    if (random.below(2) === 0) attributes.reverse();
    const children = [
      `<title${random.pick(['', ' lang="en"', " lang='en' x=\"1>2\""])}>${title.written}</title>`, `<desc>${description.written}</desc>`,
      `<credits>${names.map((name) => `<actor role="r">${name.written}</actor>`).join('')}</credits>`, random.pick(['', '<category>C</category>', '<icon src="i"/>', '<rating><value>12</value></rating>', '<x><y/></x>', '<new/>']),
    ];
    if (random.below(2) === 0) children.reverse();
    this.expected.set(`${channel} ${String(NOW + index * HOUR_MS)}`, {
      title: title.read.replace(/\s+/g, ' '), description: description.read, people: names.map((name) => name.read).filter((name) => name !== '').join('|'),
    });
    const gap = random.pick(['', '\n', '\n    ']);
    return `<programme ${attributes.join(random.pick([' ', '\n', '  ']))}>${gap}${children.join(gap)}${random.pick(['</programme>', '</programme >', '</programme\n>', ''])}`;
  }

  /** A text in one of the ways XML can say it, and as it has to be read. */
  private text(words: number): { readonly written: string; readonly read: string } {
    const { random } = this;
    let written = '';
    let plain = '';
    for (let i = random.below(words + 1); i >= 0; i -= 1) {
      const word = random.pick(WORDS);
      const [as, is] = random.pick([
        [word, word], [`${word} &amp; `, `${word} & `], [`<![CDATA[<b>${word}&]]>`, `<b>${word}&`], [`<!-- ${word.replace('--', '')} -->`, ''], [`&#x41;&lt;${word}`, `A<${word}`],
        [`<i>${word}</i>`, word], [`${word} < 3`, `${word} < 3`], [`${word}&amp;amp;`, `${word}&amp;`], [`<?x ${word.replace('?', '')}?>`, ''],
      ] as const);
      written += as;
      plain += is;
    }
    return { written, read: plain.trim() };
  }
}

describe('guides made by the grammar', () => {
  test('every programme is read as it was meant', () => {
    for (let seed = 1; seed <= rounds(20, 1000); seed += 1) {
      const grammar = new Grammar(createSeededRandom(seed));
      const bytes = encode(grammar.guide(20));
      const { guide, report } = read(bytes, [1 << 20]);
      const found = new Map<string, unknown>();
      for (const [channel, records] of all(guide)) {
        for (const { startMs, title, description, people = [] } of records) found.set(`${channel} ${String(startMs)}`, { title, description, people: people.map((person) => person.name).join('|') });
      }
      expect([seed, found]).toEqual([seed, grammar.expected]);
      expect(report).toMatchObject({ programmes: 20, kept: 20, isCut: false });
    }
  });

  test('cut at every byte into two, the guide and the report are the same', () => {
    for (let seed = 100; seed < 100 + rounds(1, 20); seed += 1) {
      const bytes = encode(new Grammar(createSeededRandom(seed)).guide(3));
      const whole = read(bytes, [bytes.length]);
      for (let at = 1; at < bytes.length; at += 1) {
        const cut = read(bytes, [at, bytes.length]);
        expect([seed, at, cut.report, cut.guide.revision]).toEqual([seed, at, whole.report, whole.guide.revision]);
      }
      expect(all(read(bytes, [1]).guide)).toEqual(all(whole.guide));
    }
  });

  test('damaged at random they neither throw nor depend on chunks, and every programme is accounted for', () => {
    const random = createSeededRandom(7);
    const signs = ['<', '>', '&', '"', '/', '<!--', '-->', '<![CDATA[', ']]>', '<?', '<programme ', '</programme>', '</tv>', '<channel id="', '\u0000', '='];
    for (let round = 0; round < rounds(40, 2000); round += 1) {
      let text = new Grammar(random).guide(6);
      for (let change = random.below(8); change >= 0; change -= 1) {
        const at = random.below(text.length);
        text = text.slice(0, at) + random.pick(signs) + text.slice(at + random.below(30));
      }
      const bytes = encode(text);
      const wanted = random.below(2) === 0 ? {} : { wanted: [{ guideKey: 'c1', name: 'One' }] };
      const whole = read(bytes, [bytes.length], { nowMs: NOW, ...wanted });
      const cut = read(bytes, [1 + random.below(40), 1 + random.below(200), 1], { nowMs: NOW, ...wanted });
      expect([round, cut.report, cut.guide.revision]).toEqual([round, whole.report, whole.guide.revision]);
      expect(all(cut.guide)).toEqual(all(whole.guide));
      if (typeof whole.report === 'string') continue;
      const { kept, unwanted, outsideWindow, noChannel, noStart, unreadableTime, tooLong, overCapacity, unfinished, programmes } = whole.report;
      expect(kept + unwanted + outsideWindow + noChannel + noStart + unreadableTime + tooLong + overCapacity + unfinished).toBe(programmes);
    }
  });
});

const HOSTILE: Readonly<Record<string, (count: number) => string>> = {
  'unclosed comments': (count) => `<tv>${'<!-- '.repeat(count)}`,
  'unclosed comments in a programme': (count) => `<tv>${OPEN}${'<!-- '.repeat(count)}</programme>`,
  'unclosed CDATA': (count) => `<tv>${OPEN}<title>${'<![CDATA['.repeat(count)}</title></programme>`,
  'unclosed instructions': (count) => `<tv>${OPEN}${'<?'.repeat(count)}</programme>`,
  'start tags that never end': (count) => `<tv>${'<programme start="'.repeat(count)}`,
  'channels that never end': (count) => `<tv>${'<channel id="'.repeat(count)}`,
  'programmes without ends': (count) => `<tv>${OPEN.repeat(count)}`,
  'programmes without ends and sections': (count) => `<tv>${`${OPEN}<!x`.repeat(count)}`,
  'deep nesting': (count) => `<tv>${OPEN}${'<x>'.repeat(count)}${'</x>'.repeat(count)}</programme></tv>`,
  'nested credits': (count) => `<tv>${OPEN}${'<credits>'.repeat(count)}</programme>`,
  'many attributes': (count) => `<tv><programme ${'a="b" '.repeat(count)}>${OPEN}</programme>`,
  'unclosed quotes': (count) => `<tv>${OPEN}${'<title lang="<desc lang=\''.repeat(count)}</programme>`,
  'titles in titles': (count) => `<tv>${OPEN}${'<title>a<b '.repeat(count)}</programme>`,
  ampersands: (count) => `<tv>${OPEN}<title>${'&'.repeat(count)}</title></programme>`,
  'less signs': (count) => '<'.repeat(count),
  'categories': (count) => `<tv>${OPEN}${'<category>C</category>'.repeat(count)}</programme>`,
  'ids of channels': (count) => `<tv>${Array.from({ length: count }, (_, i) => OPEN.replace('"a"', `"${String(i)}"`)).join('</programme>')}`,
};

/** How often the blocks of the guide's code run while `work` does: its work, whatever the machine. */
function countWork(work: () => void): number {
  const session = new Session();
  let count = 0;
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  work();
  session.post('Profiler.takePreciseCoverage', (_error, { result }) => {
    const own: Profiler.ScriptCoverage[] = result.filter((script) => /core\/(?:guide|text)\/[a-z-]+\.ts$/.test(script.url));
    for (const script of own) for (const { ranges } of script.functions) for (const range of ranges) count += range.count;
  });
  session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
  return count;
}

describe('hostile guides', () => {
  test.each(Object.keys(HOSTILE))('%s: four times as much is no more than about four times the work', (name) => {
    const make = HOSTILE[name];
    if (make === undefined) throw new RangeError(name);
    const [small, large] = [2000, 8000].map((count) => encode(make(count)));
    if (small === undefined || large === undefined) throw new RangeError(name);
    // The engine misses counts of code that it is just optimising: what is quadratic is so every time.
    const ratios: number[] = [];
    do {
      const work = countWork(() => read(small, [4096]));
      expect(work).toBeGreaterThan(100);
      ratios.push(countWork(() => read(large, [4096])) / work);
    } while (Math.min(...ratios) >= 5 && ratios.length < 8);
    expect(Math.min(...ratios)).toBeLessThan(5);
  });

  test('tiny chunks cost little more than large ones', () => {
    const bytes = encode(`<tv>${`${OPEN}<title>A title</title><desc>${'words '.repeat(40)}</desc></programme>`.repeat(60)}</tv>`);
    expect(countWork(() => read(bytes, [1])) / countWork(() => read(bytes, [65_536]))).toBeLessThan(25);
  });

  test('a programme of a hundred megabytes is passed by in little memory', () => {
    const builder = createGuideBuilder({ nowMs: NOW });
    const reader = createXmltvReader(builder);
    reader.push(encode(`<tv>${OPEN}<title>Before</title></programme>${OPEN.replace('"a"', '"b"')}<desc>`));
    const chunk = new Uint8Array(1 << 20).fill(0x78);
    for (let i = 0; i < 100; i += 1) reader.push(chunk);
    expect(builder.work.bytes.length).toBeLessThan(8 << 20);
    reader.push(encode(`</desc></programme>${OPEN.replace('"a"', '"c"')}<title>Behind</title></programme></tv>`));
    const end = reader.end();
    expect(end.ok ? end.value : null).toMatchObject({ programmes: 3, kept: 2, tooLong: 1, isCut: false });
    const guide = builder.finish();
    expect([guide.nowNext('a', NOW).now?.title, guide.has('b'), guide.nowNext('c', NOW).now?.title]).toEqual(['Before', false, 'Behind']);
  });

  test('an unclosed comment of megabytes is passed by in little memory', () => {
    const builder = createGuideBuilder({ nowMs: NOW });
    const reader = createXmltvReader(builder);
    reader.push(encode(`<tv>${OPEN}<title>Before</title></programme><!-- `));
    for (let i = 0; i < 20; i += 1) reader.push(new Uint8Array(1 << 20).fill(0x3c));
    expect(builder.work.bytes.length).toBeLessThan(2 << 20);
    expect(reader.end()).toMatchObject({ ok: true, value: { programmes: 1, kept: 1, isCut: true } });
  });
});
