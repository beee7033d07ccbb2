import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { readStripClock, type RgbaFrame } from './strip-reader';

/** Frames of channel 101 at 20:41:07, decoded by FFmpeg; what is above the strip was painted black to keep them small. */
function frame(name: string): RgbaFrame {
  return PNG.sync.read(readFileSync(join(__dirname, 'fixtures', `${name}.png`)));
}

describe('readStripClock', () => {
  test.each(['strip-204107-360p', 'strip-204107-180p', 'strip-204107-blurred'])('reads %s', (name) => {
    expect(readStripClock(frame(name))).toMatchObject({ text: '20:41:07', seconds: 20 * 3600 + 41 * 60 + 7 });
  });

  test('reads a preview inside a screenshot when told where it is', () => {
    const screenshot = frame('screenshot-204107-preview');
    expect(readStripClock(screenshot, { x: 300, y: 120, width: 592, height: 333 })?.text).toBe('20:41:07');
    expect(readStripClock(screenshot)).toBeNull();
  });

  test('is sure of what it reads', () => {
    expect(readStripClock(frame('strip-204107-360p'))?.confidence).toBeGreaterThan(0.7);
  });

  test('gives nothing rather than a guess', () => {
    expect(readStripClock(frame('no-strip'))).toBeNull();
    expect(readStripClock({ width: 640, height: 360, data: new Uint8Array(640 * 360 * 4) })).toBeNull();
  });

  test('gives nothing for half a change of digit', () => {
    const half = frame('strip-204107-360p');
    // The last digit greyed out, as in a frame blended of two seconds.
    for (let y = 328; y < 352; y += 1) for (let x = 610; x < 624; x += 1) half.data.fill(120, (y * 640 + x) * 4, (y * 640 + x) * 4 + 3);
    expect(readStripClock(half)).toBeNull();
  });
});
