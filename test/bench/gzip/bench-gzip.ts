import { compare, outcomesOf, verdictOf } from '../candidates/compare';
import { holdContest } from '../candidates/contest';
import type { Bench, BenchOptions, BenchResult, BenchTable } from '../measurement';
import { packedGuide } from './gzip-file';

const DEFAULT_BYTES = 210_000_000;

/** Unpacks a guide of `size` plain bytes with ours, libraries and what Node has built in. */
async function run(options: BenchOptions): Promise<BenchResult> {
  const size = options.size ?? DEFAULT_BYTES;
  options.say(`  making and packing a guide of ${(size / 1e6).toFixed(0)} MB …`);
  const data = await packedGuide(size);
  const contenders = await holdContest({ bench: 'gzip', data, repeats: options.repeats ?? 3 }, options);
  const { ours, bestPeer, ratio } = compare('', contenders, data.plainBytes);
  const table: BenchTable = {
    title: 'gunzip', outcomes: outcomesOf(contenders), head: ['', 'MB/s out', 'CPU ms', 'peak MB', 'ratio', 'bytes'],
    rows: contenders.map(({ role, outcome }) => [
      role === 'reference' ? `(${outcome.name})` : outcome.name,
      ...(outcome.failure === null
        ? [(data.plainBytes / outcome.cpuMs / 1000).toFixed(0), outcome.cpuMs.toFixed(0), (outcome.peakBytes / 1e6).toFixed(1), bestPeer === null ? '–' : `${(bestPeer.cpuMs / outcome.cpuMs).toFixed(2)}x`, verdictOf(outcome.judgement)]
        : ['–', '–', '–', '–', `FAILED: ${outcome.failure}`]),
    ]),
  };
  return {
    method: [
      `A guide of ${(data.plainBytes / 1e6).toFixed(0)} MB packed to ${(data.bytes / 1e6).toFixed(0)} MB, in pieces of 64 KB; correct when the check sum of what comes out is right. In brackets what`,
      'Node has built in. Ratio: beside the fastest library.',
    ],
    tables: [table],
    measurements: ours === null || bestPeer === null ? [] : [{ what: `throughput, times the best library (${bestPeer.name})`, value: ratio, unit: 'times' }],
  };
}

/** Unpacking. */
export const benchGzip: Bench = { name: 'gzip', about: 'unpacking a guide (--size: plain bytes, default 210mb)', needs: ['peers'], run };
