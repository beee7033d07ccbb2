import { CoverageMap } from './coverage-map';
import { FuzzRandom } from './fuzz-random';
import type { FuzzTarget } from './fuzz-target';
import { MAX_INPUT, mutate, randomCuts } from './mutate';

/** Something wrong that was found. */
export interface FuzzFinding {
  readonly kind: 'crash' | 'depends-on-cuts' | 'superlinear';
  readonly message: string;
  readonly input: Uint8Array;
  readonly cuts: readonly number[];
}

/** How a target is fuzzed. */
export interface FuzzOptions {
  readonly runs: number;
  readonly seed: number;
  /** Inputs kept from before, beside the target's seeds. */
  readonly corpus: readonly Uint8Array[];
  /** Counters of the instrumented program; empty without instrumentation. */
  readonly counters: Uint8Array;
  /** Called before every run with the input, so that one that never ends is known. */
  before?(input: Uint8Array): void;
  /** Called now and then. */
  progress?(state: { readonly runs: number; readonly corpus: number; readonly places: number }): void;
}

/** What a session found. */
export interface FuzzResult {
  readonly runs: number;
  readonly places: number;
  /** Inputs that each ran something new, in order of discovery. */
  readonly corpus: readonly Uint8Array[];
  readonly findings: readonly FuzzFinding[];
}

const MAX_FINDINGS = 10;
const MAX_CORPUS = 3000;
const encoder = new TextEncoder();

/** Runs one target; the state of a session. */
export class FuzzSession {
  readonly findings: FuzzFinding[] = [];
  readonly corpus: Uint8Array[] = [];
  private runs = 0;
  private readonly random: FuzzRandom;
  private readonly coverage: CoverageMap;
  private readonly words: readonly Uint8Array[];

  constructor(
    private readonly target: FuzzTarget,
    private readonly options: FuzzOptions,
  ) {
    this.random = new FuzzRandom(options.seed);
    this.coverage = new CoverageMap(options.counters);
    this.words = target.dictionary.map((word) => encoder.encode(word));
  }

  /** Runs seeds and corpus, then mutations and sentences until the number of runs is reached or too much is wrong. */
  run(): FuzzResult {
    const { options, target, random } = this;
    for (const seed of target.seeds) this.tryInput(encoder.encode(seed), true);
    for (const input of options.corpus) this.tryInput(input, false);
    while (this.runs < options.runs && this.findings.length < MAX_FINDINGS) {
      const isSentence = random.once(5) || this.corpus.length === 0;
      const base = isSentence ? encoder.encode(target.generate(random)).slice(0, MAX_INPUT) : random.pick(this.corpus);
      const input = isSentence && random.once(2) ? base : mutate(base, random, { corpus: this.corpus, words: this.words });
      this.tryInput(input, false);
    }
    return { runs: this.runs, places: this.coverage.places, corpus: this.corpus, findings: this.findings };
  }

  private tryInput(input: Uint8Array, isSeed: boolean): void {
    const packed = this.target.pack?.(input) ?? input;
    this.coverage.clear();
    const whole = this.runOnce(packed, []);
    if (whole === null) return;
    const isNew = this.coverage.note();
    if ((isNew || isSeed) && this.corpus.length < MAX_CORPUS) this.corpus.push(input);
    // New ground is cut at every place once, known ground at a few random ones now and then.
    const isShort = packed.length <= 600;
    if (isNew && isShort && this.random.once(4)) {
      for (let cut = 1; cut < packed.length; cut += 1) if (!this.compare(packed, whole, [cut])) return;
    } else if (isNew || this.random.once(3)) {
      this.compare(packed, whole, randomCuts(packed.length, this.random, 1 + this.random.below(5)));
    }
  }

  private compare(input: Uint8Array, whole: string, cuts: readonly number[]): boolean {
    const cut = this.runOnce(input, cuts);
    if (cut === null || cut === whole) return cut !== null;
    this.findings.push({ kind: 'depends-on-cuts', message: `whole: ${whole.slice(0, 300)}\ncut:   ${cut.slice(0, 300)}`, input, cuts });
    return false;
  }

  private runOnce(input: Uint8Array, cuts: readonly number[]): string | null {
    this.runs += 1;
    this.options.before?.(input);
    if (this.runs % 20_000 === 0) this.options.progress?.({ runs: this.runs, corpus: this.corpus.length, places: this.coverage.places });
    try {
      return this.target.run(input, cuts);
    } catch (error) {
      this.findings.push({ kind: 'crash', message: error instanceof Error ? (error.stack ?? error.message) : String(error), input, cuts });
      return null;
    }
  }
}

/** Fuzzes a target. */
export function fuzz(target: FuzzTarget, options: FuzzOptions): FuzzResult {
  return new FuzzSession(target, options).run();
}
