/** Bytes of a transport stream packet, ISO/IEC 13818-1. */
export const PACKET_BYTES = 188;
/** First byte of every packet. */
export const SYNC_BYTE = 0x47;
/** Packet identifiers of our streams. */
export const PID = { association: 0, map: 0x1000, video: 0x100, audio: 0x101 } as const;
/** Ticks of time stamps per second. */
export const TICKS_PER_SECOND = 90_000;
/** Time stamps count modulo this. */
export const TICK_WRAP = 2 ** 33;

const HEADER_BYTES = 4;
const PCR_FIELD_BYTES = 8;

/** One packetized elementary stream packet and how it is to be put into transport packets. */
export interface PesPlan {
  readonly pid: number;
  readonly bytes: Uint8Array;
  /** Clock reference for the first packet, in ticks; -1 without. */
  readonly clockTicks: number;
  readonly isRandomAccess: boolean;
}

function firstFieldBytes(plan: PesPlan): number {
  if (plan.clockTicks >= 0) return PCR_FIELD_BYTES;
  return plan.isRandomAccess ? 2 : 0;
}

/** How many transport packets a PES packet needs at least. */
export function packetCount(plan: PesPlan): number {
  return Math.ceil((plan.bytes.length + firstFieldBytes(plan)) / (PACKET_BYTES - HEADER_BYTES));
}

function writeAdaptation(target: Uint8Array, at: number, length: number, plan: PesPlan | null): void {
  target[at] = length - 1;
  if (length === 1) return;
  target.fill(0xff, at + 1, at + length);
  let flags = 0;
  if (plan !== null) {
    if (plan.isRandomAccess) flags |= 0x40;
    if (plan.clockTicks >= 0) {
      flags |= 0x10;
      const base = plan.clockTicks % TICK_WRAP;
      target[at + 2] = Math.floor(base / 2 ** 25) & 255;
      target[at + 3] = Math.floor(base / 2 ** 17) & 255;
      target[at + 4] = Math.floor(base / 2 ** 9) & 255;
      target[at + 5] = Math.floor(base / 2) & 255;
      target[at + 6] = ((base % 2) << 7) | 0x7e;
      target[at + 7] = 0;
    }
  }
  target[at + 1] = flags;
}

/**
 * Writes a PES packet as exactly `packets` transport packets (at least {@link packetCount}) from `at` on; the surplus is
 * filled with stuffing. Returns where the next packet goes.
 */
export function writePackets(target: Uint8Array, at: number, plan: PesPlan, packets: number, continuity: number): number {
  let from = 0;
  for (let index = 0; index < packets; index += 1) {
    const field = index === 0 ? firstFieldBytes(plan) : 0;
    const following = packets - index - 1;
    const room = PACKET_BYTES - HEADER_BYTES - field;
    const take = Math.max(0, Math.min(room, plan.bytes.length - from - following));
    const adaptation = PACKET_BYTES - HEADER_BYTES - take;
    target[at] = SYNC_BYTE;
    target[at + 1] = (index === 0 ? 0x40 : 0) | (plan.pid >> 8);
    target[at + 2] = plan.pid & 255;
    target[at + 3] = (adaptation > 0 ? 0x30 : 0x10) | ((continuity + index) & 15);
    if (adaptation > 0) writeAdaptation(target, at + HEADER_BYTES, adaptation, index === 0 ? plan : null);
    target.set(plan.bytes.subarray(from, from + take), at + HEADER_BYTES + adaptation);
    from += take;
    at += PACKET_BYTES;
  }
  return at;
}
