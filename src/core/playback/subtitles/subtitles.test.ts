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

/** What an old editor in East Asia writes: two bytes per sign, found by reading all there are. */
function inDoubleBytes(text: string, label: string): Uint8Array {
  const decoder = new TextDecoder(label);
  const bytesOf = new Map<string, readonly number[]>();
  for (let lead = 0xfe; lead >= 0x81; lead -= 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) bytesOf.set(decoder.decode(Uint8Array.from([lead, trail])), [lead, trail]);
  return Uint8Array.from(Array.from(text).reduce<number[]>((all, sign) => all.concat(sign < '\u0080' ? [sign.charCodeAt(0)] : (bytesOf.get(sign) ?? [0x3f])), []));
}

const createDecoder = (label: string) => {
  const decoder = new TextDecoder(label);
  return { decode: (bytes: Uint8Array, isLast: boolean) => decoder.decode(bytes, { stream: !isLast }) };
};

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

  const EASTERN = [
    ['gb18030', 'zh', '我不知道你在说什么。这是他的家，我们都没有来过。那个人想要什么？'],
    ['big5', 'zh', '我不知道你在說什麼。這是他的家，我們都沒有來過。那個人想要什麼？'],
    ['shift_jis', 'ja', '昨日の夜はどこにいたの？ずっと待っていたんだよ。もう帰ったと思った。'],
    ['euc-jp', 'ja', '昨日の夜はどこにいたの？ずっと待っていたんだよ。もう帰ったと思った。'],
    ['euc-kr', 'ko', '어제 밤에 어디 있었어? 우리는 자정까지 너를 기다렸는데 안 오더라고.'],
  ] as const;

  test.each(EASTERN)('%s by its letters, with the language and without', (label, language, text) => {
    const bytes = inDoubleBytes(text, label);
    expect(decodeSubtitles(bytes, language, createDecoder)).toBe(text);
    expect(decodeSubtitles(bytes, '', createDecoder)).toBe(text);
  });

  test('pages of one byte are not taken for those, and an engine without decoders shows something', () => {
    const text = 'Где ты был вчера вечером? Мы ждали тебя до полуночи.';
    expect(decodeSubtitles(inPage(text, '1251'), '', createDecoder)).toBe(text);
    expect(decodeSubtitles(inPage('Ça fait déjà très longtemps, mon frère.', '1252'), '', createDecoder)).toBe('Ça fait déjà très longtemps, mon frère.');
    const [label, , eastern] = EASTERN[0];
    expect(decodeSubtitles(inDoubleBytes(eastern, label), 'zh', () => null)).not.toBe('');
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

describe('WebVTT style sheets and regions, after the examples of the standard', () => {
  const looks = (blocks: string, cue: string) => parseVttCues(`WEBVTT\n\n${blocks}\n\n${cue}`)[0]?.lines.map(({ text, look }) => ({ text, ...look }));
  const timing = '00:00.000 --> 00:10.000\n';

  test('all cues, tags, classes, voices, ids; the one that says more wins', () => {
    const sheet = 'STYLE\n::cue {\n  background-image: linear-gradient(to bottom, dimgray, lightgray);\n  color: papayawhip; background-color: rgba(0, 0, 255, 0.5);\n}\n/* Style blocks cannot use blank lines nor "dash dash greater than" */\n\nNOTE comment blocks can be used between style blocks.\n\nSTYLE\n::cue(b) { color: peachpuff; font-style: italic; color: lime }\n::cue(.loud) { color: red; text-decoration: underline }\n::cue(v[voice="Esme"]) { color: cyan }\n::cue(#\\31 7) { font-weight: bold }\nh1, ::cue(c.a.b), p { color: #00ff0080 }';
    expect(looks(sheet, `${timing}Hello`)).toEqual([{ text: 'Hello', isBold: false, isItalic: false, isUnderlined: false, color: null, ground: 0x800000ff, size: 1, edge: null }]);
    expect(looks(sheet, `17\n${timing}Hello`)).toMatchObject([{ isBold: true }]);
    expect(looks(sheet, `${timing}<b>world</b>\n<c.loud>LOUD</c>\n<v Esme>It is me\n<v Mary>not me`)).toMatchObject([
      { text: 'world', isBold: true, isItalic: true, color: 0x00ff00 },
      { text: 'LOUD', isUnderlined: true, color: 0xff0000 },
      { text: 'It is me', color: 0x00ffff },
      // The voice before was never closed.
      { text: 'not me', color: 0x00ffff },
    ]);
    expect(looks(sheet, `${timing}<c.b.a>both`)).toMatchObject([{ color: 0x00ff00 }]);
    expect(looks('', `${timing}<c.yellow.bg_blue.magenta.bg_black>yellow on blue is magenta on black`)).toMatchObject([{ color: 0xff00ff, ground: 0xff000000 }]);
    expect(looks('STYLE\n::cue { color: red', `${timing}broken`)).toMatchObject([{ color: null }]);
    expect(looks(`STYLE\n::cue(${'('.repeat(5_000)}`, `${timing}hostile`)).toMatchObject([{ color: null }]);
  });

  test.each(['a', '/* ', '{', '}', '::cue('])('a sheet of nothing but %j takes no time that grows by the square', (piece) => {
    expect(looks(`STYLE\n${piece.repeat(200_000)}`, `${timing}hostile`)).toMatchObject([{ color: null }]);
  }, 30_000);

  test('regions', () => {
    const regions = 'REGION\nid:fred\nwidth:40%\nlines:3\nregionanchor:0%,100%\nviewportanchor:10%,90%\nscroll:up\n\nREGION\nid:bill\nwidth:40%\nlines:3\nregionanchor:100%,100%\nviewportanchor:90%,90%\nscroll:up';
    const place = (settings: string) => parseVttCues(`WEBVTT\n\n${regions}\n\n00:00:00.000 --> 00:00:20.000 ${settings}\nx`)[0]?.place;
    expect(place('region:fred align:left')).toEqual({ line: 0.9, lineEdge: 'end', position: 0.1, positionEdge: 'start' });
    expect(place('region:bill align:right')).toEqual({ line: 0.9, lineEdge: 'end', position: 0.9, positionEdge: 'end' });
    expect(place('region:nobody')).toBeNull();
    expect(place('region:fred line:0')).toMatchObject({ line: 0, position: 0.5 });
  });
});

describe('sizes, shadows and columns of WebVTT', () => {
  const look = (css: string, words = 'x') => parseVttCues(`WEBVTT\n\nSTYLE\n${css}\n\n00:00.000 --> 00:10.000\n${words}`)[0]?.lines[0]?.look;

  test.each([['120%', 1.2], ['1.5em', 1.5], ['0.1em', 0.5], ['900%', 2], ['x-large', 1.5], ['larger', 1.2], ['24px', 1], ['5vh', 1], ['nonsense', 1]])('font-size: %s', (size, times) => {
    expect(look(`::cue { font-size: ${size} }`)?.size).toBe(times);
  });

  test('a size inside of another multiplies, a root size does not', () => {
    const css = '::cue { font-size: 150% }\n::cue(b) { font-size: 80% }\n::cue(i) { font-size: 0.8rem }';
    expect([look(css, '<b>x</b>')?.size, look(css, '<i>x</i>')?.size]).toEqual([expect.closeTo(1.2), 0.8]);
  });

  test.each([
    ['text-shadow: 2px 2px 4px rgba(0, 0, 0, 0.5)', 'shadow'], ['text-shadow: 1px 1px #000, -1px 1px #000, 1px -1px #000, -1px -1px #000', 'outline'], ['text-shadow: none', 'none'],
    ['-webkit-text-stroke: 1px black', 'outline'], ['color: red', null],
  ])('%s', (css, edge) => {
    expect(look(`::cue { ${css} }`)?.edge).toBe(edge);
  });

  test('columns', () => {
    const place = (settings: string) => parseVttCues(`WEBVTT\n\n00:01.000 --> 00:02.000 ${settings}\nx`)[0]?.place;
    expect(place('vertical:rl line:0')).toEqual({ line: 0, lineEdge: 'start', position: 0.5, positionEdge: 'center', vertical: 'rl' });
    expect(place('vertical:lr align:start position:10%')).toEqual({ line: null, lineEdge: 'end', position: 0.1, positionEdge: 'start', vertical: 'lr' });
    expect(place('vertical:up')).toBeNull();
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
    expect(first?.lines[0]?.look).toEqual({ isBold: true, isItalic: true, isUnderlined: false, color: 0xff0000, ground: null, size: 1, edge: null });
    expect(second?.place).toBeNull();
  });

  test('what lies behind text: of a style, of a span, clear', () => {
    const cues = parseTtml(doc('<div><p begin="1s" end="2s" tts:backgroundColor="rgba(0,0,0,128)">a</p><p begin="2s" end="3s"><span tts:backgroundColor="#ff000080" tts:color="white">b</span></p><p begin="3s" end="4s" tts:backgroundColor="transparent">c</p></div>'));
    expect(cues.map(({ lines }) => lines[0]?.look.ground)).toEqual([0x80000000, 0x80ff0000, 0]);
  });

  test('sizes of words inside, outlines and shadows', () => {
    const cues = parseTtml(doc('<div><p begin="1s" end="2s" tts:fontSize="160%" tts:textOutline="black 2px">a</p><p begin="2s" end="3s"><span tts:fontSize="75%" tts:textShadow="1px 1px black">b</span></p></div>'));
    expect(cues.map(({ lines }) => [lines[0]?.look.size, lines[0]?.look.edge])).toEqual([[1, 'outline'], [0.75, 'shadow']]);
  });

  test('pictures of the image profile, in their regions; what is no picture is left out', () => {
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const head = `<metadata><smpte:image xml:id="one" imageType="PNG" encoding="Base64">\n${png.slice(0, 40)}\n${png.slice(40)}\n</smpte:image><smpte:image xml:id="evil" encoding="Base64">PHN2Zz4=</smpte:image></metadata>` +
      '<layout><region xml:id="low" tts:origin="192px 864px" tts:extent="960px 108px"/></layout>';
    const body = '<div begin="1s" end="3s" region="low" smpte:backgroundImage="#one"/><div begin="4s" end="5s" smpte:backgroundImage="#evil"/><div begin="5s" end="6s" region="low"><image src="#one"/></div><div begin="6s" end="7s" smpte:backgroundImage="beside.png"/>';
    const cues = parseTtml(doc(body, head, 'tts:extent="1920px 1080px"'));
    const picture = { url: `data:image/png;base64,${png}`, left: 0.1, top: 0.8, width: 0.5, height: 0.1 };
    expect(cues.map(({ startMs, endMs, lines, picture: shown }) => [startMs, endMs, lines, shown])).toEqual([[1000, 3000, [], picture], [5000, 6000, [], picture]]);
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
