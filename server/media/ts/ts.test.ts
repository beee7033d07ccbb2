import { describe, expect, test } from '@jest/globals';
import { CLOCK_LEAD_TICKS, muxChunk, PACKET_BYTES, TICK_WRAP, type ChunkContent } from './index';
import { crc32 } from './crc32';

function content(index: number, seed = 1): ChunkContent {
  return {
    index,
    video: Array.from({ length: 25 }, (_, picture) => ({ bytes: new Uint8Array(picture === 0 ? 9000 : 300 + seed * picture).fill(picture + 1), ptsTicks: index * 90_000 + picture * 3600, dtsTicks: index * 90_000 + picture * 3600, isKey: picture === 0 })),
    audio: Array.from({ length: 47 }, (_, frame) => ({ bytes: new Uint8Array(150 + (frame % 7)).fill(0xa0), ptsTicks: index * 90_000 + frame * 1920 })),
  };
}

interface Packet {
  readonly pid: number;
  readonly isStart: boolean;
  readonly continuity: number;
  readonly payload: Uint8Array;
  readonly pcrTicks: number;
}

function packets(bytes: Uint8Array): Packet[] {
  expect(bytes.length % PACKET_BYTES).toBe(0);
  const list: Packet[] = [];
  for (let at = 0; at < bytes.length; at += PACKET_BYTES) {
    const one = bytes.subarray(at, at + PACKET_BYTES);
    expect(one[0]).toBe(0x47);
    const control = ((one[3] ?? 0) >> 4) & 3;
    const adaptation = control >= 2 ? (one[4] ?? 0) + 1 : 0;
    const hasPcr = adaptation > 1 && ((one[5] ?? 0) & 0x10) !== 0;
    const pcrTicks = hasPcr ? ((one[6] ?? 0) * 2 ** 25 + (one[7] ?? 0) * 2 ** 17 + (one[8] ?? 0) * 2 ** 9 + (one[9] ?? 0) * 2 + ((one[10] ?? 0) >> 7)) : -1;
    list.push({ pid: (((one[1] ?? 0) & 31) << 8) | (one[2] ?? 0), isStart: ((one[1] ?? 0) & 0x40) !== 0, continuity: (one[3] ?? 0) & 15, payload: one.subarray(4 + adaptation), pcrTicks });
  }
  return list;
}

describe('muxChunk', () => {
  test('chunks join without a continuity error', () => {
    const joined = Buffer.concat([muxChunk(content(6)), muxChunk(content(7, 3)), muxChunk(content(8, 2))]);
    const last = new Map<number, number>();
    for (const { pid, continuity } of packets(joined)) {
      const before = last.get(pid);
      if (before !== undefined) expect(continuity).toBe((before + 1) % 16);
      last.set(pid, continuity);
    }
    expect([...last.keys()].sort((a, b) => a - b)).toEqual([0, 0x100, 0x101, 0x1000]);
  });

  test('elementary streams come out as they went in', () => {
    const { video } = content(0);
    const bytes = packets(muxChunk(content(0))).filter((packet) => packet.pid === 0x100);
    const units: Buffer[] = [];
    for (const { isStart, payload } of bytes) {
      if (isStart) units.push(Buffer.from(payload.subarray(14)));
      else units[units.length - 1] = Buffer.concat([units.at(-1) ?? Buffer.alloc(0), payload]);
    }
    expect(units.map((unit) => unit.toString('hex'))).toEqual((video ?? []).map((unit) => Buffer.from(unit.bytes).toString('hex')));
  });

  test('the clock runs ahead of the pictures by the lead and comes with each of them', () => {
    const clocks = packets(muxChunk(content(3))).filter((packet) => packet.pcrTicks >= 0);
    expect(clocks).toHaveLength(25);
    expect(clocks.map((packet) => packet.pcrTicks)).toEqual(Array.from({ length: 25 }, (_, picture) => 270_000 + picture * 3600));
    const [first] = clocks;
    const pts = first?.payload ?? new Uint8Array();
    const ticks = (((pts[9] ?? 0) >> 1) & 7) * 2 ** 30 + (pts[10] ?? 0) * 2 ** 22 + ((pts[11] ?? 0) >> 1) * 2 ** 15 + (pts[12] ?? 0) * 2 ** 7 + ((pts[13] ?? 0) >> 1);
    expect(ticks).toBe(270_000 + CLOCK_LEAD_TICKS);
  });

  test('time stamps wrap instead of overflowing', () => {
    const late = { index: 0, video: null, audio: [{ bytes: new Uint8Array(100), ptsTicks: TICK_WRAP + 5 }] };
    const clock = packets(muxChunk(late)).find((packet) => packet.pcrTicks >= 0);
    expect(clock?.pcrTicks).toBe(5);
  });

  test('sound alone carries the clock', () => {
    const list = packets(muxChunk({ index: 0, video: null, audio: content(0).audio }));
    expect(list.filter((packet) => packet.pcrTicks >= 0).every((packet) => packet.pid === 0x101)).toBe(true);
    expect(list.some((packet) => packet.pid === 0x100)).toBe(false);
  });
});

test('crc32 of a section with its own CRC is zero', () => {
  const pat = packets(muxChunk(content(0)))[0]?.payload ?? new Uint8Array();
  expect(crc32(pat.subarray(1, 1 + 16))).toBe(0);
});
