import { expect, test } from '@jest/globals';
import { AppError } from '#core/base';
import { signal } from '#core/state';
import type { NowPlaying, PlayerState } from '#model/player';
import type { SourceView } from '#model/session';
import { createStoredCell } from '#sources/storage';
import { FakeClock, FakeLog, FakeStorage } from '#test/harness/fakes';
import { createFailureLog, failureLine, judgeFailures, withFailure } from './failures';
import type { Failure, FailureLog } from './failures';

function bench() {
  const clock = new FakeClock();
  const storage = new FakeStorage();
  const state = signal<PlayerState>({ kind: 'idle' });
  const nowPlaying = signal<Pick<NowPlaying, 'kind'> | null>({ kind: 'live' });
  const sources = signal<ReadonlyArray<Pick<SourceView, 'kind' | 'error'>>>([]);
  const log = new FakeLog();
  const open = (): Promise<FailureLog> => createFailureLog({ clock, log, cell: createStoredCell(storage, log, 'failures.v1'), player: { state, nowPlaying }, session: { sources } });
  return { clock, storage, state, nowPlaying, sources, open };
}
const short = (failures: readonly Failure[]): readonly string[] => failures.map(({ code, part, count }) => `${code} ${part} ${String(count)}`);
const recovering = (error: AppError, secondsLeft: number): PlayerState => ({ kind: 'recovering', error, attempt: 1, of: 5, secondsLeft, waitSeconds: 4 });

test('what fails while watching and while reading is kept over a restart, without a word about whom or where', async () => {
  const { clock, storage, state, nowPlaying, sources, open } = bench();
  const failures = await open();
  const error = new AppError('media.unreachable', { message: 'http://ann:secret@up.example/live/ann/secret/1.ts', facts: { host: 'up.example' } });
  for (const left of [4, 3, 2]) state.value = recovering(error, left);
  nowPlaying.value = { kind: 'movie' };
  state.value = { kind: 'failed', error: new AppError('media.decode') };
  const broken = new AppError('source.html-answer');
  sources.value = [{ kind: 'xtream', error: broken }, { kind: 'platform', error: null }];
  sources.value = [{ kind: 'xtream', error: broken }];
  expect(short(failures.failures.value)).toEqual(['source.html-answer xtream 1', 'media.decode film 1', 'media.unreachable live 1']);
  failures.dispose();
  await clock.advance(10);
  expect(JSON.stringify(await storage.get('failures.v1'))).not.toMatch(/ann|secret|example/);
  state.value = { kind: 'idle' };
  sources.value = [];
  expect(short((await open()).failures.value)).toHaveLength(3);
});

test('the same again counts up, later it is another; the oldest go', () => {
  let failures = withFailure([], 'media.decode', 'live', 0);
  failures = withFailure(failures, 'net.offline', 'live', 1000);
  failures = withFailure(failures, 'media.decode', 'live', 60_000);
  expect(short(failures)).toEqual(['media.decode live 2', 'net.offline live 1']);
  expect(short(withFailure(failures, 'media.decode', 'live', 3_600_000))[0]).toBe('media.decode live 1');
  for (let i = 1; i < 100; i += 1) failures = withFailure(failures, 'media.decode', 'film', i * 3_600_000);
  expect(failures.length).toBe(40);
  expect(failureLine({ code: 'media.decode', part: 'live', atMs: 0, count: 2 }, 120_000)).toMatch(/^HRT-\d{4} ×2 live, 2 min ago$/);
});

test.each([null, {}, [null, 3, { code: 'made.up', part: 'live', atMs: 1, count: 1 }, { code: 'net.offline', part: 'bathroom', atMs: 1, count: 1 }]])('broken stored failures %# are left out', (value) => {
  expect(judgeFailures(value)).toEqual([]);
});

test('forgotten is forgotten', async () => {
  const { state, open } = bench();
  const failures = await open();
  state.value = { kind: 'failed', error: new AppError('media.decode') };
  await failures.clear();
  expect((await open()).failures.value.length).toBeLessThanOrEqual(1);
  expect(failures.failures.value).toEqual([]);
});
