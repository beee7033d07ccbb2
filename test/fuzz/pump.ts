import type { FuzzFinding } from './fuzz-loop';
import type { FuzzRandom } from './fuzz-random';
import type { FuzzTarget } from './fuzz-target';

const SMALL_BYTES = 32 * 1024;
/** How much larger the large input is, and how much longer it may take: half as much again as its share, for noise. */
const FACTOR = 8;
const ALLOWED = 14;
/** Grown by this, time goes with the square of the input or nearly so; by less it may be a large buffer's memory, and an input as much larger again tells. */
const SQUARE = 32;
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

function isGrowingOn(target: FuzzTarget, huge: Uint8Array, largeMs: number, chunk: number): boolean {
  return timeOf(target, huge, chunk) / Math.max(largeMs, 0.5) >= ALLOWED;
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
    const small = pumped(input, from, to, SMALL_BYTES);
    const large = pumped(input, from, to, SMALL_BYTES * FACTOR);
    let grown = 0;
    let ratio = 0;
    for (let round = 0; round < 3; round += 1) {
      const smallMs = timeOf(target, small, chunk);
      const largeMs = timeOf(target, large, chunk);
      ratio = largeMs / Math.max(smallMs, 0.5);
      if (largeMs < LEAST_MS || ratio < ALLOWED) break;
      grown += 1;
    }
    if (grown === 3 && (ratio >= SQUARE || isGrowingOn(target, pumped(input, from, to, SMALL_BYTES * FACTOR * FACTOR), timeOf(target, large, chunk), chunk))) {
      const message = `${String(FACTOR)} times the bytes took ${ratio.toFixed(1)} times as long; pieces of ${String(chunk)} bytes, repeated part ${String(from)}..${String(to)}`;
      findings.push({ kind: 'superlinear', message, input, cuts: [] });
    }
  }
  return findings;
}
