import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { makeScratchFolder, type ScratchFolder } from '../packaging/testing';
import { APP_LOGO, readAppLogo, trimmed } from './app-logo';

let scratch: ScratchFolder;

beforeEach(() => {
  scratch = makeScratchFolder();
});
afterEach(() => scratch.remove());

/** A transparent picture that is drawn from column `from` to before `to`. */
function drawn(width: number, height: number, from: number, to: number): PNG {
  const picture = new PNG({ width, height });
  for (let x = from; x < to; x += 1) picture.data[x * 4 + 3] = 255;
  return picture;
}

describe('the logo of the running app', () => {
  test('ends where it is drawn on both sides; an empty picture stays', () => {
    expect([trimmed(drawn(40, 4, 3, 33)).width, trimmed(drawn(40, 4, 0, 40)).width, trimmed(drawn(40, 4, 0, 0)).width]).toEqual([30, 40, 40]);
    expect(trimmed(drawn(40, 4, 3, 33)).data[3]).toBe(255);
  });

  test('is read with its proportions', () => {
    writeFileSync(join(scratch.path, APP_LOGO.file), PNG.sync.write(drawn(432, APP_LOGO.height, 0, 432)));
    expect(readAppLogo(scratch.path)).toMatchObject({ aspect: 2.7 });
  });

  test('missing, of another size or no picture at all: said in words', () => {
    expect(readAppLogo(scratch.path)).toBe('is missing');
    writeFileSync(join(scratch.path, APP_LOGO.file), PNG.sync.write(drawn(700, APP_LOGO.height, 0, 700)));
    expect(readAppLogo(scratch.path)).toContain('is 700x160');
    writeFileSync(join(scratch.path, APP_LOGO.file), 'GIF89a');
    expect(readAppLogo(scratch.path)).toBe('is not a PNG');
  });
});
