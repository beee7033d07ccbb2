import type { CatchupRecord } from '../catalog';
import { WordTable } from '../text';
import { M3U } from './m3u-contract';
import type { M3uEntry, M3uField, M3uHeader } from './m3u-contract';
import { EMPTY_HEADER, numberOrZero } from './m3u-header';

const MODES: Readonly<Record<string, CatchupRecord['mode']>> = {
  'default': 'default', 'append': 'append', 'shift': 'shift', 'timeshift': 'shift', 'siptv': 'shift', 'flussonic': 'flussonic', 'fs': 'flussonic',
  'flussonic-hls': 'flussonic', 'flussonic-ts': 'flussonic', 'xc': 'xtream', 'xtream': 'xtream', 'vod': 'vod',
  '1': 'default', 'true': 'default', 'yes': 'default',
};
const OFF: ReadonlySet<string> = new Set(['0', 'false', 'no', 'none', 'disabled', 'off']);
/** Flussonic's own stream names, for lists that announce an archive without saying how it is asked for. */
const FLUSSONIC_URL = /\/(?:index|video|mono)[^/]*\.m3u8|\/mpegts(?:[?#]|$)/i;
const HOUR_MS = 3_600_000;
/** When a list announces an archive without saying how far back it reaches. */
const DEFAULT_DAYS = 7;

const CATCHUP_FIELDS =
  (1 << M3U.catchup) | (1 << M3U.catchupSource) | (1 << M3U.catchupDays) | (1 << M3U.timeshift) | (1 << M3U.tvgRec);

/** Whether an entry says anything about an archive. */
export function hasOwnCatchup(entry: M3uEntry): boolean {
  return (entry.present & CATCHUP_FIELDS) !== 0;
}

/** Whether an entry, or its list, says anything about an archive; cheap, asked for every row. */
export function hasCatchup(entry: M3uEntry, header: M3uHeader): boolean {
  return hasOwnCatchup(entry) || header.catchup !== '' || header.catchupSource !== '';
}

/** An archive as a row keeps it; the template is not in it. */
export type CatchupFacts = Pick<CatchupRecord, 'mode' | 'days' | 'correctionMs'>;

/**
 * The archive of an entry: its own attributes first, then the header's; its template is `catchup-source` of the first of the two that has one.
 * `timeshift="3"` is the old spelling of mode `shift`, `tvg-rec` of Flussonic's. `null` when none is announced. Source: protocols.md 2.1 and 2.2.
 */
export function readCatchup(entry: M3uEntry, header: M3uHeader): CatchupFacts | null {
  const own = entry.text(M3U.catchup).toLowerCase();
  if (OFF.has(own)) return null;
  const hasSource = (entry.present & (1 << M3U.catchupSource)) !== 0;
  const timeshift = numberOrZero(entry.text(M3U.timeshift));
  const recorded = numberOrZero(entry.text(M3U.tvgRec));
  const ownDays = numberOrZero(entry.text(M3U.catchupDays));
  const hasTemplate = hasSource || header.catchupSource !== '';
  const announced = own === '' && timeshift > 0 && !hasSource ? 'shift' : own === '' ? header.catchup : own;
  let mode = MODES[announced];
  if (mode === undefined && (hasTemplate || announced !== '')) mode = 'default';
  if (mode === undefined && (recorded > 0 || ownDays > 0)) mode = FLUSSONIC_URL.test(entry.url()) ? 'flussonic' : 'shift';
  if (mode === undefined || OFF.has(announced)) return null;
  // Without a template `default` has no address to ask.
  if (mode === 'default' && !hasTemplate) mode = 'shift';
  const days = ownDays || recorded || timeshift || header.catchupDays || DEFAULT_DAYS;
  const correction = entry.text(M3U.catchupCorrection);
  const hours = correction === '' ? header.catchupCorrectionHours : numberOrZero(correction);
  return { mode, days, correctionMs: hours * HOUR_MS };
}

/** Fields whose texts decide about {@link CatchupFacts}; the address does where there are only days. */
const TEXTS: readonly M3uField[] = [M3U.catchup, M3U.catchupDays, M3U.timeshift, M3U.tvgRec, M3U.catchupCorrection];
/** Texts of one field told apart in {@link CatchupMemo}, as bits. */
const TEXT_BITS = 5;

/** Archives of entries; lists write the same few attributes in row after row, which are not taken apart again. */
export class CatchupMemo {
  private readonly texts = new WordTable();
  private readonly known = new Map<number, CatchupFacts | null>();
  private header: M3uHeader = EMPTY_HEADER;

  /** Whether the texts of an entry alone say what its archive comes to, and not its address. */
  static isKnownByTexts(entry: M3uEntry): boolean {
    return (entry.present & ((1 << M3U.catchupSource) | (1 << M3U.catchup) | (1 << M3U.timeshift))) !== 0;
  }

  /** What {@link readCatchup} says. */
  read(entry: M3uEntry, header: M3uHeader): CatchupFacts | null {
    if (header !== this.header) {
      this.header = header;
      this.known.clear();
    }
    const key = this.keyOf(entry);
    const known = key < 0 ? undefined : this.known.get(key);
    if (known !== undefined) return known;
    const facts = readCatchup(entry, header);
    if (key >= 0) this.known.set(key, facts);
    return facts;
  }

  /** All that matters of the entry in one number; -1 for what does not fit. */
  private keyOf(entry: M3uEntry): number {
    if (!CatchupMemo.isKnownByTexts(entry)) return -1;
    let key = (entry.present >> M3U.catchupSource) & 1;
    const { texts } = this;
    const { present, spans, words } = entry;
    for (const field of TEXTS) {
      key <<= TEXT_BITS;
      if ((present & (1 << field)) === 0) continue;
      const start = spans[field * 2] ?? 0;
      const end = spans[field * 2 + 1] ?? 0;
      const text = texts.size < 1 << TEXT_BITS ? texts.intern(words, start, end) : texts.find(words, start, end);
      if (text < 0) return -1;
      key |= text;
    }
    return key;
  }
}
