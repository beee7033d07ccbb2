import { readFileSync } from 'node:fs';
import { createSeededRandom } from '#core/base';
import { dataFile, type DataFile } from '../data/data-file';

/** The moment the list is about. */
export const LIST_NOW_MS = Date.UTC(2024, 5, 10, 18);
export const LIST_CHANNELS = 400;
const DAY_SEC = 86_400;
const PAST_DAYS = 7;
const DAYS = 21;
const VERSION = 1;
/** Numbers per programme: channel, start and stop in seconds, title. */
const STRIDE = 4;
/** Titles are few, so that their bytes do not count: what is measured is the guide without texts. */
const TITLES = 50;

/** The guide key of a channel. */
export const channelKey = (channel: number): string => `channel${String(channel)}.example`;
/** A title by its number. */
export const titleOf = (title: number): string => `Programme ${String(title)}`;

/** Programmes as numbers, by channel and time. */
export interface ProgrammeList {
  readonly length: number;
  channel(index: number): number;
  startMs(index: number): number;
  stopMs(index: number): number;
  title(index: number): number;
}

/** A list of about so many programmes of {@link LIST_CHANNELS} channels over three weeks, without gaps. */
export function programmeFile(programmes: number): DataFile {
  return dataFile(`programmes-v${String(VERSION)}-${String(programmes)}.bin`, (out) => {
    const random = createSeededRandom(9);
    const average = (DAYS * DAY_SEC * LIST_CHANNELS) / programmes;
    for (let channel = 0; channel < LIST_CHANNELS; channel += 1) {
      const numbers: number[] = [];
      const endSec = LIST_NOW_MS / 1000 + (DAYS - PAST_DAYS) * DAY_SEC;
      for (let start = LIST_NOW_MS / 1000 - PAST_DAYS * DAY_SEC; start < endSec;) {
        const stop = start + Math.max(60, Math.round((average * (0.5 + random.next())) / 60) * 60);
        numbers.push(channel, start, stop, random.below(TITLES));
        start = stop;
      }
      out.raw(new Uint8Array(Uint32Array.from(numbers).buffer));
    }
    return new Uint8Array(0);
  });
}

/** Reads what {@link programmeFile} made. */
export function readProgrammes(path: string): ProgrammeList {
  const bytes = readFileSync(path);
  const numbers = new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const at = (index: number, place: number): number => numbers[index * STRIDE + place] ?? 0;
  return {
    length: numbers.length / STRIDE,
    channel: (index) => at(index, 0),
    startMs: (index) => at(index, 1) * 1000,
    stopMs: (index) => at(index, 2) * 1000,
    title: (index) => at(index, 3),
  };
}
