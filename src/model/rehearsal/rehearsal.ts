import type { Disposer } from '#core/base';
import { createScope, signal, untracked } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import { asFields, oneOf } from '#core/wire';
import type { Banner } from '#model/notices';
import type { PlayerState } from '#model/player';
import type { ClockPort, LogPort } from '#ports';
import type { StoredCell } from '#sources/storage';

/** What the stores of Samsung and LG try on a set, in the order in which it is least walking about. `pointer` is LG's alone. */
export const CHECKS = ['start', 'back', 'focus', 'edges', 'play', 'zap', 'resume', 'network', 'pointer', 'voice', 'saver', 'exit'] as const;
/** One of {@link CHECKS}. */
export type CheckId = (typeof CHECKS)[number];
/** What came of it; `open`: nobody tried. */
export type CheckResult = 'open' | 'passed' | 'failed';

/** A rehearsal of what the stores check, on this set. Its results are kept over restarts, which it asks for. */
export interface Rehearsal {
  /** Those that this set can be tried for, in their order. */
  readonly checks: readonly CheckId[];
  readonly results: ReadonlySignal<Readonly<Record<CheckId, CheckResult>>>;
  /** Notes what the viewer saw. */
  mark(id: CheckId, result: CheckResult): void;
  /** Nothing was tried yet. */
  clear(): void;
  /** The results as lines of English, for a code and for the console. */
  report(): string;
  dispose(): void;
}

/** What the rehearsal looks at. */
export interface RehearsalDeps {
  readonly clock: ClockPort;
  readonly log: LogPort;
  readonly cell: StoredCell;
  /** Version of the app and the set, for the report's head. */
  readonly head: string;
  /** Whether the set has a pointer. */
  readonly hasPointer: boolean;
  readonly lifecycle: { onForegroundChange(listener: (isForeground: boolean) => void): Disposer };
  readonly player: { readonly state: ReadonlySignal<PlayerState> };
  readonly notices: { readonly banner: ReadonlySignal<Banner | null> };
}

/** A picture that is not back by then has not come back. */
const BACK_MS = 10_000;
const RESULTS = ['open', 'passed', 'failed'] as const;
const WORDS: Readonly<Record<CheckResult, string>> = { open: 'not tried', passed: 'works', failed: 'DOES NOT WORK' };

/** Judges stored results; what is unknown was not tried. */
export function judgeResults(value: unknown): Readonly<Record<CheckId, CheckResult>> {
  const fields = asFields(value) ?? {};
  const results = {} as Record<CheckId, CheckResult>;
  for (const id of CHECKS) results[id] = oneOf(fields[id], RESULTS) ?? 'open';
  return results;
}

/** Makes a rehearsal as it stands; it watches by itself what can be seen without asking: the network, and going away and coming back. */
export async function createRehearsal(deps: RehearsalDeps): Promise<Rehearsal> {
  const { clock, log, cell, head, lifecycle, player, notices } = deps;
  const checks = CHECKS.filter((id) => id !== 'pointer' || deps.hasPointer);
  const results = signal(judgeResults(await cell.read()));
  const scope = createScope();
  const report = (): string => [head, ...checks.map((id) => `${id}: ${WORDS[results.peek()[id]]}`)].join('\n');
  const keep = (): void => {
    log.write('info', 'store rehearsal', { ...results.peek() });
    cell.write(() => results.peek()).catch((error: unknown) => {
      log.write('warn', 'the rehearsal is not kept', { reason: error instanceof Error ? error.message : 'unknown' });
    });
  };
  const mark = (id: CheckId, result: CheckResult): void => {
    if (results.peek()[id] === result) return;
    results.value = { ...results.peek(), [id]: result };
    keep();
  };
  const isPlaying = (): boolean => player.state.peek().kind === 'playing';

  let wasPlaying = false;
  let stopWaiting: Disposer = () => undefined;
  scope.add(() => {
    stopWaiting();
  });
  scope.add(
    lifecycle.onForegroundChange((isForeground) => {
      stopWaiting();
      if (!isForeground) wasPlaying = isPlaying();
      else if (wasPlaying) stopWaiting = clock.after(BACK_MS, () => { mark('resume', isPlaying() ? 'passed' : 'failed'); });
    }),
  );
  let wasOffline = false;
  scope.effect(() => {
    const isOffline = notices.banner.value?.kind === 'offline';
    const isBack = wasOffline && !isOffline;
    wasOffline = isOffline;
    if (isBack) untracked(() => { mark('network', 'passed'); });
  });

  return {
    checks,
    results,
    mark,
    report,
    clear() {
      results.value = judgeResults(null);
      keep();
    },
    dispose() {
      scope.dispose();
    },
  };
}
