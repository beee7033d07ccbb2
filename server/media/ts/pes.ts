import { TICK_WRAP } from './packet';

function writeTime(target: Uint8Array, at: number, prefix: number, ticks: number): void {
  const value = ((ticks % TICK_WRAP) + TICK_WRAP) % TICK_WRAP;
  const high = Math.floor(value / 2 ** 30) & 7;
  const middle = Math.floor(value / 2 ** 15) & 0x7fff;
  const low = value % 2 ** 15;
  target[at] = (prefix << 4) | (high << 1) | 1;
  target[at + 1] = middle >> 7;
  target[at + 2] = ((middle & 127) << 1) | 1;
  target[at + 3] = low >> 7;
  target[at + 4] = ((low & 127) << 1) | 1;
}

/**
 * Builds a PES packet. `dtsTicks` is left out where it equals the presentation time. Video packets state no length (allowed
 * for video only), audio packets do and must stay below 65,527 bytes.
 */
export function pesPacket(kind: 'video' | 'audio', parts: readonly Uint8Array[], ptsTicks: number, dtsTicks: number): Uint8Array {
  const hasDts = dtsTicks !== ptsTicks;
  const times = hasDts ? 10 : 5;
  let size = 9 + times;
  for (const part of parts) size += part.length;
  const bytes = new Uint8Array(size);
  const length = kind === 'video' ? 0 : size - 6;
  bytes.set([0, 0, 1, kind === 'video' ? 0xe0 : 0xc0, length >> 8, length & 255, 0x84, hasDts ? 0xc0 : 0x80, times]);
  writeTime(bytes, 9, hasDts ? 3 : 2, ptsTicks);
  if (hasDts) writeTime(bytes, 14, 1, dtsTicks);
  let at = 9 + times;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
