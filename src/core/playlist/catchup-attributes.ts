import type { CatchupRecord } from '../catalog';
import { M3U } from './m3u-contract';
import type { M3uEntry, M3uHeader } from './m3u-contract';
import { numberOrZero } from './m3u-header';

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

/** Whether an entry, or its list, says anything about an archive; cheap, asked for every row. */
export function hasCatchup(entry: M3uEntry, header: M3uHeader): boolean {
  return (entry.present & CATCHUP_FIELDS) !== 0 || header.catchup !== '' || header.catchupSource !== '';
}

/**
 * The archive of an entry: its own attributes first, then the header's. `timeshift="3"` is the old spelling of mode `shift`, `tvg-rec`
 * of Flussonic's. `null` when none is announced. Source: protocols.md 2.1 and 2.2.
 */
export function readCatchup(entry: M3uEntry, header: M3uHeader): CatchupRecord | null {
  const own = entry.text(M3U.catchup).toLowerCase();
  if (OFF.has(own)) return null;
  const source = entry.text(M3U.catchupSource);
  const timeshift = numberOrZero(entry.text(M3U.timeshift));
  const recorded = numberOrZero(entry.text(M3U.tvgRec));
  const template = source === '' ? header.catchupSource : source;
  const announced = own === '' && timeshift > 0 && source === '' ? 'shift' : own === '' ? header.catchup : own;
  let mode = MODES[announced];
  if (mode === undefined && (template !== '' || announced !== '')) mode = 'default';
  if (mode === undefined && recorded > 0) mode = FLUSSONIC_URL.test(entry.url()) ? 'flussonic' : 'shift';
  if (mode === undefined && numberOrZero(entry.text(M3U.catchupDays)) > 0) mode = FLUSSONIC_URL.test(entry.url()) ? 'flussonic' : 'shift';
  if (mode === undefined || OFF.has(announced)) return null;
  // Without a template `default` has no address to ask.
  if (mode === 'default' && template === '') mode = 'shift';
  const days = numberOrZero(entry.text(M3U.catchupDays)) || recorded || timeshift || header.catchupDays || DEFAULT_DAYS;
  const correction = entry.text(M3U.catchupCorrection);
  const hours = correction === '' ? header.catchupCorrectionHours : numberOrZero(correction);
  return { mode, days, template: template === '' ? null : template, correctionMs: hours * HOUR_MS };
}
