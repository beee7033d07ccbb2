import { outcomesOf, verdictOf } from '../candidates/compare';
import { holdContest } from '../candidates/contest';
import type { Bench, BenchOptions, BenchResult, Measurement } from '../measurement';
import { LIST_CHANNELS, programmeFile } from './programme-list';

const DEFAULT_PROGRAMMES = 370_000;

/** Builds a guide of `size` programmes without texts and asks it for pages and for what is on. */
async function run(options: BenchOptions): Promise<BenchResult> {
  const data = programmeFile(options.size ?? DEFAULT_PROGRAMMES);
  const contenders = await holdContest({ bench: 'guide', data, repeats: options.repeats ?? 3 }, options);
  const ours = contenders.find(({ role }) => role === 'ours')?.outcome ?? null;
  const peer = contenders.find(({ role }) => role === 'reference')?.outcome ?? null;
  const number = (value: number | undefined, digits: number): string => (value === undefined || Number.isNaN(value) ? '–' : value.toFixed(digits));
  const marks: Measurement[] = [];
  if (ours?.failure === null) {
    marks.push(
      { what: `now and next of ${String(LIST_CHANNELS)} channels`, value: ours.probed['nowNextUs'] ?? NaN, unit: 'us', atMost: 500 },
      { what: 'page of the grid (10 channels, 3 hours)', value: ours.probed['pageUs'] ?? NaN, unit: 'us', atMost: 50 },
      { what: 'held without texts', value: ours.heldBytes / 1e6, unit: 'MB', atMost: 6 },
    );
    if (peer?.failure === null) {
      marks.push(
        { what: 'now and next, times faster than objects', value: (peer.probed['nowNextUs'] ?? NaN) / (ours.probed['nowNextUs'] ?? NaN), unit: 'times' },
        { what: 'held, share of what objects hold', value: (ours.heldBytes / peer.heldBytes) * 100, unit: 'percent' },
      );
    }
  }
  return {
    method: [
      `${(ours?.rows ?? 0).toLocaleString('en')} programmes of ${String(LIST_CHANNELS)} channels over 21 days, fifty short titles, no other texts. Answers are compared with those of plain`,
      'loops over the list. Times per call: processor time of 400 (pages: 4,000) calls at changing moments.',
    ],
    tables: [{
      title: 'guide in memory', outcomes: outcomesOf(contenders), head: ['', 'build ms', 'now/next µs', 'page µs', 'held MB', 'held B/row', 'answers'],
      rows: contenders.map(({ outcome }) => [
        outcome.name,
        ...(outcome.failure === null
          ? [number(outcome.cpuMs, 0), number(outcome.probed['nowNextUs'], 1), number(outcome.probed['pageUs'], 2), number(outcome.heldBytes / 1e6, 1), number(outcome.heldBytes / outcome.rows, 1), verdictOf(outcome.judgement)]
          : ['–', '–', '–', '–', '–', `FAILED: ${outcome.failure}`]),
      ]),
    }],
    measurements: marks,
  };
}

/** The guide in memory. */
export const benchGuide: Bench = { name: 'guide', about: 'now and next, pages of the grid, memory (--size: programmes, default 370,000)', run };
