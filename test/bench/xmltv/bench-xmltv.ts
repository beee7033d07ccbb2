import { compare, compareOdd, type Comparison } from '../candidates/compare';
import { holdContest } from '../candidates/contest';
import type { DataFile } from '../data/data-file';
import type { Bench, BenchOptions, BenchResult, BenchTable, Measurement } from '../measurement';
import { channelCount, guideFile, oddGuideFile } from './guide-file';
import { GUIDE_ODDITY_NAMES } from './odd-guide-rows';

const DEFAULT_BYTES = 21_000_000;
/** From here on only libraries that read as a stream take part. */
const LARGE_BYTES = 100_000_000;
const STREAMING = ['ours', 'saxes', 'htmlparser2'];
const WANTED_PERCENT = 15;
const LARGE_LIMIT_MS = 900_000;

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

/** Ours and the streaming libraries when few channels are wanted, and ours when none is: then nothing is kept and memory must stay flat. */
async function runWanted(data: DataFile, bytes: number, options: BenchOptions): Promise<Comparison> {
  const job = { wantedPercent: WANTED_PERCENT, channels: channelCount(bytes) };
  const contenders = await holdContest({ bench: 'xmltv', data, repeats: options.repeats ?? (bytes >= LARGE_BYTES ? 2 : 3), options: job, filter: ({ name }) => STREAMING.includes(name), limitMs: LARGE_LIMIT_MS }, options);
  return compare(`${String(WANTED_PERCENT)} % of the channels wanted`, contenders, data.bytes);
}

/** Working memory of ours at this size and at a tenth of it, when nothing is kept. */
async function runFlat(data: DataFile, bytes: number, options: BenchOptions): Promise<readonly number[]> {
  const peaks: number[] = [];
  for (const file of [data, guideFile(Math.round(bytes / 10))]) {
    const [ours] = await holdContest({ bench: 'xmltv', data: file, repeats: 1, options: { wantedPercent: 0 }, filter: ({ role }) => role === 'ours' }, options);
    peaks.push(ours?.outcome.peakBytes ?? NaN);
  }
  return peaks;
}

function marks(all: Comparison, some: Comparison, peaks: readonly number[], data: DataFile): Measurement[] {
  const { ours, bestPeer, ratio } = all;
  if (ours === null) return [];
  const gain = some.ours === null ? NaN : ours.cpuMs / some.ours.cpuMs;
  const [peak = NaN, smallPeak = NaN] = peaks;
  // A guide of 22 MB is read in less time than an engine takes to compile a reader: the mark is for those that hold a set up.
  const mark = data.bytes >= LARGE_BYTES ? { atLeast: 3 } : {};
  return [
    ...(bestPeer === null ? [] : [{ what: `throughput, times the best correct peer (${bestPeer.name})`, value: ratio, unit: 'times', ...mark } as const]),
    ...(some.bestPeer === null ? [] : [{ what: `the same with ${String(WANTED_PERCENT)} % of the channels wanted (${some.bestPeer.name})`, value: some.ratio, unit: 'times', ...mark } as const]),
    { what: `gain when ${String(WANTED_PERCENT)} % of the channels are wanted`, value: gain, unit: 'times', atLeast: 1 },
    { what: 'held per programme, all texts', value: ours.heldBytes / ours.rows, unit: 'bytes', atMost: 300 },
    { what: `working memory, ${megabytes(data.bytes)} with nothing kept`, value: peak / 1e6, unit: 'MB' },
    { what: 'that beside a tenth of the size', value: (peak - smallPeak) / 1e6, unit: 'MB', atMost: 8 },
  ];
}

/** Reads a guide of `size` bytes with ours and with libraries. */
async function run(options: BenchOptions): Promise<BenchResult> {
  const bytes = options.size ?? DEFAULT_BYTES;
  options.say(`  making a guide of ${megabytes(bytes)} …`);
  const data = guideFile(bytes);
  const isLarge = bytes >= LARGE_BYTES;
  const contenders = await holdContest({ bench: 'xmltv', data, repeats: options.repeats ?? (isLarge ? 2 : 3), filter: ({ name }) => !isLarge || STREAMING.includes(name), limitMs: LARGE_LIMIT_MS }, options);
  const all = compare('all channels', contenders, data.bytes);
  const some = await runWanted(data, bytes, options);
  const peaks = await runFlat(data, bytes, options);
  const tables: BenchTable[] = [all.table, some.table];
  if (!isLarge) tables.push(compareOdd('guide in which most programmes are odd', await holdContest({ bench: 'xmltv', data: oddGuideFile(GUIDE_ODDITY_NAMES.length * 50), repeats: 1 }, options)));
  return {
    method: [
      `${megabytes(data.bytes)}, ${(all.ours?.rows ?? 0).toLocaleString('en')} programmes of ${String(channelCount(bytes))} channels over 14 days, texts in nine scripts, all forms XML and the DTD allow:`,
      'entities, `&amp;amp;`, CDATA, two languages, single quotes, times without offset or end; 20 % reruns. Compared per programme: channel, start, stop,',
      'title, sub-title, description, category, picture, episode, people. Correct is who gets every programme right; what breaks XML is counted apart.',
      ...(isLarge ? ['At this size only libraries that read a stream take part.'] : []),
    ],
    tables, measurements: marks(all, some, peaks, data),
  };
}

/** Guides. */
export const benchXmltv: Bench = { name: 'xmltv', about: 'reading a guide (--size: bytes, default 21mb; 200mb, 500mb)', needs: ['peers'], run };
