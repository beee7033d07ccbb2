import { expect, test } from '@jest/globals';
import { stepQoe } from './index';
import type { QoeEvent, QoeInput, QoeView } from './index';

type Input = QoeInput extends infer T ? (T extends QoeInput ? Omit<T, 'nowMs' | 'atMs'> : never) : never;

const REQUEST: Input = { type: 'request', viewId: 'v', props: { kind: 'live' } };
const phase = (name: QoeView['phase']): Input => ({ type: 'phase', phase: name });

/** Plays inputs at their moments; answers what was told. */
function run(...inputs: ReadonlyArray<readonly [atMs: number, input: Input]>): readonly QoeEvent[] {
  let view: QoeView | null = null;
  const events: QoeEvent[] = [];
  for (const [nowMs, input] of inputs) {
    const step: ReturnType<typeof stepQoe> = stepQoe(view, { ...input, nowMs, atMs: 1e12 + nowMs });
    view = step.view;
    events.push(...step.events);
  }
  return events;
}

const last = (events: readonly QoeEvent[]) => events[events.length - 1];

test('a view that plays: startup, rebuffering, seeks apart, the bit rate by time', () => {
  const events = run(
    [0, REQUEST], [1200, phase('playing')], [1200, { type: 'bitrate', bitrateBps: 2_000_000 }], [11_200, phase('rebuffering')], [13_200, phase('playing')],
    [13_200, { type: 'bitrate', bitrateBps: 4_000_000 }], [23_200, phase('seeking')], [24_000, phase('rebuffering')], [24_200, phase('playing')], [24_200, phase('paused')],
    [90_000, { type: 'end' }],
  );
  expect(events.map(({ type }) => type)).toEqual([
    'view_requested', 'playback_started', 'bitrate_changed', 'rebuffer_started', 'rebuffer_ended', 'bitrate_changed', 'view_end',
  ]);
  expect(events[1]).toEqual({ type: 'playback_started', viewId: 'v', atMs: 1e12 + 1200, props: { startupMs: 1200 } });
  expect(last(events)?.props).toEqual({
    outcome: 'played', startupMs: 1200, playedMs: 20_000, rebufferMs: 2000, rebuffers: 1, rebufferRatio: 0.09091, seekMs: 1000, recoveryMs: 0, recoveries: 0, switches: 1,
    averageBitrateBps: 3_000_000, topBitrateBps: 4_000_000,
  });
});

test.each([
  ['left while it was prepared', [[3000, { type: 'end' }]], 'exit-before-start', undefined],
  ['failed for good before the first picture', [[9000, { type: 'failure', code: 'media.refused', isFinal: true }], [9500, { type: 'end' }]], 'start-failure', 'media.refused'],
  ['left while the start was tried again', [[9000, { type: 'failure', code: 'media.unreachable', isFinal: false }], [12_000, { type: 'end' }]], 'start-failure', 'media.unreachable'],
  ['failed after playing', [[500, phase('playing')], [9000, { type: 'failure', code: 'media.decode', isFinal: true }], [9500, { type: 'end' }]], 'playback-failure', 'media.decode'],
  ['failed and came back', [[500, phase('playing')], [900, { type: 'failure', code: 'media.stalled', isFinal: false }], [1900, phase('playing')], [2900, { type: 'end' }]], 'played', undefined],
] as ReadonlyArray<readonly [string, ReadonlyArray<readonly [number, Input]>, string, string | undefined]>)('%s', (_what, inputs, outcome, code) => {
  const end = last(run([0, REQUEST], ...inputs));
  expect([end?.type, end?.props['outcome'], end?.props['code']]).toEqual(['view_end', outcome, code]);
});

test('a recovery counts into the ratio, once for all attempts; the background counts nowhere', () => {
  const failure: Input = { type: 'failure', code: 'media.stalled', isFinal: false };
  const events = run(
    [0, REQUEST], [500, phase('away')], [60_500, phase('starting')], [61_000, phase('playing')], [70_000, failure], [70_000, { type: 'attempt', rung: 'again' }], [70_500, failure],
    [71_000, phase('playing')], [71_000, { type: 'end' }],
  );
  expect(events.map(({ type }) => type)).toEqual(['view_requested', 'playback_started', 'playback_failed', 'recovery_attempted', 'playback_recovered', 'view_end']);
  expect(last(events)?.props).toMatchObject({ startupMs: 1000, playedMs: 9000, recoveryMs: 1000, recoveries: 1, rebufferRatio: 0.1 });
});

test('another request ends the view before; a long view tells its sums each minute', () => {
  const events = run([0, REQUEST], [1000, phase('playing')], [30_000, { type: 'tick' }], [61_000, { type: 'tick' }], [62_000, REQUEST]);
  expect(events.map(({ type }) => type)).toEqual(['view_requested', 'playback_started', 'heartbeat', 'view_end', 'view_requested']);
});
