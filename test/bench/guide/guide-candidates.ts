import { createGuideBuilder, GuidePage, type ColumnarGuide } from '#core/guide';
import type { Attempt, Candidate, CandidateJob } from '../candidates/candidate';
import type { Judgement } from '../candidates/truth';
import { channelKey, LIST_CHANNELS, LIST_NOW_MS, readProgrammes, titleOf, type ProgrammeList } from './programme-list';

const HOUR_MS = 3_600_000;
/** A page of the grid: so many channels, so many hours. */
const PAGE_CHANNELS = 10;
const PAGE_MS = 3 * HOUR_MS;
const ROUNDS = 400;
const WARM_UP = 100;

/** Answers as numbers, to be compared: starts of programmes, 0 for none. */
interface Asked {
  /** Starts of now and next of all channels at a moment. */
  nowNext(atMs: number): ArrayLike<number>;
  /** Starts of the programmes on a page from a channel on. */
  page(firstChannel: number, fromMs: number): readonly number[];
}

/** Moments to ask about: within the list, seconds apart in no order. */
const momentOf = (round: number): number => LIST_NOW_MS + ((round * 7_919) % 500) * 2_000_000 - 300 * 2_000_000 / 2;
const firstOf = (round: number): number => (round * 31) % (LIST_CHANNELS - PAGE_CHANNELS);

/** Microseconds of processor time per call. */
function timeOf(call: (round: number) => unknown, rounds: number): number {
  for (let round = 0; round < WARM_UP; round += 1) call(round);
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) call(round);
  const used = process.cpuUsage(before);
  return (used.user + used.system) / rounds;
}

/** What plain loops over the list answer. */
function truthOf(list: ProgrammeList): Asked {
  const find = (channel: number, wanted: (startMs: number, stopMs: number) => boolean): number[] => {
    const found: number[] = [];
    for (let i = 0; i < list.length; i += 1) if (list.channel(i) === channel && wanted(list.startMs(i), list.stopMs(i))) found.push(list.startMs(i));
    return found;
  };
  return {
    nowNext(atMs) {
      const answers = new Float64Array(LIST_CHANNELS * 2);
      for (let i = 0; i < list.length; i += 1) {
        const channel = list.channel(i);
        if (list.startMs(i) <= atMs && list.stopMs(i) > atMs) answers[channel * 2] = list.startMs(i);
        else if (list.startMs(i) > atMs && answers[channel * 2 + 1] === 0) answers[channel * 2 + 1] = list.startMs(i);
      }
      return answers;
    },
    page: (first, fromMs) => Array.from({ length: PAGE_CHANNELS }, (_, i) => find(first + i, (start, stop) => start < fromMs + PAGE_MS && stop > fromMs)).flat(),
  };
}

function judge(job: CandidateJob, asked: Asked): Judgement {
  const truth = truthOf(readProgrammes(job.dataPath));
  let right = 0;
  let expected = 0;
  const compare = (found: ArrayLike<number>, wanted: ArrayLike<number>): void => {
    expected += Math.max(found.length, wanted.length);
    for (let i = 0; i < wanted.length; i += 1) if (found[i] === wanted[i]) right += 1;
  };
  for (let round = 0; round < 6; round += 1) {
    compare(asked.nowNext(momentOf(round)), truth.nowNext(momentOf(round)));
    compare(asked.page(firstOf(round), momentOf(round)), truth.page(firstOf(round), momentOf(round)));
  }
  return { expected, right, wrong: right === expected ? {} : { answers: expected - right }, missing: 0, extra: 0, examples: [] };
}

function askOurs(guide: ColumnarGuide, channels: Int32Array): Asked {
  const out = new Int32Array(channels.length * 2);
  return {
    nowNext(atMs) {
      guide.rowsNowNext(channels, atMs, out);
      return Float64Array.from(out, (row) => (row < 0 ? 0 : guide.startMs(row)));
    },
    page(first, fromMs) {
      const page = guide.page(channels.subarray(first, first + PAGE_CHANNELS), fromMs, fromMs + PAGE_MS);
      const starts: number[] = [];
      for (let cell = 0; cell < page.cellCount; cell += 1) if ((page.rows[cell] ?? -1) >= 0) starts.push(page.startMs[cell] ?? 0);
      return starts;
    },
  };
}

function prepareOurs(job: CandidateJob): Attempt {
  let guide: ColumnarGuide | null = null;
  const list = readProgrammes(job.dataPath);
  const keys = Array.from({ length: LIST_CHANNELS }, (_, channel) => channelKey(channel));
  const made = (): ColumnarGuide => {
    if (guide === null) throw new Error('not run');
    return guide;
  };
  return {
    run() {
      const builder = createGuideBuilder({ nowMs: LIST_NOW_MS });
      for (let i = 0; i < list.length; i += 1) builder.addProgramme(channelKey(list.channel(i)), { startMs: list.startMs(i), stopMs: list.stopMs(i), title: titleOf(list.title(i)) });
      guide = builder.finish();
    },
    rows: () => made().programmeCount,
    probe() {
      const channels = made().channelsOf(keys);
      const out = new Int32Array(channels.length * 2);
      const page = new GuidePage();
      return {
        dataBytes: made().heldBytes,
        nowNextUs: timeOf((round) => made().rowsNowNext(channels, momentOf(round), out), ROUNDS),
        pageUs: timeOf((round) => made().page(channels.subarray(firstOf(round), firstOf(round) + PAGE_CHANNELS), momentOf(round), momentOf(round) + PAGE_MS, page), ROUNDS * 10),
      };
    },
    judge: () => judge(job, askOurs(made(), made().channelsOf(keys))),
  };
}

interface Programme { readonly startMs: number; readonly stopMs: number; readonly title: string }

/** A Map of channels to lists of objects, searched by halving: what a careful programmer writes. */
class MapGuide {
  readonly channels = new Map<string, Programme[]>();

  /** The first programme that has not ended at a moment. */
  private firstEnding(list: readonly Programme[], atMs: number): number {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((list[middle]?.stopMs ?? 0) <= atMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  nowNext(key: string, atMs: number): { now: Programme | null; next: Programme | null } {
    const list = this.channels.get(key) ?? [];
    const index = this.firstEnding(list, atMs);
    const found = list[index] ?? null;
    return found !== null && found.startMs <= atMs ? { now: found, next: list[index + 1] ?? null } : { now: null, next: found };
  }

  between(key: string, fromMs: number, toMs: number): Programme[] {
    const list = this.channels.get(key) ?? [];
    const found: Programme[] = [];
    for (let i = this.firstEnding(list, fromMs); i < list.length; i += 1) {
      const programme = list[i];
      if (programme === undefined || programme.startMs >= toMs) break;
      found.push(programme);
    }
    return found;
  }
}

function prepareMap(job: CandidateJob): Attempt {
  const guide = new MapGuide();
  const list = readProgrammes(job.dataPath);
  const keys = Array.from({ length: LIST_CHANNELS }, (_, channel) => channelKey(channel));
  const titles = Array.from({ length: 50 }, (_, title) => titleOf(title));
  const nowNext = (atMs: number): { now: Programme | null; next: Programme | null }[] => keys.map((key) => guide.nowNext(key, atMs));
  const page = (first: number, fromMs: number): Programme[][] => keys.slice(first, first + PAGE_CHANNELS).map((key) => guide.between(key, fromMs, fromMs + PAGE_MS));
  return {
    run() {
      for (let i = 0; i < list.length; i += 1) {
        const key = keys[list.channel(i)] ?? '';
        let programmes = guide.channels.get(key);
        if (programmes === undefined) guide.channels.set(key, (programmes = []));
        programmes.push({ startMs: list.startMs(i), stopMs: list.stopMs(i), title: titles[list.title(i)] ?? '' });
      }
      for (const programmes of guide.channels.values()) programmes.sort((a, b) => a.startMs - b.startMs);
    },
    rows: () => list.length,
    probe: () => ({ nowNextUs: timeOf((round) => nowNext(momentOf(round)), ROUNDS), pageUs: timeOf((round) => page(firstOf(round), momentOf(round)), ROUNDS * 10) }),
    judge: () => judge(job, {
      nowNext: (atMs) => nowNext(atMs).flatMap(({ now, next }) => [now?.startMs ?? 0, next?.startMs ?? 0]),
      page: (first, fromMs) => page(first, fromMs).flat().map(({ startMs }) => startMs),
    }),
  };
}

/** What holds a guide: ours, and objects in a Map. */
export const GUIDE_CANDIDATES: readonly Candidate[] = [
  { name: 'ours', role: 'ours', prepare: async (job) => prepareOurs(job) },
  { name: 'Map of objects, halving', role: 'reference', prepare: async (job) => prepareMap(job) },
];
