import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { rounds } from '#test/harness/rounds';
import { createSeededRandom, HOUR_MS } from '../base';
import type { ProgrammeRecord } from '../catalog';
import { createGuideBuilder, createXmltvReader } from '.';
import type { ColumnarGuide, GuideBuilderOptions, XmltvReaderOptions, XmltvReport } from '.';

const NOW = Date.UTC(2026, 7, 22, 18, 0);
const WIDE: GuideBuilderOptions = { nowMs: NOW };

interface Outcome {
  readonly guide: ColumnarGuide;
  readonly report: XmltvReport | null;
  readonly code: string;
  readonly answer: unknown;
}

function read(input: string | Uint8Array, sizes: readonly number[] = [1 << 20], builderOptions = WIDE, options: XmltvReaderOptions = {}): Outcome {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  const builder = createGuideBuilder(builderOptions);
  const reader = createXmltvReader(builder, options);
  for (let from = 0, i = 0; from < bytes.length; i += 1) {
    const size = sizes[i % sizes.length] ?? 1;
    const chunk = bytes.slice(from, from + size);
    reader.push(chunk);
    chunk.fill(0x3c);
    from += size;
  }
  const end = reader.end();
  return { guide: builder.finish(), report: end.ok ? end.value : null, code: end.ok ? '' : end.error.code, answer: end.ok ? '' : end.error.facts['answer'] };
}

function all(guide: ColumnarGuide): Record<string, readonly ProgrammeRecord[]> {
  const found: Record<string, readonly ProgrammeRecord[]> = {};
  for (const channel of guide.channels()) found[channel.id] = guide.between(channel.id, NOW - 500 * HOUR_MS, NOW + 500 * HOUR_MS);
  return found;
}

const NOTHING_LEFT_OUT = {
  unwanted: 0, outsideWindow: 0, noChannel: 0, noStart: 0, unreadableTime: 0, unreadable: 0, tooLong: 0, overCapacity: 0, unfinished: 0, tooLongChannels: 0, isCut: false,
};

const OPEN = '<programme start="20260822180000 +0000" stop="20260822190000 +0000" channel="a">';

/** One programme with these children. */
function programme(children: string, options: XmltvReaderOptions = {}): ProgrammeRecord {
  const { guide } = read(`<tv>${OPEN}${children}</programme></tv>`, undefined, WIDE, options);
  const found = guide.nowNext('a', NOW).now;
  if (found === null) throw new Error('no programme');
  return found;
}

describe('elements', () => {
  test('a whole programme', () => {
    expect(
      programme(
        `<title lang="en">Title</title><sub-title>Sub</sub-title><desc>Long
 text</desc><credits><director>D</director><actor role="R">A &amp; B</actor><presenter>P</presenter><composer>no</composer></credits>
 <date>2001</date><category>Film</category><category>Drama</category><icon src="http://i/x.jpg" width="1"/><episode-num system="onscreen">S05E06</episode-num>
 <episode-num system="xmltv_ns">1.2.0/1</episode-num><rating system="FSK"><value>12</value><icon src="no"/></rating><rating><value>16</value></rating><star-rating><value>3/5</value></star-rating>`,
      ),
    ).toEqual({
      channelKey: 'a', startMs: NOW, stopMs: NOW + HOUR_MS, title: 'Title', subtitle: 'Sub', description: 'Long\n text', category: 'Film', picture: 'http://i/x.jpg', age: 16, season: 2, episode: 3,
      people: [{ role: 'director', name: 'D', picture: '' }, { role: 'actor', name: 'A & B', picture: '' }, { role: 'presenter', name: 'P', picture: '' }],
      categories: ['Film', 'Drama'], date: '2001', rating: 6,
    });
  });

  test.each([
    ['entities', '<title>Tom &amp; Jerry &lt;3 &#65;&#x42; &quot;q&quot; &apos;a&apos;</title>', `Tom & Jerry <3 AB "q" 'a'`],
    ['entities once only', '<title>a &amp;amp; b &amp;lt;</title>', 'a &amp; b &lt;'],
    ['HTML entities', '<title>caf&eacute;&nbsp;&ndash;&hellip;&Uuml;</title>', 'café\u00a0–…Ü'],
    ['astral and forbidden references', '<title>&#128512;&#x1F600;&#0;&#xD800;&#99999999;</title>', '😀😀&#0;&#xD800;&#99999999;'],
    ['bare ampersands', '<title>A & B &c; &unknown; AT&T</title>', 'A & B &c; &unknown; AT&T'],
    ['CDATA', '<title><![CDATA[a <b> & &amp; ]] ]]></title>', 'a <b> & &amp; ]]'],
    ['text around CDATA', '<title>one <![CDATA[two]]> three<![CDATA[four]]></title>', 'one two threefour'],
    ['comments', '<title>a<!-- </title> -->b</title>', 'ab'],
    ['markup', '<title>a <b>bold</b> <i>x</i> c</title>', 'a bold x c'],
    ['less signs', '<title>a < b <3</title>', 'a < b <3'],
    ['line breaks', '<title>\n  a\r\n   b\tc\n</title>', 'a b c'],
    ['empty first', '<title></title><title/><title>second</title>', 'second'],
    ['missing end tag', '<title>Open<desc>d</desc>', 'Open'],
    ['missing end tag of what has elements within', '<credits><director>D</director><title>Behind</title>', 'Behind'],
    ['spaces in tags', '<title  lang = "en" >x</title >', 'x'],
    ['single quotes and > in attributes', `<title lang='e>n'>x</title>`, 'x'],
    ['unquoted attributes', '<title lang=en>x</title>', 'x'],
    ['other scripts', '<title>ثمانية 日本 Ёж</title>', 'ثمانية 日本 Ёж'],
    ['processing instructions', '<title>a<?php echo "</title>" ?>b</title>', 'ab'],
    ['elements that only begin alike', '<titles>no</titles><title-x>no</title-x><title>yes</title>', 'yes'],
  ])('title: %s', (_name, children, title) => {
    expect(programme(children).title).toBe(title);
  });

  test('the wished language wins, else the first', () => {
    const both = '<title lang="de">Deutsch</title><title lang="en-GB">English</title><desc lang="en">E</desc><desc lang="de">D</desc>';
    expect(programme(both)).toMatchObject({ title: 'Deutsch', description: 'E' });
    expect(programme(both, { languages: ['en', 'de'] })).toMatchObject({ title: 'English', description: 'E' });
    expect(programme(both, { languages: ['fr', 'de'] })).toMatchObject({ title: 'Deutsch', description: 'D' });
    expect(programme(both, { languages: ['fr'] })).toMatchObject({ title: 'Deutsch' });
  });

  test.each([
    ['<episode-num system="xmltv_ns">0.0.</episode-num>', 1, 1], ['<episode-num system="xmltv_ns"> 3 / 5 . 11/20 . </episode-num>', 4, 12], ['<episode-num system="xmltv_ns">.7.</episode-num>', undefined, 8],
    ['<episode-num system="onscreen">E12</episode-num>', undefined, 12], ['<episode-num>Season 2 Episode 3</episode-num>', 2, 3], ['<episode-num system="dd_progid">EP01234567.0012</episode-num>', undefined, undefined],
  ])('%s', (children, season, episode) => {
    const found = programme(`<title>x</title>${children}`);
    if (!children.includes('dd_progid')) expect([found.season, found.episode]).toEqual([season, episode]);
  });

  test('channels: names, icon, entities in ids', () => {
    const { guide, report } = read(
      `<?xml version='1.0'?><!DOCTYPE tv SYSTEM "xmltv.dtd"><tv generator-info-name="<x>"><channel id='A&amp;E.us'><display-name lang="en">A&amp;E</display-name><display-name><![CDATA[A & E]]></display-name>
<icon src="http://i/a.png"/><url>http://x</url></channel><channel id="empty"/><channel id="open"><display-name>Open<channel id="next"></channel>
<programme start="20260822180000 +0000" channel="A&amp;E.us"><title>T</title></programme></tv>`,
    );
    expect(guide.channels()).toEqual([
      { id: 'A&E.us', names: ['A&E', 'A & E'], icon: 'http://i/a.png' }, { id: 'empty', names: [], icon: '' }, { id: 'open', names: ['Open'], icon: '' }, { id: 'next', names: [], icon: '' },
    ]);
    expect(guide.nowNext('A&E.us', NOW).now?.title).toBe('T');
    expect(report).toMatchObject({ channels: 4, programmes: 1, kept: 1, isCut: false });
  });

  test('catch-up ids, missing stops, self-closing and unreadable programmes', () => {
    const { guide, report } = read(
      `<tv><programme start="20260822180000 +0000" channel="a" catchup-id="c&amp;1"><title>A</title></programme><programme start="20260822183000 +0000" channel="a"/>
<programme channel="a"><title>no start</title></programme><programme start="20260822180000 +0000"><title>no channel</title></programme><programme start="soon" channel="a"></programme></tv>`,
    );
    expect(guide.between('a', NOW, NOW + HOUR_MS)).toMatchObject([{ title: 'A', catchupId: 'c&1', stopMs: NOW + HOUR_MS / 2 }, { title: '', stopMs: NOW + 1.5 * HOUR_MS }]);
    expect(report).toMatchObject({ programmes: 5, kept: 2, noStart: 1, noChannel: 1, unreadableTime: 1, unreadable: 3 });
  });

  test('comments, CDATA and instructions between elements', () => {
    const { guide } = read(`<tv><!-- ${OPEN}<title>no</title></programme> --><![CDATA[${OPEN}]]><?x ${OPEN} ?>${OPEN}<title>yes</title></programme></tv>`);
    expect(all(guide)['a']?.map((found) => found.title)).toEqual(['yes']);
  });
});

describe('broken files', () => {
  const first = `${OPEN}<title>First</title></programme>`;
  const second = '<programme start="20260822190000 +0000" stop="20260822200000 +0000" channel="a"><title>Second</title></programme>';

  test.each([
    ['no root end', `<tv>${first}${second}`, ['First', 'Second']],
    ['cut in a text', `<tv>${first}${second.slice(0, -20)}`, ['First']],
    ['cut in a tag', `<tv>${first}${second.slice(0, 20)}`, ['First']],
    ['no root at all', first + second, ['First', 'Second']],
    ['missing programme end', `<tv>${first.replace('</programme>', '')}${second}</tv>`, ['First', 'Second']],
    ['junk in front and behind', `\n\n PHP Notice: <b>x</b> ${first} junk & < ${second} </html>`, ['First', 'Second']],
    ['stray end tags', `<tv></b></programme>${first}</programme></title>${second}</tv>`, ['First', 'Second']],
    ['two documents', `<?xml version="1.0"?><tv>${first}</tv><?xml version="1.0"?><tv>${second}</tv>`, ['First', 'Second']],
    ['missing >', `<tv>${first.replace('channel="a">', 'channel="a"')}${second}</tv>`, ['First', 'Second']],
  ])('%s', (_name, text, titles) => {
    expect((all(read(text).guide)['a'] ?? []).map((found) => found.title)).toEqual(titles);
    expect((all(read(text, [1]).guide)['a'] ?? []).map((found) => found.title)).toEqual(titles);
  });

  test('a cut guide says so', () => {
    expect(read(`<tv>${first}`).report?.isCut).toBe(true);
    expect(read(`<tv>${first}</tv>`).report?.isCut).toBe(false);
  });

  test('an element of megabytes is left out, the rest stays, whatever the chunks', () => {
    const long = `<tv>${first}${OPEN}<desc>${'x'.repeat(1_500_000)}</desc></programme>${second}<channel id="z">${'<url>'.repeat(300_000)}</channel>${second.replace('"a"', '"b"')}</tv>`;
    for (const size of [1 << 22, 65_536, 9_999]) {
      const { guide, report } = read(long, [size]);
      expect(report).toMatchObject({ programmes: 4, kept: 3, tooLong: 1, tooLongChannels: 1, isCut: false });
      expect(all(guide)['a']?.map((found) => found.title)).toEqual(['First', 'Second']);
      expect(all(guide)['b']).toHaveLength(1);
    }
  });
});

describe('what is no guide', () => {
  test.each([
    ['', 'source.empty', undefined], [' \n', 'source.empty', undefined], ['<!DOCTYPE html><html></html>', 'source.html-answer', undefined], ['<html><body>', 'source.html-answer', undefined],
    ['#EXTM3U', 'source.malformed', undefined], ['{"a":1}', 'source.malformed', undefined], ['<rss></rss>', 'source.malformed', undefined],
  ])('%j', (text, code, answer) => {
    expect(read(text)).toMatchObject({ code, answer });
  });

  test('packed files are named', () => {
    expect(read(new Uint8Array([0x1f, 0x8b, 8, 0, 9, 9, 9])).answer).toBe('gzip');
    expect(read(new Uint8Array([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0])).answer).toBe('xz');
    expect(read(new Uint8Array([0x50, 0x4b, 3, 4])).answer).toBe('zip');
  });

  test('an empty guide is fine', () => {
    expect(read('<?xml version="1.0"?><tv></tv>').report).toMatchObject({ channels: 0, programmes: 0, isCut: false });
    expect(read('<tv/>').code).toBe('');
  });
});

const RICH = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tv SYSTEM "xmltv.dtd">
<tv date='x'><!-- a <programme> in a comment -->
<channel id="a"><display-name>Ä &amp; B</display-name><icon src='i'/></channel>
<programme start="20260822180000 +0000" stop="20260822190000 +0000" channel="a"><title lang="de">Käse &amp; <![CDATA[Brot <b>]]> ü</title><desc>Zwei
Zeilen 😀</desc><credits><actor>X</actor></credits><rating><value>12</value></rating><episode-num system="xmltv_ns">1.2.</episode-num></programme>
<programme start="20260822190000 +0000" stop="20260822200000 +0000" channel="unwanted"><title><![CDATA[</programme>]]></title></programme>
<programme start='20260822230000 +0300' channel='a'><title>Third<desc>no end</desc><category>C</category></programme>
<programme start="20260822200000 +0000" stop="20260822210000 +0000" channel="a<programme b">
<programme start="20260822210000 +0000" channel="a"/><programme start="20200101000000" channel="a"><title>old</title></programme>
</tv>`;

describe('chunks and encodings', () => {
  const options: GuideBuilderOptions = { nowMs: NOW, wanted: [{ guideKey: 'a', name: 'A' }] };
  const whole = read(RICH, undefined, options);
  const expected = all(whole.guide);

  test('the guide has what it should', () => {
    expect(expected['a']?.map((found) => found.title)).toEqual(['Käse & Brot <b> ü', 'Third', '']);
    expect(whole.report).toMatchObject({ programmes: 7, kept: 3, channels: 1, isCut: false });
  });

  test('cut at any byte the result is the same', () => {
    const { length } = new TextEncoder().encode(RICH);
    for (let at = 1; at < length; at += 1) {
      const cut = read(RICH, [at, length], options);
      expect(cut.report).toEqual(whole.report);
      expect(all(cut.guide)).toEqual(expected);
    }
  });

  test.each([1, 2, 3, 7, 31, 500])('in chunks of %i', (size) => {
    const cut = read(RICH, [size], options);
    expect(cut.report).toEqual(whole.report);
    expect(all(cut.guide)).toEqual(expected);
  });

  test('UTF-16, Latin-1 and others', () => {
    const text = RICH.replace('😀', '');
    const plain = all(read(text, undefined, options).guide);
    const utf16 = new Uint8Array(text.length * 2 + 2);
    const view = new DataView(utf16.buffer);
    view.setUint16(0, 0xfeff, true);
    for (let i = 0; i < text.length; i += 1) view.setUint16(i * 2 + 2, text.charCodeAt(i), true);
    expect(all(read(utf16, [333], options).guide)).toEqual(plain);
    const latinText = text.replace('UTF-8', 'iso-8859-1');
    const latin = Uint8Array.from(latinText, (char) => char.charCodeAt(0));
    expect(all(read(latin, [333], options).guide)).toEqual(plain);
    const createDecoder = (label: string): { decode(bytes: Uint8Array, isLast: boolean): string } => {
      const decoder = new TextDecoder(label);
      return { decode: (bytes, isLast) => decoder.decode(bytes, { stream: !isLast }) };
    };
    const cyrillic = new Uint8Array([...new TextEncoder().encode(`<?xml version="1.0" encoding="windows-1251"?><tv>${OPEN}<title>`), 0xcf, 0xe5, 0xf0, 0xe2, ...new TextEncoder().encode('</title></programme></tv>')]);
    expect(read(cyrillic, [5], WIDE, { createDecoder }).guide.nowNext('a', NOW).now?.title).toBe('Перв');
  });
});

describe('fuzzing', () => {
  test('random changes neither throw nor hang, and chunks never matter', () => {
    const { below: random } = createSeededRandom(99);
    const source = new TextEncoder().encode(RICH);
    const signs = new TextEncoder().encode('<>&;"\'/!-[]= \n\u0000ÿ');
    for (let round = 0; round < rounds(100, 3000); round += 1) {
      const bytes = source.slice(0, source.length - random(60));
      for (let change = 0; change < 10; change += 1) {
        const at = random(bytes.length);
        bytes[at] = random(3) === 0 ? random(256) : (signs[random(signs.length)] ?? 0);
        if (random(6) === 0) bytes.copyWithin(at, random(bytes.length), random(bytes.length));
      }
      const whole = read(bytes);
      const cut = read(bytes, [1 + random(50), 1 + random(9)]);
      expect(cut.report).toEqual(whole.report);
      expect(all(cut.guide)).toEqual(all(whole.guide));
    }
  });
});

const real = join(process.cwd(), '../shared/data/thmanyah.xmltv.xml');
const whenReal = existsSync(real) ? test : test.skip;

whenReal('the real guide (skipped where ../shared/data is absent) is read completely', () => {
  const bytes = new Uint8Array(readFileSync(real));
  const { guide, report } = read(bytes, [65_536], { nowMs: Date.UTC(2026, 7, 25), pastMs: 100 * 24 * HOUR_MS, futureMs: 100 * 24 * HOUR_MS });
  expect(report).toEqual({ ...NOTHING_LEFT_OUT, bytes: bytes.length, channels: 4, programmes: 1066, kept: 1066 });
  expect(guide.channels().map((channel) => channel.names)).toEqual([['Thmanyah 1', 'ثمانية 1'], ['Thmanyah 2', 'ثمانية 2'], ['Thmanyah 3', 'ثمانية 3'], ['Thmanyah | Guide', 'ثمانية | Guide']]);
  const text = new TextDecoder().decode(bytes);
  const starts = new Set(Array.from(text.matchAll(/<programme start="([^"]+)" stop="[^"]+" channel="([^"]+)"/g), (match) => `${match[1] ?? ''}${match[2] ?? ''}`));
  expect(guide.programmeCount).toBe(starts.size);
  const first = guide.between('ThmanyahGuide', Date.UTC(2026, 7, 22, 15, 45), Date.UTC(2026, 7, 22, 16, 10))[0];
  expect(first).toMatchObject({ title: 'الفتح - الاتفاق', category: 'Sports', startMs: Date.UTC(2026, 7, 22, 15, 45), stopMs: Date.UTC(2026, 7, 22, 16, 10) });
  expect(first?.description.split('\n')).toHaveLength(18);
});
