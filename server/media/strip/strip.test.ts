import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clockText, parseGlyphs, STRIP, stripClock, stripDate, StripPainter, yccOf } from './index';
import { readStripClock } from '../strip-reader';

const JSON_TEXT = readFileSync(join(__dirname, '../../../static/sample/media/strip/glyphs.json'), 'utf8');
const FACE = { color: '#f2a33a', plate: '103', name: 'Arena Live' };

describe('clock texts', () => {
  test('seconds of a title go past 24 hours, those of the wall do not', () => {
    expect(clockText(0)).toBe('00:00:00');
    expect(clockText(90_061.9)).toBe('25:01:01');
    expect(stripClock(Date.UTC(2025, 10, 22, 20, 41, 7, 999))).toBe('20:41:07');
    expect(stripClock(-1000)).toBe('23:59:59');
    expect(stripDate(Date.UTC(2025, 10, 22, 23, 59, 59))).toBe('2025-11-22');
  });
});

describe('yccOf', () => {
  test('keeps to the limited range', () => {
    expect(yccOf('#000000')).toEqual({ y: 16, cb: 128, cr: 128 });
    expect(yccOf('#ffffff')).toEqual({ y: 235, cb: 128, cr: 128 });
    expect(yccOf('#ff0000').cr).toBe(240);
    expect(yccOf('no colour')).toEqual(yccOf('#000000'));
  });
});

describe.each([
  [1, 40, 3],
  [0.5, 20, 2],
] as const)('StripPainter at scale %d', (scale, widthMbs, heightMbs) => {
  const painter = new StripPainter(parseGlyphs(JSON_TEXT, scale), scale, widthMbs, heightMbs);

  test('what it draws is what the reader reads, every digit at every place', () => {
    for (const clock of ['01:23:45', '67:58:59', '20:41:07', '11:11:11', '00:00:00', '38:36:98'.replace('98', '58'), '49:47:26']) {
      const { luma } = painter.paint(FACE, '2025-11-22 UTC', clock);
      const width = widthMbs * 16;
      const data = new Uint8Array(width * (STRIP.pictureHeight * scale) * 4);
      const top = STRIP.top * scale;
      for (let line = 0; line < 40 * scale; line += 1) {
        for (let x = 0; x < width; x += 1) data.fill(luma[line * width + x] ?? 0, ((top + line) * width + x) * 4, ((top + line) * width + x) * 4 + 3);
      }
      expect(readStripClock({ width, height: STRIP.pictureHeight * scale, data })?.text).toBe(clock);
    }
  });

  test('the gutter is the same in every strip', () => {
    const lines = STRIP.gutterHeight * scale * widthMbs * 16;
    const one = painter.paint(FACE, 'a', '01:02:03').luma.subarray(0, lines);
    const other = painter.paint({ color: '#3a7de8', plate: '9', name: 'gjpqy ÅÉ' }, 'b', '23:59:59').luma.subarray(0, lines);
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
    expect(new Set(one)).toEqual(new Set([35]));
  });

  test('long names end before the note', () => {
    const long = painter.paint({ ...FACE, name: 'W'.repeat(100) }, 'NOTE', '00:00:00');
    const short = painter.paint({ ...FACE, name: 'W' }, 'NOTE', '00:00:00');
    const noteLeft = Math.ceil((STRIP.noteRight - 60) * scale);
    const line = Math.floor((STRIP.textTop - STRIP.top + 8) * scale) * widthMbs * 16;
    expect(long.luma.subarray(line + noteLeft, line + widthMbs * 16)).toEqual(short.luma.subarray(line + noteLeft, line + widthMbs * 16));
  });
});

test('letters nobody drew become question marks', () => {
  const painter = new StripPainter(parseGlyphs(JSON_TEXT, 1), 1, 40, 3);
  expect(painter.paint({ ...FACE, name: '日' }, '', '').luma).toEqual(painter.paint({ ...FACE, name: '?' }, '', '').luma);
});
