import { ERRORS, isErrorCode, MINUTE_MS } from '#core/base';
import type { AppError, ErrorCode } from '#core/base';
import { createScope, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import { asFields, oneOf } from '#core/wire';
import type { NowPlaying, PlayerState } from '#model/player';
import type { SourceView } from '#model/session';
import type { ClockPort, LogPort } from '#ports';
import type { StoredCell } from '#sources/storage';

/** Which part of the app failed. */
export const FAILED_PARTS = ['live', 'film', 'platform', 'xtream', 'playlist', 'stalker'] as const;
/** One of {@link FAILED_PARTS}: what was watched, or the kind of source that was read. */
export type FailedPart = (typeof FAILED_PARTS)[number];

/** A failure as it is kept: nothing of it says who somebody is, where they watch or what. */
export interface Failure {
  readonly code: ErrorCode;
  readonly part: FailedPart;
  /** The last time, milliseconds since 1970. */
  readonly atMs: number;
  /** How often it came in a row. */
  readonly count: number;
}

/** The failures of late, the newest first. */
export interface FailureLog {
  readonly failures: ReadonlySignal<readonly Failure[]>;
  /** Forgets all of them. */
  clear(): Promise<void>;
  dispose(): void;
}

/** What the failures are taken from. */
export interface FailureLogDeps {
  readonly clock: ClockPort;
  readonly log: LogPort;
  readonly cell: StoredCell;
  readonly player: { readonly state: ReadonlySignal<PlayerState>; readonly nowPlaying: ReadonlySignal<Pick<NowPlaying, 'kind'> | null> };
  readonly session: { readonly sources: ReadonlySignal<ReadonlyArray<Pick<SourceView, 'kind' | 'error'>>> };
}

/** More is history nobody reads; the oldest go. */
const MOST_KEPT = 40;
/** The same failure again within this counts up: one channel that tries again all evening is one line. */
const SAME_MS = 30 * MINUTE_MS;

/** Judges what is stored; whatever is odd is left out. */
export function judgeFailures(value: unknown): readonly Failure[] {
  if (!Array.isArray(value)) return [];
  const failures: Failure[] = [];
  for (const each of value as readonly unknown[]) {
    const fields = asFields(each) ?? {};
    const part = oneOf(fields['part'], FAILED_PARTS);
    const { code, atMs, count } = fields;
    if (typeof code !== 'string' || !isErrorCode(code) || part === null || typeof atMs !== 'number' || typeof count !== 'number') continue;
    failures.push({ code, part, atMs, count });
  }
  return failures.slice(0, MOST_KEPT);
}

/** A failure with one more; the same one again shortly after counts up and comes first. */
export function withFailure(failures: readonly Failure[], code: ErrorCode, part: FailedPart, atMs: number): readonly Failure[] {
  const same = failures.find((each) => each.code === code && each.part === part && atMs - each.atMs < SAME_MS);
  const others = failures.filter((each) => each !== same);
  return [{ code, part, atMs, count: (same?.count ?? 0) + 1 }, ...others].slice(0, MOST_KEPT);
}

/** `HRT-2104 ×3 live, 12 min ago`: English, for whoever helps. */
export function failureLine(failure: Failure, nowMs: number): string {
  const times = failure.count > 1 ? ` ×${String(failure.count)}` : '';
  return `${ERRORS[failure.code].label}${times} ${failure.part}, ${String(Math.max(0, Math.round((nowMs - failure.atMs) / MINUTE_MS)))} min ago`;
}

/** Keeps what fails while watching and while reading sources, over restarts. */
export async function createFailureLog(deps: FailureLogDeps): Promise<FailureLog> {
  const { clock, log, cell, player, session } = deps;
  const failures = signal<readonly Failure[]>(judgeFailures(await cell.read()));
  const scope = createScope();
  const keep = (): Promise<void> =>
    cell.write(() => failures.peek()).catch((error: unknown) => {
      log.write('warn', 'failures are not kept', { reason: error instanceof Error ? error.message : 'unknown' });
    });
  const note = (error: AppError, part: FailedPart): void => {
    if (error.code === 'net.cancelled') return;
    failures.value = withFailure(failures.peek(), error.code, part, clock.nowMs());
    void keep();
  };
  let last: AppError | null = null;
  scope.effect(() => {
    const state = player.state.value;
    const error = 'error' in state ? state.error : null;
    const kind = player.nowPlaying.peek()?.kind;
    // A countdown is told anew each second; the failure is the same.
    const isNew = error !== last;
    last = error;
    if (isNew && error !== null && kind !== undefined) note(error, kind === 'live' || kind === 'archive' ? 'live' : 'film');
  });
  let known: ReadonlyArray<AppError | null> = [];
  scope.effect(() => {
    const before = known;
    const sources = session.sources.value;
    known = sources.map(({ error }) => error);
    for (const { error, kind } of sources) if (error !== null && before.indexOf(error) === -1) note(error, kind);
  });
  return {
    failures,
    clear() {
      failures.value = [];
      return keep();
    },
    dispose() {
      scope.dispose();
    },
  };
}
