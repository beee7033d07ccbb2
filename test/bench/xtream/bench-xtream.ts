import { compare, compareOdd, isCorrect } from '../candidates/compare';
import { holdContest } from '../candidates/contest';
import type { Bench, BenchOptions, BenchResult, BenchTable, Measurement } from '../measurement';
import { oddPanelFile, panelFile } from './panel-file';

const DEFAULT_ROWS = 130_000;
/** Old-space megabytes of the smallest heap a reader must survive in. */
const TINY_HEAP_MB = 16;

/** Reads a panel's list of `size` films with ours, JSON.parse and libraries. */
async function run(options: BenchOptions): Promise<BenchResult> {
  const rows = options.size ?? DEFAULT_ROWS;
  options.say(`  making a list of ${rows.toLocaleString('en')} films …`);
  const data = panelFile(rows);
  // JSON.parse is the one to be compared with here, not one of the libraries.
  const contenders = (await holdContest({ bench: 'xtream', data, repeats: options.repeats ?? 3 }, options))
    .map((contender) => (contender.role === 'reference' ? { ...contender, role: 'peer' as const } : contender));
  const { table, ours, bestPeer, ratio } = compare('list that is valid JSON', contenders, data.bytes);
  const tiny = await holdContest({
    bench: 'xtream', data, repeats: 1, filter: ({ name }) => name === 'ours' || name === 'JSON.parse' || name === '@streamparser/json',
    nodeFlags: [`--max-old-space-size=${String(TINY_HEAP_MB)}`],
  }, options);
  const tinyTable: BenchTable = {
    title: `the same with a heap of ${String(TINY_HEAP_MB)} MB`, head: ['', 'survives', 'rows'],
    rows: tiny.map(({ outcome }) => [outcome.name, outcome.failure === null ? 'yes' : 'no', outcome.failure ?? outcome.rows.toLocaleString('en')]),
  };
  const odd = compareOdd('list as broken panels send it', await holdContest({ bench: 'xtream', data: oddPanelFile(1_200), repeats: 1 }, options));
  const measurements: Measurement[] = [];
  if (ours !== null) {
    const survivor = tiny.find(({ role }) => role === 'ours')?.outcome;
    const survives = survivor?.failure === null && isCorrect(survivor.judgement);
    if (bestPeer !== null) measurements.push({ what: `throughput, times ${bestPeer.name} on the same bytes`, value: ratio, unit: 'times', atLeast: 1 });
    measurements.push(
      { what: 'held per row', value: ours.heldBytes / ours.rows, unit: 'bytes', atMost: 100 },
      { what: `all rows right with a heap of ${String(TINY_HEAP_MB)} MB`, value: survives ? 1 : 0, unit: 'count', atLeast: 1 },
    );
  }
  return {
    method: [
      `get_vod_streams, ${rows.toLocaleString('en')} rows, ${(data.bytes / 1e6).toFixed(1)} MB: numbers as numbers and as texts, PHP's escapes, names in nine scripts. Compared per row: id, name,`,
      'picture, container, category, year, rating, date added. The broken list has warnings before and between rows, raw control characters, stray commas, and',
      'is cut off; it is counted apart.',
    ],
    tables: [table, tinyTable, odd],
    measurements,
  };
}

/** Lists of Xtream panels. */
export const benchXtream: Bench = { name: 'xtream', about: 'reading a panel\'s list of films (--size: rows, default 130,000)', needs: ['peers'], run };
