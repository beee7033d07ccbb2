import { packetCount, PACKET_BYTES, PID, writePackets, type PesPlan } from './packet';
import { pesPacket } from './pes';
import { programAssociation, programMap } from './psi';

/** A video picture as an annex B access unit. Times in ticks of 90 kHz. */
export interface VideoUnit {
  readonly bytes: Uint8Array;
  readonly ptsTicks: number;
  readonly dtsTicks: number;
  readonly isKey: boolean;
}

/** An AAC frame with its ADTS header. */
export interface AudioUnit {
  readonly bytes: Uint8Array;
  readonly ptsTicks: number;
}

/** What goes into one chunk. Absent streams are `null`: an empty list still names the stream in the program map. */
export interface ChunkContent {
  readonly video: readonly VideoUnit[] | null;
  readonly audio: readonly AudioUnit[] | null;
  /** Running number of the chunk in its stream; consecutive chunks may be joined. */
  readonly index: number;
}

/** How far clock references run before the pictures they belong to, so that a decoder has the data in time. */
export const CLOCK_LEAD_TICKS = 45_000;

/** AAC frames per PES packet: about 170 ms. More delays audio, fewer waste headers. */
const FRAMES_PER_PES = 8;

/** Continuity counters count modulo this, so a chunk with a multiple of it per stream joins any other. */
const CONTINUITY_WRAP = 16;

interface Timed {
  readonly atTicks: number;
  readonly plan: PesPlan;
}

function videoPlans(units: readonly VideoUnit[]): Timed[] {
  return units.map((unit) => ({
    atTicks: unit.dtsTicks,
    plan: {
      pid: PID.video,
      bytes: pesPacket('video', [unit.bytes], unit.ptsTicks + CLOCK_LEAD_TICKS, unit.dtsTicks + CLOCK_LEAD_TICKS),
      clockTicks: Math.max(0, unit.dtsTicks),
      isRandomAccess: unit.isKey,
    },
  }));
}

function audioPlans(units: readonly AudioUnit[], carriesClock: boolean): Timed[] {
  const plans: Timed[] = [];
  for (let at = 0; at < units.length; at += FRAMES_PER_PES) {
    const group = units.slice(at, at + FRAMES_PER_PES);
    const ticks = group[0]?.ptsTicks ?? 0;
    const pts = ticks + CLOCK_LEAD_TICKS;
    plans.push({
      atTicks: ticks,
      plan: {
        pid: PID.audio,
        bytes: pesPacket('audio', group.map((unit) => unit.bytes), pts, pts),
        clockTicks: carriesClock ? ticks : -1,
        isRandomAccess: carriesClock,
      },
    });
  }
  return plans;
}

/** Packets per plan, the largest plan padded so that the sum is a multiple of {@link CONTINUITY_WRAP}. */
function paddedCounts(plans: readonly Timed[]): number[] {
  const counts = plans.map((timed) => packetCount(timed.plan));
  let sum = 0;
  let largest = 0;
  counts.forEach((count, index) => {
    sum += count;
    if (count > (counts[largest] ?? 0)) largest = index;
  });
  const surplus = (CONTINUITY_WRAP - (sum % CONTINUITY_WRAP)) % CONTINUITY_WRAP;
  const current = counts[largest];
  if (current !== undefined) counts[largest] = current + surplus;
  return counts;
}

interface Queue {
  readonly plans: readonly Timed[];
  readonly counts: readonly number[];
  next: number;
  continuity: number;
}

/**
 * Multiplexes one chunk (usually a second) of video and audio into whole transport packets, led by program tables. Time
 * stamps are shifted by {@link CLOCK_LEAD_TICKS}. Every chunk holds a multiple of 16 packets per stream, so chunks with
 * consecutive indexes join without a continuity error and the same chunk has the same bytes wherever it is played.
 */
export function muxChunk(content: ChunkContent): Uint8Array {
  const streams = { hasVideo: content.video !== null, hasAudio: content.audio !== null };
  const queues: Queue[] = [videoPlans(content.video ?? []), audioPlans(content.audio ?? [], !streams.hasVideo)].map((plans) => ({
    plans,
    counts: paddedCounts(plans),
    next: 0,
    continuity: 0,
  }));
  let packets = 2;
  for (const queue of queues) for (const count of queue.counts) packets += count;
  const bytes = new Uint8Array(packets * PACKET_BYTES);
  bytes.set(programAssociation(content.index % CONTINUITY_WRAP));
  bytes.set(programMap(streams, content.index % CONTINUITY_WRAP), PACKET_BYTES);
  let at = 2 * PACKET_BYTES;
  for (;;) {
    let earliest: Queue | null = null;
    for (const queue of queues) {
      const timed = queue.plans[queue.next];
      if (timed === undefined) continue;
      if (earliest === null || timed.atTicks < (earliest.plans[earliest.next]?.atTicks ?? Infinity)) earliest = queue;
    }
    if (earliest === null) return bytes;
    const timed = earliest.plans[earliest.next];
    const count = earliest.counts[earliest.next] ?? 0;
    if (timed === undefined) return bytes;
    at = writePackets(bytes, at, timed.plan, count, earliest.continuity);
    earliest.continuity += count;
    earliest.next += 1;
  }
}
