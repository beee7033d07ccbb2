import { TruthWriter } from '../candidates/truth';
import { dataFile, type DataFile, type DataWriter } from '../data/data-file';
import { GuideRows, type GuideRow } from './guide-rows';
import { oddProgramme } from './odd-guide-rows';

/** What is compared of each programme, beside channel and start, which tell which one it is. */
export const GUIDE_FIELDS = ['stop', 'title', 'sub-title', 'desc', 'category', 'icon', 'episode', 'people'] as const;

/** Changes with what {@link writeGuide} and {@link writeOddGuide} write. */
const VERSION = 4;
const SEED = 77;
/** About the size of a channel of fourteen days. */
const CHANNEL_BYTES = 210_000;
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tv SYSTEM "xmltv.dtd">\n<tv generator-info-name="bench">\n';

/** The key a programme is found by. */
export function programmeKey(channel: string, startSec: number): string {
  return `${channel} ${String(startSec)}`;
}

/** How many channels a guide of so many bytes describes. */
export function channelCount(bytes: number): number {
  return Math.max(1, Math.round(bytes / CHANNEL_BYTES));
}

function putRow(truth: TruthWriter, row: Pick<GuideRow, 'channel' | 'startSec'> & Partial<GuideRow>): void {
  const stop = row.stopSec === undefined || row.stopSec === null ? null : String(row.stopSec);
  truth.row(programmeKey(row.channel, row.startSec), [
    stop, row.title ?? null, row.subtitle ?? null, row.description ?? null, row.category ?? null, row.icon ?? null, row.episode ?? null, row.people ?? null,
  ]);
}

/** Writes a guide of about so many bytes that follows XML and the DTD, and returns the truth about it. */
export function writeGuide(out: DataWriter, bytes: number, seed = SEED): Uint8Array {
  const truth = new TruthWriter(GUIDE_FIELDS.length);
  const rows = new GuideRows(seed);
  const channels = Array.from({ length: channelCount(bytes) }, (_, index) => rows.channel(index));
  out.text(HEAD);
  for (const channel of channels) out.text(channel.lines);
  for (const channel of channels) {
    for (const row of rows.programmes(channel.id)) {
      out.text(row.lines);
      putRow(truth, row);
    }
  }
  out.text('</tv>\n');
  return truth.finish();
}

/** Writes a guide most programmes of which are odd in some way, cut off at its end, and returns the truth about it. */
export function writeOddGuide(out: DataWriter, programmes: number, seed = SEED + 1): Uint8Array {
  const truth = new TruthWriter(GUIDE_FIELDS.length);
  const rows = new GuideRows(seed);
  out.text(`Warning: something went wrong in line 3\n${HEAD}`);
  const plain = rows.programmes(rows.channel(1).id);
  for (let i = 0; i < programmes; i += 1) {
    const odd = oddProgramme(i, rows);
    if (typeof odd.text === 'string') out.text(odd.text);
    else out.raw(odd.text);
    putRow(truth, odd.row);
    const next = i % 4 === 0 ? plain.next() : null;
    if (next?.done === false) {
      out.text(next.value.lines);
      putRow(truth, next.value);
    }
  }
  out.text('  <programme start="20240610180000 +0000" stop="2024061019');
  return truth.finish();
}

/** A guide of about so many bytes. */
export function guideFile(bytes: number): DataFile {
  return dataFile(`guide-v${String(VERSION)}-${String(bytes)}.xml`, (out) => writeGuide(out, bytes));
}

/** An odd guide of so many odd programmes. */
export function oddGuideFile(programmes: number): DataFile {
  return dataFile(`odd-guide-v${String(VERSION)}-${String(programmes)}.xml`, (out) => writeOddGuide(out, programmes));
}
