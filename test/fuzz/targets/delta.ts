import type { SourceId } from '#core/base';
import { createCatalogBuilder, encodeSnapshot } from '#core/catalog';
import { FrameReader, applyDelta, encodeDelta, encodeFrame } from '#core/delta';
import { joinBytes } from '#core/text';
import type { FuzzRandom } from '../fuzz-random';
import { pieces } from '../fuzz-target';
import type { FuzzTarget } from '../fuzz-target';

/** Longest frame whose lengths are believed here: what a made-up head announces is allocated. */
const MOST_BYTES = 1 << 20;

function snapshotOf(count: number): readonly Uint8Array[] {
  const builder = createCatalogBuilder({ sourceId: 'fuzz' as SourceId });
  const news = builder.category('channel', 'News');
  for (let i = 0; i < count; i += 1) builder.addChannel({ nativeId: String(i), name: `Channel ${String(i)}`, logo: `http://l/${String(i)}.png`, categories: [news], stream: { url: `http://h/${String(i)}.ts` } });
  return encodeSnapshot(builder.finish());
}

const BASE = snapshotOf(20);
const TARGET = snapshotOf(23);
const DELTA = encodeDelta(BASE, TARGET) ?? [];
const FRAME = joinBytes(encodeFrame('delta', DELTA));

function isSame(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((chunk, index) => chunk.length === b[index]?.length && Buffer.compare(chunk, b[index] ?? chunk) === 0);
}

/** Reads a frame as it arrives and applies the delta that is in it. */
function receive(frame: Uint8Array, cuts: readonly number[]): string {
  const reader = new FrameReader();
  pieces(frame, cuts.filter((cut) => cut < frame.length), (piece) => reader.push(piece));
  const read = reader.end();
  if (!read.ok) return `${read.error.code} ${JSON.stringify(read.error.facts)}`;
  const applied = applyDelta(BASE, read.value.chunks);
  if (!applied.ok) return `${applied.error.code} ${JSON.stringify(applied.error.facts)}`;
  if (!isSame(applied.value, TARGET)) throw new Error('a changed delta made another catalogue and was taken for whole');
  return 'whole';
}

/** A delta's frame with some of its bytes changed: triples of place and value. */
function torn(input: Uint8Array): Uint8Array {
  const frame = FRAME.slice();
  for (let at = 1; at + 2 < input.length; at += 3) {
    const place = (((input[at] ?? 0) << 8) | (input[at + 1] ?? 0)) % frame.length;
    frame[place] = (frame[place] ?? 0) ^ (input[at + 2] ?? 0);
  }
  return frame;
}

/** Whether the lengths a frame announces are few enough to be allocated here. */
function isSmall(frame: Uint8Array): boolean {
  const numbers = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (frame.length < 8) return true;
  const count = numbers.getUint32(4, true);
  let total = 0;
  for (let at = 8, index = 0; at + 4 <= frame.length && index < count; at += 4, index += 1) total += numbers.getUint32(at, true);
  return total <= MOST_BYTES;
}

/** One half of the input is what a set has, the other what it shall have. */
function roundTrip(input: Uint8Array): string {
  const middle = (input.length + 1) >> 1;
  const base = [input.slice(1, middle)];
  const target = [input.slice(middle), input.slice(1, middle)];
  const delta = encodeDelta(base, target);
  const applied = delta === null ? null : applyDelta(base, delta);
  if (applied?.ok !== true || !isSame(applied.value, target)) throw new Error('a delta did not make what it was made for');
  return 'same';
}

/** Differences between snapshots: damaged ones are refused, sound ones make exactly the target. */
export const deltaTarget: FuzzTarget = {
  name: 'delta',
  run(input, cuts) {
    const [control = 0] = input;
    if (control === 2) return roundTrip(input);
    const frame = control === 1 ? torn(input) : input;
    return isSmall(frame) ? receive(frame, cuts) : 'too long to be tried';
  },
  seeds: ['\u0001', '\u0001\u0000\u0009\u0001', '\u0002abcdabcdabcd', '\u0002aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac', 'HRTD\u0000\u0000\u0000\u0000', 'HRTD\u0001\u0000\u0000\u0000\u0002\u0000\u0000\u0000ab'],
  dictionary: ['HRTD', 'HRTW', '\u0001\u0000\u0000\u0000', '\u0000\u0000\u0000\u0000', 'Channel ', '\u0002', '\u0001'],
  generate: (random: FuzzRandom) => String.fromCharCode(random.below(3)) + random.many(0, 30, () => String.fromCharCode(random.below(128))),
};
