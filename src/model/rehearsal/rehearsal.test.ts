import { beforeEach, expect, test } from '@jest/globals';
import { signal } from '#core/state';
import type { Banner } from '#model/notices';
import type { PlayerState } from '#model/player';
import { createStoredCell } from '#sources/storage';
import { FakeClock, FakeLog, FakeStorage, settle } from '#test/harness/fakes';
import { createRehearsal, judgeResults } from './rehearsal';
import type { Rehearsal } from './rehearsal';

let clock: FakeClock;
let storage: FakeStorage;
let log: FakeLog;
let tell: (isForeground: boolean) => void;
const state = signal<PlayerState>({ kind: 'idle' });
const banner = signal<Banner | null>(null);

const open = (): Promise<Rehearsal> =>
  createRehearsal({
    clock, log, cell: createStoredCell(storage, log, 'rehearsal.v1'), head: 'Hearth 1.2.3', hasPointer: false, player: { state }, notices: { banner },
    lifecycle: { onForegroundChange: (listener) => { tell = listener; return () => undefined; } },
  });

beforeEach(() => {
  [clock, storage, log] = [new FakeClock(), new FakeStorage(), new FakeLog()];
  state.value = { kind: 'idle' };
  banner.value = null;
});

test('what was seen is kept over the restart it asks for, and told in English', async () => {
  const rehearsal = await open();
  rehearsal.mark('start', 'passed');
  rehearsal.mark('zap', 'failed');
  await settle();
  const again = await open();
  expect(again.report().split('\n')).toEqual([
    'Hearth 1.2.3', 'start: works', 'back: not tried', 'focus: not tried', 'edges: not tried', 'play: not tried', 'zap: DOES NOT WORK', 'resume: not tried', 'network: not tried',
    'voice: not tried', 'saver: not tried', 'exit: not tried',
  ]);
  again.clear();
  await settle();
  expect((await open()).results.value).toEqual(judgeResults({ start: 'maybe' }));
});

test('a network that comes back, and a picture that comes back or does not, are seen by themselves', async () => {
  const rehearsal = await open();
  banner.value = { kind: 'offline', text: 'x', actionLabel: '' };
  banner.value = null;
  expect(rehearsal.results.value.network).toBe('passed');
  const leaveAndReturn = (after: PlayerState): void => {
    state.value = { kind: 'playing' };
    tell(false);
    state.value = { kind: 'paused' };
    tell(true);
    state.value = after;
    clock.tick(10_000);
  };
  leaveAndReturn({ kind: 'stalled', sinceMs: 0 });
  expect(rehearsal.results.value.resume).toBe('failed');
  leaveAndReturn({ kind: 'playing' });
  expect(rehearsal.results.value.resume).toBe('passed');
  rehearsal.dispose();
});
