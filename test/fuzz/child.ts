import { parentPort, workerData } from 'node:worker_threads';
import { fuzz } from './fuzz-loop';
import { FuzzRandom } from './fuzz-random';
import { MemoryPool } from './memory-pool';
import { findSuperlinear } from './pump';
import { FUZZ_TARGETS } from './targets';

/** What the program is told. */
interface ChildOrder {
  readonly target: string;
  readonly runs: number;
  readonly seed: number;
  readonly corpus: readonly Uint8Array[];
  /** Tries of the search for time that grows too fast. */
  readonly pumps: number;
  /** Run counter and length of the input, then the input: read by the program that watches. */
  readonly watch: SharedArrayBuffer;
}

/** Runs before memory is used again: what the program makes once and keeps is there by then. */
const WARM_UP = 5000;

function start(order: ChildOrder): void {
  const target = FUZZ_TARGETS.find(({ name }) => name === order.target);
  if (target === undefined || parentPort === null) throw new Error(`no target ${order.target}`);
  const port = parentPort;
  // Refusals are errors with a stack, and most random inputs are refused: taking stacks would be half of the time.
  Error.stackTraceLimit = 0;
  const numbers = new Int32Array(order.watch, 0, 2);
  const bytes = new Uint8Array(order.watch, 8);
  const memory = new MemoryPool();
  Object.assign(globalThis, { hearthMemory: memory });
  const counters = (globalThis as { hearthCoverage?: Uint8Array }).hearthCoverage ?? new Uint8Array(0);
  const result = fuzz(target, {
    runs: order.runs, seed: order.seed, corpus: order.corpus, counters,
    before(input) {
      const shown = input.subarray(0, bytes.length);
      bytes.set(shown);
      numbers[1] = shown.length;
      if (Atomics.add(numbers, 0, 1) > WARM_UP) memory.open();
    },
    progress: (state) => { port.postMessage({ kind: 'progress', ...state }); },
  });
  memory.close();
  const slow = result.findings.length > 0 ? [] : findSuperlinear({ ...target, run: (input, cuts) => (Atomics.add(numbers, 0, 1), target.run(input, cuts)) }, result.corpus, new FuzzRandom(order.seed + 1), order.pumps);
  port.postMessage({ kind: 'end', runs: result.runs, places: result.places, corpus: result.corpus, findings: [...result.findings, ...slow] });
}

start(workerData as ChildOrder);
