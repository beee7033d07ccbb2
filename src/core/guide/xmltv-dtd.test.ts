import { describe, expect, test } from '@jest/globals';
import { HOUR_MS, MINUTE_MS } from '../base';
import type { ProgrammeRecord } from '../catalog';
import { createGuideBuilder, createXmltvReader } from '.';
import type { ColumnarGuide, GuideBuilderOptions, XmltvReaderOptions, XmltvReport } from '.';
import { XML_NAMES, nameAt } from './xml-names';
import * as NAME from './xml-name';
import { starsOf } from './star-rating';

const NOW = Date.UTC(2026, 7, 22, 18, 0);
const START = 'start="20260822180000 +0000"';
const OPEN = `<programme ${START} stop="20260822190000 +0000" channel="a">`;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function read(input: string | Uint8Array, options: XmltvReaderOptions = {}, builderOptions: GuideBuilderOptions = { nowMs: NOW }, size = 100): { guide: ColumnarGuide; report: XmltvReport } {
  const bytes = typeof input === 'string' ? encode(input) : input;
  const builder = createGuideBuilder(builderOptions);
  const reader = createXmltvReader(builder, options);
  for (let from = 0; from < bytes.length; from += size) reader.push(bytes.slice(from, from + size));
  const end = reader.end();
  if (!end.ok) throw end.error;
  return { guide: builder.finish(), report: end.value };
}

function programme(children: string, options: XmltvReaderOptions = {}, open = OPEN): ProgrammeRecord {
  const found = read(`<tv>${open}${children}</programme></tv>`, options).guide.nowNext('a', NOW).now;
  if (found === null) throw new Error('no programme');
  return found;
}

const BARE = { channelKey: 'a', startMs: NOW, stopMs: NOW + HOUR_MS, title: '', subtitle: '', description: '', category: '', picture: '', age: -1 };

describe('everything the DTD knows', () => {
  test('in the DTD\'s order, and in the opposite one', () => {
    const children = [
      '<title lang="en">T</title>', '<sub-title>S</sub-title>', '<desc>D</desc>',
      '<credits><director>Dir</director><actor role="Hero" guest="yes">Act<image type="person">http://i/a.jpg</image><url>http://u</url></actor><writer>Wri</writer><adapter>no</adapter><producer>Pro</producer><composer>no</composer><editor>no</editor><presenter>Pre</presenter><commentator>Com</commentator><guest>Gue</guest></credits>',
      '<date>20010512</date>', '<category>Film</category>', '<category lang="de">Spielfilm</category>', '<category>Film</category>', '<keyword>k</keyword>', '<language>German</language>', '<orig-language lang="en">Japanese</orig-language>',
      '<length units="minutes">90</length>', '<icon src="http://i/1.jpg" width="1"/>', '<icon src="http://i/2.jpg"/>', '<url system="imdb">http://u</url>', '<country>USA</country>', '<country>UK</country>',
      '<episode-num system="dd_progid">EP01234567.0012</episode-num>', '<episode-num system="xmltv_ns">1.2.0/1</episode-num>', '<episode-num system="onscreen">S09E08</episode-num>',
      '<video><present>yes</present><colour>yes</colour><aspect>16:9</aspect><quality>HDTV</quality></video>', '<audio><present>yes</present><stereo>dolby digital</stereo></audio>',
      '<previously-shown start="20200101" channel="x"/>', '<premiere>First <b>time</b></premiere>', '<last-chance/>', '<new />', '<subtitles type="teletext"><language>English</language></subtitles>', '<subtitles type="deaf-signed"/>',
      '<rating system="MPAA"><value>PG-13</value><icon src="http://no"/></rating>', '<rating system="FSK"><value>FSK 16</value></rating>', '<star-rating system="imdb"><value>7,5 / 10</value><icon src="http://no"/></star-rating>', '<star-rating><value>1/5</value></star-rating>',
      '<review type="text" source="x" reviewer="y">Good</review>', '<image type="poster" size="1" orient="P" system="tmdb">http://i/poster.jpg</image>',
    ];
    const people = ['director Dir', 'actor Act', 'writer Wri', 'producer Pro', 'presenter Pre', 'commentator Com', 'guest Gue'].map((person) => ({ role: person.split(' ')[0], name: person.split(' ')[1], picture: '' }));
    const expected = {
      ...BARE, title: 'T', subtitle: 'S', description: 'D', category: 'Film', categories: ['Film', 'Spielfilm'], picture: 'http://i/1.jpg', age: 16, season: 2, episode: 3, people,
      date: '2001-05-12', country: 'USA', rating: 7.5, marks: ['new', 'premiere', 'repeat', 'last-chance', 'subtitles', 'signed', 'hd', 'surround'],
    };
    expect(programme(children.join('\n    '))).toEqual(expected);
    expect(programme(children.slice().reverse().join(''))).toEqual({
      ...expected, categories: ['Film', 'Spielfilm'], picture: 'http://i/poster.jpg', country: 'UK', rating: 2,
    });
  });

  test('nothing within, and nothing but what means nothing', () => {
    expect(programme('')).toEqual(BARE);
    expect(programme('<x/><y z="1">t</y><title/><desc></desc><credits/><rating><value/></rating><icon/><icon src=""/><date>soon</date><video/>')).toEqual(BARE);
  });

  test('a picture from <image> where there is no icon', () => {
    expect(programme('<image type="backdrop"> http://i/b.jpg?a=1&amp;b=2 </image>').picture).toBe('http://i/b.jpg?a=1&b=2');
    expect(programme('<image>http://i/b.jpg</image><icon src="http://i/icon.jpg"/>').picture).toBe('http://i/b.jpg');
  });

  test('live programmes', () => {
    expect(programme('<live/>').marks).toEqual(['live']);
  });

  test.each([['2001', '2001'], ['200105', '2001-05'], ['20010512', '2001-05-12'], ['2001-05-12', '2001-05-12'], ['20010512180000 +0200', '2001-05-12'], ['2001 (remake)', '2001'], ['12', undefined], ['9999', undefined]])('date %s', (text, date) => {
    expect(programme(`<date>${text}</date>`).date).toBe(date);
  });

  test.each([['3/5', 6], ['7.5/10', 7.5], ['4,5 / 5', 9], ['80%', 8], ['80/100', 8], ['8', 8], ['11', 0], ['***', 0], ['6/5', 0], ['0/5', 0], ['1/0', 0]])('stars %s', (text, stars) => {
    expect(starsOf(text)).toBe(stars);
  });

  test.each([
    ['<episode-num>S1 E2</episode-num>', 1, 2, undefined], ['<episode-num system="SxxExx">s01e02</episode-num>', 1, 2, undefined], ['<episode-num system="onscreen">Season 3, Episode 11</episode-num>', 3, 11, undefined],
    ['<episode-num system="onscreen">Folge 12</episode-num>', undefined, 12, undefined], ['<episode-num system="onscreen">Ep. 7</episode-num>', undefined, 7, undefined], ['<episode-num system="onscreen">(3/8)</episode-num>', undefined, undefined, '(3/8)'],
    ['<episode-num system="onscreen">Die R&#252;ckkehr</episode-num>', undefined, undefined, 'Die Rückkehr'], ['<episode-num system="thetvdb.com">series/1234</episode-num>', undefined, undefined, undefined], ['<episode-num system="xmltv_ns">..</episode-num>', undefined, undefined, undefined],
    ['<episode-num system="xmltv_ns">..</episode-num><episode-num system="onscreen">S2E3</episode-num>', 2, 3, undefined], ['<episode-num system="onscreen">S9E9</episode-num><episode-num system=\'xmltv_ns\'>0 . 4/13 . 0/2</episode-num>', 1, 5, undefined],
    ['<episode-num system="xmltv_ns">11/12.99999999999.0</episode-num>', 12, 10_000_000, undefined],
  ])('%s', (children, season, episode, episodeText) => {
    const found = programme(children);
    expect([found.season, found.episode === undefined ? undefined : Math.min(found.episode, 10_000_000), found.episodeText]).toEqual([season, episode, episodeText]);
  });

  test.each([['minutes', '90', 90], ['hours', '1.5', 90], ['seconds', '5400', 90], ['minutes', 'long', 60], ['minutes', '99999', 60]])('a length in %s stands in for a missing stop: %s', (units, text, minutes) => {
    const found = programme(`<length units="${units}">${text}</length>`, {}, `<programme ${START} channel="a">`);
    expect((found.stopMs - found.startMs) / MINUTE_MS).toBe(minutes);
    expect(programme(`<length units="${units}">${text}</length>`).stopMs).toBe(NOW + HOUR_MS);
  });

  test('people are not counted without end, and long texts are cut', () => {
    const found = programme(`<title>${'t'.repeat(20_000)}</title><icon src="http://${'x'.repeat(20_000)}"/><credits>${'<actor>A B</actor>'.repeat(50)}</credits>`);
    expect([found.people?.length, found.title.length, found.picture]).toEqual([12, 16_384, '']);
  });
});

describe('how XML can say it', () => {
  test.each([
    ['attributes in any order and quoting', `<programme  channel = 'a'\n\tx='"' stop='20260822190000 +0000' start="20260822180000 +0000" y>`],
    ['no quotes', '<programme start=20260822180000+0000 stop=20260822190000+0000 channel=a>'],
    ['entities in values', `<programme ${START} stop="20260822190000 +0000" channel="&#97;">`],
    ['a quote that is never closed', `<programme ${START} stop="20260822190000 +0000" channel="a" x="y>`],
    ['> in values', `<programme x=">" ${START} stop="20260822190000 +0000" channel="a">`],
    ['usual, with more behind', `<programme ${START} stop="20260822190000 +0000" channel="a" clumpidx="0/1" vps-start="20260822180000">`],
    ['times without offset', '<programme start="20260822180000" stop="20260822190000" channel="a">'],
  ])('start tags: %s', (_name, open) => {
    expect(programme('<desc>D</desc>', {}, open)).toMatchObject({ startMs: NOW, stopMs: NOW + HOUR_MS, description: 'D' });
  });

  test.each([
    ['double escaping stays as it is written', '<title>a &amp;amp; &amp;#39; &amp;lt;b&amp;gt;</title>', 'a &amp; &#39; &lt;b&gt;'],
    ['CDATA within CDATA', '<title><![CDATA[a]]]]><![CDATA[>b]]></title>', 'a]]>b'],
    ['CDATA that is never closed', '<title><![CDATA[Late <i>News</i></title>', 'Late News'],
    ['a comment that is never closed', '<title>One <!-- two</title>', 'One  two'],
    ['nested rubbish', '<title><a><b><c>x</c></a></title>', 'x'],
    ['the wrong end tag', '<title>x</desc><desc>y</desc>', 'x'],
    ['an upper case end tag', '<title>x</TITLE></title>', 'x'],
    ['entities cut by markup', '<title>a &am<b>p;</b></title>', 'a &amp;'],
  ])('texts: %s', (_name, children, title) => {
    expect(programme(children).title).toBe(title);
  });

  test('end tags within sections are none; behind a section that is too long to be one they count', () => {
    const { guide, report } = read(`<tv>${OPEN}<!-- </programme> --><?x </programme>?><title><![CDATA[</programme>]]></title></programme>${OPEN.replace('channel="a"', 'channel="b"')}<desc><![CDATA[${'x'.repeat(70_000)}</desc></programme></tv>`);
    expect(guide.nowNext('a', NOW).now?.title).toBe('</programme>');
    expect(guide.nowNext('b', NOW).now?.description).toHaveLength(16_384);
    expect(report).toMatchObject({ programmes: 2, kept: 2 });
  });

  test('names are told exactly', () => {
    XML_NAMES.forEach((name, index) => {
      expect(nameAt(encode(`<${name}>`), 1, name.length + 2)).toBe(index + 1);
      expect(nameAt(encode(name), 0, name.length)).toBe(index + 1);
      expect([nameAt(encode(`${name}x>`), 0, name.length + 2), nameAt(encode(name.slice(0, -1)), 0, name.length - 1) === index + 1]).toEqual([0, false]);
    });
    expect([XML_NAMES[NAME.PROGRAMME - 1], XML_NAMES[NAME.TV - 1], XML_NAMES[NAME.DISPLAY_NAME - 1], XML_NAMES[NAME.START - 1], XML_NAMES[NAME.TYPE - 1]]).toEqual(['programme', 'tv', 'display-name', 'start', 'type']);
    const numbers = Object.entries(NAME).map(([constant, number]) => [XML_NAMES[number - 1]?.toUpperCase().replace(/-/g, '_'), constant]);
    for (const [written, constant] of numbers) expect(constant).toBe(written);
  });
});

describe('what is told of programmes that are left out', () => {
  const at = (start: string, channel = 'a'): string => `<programme start="${start}" channel="${channel}"><title>x</title></programme>`;
  const sum = (report: XmltvReport): number => report.kept + report.unwanted + report.outsideWindow + report.noChannel + report.noStart + report.unreadableTime + report.tooLong + report.overCapacity + report.unfinished;

  test('every one by its reason', () => {
    const text = `<tv><channel id="a"/><channel id="b"/>${at('20260822180000 +0000')}${at('20260822180000 +0000', 'b')}${at('20200101000000 +0000')}${at('20300101000000 +0000')}${at('soon')}${at('')}${at('20260822180000 +0000', '')}
      <programme channel="a"/><programme ${START}/>${OPEN}<desc>${'x'.repeat(1 << 21)}</desc></programme>${OPEN}<title>cut`;
    const { report } = read(text, {}, { nowMs: NOW, wanted: [{ guideKey: 'a', name: 'A' }] }, 5000);
    expect(report).toMatchObject({ programmes: 11, kept: 1, unwanted: 1, outsideWindow: 2, noChannel: 2, noStart: 2, unreadableTime: 1, unreadable: 5, tooLong: 1, overCapacity: 0, unfinished: 1, isCut: true });
    expect(sum(report)).toBe(report.programmes);
  });

  test('a full builder takes no more', () => {
    const text = `<tv>${[1, 2, 3, 4, 5].map((hour) => at(`202608221${hour}0000 +0000`)).join('')}</tv>`;
    expect(read(text, {}, { nowMs: NOW, maxProgrammes: 3 }).report).toMatchObject({ programmes: 5, kept: 3, overCapacity: 2 });
    expect(read(text, {}, { nowMs: NOW, maxTextBytes: 1 }).report).toMatchObject({ programmes: 5, kept: 1, overCapacity: 4 });
  });
});

describe('channels that are described late', () => {
  const wanted = [{ guideKey: 'key', name: 'Nice Name HD' }];
  const text = `<tv>${OPEN}<title>A</title></programme>${OPEN.replace('"a"', '"b"')}<title>B</title></programme><channel id="b"><display-name>Other</display-name></channel><channel id="a"><display-name>Nice Name</display-name></channel></tv>`;

  test('their programmes are kept, the others\' are not', () => {
    const { guide, report } = read(text, {}, { nowMs: NOW, wanted });
    expect(guide.nowNext('key', NOW).now?.title).toBe('A');
    expect([guide.programmeCount, guide.has('b')]).toEqual([1, false]);
    expect(report).toMatchObject({ programmes: 2, kept: 1, unwanted: 1 });
    // Nor are its texts.
    const alone = read(text.replace(/<programme[^>]*"b".*?<\/programme>/, ''), {}, { nowMs: NOW, wanted });
    expect(guide.heldBytes).toBeLessThanOrEqual(alone.guide.heldBytes);
  });

  test('once everybody has a guide nothing more is held', () => {
    const { report } = read(text, {}, { nowMs: NOW, wanted: [{ guideKey: 'a', name: '' }] });
    expect(report).toMatchObject({ kept: 1, unwanted: 1 });
  });
});

describe('several guides in one builder', () => {
  test('each is accounted for by itself', () => {
    const builder = createGuideBuilder({ nowMs: NOW });
    const texts = [`<tv>${OPEN}<title>A</title></programme>${OPEN}<title>twice</title></programme><tv cut`, `<tv>${OPEN.replace('"a"', '"b"')}<title>B</title></programme></tv>`];
    const reports = texts.map((text) => {
      const reader = createXmltvReader(builder);
      reader.push(encode(text));
      const end = reader.end();
      return end.ok ? end.value : null;
    });
    expect(reports.map((report) => report?.kept)).toEqual([2, 1]);
    const guide = builder.finish();
    expect([guide.nowNext('a', NOW).now?.title, guide.nowNext('b', NOW).now?.title, guide.programmeCount]).toEqual(['A', 'B', 2]);
    expect(builder.repairs).toEqual({ doubled: 1, overlapping: 0, openEnded: 0, unwanted: 0 });
  });
});

describe('encodings', () => {
  const createDecoder = (label: string): { decode(bytes: Uint8Array, isLast: boolean): string } => {
    const decoder = new TextDecoder(label);
    return { decode: (bytes, isLast) => decoder.decode(bytes, { stream: !isLast }) };
  };
  const inner = (title: string): string => `<tv>${OPEN}<title>${title}</title></programme></tv>`;
  const russian = 'Вечерние новости';
  const toWindows1251 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => (letter >= 'А' && letter <= 'я' ? letter.charCodeAt(0) - 0x410 + 0xc0 : letter.charCodeAt(0)));
  const titleOf = (bytes: Uint8Array, options: XmltvReaderOptions = {}, size = 100): string | undefined => read(bytes, options, { nowMs: NOW }, size).guide.nowNext('a', NOW).now?.title;

  test.each([1, 7, 4096])('windows-1251, declared or told by the server, in chunks of %i', (size) => {
    expect(titleOf(toWindows1251(`<?xml version="1.0" encoding="windows-1251"?>${inner(russian)}`), { createDecoder }, size)).toBe(russian);
    expect(titleOf(toWindows1251(inner(russian)), { createDecoder, charset: 'windows-1251' }, size)).toBe(russian);
  });

  test.each(['windows-1251', 'ISO-8859-1', 'windows-1252', 'koi8-r', 'Shift_JIS'])('UTF-8 that is called %s', (label) => {
    for (const size of [1, 50, 100_000]) {
      const text = `<?xml version="1.0" encoding="${label}"?>${inner(`${russian} – ü`)}`;
      expect(titleOf(encode(text), { createDecoder }, size)).toBe(`${russian} – ü`);
    }
  });

  test('UTF-16 in both orders, with and without a mark', () => {
    const text = inner(`${russian} 😀`);
    for (const isLittle of [true, false]) {
      for (const mark of ['\ufeff', '']) {
        const bytes = new Uint8Array((text.length + mark.length) * 2);
        const view = new DataView(bytes.buffer);
        Array.from({ length: text.length + mark.length }, (_, i) => view.setUint16(i * 2, (mark + text).charCodeAt(i), isLittle));
        expect(titleOf(bytes, {}, 33)).toBe(`${russian} 😀`);
      }
    }
  });

  test('single letters of another encoding in UTF-8', () => {
    const bytes = encode(inner('Ärger im X'));
    bytes[bytes.indexOf(0x58)] = 0xe4;
    expect(titleOf(bytes)).toBe('Ärger im ä');
  });
});
