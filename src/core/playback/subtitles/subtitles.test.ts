import { describe, expect, test } from '@jest/globals';
import { encodeUtf8 } from '../../text';
import { CODE_PAGES } from './code-pages';
import { decodeSubtitles, parseSrt, parseTtml, parseVttCues, readSubtitles } from './index';

/** What an old editor writes: one byte per letter of a code page. */
function inPage(text: string, page: string): Uint8Array {
  return Uint8Array.from(text, (sign) => (sign < '\u0080' ? sign.charCodeAt(0) : 0x80 + (CODE_PAGES[page] ?? '').indexOf(sign)));
}

function inUtf16(text: string, isBigEndian: boolean, hasMark: boolean): Uint8Array {
  const signs = Array.from(`${hasMark ? '\ufeff' : ''}${text}`, (sign) => sign.charCodeAt(0));
  return Uint8Array.from(signs.reduce<number[]>((all, code) => all.concat(isBigEndian ? [code >> 8, code & 255] : [code & 255, code >> 8]), []));
}

const shown = (text: string): string => parseVttCues(`WEBVTT\n\n00:01.000 --> 00:02.000\n${text}`)[0]?.text ?? '';

describe('encodings', () => {
  test.each([
    ['1252', 'Für Über größere Mädchen schließen sich die Türen früher. Ça fait déjà très longtemps, mon frère.'],
    ['1250', 'Zażółć gęślą jaźń. Dziękuję, że przyszedłeś. Gdzie są moi przyjaciele? Myślę, że śpią.'],
    ['1254', 'Işığı kapatır mısın? Çok güzel bir gün, değil mi? Şimdi gidiyoruz arkadaşlar.'],
    ['1251', 'Где ты был вчера вечером? Мы ждали тебя до полуночи.'],
    ['1253', 'Πού ήσουν χθες το βράδυ; Σε περιμέναμε μέχρι τα μεσάνυχτα.'],
    ['1255', 'איפה היית אתמול בערב? חיכינו לך עד חצות'],
    ['1256', 'أين كنت مساء أمس؟ لقد انتظرناك حتى منتصف الليل'],
  ])('Windows-%s by its letters alone', (page, text) => {
    expect(decodeSubtitles(inPage(text, page), '')).toBe(text);
  });

  test('the language decides where letters alone do not', () => {
    const text = 'Ko viņš teica? Šodien ir ļoti auksts.';
    expect(decodeSubtitles(inPage(text, '1257'), 'lv')).toBe(text);
  });

  test('UTF-8 and UTF-16 with and without marks; a broken byte does not make UTF-8 something else', () => {
    const text = '1\n00:00:01,000 --> 00:00:02,000\nÜber Ärger und Öl, große Grüße';
    for (const bytes of [encodeUtf8(text), encodeUtf8(`\ufeff${text}`), inUtf16(text, true, true), inUtf16(text, false, true), inUtf16(text, true, false), inUtf16(text, false, false)])
      expect(decodeSubtitles(bytes, 'de')).toBe(text);
    const broken = Uint8Array.from([...encodeUtf8(text), 0xe4]);
    expect(decodeSubtitles(broken, '')).toContain('Über Ärger');
  });
});

describe('SubRip', () => {
  test('looks, places, and several lines', () => {
    const [first, second] = parseSrt('1\r\n00:00:01,500 --> 00:00:03,000\r\n<i>Hello</i>\r\n<font color="#ff0">there</font> &amp; <3\r\n\r\n2\r\n0:0:4.2 -> 0:0:5\r\n{\\an8}Above');
    expect(first).toMatchObject({ startMs: 1500, endMs: 3000, text: 'Hello\nthere & <3', place: null });
    expect(first?.lines.map(({ look }) => [look.isItalic, look.color])).toEqual([[true, null], [false, 0xffff00]]);
    expect(second).toMatchObject({ startMs: 4200, endMs: 5000, text: 'Above', place: { line: 0, lineEdge: 'start', position: 0.5, positionEdge: 'center' } });
  });

  test('a broken file shows what can be shown', () => {
    const cues = parseSrt('rubbish\n1\n00:00:01,000 --> 00:00:02,000\nOne\n2\n00:00:02,000 --> 00:00:01,000\nbackwards\n\n\n3\n00:00:03,000 --> 00:00:04,000 X1:1\nThree\n\nstill three\n4\n00:00:05,');
    expect(cues.map(({ text }) => text)).toEqual(['One', 'Three\nstill three\n4\n00:00:05,']);
  });
});

describe('WebVTT', () => {
  test('settings of cues', () => {
    const place = (settings: string) => parseVttCues(`WEBVTT\n\n1:00:01.000 --> 1:00:02.000 ${settings}\nx`)[0]?.place;
    expect(place('')).toBeNull();
    expect(place('line:0')).toMatchObject({ line: 0, lineEdge: 'start', position: 0.5 });
    expect(place('line:-1')).toMatchObject({ line: 1, lineEdge: 'end' });
    expect(place('line:50%,center position:20%,line-left align:start')).toEqual({ line: 0.5, lineEdge: 'center', position: 0.2, positionEdge: 'start' });
    expect(place('align:end')).toEqual({ line: null, lineEdge: 'end', position: 1, positionEdge: 'end' });
    expect(place('line:200% position:-3% align:nowhere')).toBeNull();
  });

  test.each([
    ['<b>a</b> <c.yellow.bg_blue>b</c><v Fred Flintstone>c', 'a bc'],
    ['<00:01.500>now <ruby>漢<rt>kan</rt></ruby>', 'now 漢'],
    ['a &lt;b&gt; &#x41;&#66;&nbsp;&unknown; <notatag> a < b', 'a <b> AB\u00a0&unknown; <notatag> a < b'],
    ['<i>never closed\nsecond', 'never closed\nsecond'],
  ])('markup %#', (markup, text) => {
    expect(shown(markup)).toBe(text);
  });

  test('blocks that are none of ours, broken cues, text in order of time', () => {
    const cues = parseVttCues('WEBVTT title\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\nNOTE\n00:01.000 --> 00:02.000\nnot me\n\nSTYLE\n::cue{}\n\n00:05.000 --> 00:06.000\nlate\n\nid\n00:0x --> 00:02.000\nbroken\n\nid\n00:01.000 --> 00:02.000\nearly');
    expect(cues.map(({ text }) => text)).toEqual(['early', 'late']);
  });
});

describe('TTML', () => {
  const doc = (body: string, head = '', attributes = ''): string =>
    `<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="x" xmlns:ttp="y" ttp:frameRate="25" ttp:tickRate="10000" ${attributes}><head>${head}</head><body>${body}</body></tt>`;

  test.each([
    ['00:00:01.500', 1500], ['00:00:01:05', 1200], ['1.5s', 1500], ['90000t', 9000], ['25f', 1000], ['2m', 120_000], ['1500ms', 1500], ['1h', 3_600_000],
  ])('begins at %s', (begin, ms) => {
    expect(parseTtml(doc(`<div><p begin="${begin}" end="3h">x</p></div>`))[0]?.startMs).toBe(ms);
  });

  test('times are those of the container; one after the other; spans with times of their own', () => {
    const cues = parseTtml(doc('<div begin="10s"><p begin="1s" dur="2s">a<br/>b</p></div><div begin="20s" timeContainer="seq"><p dur="1s">c</p><p dur="1s"><span begin="0.5s">d</span></p></div>'));
    expect(cues.map(({ startMs, endMs, text }) => [startMs, endMs, text])).toEqual([[11_000, 13_000, 'a\nb'], [20_000, 21_000, 'c'], [21_500, 22_000, 'd']]);
  });

  test('styles by name, regions, white space', () => {
    const head =
      '<styling><style xml:id="s1" tts:color="yellow"/><style xml:id="s2" style="s1" tts:fontWeight="bold"/></styling>' +
      '<layout><region xml:id="top" tts:origin="10% 10%" tts:extent="80% 20%"><style tts:textAlign="center"/></region><region xml:id="low" tts:origin="10% 80%" tts:extent="80% 10%" tts:displayAlign="after" tts:textAlign="center"/></layout>';
    const [first, second] = parseTtml(doc('<div><p region="top" begin="1s" end="2s" style="s2">\n  one   <span tts:fontStyle="italic" tts:color="#ff0000ff">much longer than</span>\n</p><p region="low" begin="2s" end="3s">usual</p></div>', head));
    expect(first).toMatchObject({ text: 'one much longer than', place: { line: 0.1, lineEdge: 'start', position: 0.5, positionEdge: 'center' } });
    expect(first?.lines[0]?.look).toEqual({ isBold: true, isItalic: true, isUnderlined: false, color: 0xff0000 });
    expect(second?.place).toBeNull();
  });

  test('a cut document gives what came', () => {
    expect(parseTtml(doc('<div><p begin="1s" end="2s">one</p><p begin="2s" end="3s">tw').replace('</body></tt>', '')).map(({ text }) => text)).toEqual(['one', 'tw']);
  });
});

test('the kind is told by the content; a web page has no cues', () => {
  const read = (text: string) => readSubtitles(encodeUtf8(text), '').map((cue) => cue.text);
  expect(read('WEBVTT\n\n00:01.000 --> 00:02.000\na')).toEqual(['a']);
  expect(read('1\n00:00:01,000 --> 00:00:02,000\nb')).toEqual(['b']);
  expect(read('<tt><body><div><p begin="1s" end="2s">c</p></div></body></tt>')).toEqual(['c']);
  expect(read('<!doctype html><p>1 00:00:01,000 --> 00:00:02,000')).toEqual([]);
});
