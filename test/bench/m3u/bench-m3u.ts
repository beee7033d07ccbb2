import { compare, compareOdd } from '../candidates/compare';
import { holdContest } from '../candidates/contest';
import type { Bench, BenchOptions, BenchResult, Measurement } from '../measurement';
import { ODDITY_NAMES } from './odd-playlist-rows';
import { oddPlaylistFile, playlistFile } from './playlist-data';

const DEFAULT_ENTRIES = 200_000;

/** Reads a playlist of `size` entries with ours and with libraries. */
async function run(options: BenchOptions): Promise<BenchResult> {
  const entries = options.size ?? DEFAULT_ENTRIES;
  options.say(`  making a playlist of ${entries.toLocaleString('en')} entries …`);
  const data = playlistFile(entries);
  const odd = oddPlaylistFile(Math.max(ODDITY_NAMES.length, Math.round(entries / 40)));
  const comparison = compare('playlist that follows the grammar', await holdContest({ bench: 'm3u', data, repeats: options.repeats ?? 3 }, options), data.bytes);
  const oddTable = compareOdd('playlist in which every other row is odd', await holdContest({ bench: 'm3u', data: odd, repeats: 1 }, options));
  const { ours, bestPeer, ratio } = comparison;
  const measurements: Measurement[] = [];
  if (ours !== null) {
    if (bestPeer !== null) measurements.push({ what: `throughput, times the best correct peer (${bestPeer.name})`, value: ratio, unit: 'times', atLeast: 3 });
    measurements.push(
      { what: 'held per entry', value: ours.heldBytes / ours.rows, unit: 'bytes', atMost: 100 },
      { what: 'share of the file read when 50 rows are there', value: ((ours.probed['firstRowsBytes'] ?? NaN) / data.bytes) * 100, unit: 'percent', atMost: 5 },
    );
  }
  return {
    method: [
      `${entries.toLocaleString('en')} entries, ${(data.bytes / 1e6).toFixed(1)} MB: 40 % live, 35 % films, 25 % episodes, names in nine scripts, channels repeated, commas in attributes.`,
      'Compared per row: name, address, group, logo, guide id. Correct is who gets every row of this playlist right; odd rows (unclosed quotes, running',
      'groups, pipes, joined files, bytes of Windows-1252, …) are counted apart. Ratio: throughput beside the fastest correct library, by CPU time.',
    ],
    tables: [comparison.table, oddTable],
    measurements,
  };
}

/** Playlists. */
export const benchM3u: Bench = { name: 'm3u', about: 'reading a playlist (--size: entries, default 200,000)', needs: ['peers'], run };
