import { describe, expect, test } from '@jest/globals';
import { BitReader, intraStripSlice, skippedStripSlice, unwrapNal, type ParameterSets, type SliceHeader, type StripPicture } from './index';

const SETS: ParameterSets = {
  sequence: new Uint8Array(), picture: new Uint8Array(), profile: 66, compatibility: 192, level: 30,
  widthMbs: 4, heightMbs: 5, frameNumBits: 4, hasDeblockingControl: true,
};
const IDR: SliceHeader = { isIdr: true, referenceIdc: 3, firstMb: 0, isIntra: true, frameNum: 0, idrPicId: 1 };
const FOLLOWER: SliceHeader = { isIdr: false, referenceIdc: 2, firstMb: 0, isIntra: false, frameNum: 7, idrPicId: 0 };

function flat(): StripPicture {
  return { widthMbs: 4, heightMbs: 2, luma: new Uint8Array(4 * 2 * 256).fill(60), cb: new Uint8Array(4 * 2 * 64).fill(120), cr: new Uint8Array(4 * 2 * 64).fill(130) };
}

describe('intraStripSlice', () => {
  test('belongs to the background picture and starts below it', () => {
    const unit = intraStripSlice(flat(), IDR, SETS);
    expect(unit[0]).toBe((3 << 5) | 5);
    const reader = new BitReader(unwrapNal(unit));
    expect(reader.readUe()).toBe(3 * 4);
    expect(reader.readUe()).toBe(7);
    expect(reader.readUe()).toBe(0);
    expect(reader.read(4)).toBe(0);
    expect(reader.readUe()).toBe(1);
  });

  test('a flat strip costs one raw macroblock per row', () => {
    const flatSize = intraStripSlice(flat(), IDR, SETS).length;
    const spotted = flat();
    spotted.luma[64 + 20] = 200;
    expect(flatSize).toBeGreaterThan(2 * 384);
    expect(flatSize).toBeLessThan(2 * 384 + 32);
    // A spot in the second macroblock makes that one raw as well.
    expect(intraStripSlice(spotted, IDR, SETS).length).toBeGreaterThan(flatSize + 380);
  });
});

describe('skippedStripSlice', () => {
  test('is one run over all macroblocks', () => {
    const unit = skippedStripSlice(2, FOLLOWER, SETS);
    expect(unit[0]).toBe((2 << 5) | 1);
    const reader = new BitReader(unwrapNal(unit));
    expect([reader.readUe(), reader.readUe(), reader.readUe(), reader.read(4)]).toEqual([12, 5, 0, 7]);
    expect([reader.read(1), reader.read(1), reader.read(1)]).toEqual([0, 0, 0]);
    expect([reader.readSe(), reader.readUe(), reader.readUe()]).toEqual([0, 1, 8]);
    expect(reader.read(1)).toBe(1);
  });
});
