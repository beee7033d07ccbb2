import { CoverageMap } from './coverage-map';
import type { CoveredStep } from './coverage-map';
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
/** Every so many inputs a sentence of the grammar; of the others every so many any of the corpus, else the shortest of some. */
const SENTENCE_EVERY = 10;
const LONG_EVERY = 10;
const SHORT_OF = 3;
/** Places a new input is cut at. */
const MOST_CUTS = 300;
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
      const isSentence = random.once(SENTENCE_EVERY) || this.corpus.length === 0;
      const base = isSentence ? encoder.encode(target.generate(random)).slice(0, MAX_INPUT) : this.kept();
      const input = isSentence && random.once(2) ? base : mutate(base, random, { corpus: this.corpus, words: this.words });
      this.tryInput(input, false);
    }
    return { runs: this.runs, places: this.coverage.places, corpus: this.corpus, findings: this.findings };
  }

  /** An input of the corpus, mostly a short one: it says the same in less time. */
  private kept(): Uint8Array {
    const { random, corpus } = this;
    let best = random.pick(corpus);
    if (random.once(LONG_EVERY)) return best;
    for (let other = 0; other < SHORT_OF; other += 1) {
      const next = random.pick(corpus);
      if (next.length < best.length) best = next;
    }
    return best;
  }

  private tryInput(input: Uint8Array, isSeed: boolean): void {
    const packed = this.packed(input);
    const whole = this.runOnce(packed, []);
    if (whole === null) return;
    const news = this.coverage.note();
    if (news === null) {
      if (isSeed) this.keep(input);
      // Known ground is cut at a few random places now and then.
      if (this.random.once(3)) this.compare(packed, whole, randomCuts(packed.length, this.random, 1 + this.random.below(5)));
      return;
    }
    const short = this.shortened(input, news);
    this.keep(short);
    this.compareEverywhere(this.packed(short));
    if (short !== input) this.compare(packed, whole, randomCuts(packed.length, this.random, 5));
  }

  private packed(input: Uint8Array): Uint8Array {
    return this.target.pack?.(input) ?? input;
  }

  private keep(input: Uint8Array): void {
    if (this.corpus.length < MAX_CORPUS) this.corpus.push(input);
  }

  /** The input without parts that are not needed for what is new in it. */
  private shortened(input: Uint8Array, news: readonly CoveredStep[]): Uint8Array {
    let best = input;
    for (let size = best.length >> 1; size >= Math.max(1, input.length >> 5); size >>= 1) {
      for (let at = 0; at + size <= best.length && this.findings.length < MAX_FINDINGS;) {
        const shorter = new Uint8Array(best.length - size);
        shorter.set(best.subarray(0, at));
        shorter.set(best.subarray(at + size), at);
        if (this.runOnce(this.packed(shorter), []) !== null && this.coverage.runs(news)) best = shorter;
        else at += size;
      }
    }
    return best;
  }

  /** New ground is cut at every place once, long inputs at some. */
  private compareEverywhere(input: Uint8Array): void {
    const whole = this.runOnce(input, []);
    if (whole === null) return;
    const step = Math.max(1, Math.floor(input.length / MOST_CUTS));
    for (let cut = 1 + this.random.below(step); cut < input.length; cut += step) if (!this.compare(input, whole, [cut])) return;
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
    this.coverage.clear();
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
