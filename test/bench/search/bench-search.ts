import { outcomesOf, type Contender } from '../candidates/compare';
import { holdContest } from '../candidates/contest';
import type { Outcome } from '../candidates/run-candidates';
import type { Bench, BenchOptions, BenchResult, Measurement } from '../measurement';
import { titleFile } from './title-list';

const DEFAULT_TITLES = 200_000;
/** Some libraries take a while for a few hundred queries. */
const LIMIT_MS = 900_000;
/** Key to results, 95th percentile: 50 ms of a set that is six times slower. */
const PAGE_MS = 50 / 6;
/** A library counts as correct when it finds so many percent of the names typed without an error. */
const CORRECT_PERCENT = 95;

const probed = (outcome: Outcome, name: string): number => outcome.probed[name] ?? NaN;
const text = (value: number, digits: number): string => (Number.isNaN(value) ? '–' : value.toFixed(digits));

function bestOf(contenders: readonly Contender[]): Outcome | null {
  const correct = contenders.filter(({ role, outcome }) => role === 'peer' && outcome.failure === null && probed(outcome, 'exactPercent') >= CORRECT_PERCENT);
  return correct.reduce<Outcome | null>((best, { outcome }) => (best === null || probed(outcome, 'typedP95Us') < probed(best, 'typedP95Us') ? outcome : best), null);
}

function cells({ role, outcome }: Contender, best: Outcome | null): string[] {
  const name = role === 'reference' ? `(${outcome.name})` : outcome.name;
  if (outcome.failure !== null) return [name, '–', '–', '–', '–', '–', '–', '–', '–', `FAILED: ${outcome.failure}`];
  const p95 = probed(outcome, 'typedP95Us');
  return [
    name,
    text(probed(outcome, 'typedMedianUs') / 1000, 3), text(p95 / 1000, 3), text(probed(outcome, 'typedMaxUs') / 1000, 2), text(probed(outcome, 'misspeltP95Us') / 1000, 2),
    best === null ? '–' : `${text(probed(best, 'typedP95Us') / p95, 1)}x`,
    text(outcome.cpuMs, 0), text(outcome.heldBytes / 1e6, 1), `${text(probed(outcome, 'exactPercent'), 1)} %`, `${text(probed(outcome, 'misspeltPercent'), 1)} %`,
  ];
}

function marks(ours: Outcome, best: Outcome | null, page: Outcome | null): Measurement[] {
  return [
    { what: '95th percentile per keystroke', value: probed(ours, 'typedP95Us') / 1000, unit: 'ms', atMost: 1 },
    ...(best === null ? [] : [{ what: `the same, times faster than ${best.name}`, value: probed(best, 'typedP95Us') / probed(ours, 'typedP95Us'), unit: 'times' } as const]),
    { what: 'queries with one error found', value: probed(ours, 'misspeltPercent'), unit: 'percent', atLeast: 98 },
    { what: 'queries without error found', value: probed(ours, 'exactPercent'), unit: 'percent', atLeast: 98 },
    { what: 'index held', value: ours.heldBytes / 1e6, unit: 'MB', atMost: 8 },
    { what: 'index stored', value: probed(ours, 'storedBytes') / 1e6, unit: 'MB' },
    { what: 'built in', value: ours.cpuMs, unit: 'ms' },
    { what: 'loaded with the snapshot in', value: probed(ours, 'loadMs'), unit: 'ms', atMost: 500 },
    ...(page === null ? [] : pageMarks(page)),
  ];
}

function pageMarks(page: Outcome): Measurement[] {
  return [
    { what: 'key to results of the page, median', value: probed(page, 'typedMedianUs') / 1000, unit: 'ms' },
    { what: 'key to results of the page, 95th percentile', value: probed(page, 'typedP95Us') / 1000, unit: 'ms', atMost: PAGE_MS },
    { what: 'the same of the first 60 keys of a fresh process', value: probed(page, 'firstP95Us') / 1000, unit: 'ms', atMost: PAGE_MS },
  ];
}

/** Searches `size` titles with ours and with libraries, letter by letter and with errors. */
async function run(options: BenchOptions): Promise<BenchResult> {
  const data = titleFile(options.size ?? DEFAULT_TITLES);
  const contenders = await holdContest({ bench: 'search', data, repeats: options.repeats ?? 2, limitMs: LIMIT_MS }, options);
  const best = bestOf(contenders);
  const doneBy = (wanted: Contender['role']): Outcome | null => contenders.find(({ role, outcome }) => role === wanted && outcome.failure === null)?.outcome ?? null;
  const ours = doneBy('ours');
  return {
    method: [
      `${(options.size ?? DEFAULT_TITLES).toLocaleString('en')} titles in nine scripts (20 % channels, 60 % films, 20 % series). Names are typed letter by letter, each letter a query of its own with at`,
      'most 20 hits; times are processor time per query. Errors: one letter replaced, left out, added or two swapped in a word of five letters or more of a whole',
      'name; found means among the first 20 hits. Libraries get texts folded to small letters without marks, and fewer of the queries. (the search page): what the page does for',
      'a key, drawing apart: films, series and channels searched, versions merged, what may not be seen left out, results in view written; a fresh process that has warmed up as the',
      'page does, whose time to be ready is its build ms.',
    ],
    tables: [{
      title: 'search', head: ['', 'median ms', 'p95 ms', 'max ms', 'errors p95 ms', 'ratio', 'build ms', 'held MB', 'found', 'found with an error'],
      rows: contenders.map((contender) => cells(contender, best)),
      outcomes: outcomesOf(contenders),
    }],
    measurements: ours === null ? [] : marks(ours, best, doneBy('reference')),
  };
}

/** Searching titles. */
export const benchSearch: Bench = { name: 'search', about: 'searching titles while typing (--size: titles, default 200,000)', needs: ['peers'], run };
