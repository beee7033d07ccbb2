import { describe, expect, test } from '@jest/globals';
import { BitReader, BitWriter, joinAnnexB, splitAnnexB, unwrapNal, wrapNal } from './index';

describe('bits', () => {
  test('what is written can be read', () => {
    const out = new BitWriter(1);
    out.write(3, 5);
    out.writeUe(0);
    out.writeUe(47);
    out.writeSe(-9);
    out.writeSe(4);
    out.alignZero();
    out.writeBytes(Uint8Array.of(1, 2));
    const reader = new BitReader(out.finish());
    expect([reader.read(3), reader.readUe(), reader.readUe(), reader.readSe(), reader.readSe()]).toEqual([5, 0, 47, -9, 4]);
  });

  test('Exp-Golomb codes are those of the standard', () => {
    const out = new BitWriter();
    for (const value of [0, 1, 2, 3]) out.writeUe(value);
    // 1 010 011 00100, then stop bit and alignment
    expect(Array.from(out.finish())).toEqual([0b10100110, 0b01001000]);
  });
});

describe('NAL units', () => {
  test('zeros are protected and come back', () => {
    const payload = Uint8Array.of(0, 0, 0, 0, 0, 1, 0, 0, 3, 0, 0, 4, 9);
    const unit = wrapNal(0x65, payload);
    for (let at = 0; at + 2 < unit.length; at += 1) {
      if (unit[at] === 0 && unit[at + 1] === 0) expect(unit[at + 2]).toBeGreaterThan(2);
    }
    expect(Array.from(unwrapNal(unit))).toEqual(Array.from(payload));
  });

  test('annex B is split with three- and four-byte start codes', () => {
    const stream = Uint8Array.of(0, 0, 0, 1, 0x67, 1, 2, 0, 0, 1, 0x68, 3);
    const units = splitAnnexB(stream);
    expect(units.map((unit) => Array.from(unit))).toEqual([[0x67, 1, 2], [0x68, 3]]);
    expect(splitAnnexB(joinAnnexB(units)).map((unit) => Array.from(unit))).toEqual([[0x67, 1, 2], [0x68, 3]]);
  });
});
