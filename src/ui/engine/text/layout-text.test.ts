import { describe, expect, test } from '@jest/globals';
import { createSeededRandom } from '#core/base';
import { familyOf } from './font-family';
import { layoutText } from './layout-text';
import { TextMeter } from './text-meter';
import { baselineOf, drawnHeight } from './text-texture';

const FONT = { size: 28, weight: 400 };
/** Every code unit is ten wide. */
const meter = new TextMeter({ font: '', measureText: (content) => ({ width: content.length * 10 }) });
const lay = (content: string, maxWidth: number, maxLines: number): readonly string[] => layoutText(content, FONT, { maxWidth, maxLines }, meter).lines;

describe('lines', () => {
  test('Chinese breaks between signs, but no line begins with a full stop or ends with an opening bracket', () => {
    expect(lay('网络未连接，恢复后会立即继续。', 50, 4)).toEqual(['网络未连', '接，恢复后', '会立即继', '续。']);
    expect(lay('今晚播出《灯塔守望者》', 50, 3)).toEqual(['今晚播出', '《灯塔守望', '者》']);
  });

  test.each([
    ['क्षत्रिय', 30, 'क्षत्रिय'],
    ['किताबें', 50, 'किता…'],
    ['किताबें', 40, 'कि…'],
    ['किताबें', 20, 'कि…'],
    ['ab😀cd', 40, 'ab…'],
  ])('%s is never cut within a written sign', (content, width, expected) => {
    const [line = ''] = lay(content, width, 1);
    // A stack of consonants that is wider than the line is better left out than taken apart.
    expect(line === expected || line === '…').toBe(true);
    expect(line).not.toMatch(/[\u094d\ud800-\udbff]…$/);
  });
});

test('lines are those of a word at a time, and take a few measurements each', () => {
  const { below } = createSeededRandom(7);
  let measured = 0;
  const uneven = new TextMeter({
    font: '',
    measureText(content) {
      measured += 1;
      return { width: Array.from(content).reduce((sum, letter) => sum + 4 + (letter.charCodeAt(0) % 7) * 3, 0) };
    },
  });
  const width = (line: string): number => uneven.width(line.trim(), FONT);
  for (let round = 0; round < 200; round += 1) {
    const words = Array.from({ length: 60 }, () => 'abcdefghijklmnop'.slice(0, 1 + below(9)));
    const expected: string[] = [];
    for (const word of words) {
      const line = expected.at(-1);
      if (line !== undefined && width(`${line} ${word}`) <= 400) expected[expected.length - 1] = `${line} ${word}`;
      else expected.push(word);
    }
    uneven.forget();
    measured = 0;
    const { lines } = layoutText(words.join(' '), FONT, { maxWidth: 400, maxLines: 99 }, uneven);
    expect(lines).toEqual(expected);
    expect(measured).toBeLessThan(5 * lines.length);
    const [cut = ''] = layoutText(words.join(' '), FONT, { maxWidth: 400, maxLines: 1 }, uneven).lines;
    expect(width(cut)).toBeLessThanOrEqual(400);
  }
});

test('Han is drawn with Chinese fonts, beside kana with Japanese ones', () => {
  expect([familyOf('电视直播'), familyOf('東京ドラマ'), familyOf('Kestrel')].map((family) => /SC"/.test(family) ? 'zh' : /JP"/.test(family) ? 'ja' : '')).toEqual(['zh', 'ja', '']);
});

test('a picture of Devanagari and Arabic reaches below the deepest sign, at every size', () => {
  for (const [size, lineHeight] of [[24, 32], [44, 52], [72, 80]] as const) {
    const below = (lines: readonly string[]): number => drawnHeight({ lines, size, lineHeight, isRightToLeft: false }) - lines.length * lineHeight + lineHeight - baselineOf(size, lineHeight);
    expect(below(['ड्डू'])).toBeGreaterThanOrEqual(size * 0.4);
    expect(below(['في'])).toBeGreaterThanOrEqual(size * 0.45);
    expect(below(['تخطٍّ'])).toBeGreaterThanOrEqual(size * 0.742);
    expect(drawnHeight({ lines: ['Kestrel'], size, lineHeight, isRightToLeft: false })).toBe(lineHeight + 4);
  }
});
