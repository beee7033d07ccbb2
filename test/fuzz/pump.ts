import type { FuzzFinding } from './fuzz-loop';
import type { FuzzRandom } from './fuzz-random';
import type { FuzzTarget } from './fuzz-target';

const SMALL_BYTES = 32 * 1024;
/** How much larger the large input is, and how much longer it may take: half as much again as its share, for noise. */
const FACTOR = 8;
const ALLOWED = 14;
/** Grown by this, time goes with the square of the input or nearly so: an input as much larger again would take for ever, one of twice the bytes tells. */
const SQUARE = 32;
/** What twice the bytes take of that which goes with the square: four times as long, less for noise. */
const TWICE_ALLOWED = 3;
/** Faster than this nothing can be told from noise. */
const LEAST_MS = 30;

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function pumped(input: Uint8Array, from: number, to: number, size: number): Uint8Array {
  const unit = input.subarray(from, to);
  const head = input.subarray(0, from);
  const tail = input.subarray(to);
  const result = new Uint8Array(Math.max(size, head.length + tail.length));
  result.set(head);
  const end = result.length - tail.length;
  for (let at = head.length; at < end; at += 1) result[at] = unit[(at - head.length) % unit.length] ?? 0;
  result.set(tail, end);
  return result;
}

function timeOf(target: FuzzTarget, input: Uint8Array, chunk: number): number {
  const cuts: number[] = [];
  for (let at = chunk; at < input.length; at += chunk) cuts.push(at);
  const before = cpuMs();
  target.run(input, cuts);
  return cpuMs() - before;
}

/** What grew once may be a large buffer's memory or a collection at a bad moment: growth that is the input's own goes on. */
function isGrowingOn(target: FuzzTarget, chunk: number, make: (size: number) => Uint8Array, ratio: number): boolean {
  const [factor, allowed] = ratio >= SQUARE ? [2, TWICE_ALLOWED] : [FACTOR, ALLOWED];
  const largeMs = timeOf(target, make(SMALL_BYTES * FACTOR), chunk);
  return timeOf(target, make(SMALL_BYTES * FACTOR * factor), chunk) / Math.max(largeMs, 0.5) >= allowed;
}

/**
 * Looks for time that grows faster than the input: repeats parts of corpus inputs until they are large, reads them whole and in small pieces,
 * and compares with an input {@link FACTOR} times as large. Answers what grew too fast three times in a row.
 */
export function findSuperlinear(target: FuzzTarget, corpus: readonly Uint8Array[], random: FuzzRandom, tries: number): readonly FuzzFinding[] {
  const findings: FuzzFinding[] = [];
  for (let left = tries; left > 0 && findings.length < 5; left -= 1) {
    const input = random.pick(corpus);
    if (input.length === 0) continue;
    const from = random.below(input.length);
    const to = Math.min(input.length, from + 1 + random.below(random.once(2) ? 4 : 120));
    const chunk = random.pick([SMALL_BYTES * FACTOR, 4096, 61, 7]);
    const make = (size: number): Uint8Array => pumped(input, from, to, size);
    const small = make(SMALL_BYTES);
    const large = make(SMALL_BYTES * FACTOR);
    let grown = 0;
    let ratio = 0;
    for (let round = 0; round < 3; round += 1) {
      const smallMs = timeOf(target, small, chunk);
      const largeMs = timeOf(target, large, chunk);
      ratio = largeMs / Math.max(smallMs, 0.5);
      if (largeMs < LEAST_MS || ratio < ALLOWED) break;
      grown += 1;
    }
    if (grown === 3 && isGrowingOn(target, chunk, make, ratio)) {
      const message = `${String(FACTOR)} times the bytes took ${ratio.toFixed(1)} times as long; pieces of ${String(chunk)} bytes, repeated part ${String(from)}..${String(to)}`;
      findings.push({ kind: 'superlinear', message, input, cuts: [] });
    }
  }
  return findings;
}
