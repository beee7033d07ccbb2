import type { Watcher } from '#server/domain';
import type { AccountRow } from '#server/store';

/** Who asks over Xtream, with the credential as it was sent: answers and playlists repeat it. */
export interface XtreamUser {
  readonly account: AccountRow;
  /** The same, as rights and the count of streams want it. */
  readonly watcher: Watcher;
  /** Whether lists name adult rows. */
  readonly includesAdult: boolean;
  readonly username: string;
  readonly password: string;
}

/** Seconds since 1970 as the numeric string old panels send; `"0"` for unknown. */
export function epochText(atMs: number): string {
  return String(Math.floor(atMs / 1000));
}

/** `YYYY-MM-DD HH:MM:SS` in UTC, the zone we announce. */
export function utcText(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** `HH:MM:SS`. */
export function durationText(durationMs: number): string {
  const seconds = Math.floor(durationMs / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** Text as base64, which is how panels send guide texts. */
export function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
