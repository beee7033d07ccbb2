import { describe, expect, test } from '@jest/globals';
import { AppError } from '../base';
import { IDLE_PLAYBACK, stepPlayback } from './playback-machine';
import type { PlaybackCommand, PlaybackEvent, PlaybackState } from './playback-machine';

type Told = PlaybackEvent extends infer E ? (E extends { readonly epoch: number } ? Omit<E, 'epoch'> : E) : never;

const MEDIA: readonly string[] = ['ready', 'started', 'buffering', 'moved', 'failed', 'ended'];

/** Lets events happen to the attempt that runs then. */
function after(events: readonly Told[], from: PlaybackState = IDLE_PLAYBACK): { state: PlaybackState; commands: readonly PlaybackCommand[] } {
  return events.reduce<{ state: PlaybackState; commands: readonly PlaybackCommand[] }>(
    ({ state }, event) => stepPlayback(state, (MEDIA.indexOf(event.type) === -1 ? event : { epoch: state.epoch, ...event }) as PlaybackEvent),
    { state: from, commands: [] },
  );
}

const film: Told = { type: 'open', isLive: false, startMs: 60_000, nowMs: 0 };
const live: Told = { type: 'open', isLive: true, startMs: 0, nowMs: 0 };
const shown: readonly Told[] = [{ type: 'ready' }, { type: 'started', nowMs: 0 }, { type: 'moved', positionMs: 65_000, nowMs: 1_000 }];
const lost: Told = { type: 'failed', error: new AppError('media.unreachable'), nowMs: 2_000 };
const full: Told = { type: 'failed', error: new AppError('media.limit'), nowMs: 2_000 };
const stalled: Told = { type: 'buffering', isBuffering: true, nowMs: 2_000 };

/** What is so before: its events; and what is so after standby: kind, where it starts (`-`: it is not opened), whether it goes on to play. */
const ROWS: ReadonlyArray<readonly [before: string, events: readonly Told[], kind: PlaybackState['kind'], startMs: number | null | '-', wantsPlay: boolean]> = [
  ['idle', [], 'idle', '-', false],
  ['preparing', [film], 'preparing', 60_000, true],
  ['preparing', [film, { type: 'pause' }], 'preparing', 60_000, false],
  ['preparing', [film, { type: 'seek', positionMs: 90_000, nowMs: 1 }], 'preparing', 90_000, true],
  ['playing', [film, ...shown], 'preparing', 65_000, true],
  ['playing', [live, ...shown], 'preparing', null, true],
  ['stalled', [film, ...shown, stalled], 'preparing', 65_000, true],
  ['stalled', [live, ...shown, stalled], 'preparing', null, true],
  ['paused', [film, ...shown, { type: 'pause' }], 'preparing', 65_000, false],
  ['paused', [film, ...shown, { type: 'pause' }, lost], 'preparing', 65_000, false],
  ['paused', [live, ...shown, { type: 'pause' }], 'preparing', null, false],
  ['waiting', [film, ...shown, lost], 'preparing', 65_000, true],
  ['waiting', [live, full], 'preparing', null, true],
  ['waiting', [film, ...shown, lost, { type: 'pause' }], 'preparing', 65_000, false],
  ['retrying', [film, ...shown, lost, { type: 'retry', nowMs: 2_100 }], 'preparing', 65_000, true],
  ['ended', [film, ...shown, { type: 'ended', nowMs: 2_000 }], 'ended', '-', true],
  ['failed', [film, { type: 'failed', error: new AppError('media.drm-refused'), nowMs: 2_000 }], 'failed', '-', true],
  ['ad-waiting', [film, { type: 'ad', phase: 'waiting', nowMs: 1 }], 'preparing', 60_000, true],
  ['ad-playing', [film, ...shown, { type: 'ad', phase: 'playing', nowMs: 2_000 }], 'preparing', 65_000, true],
  ['ad-paused', [film, ...shown, { type: 'ad', phase: 'paused', nowMs: 2_000 }], 'preparing', 65_000, true],
  ['suspended', [film, ...shown, { type: 'suspend' }], 'preparing', 65_000, true],
];

describe('standby at every state', () => {
  test('the table leaves none out', () => {
    expect(Array.from(new Set(ROWS.map(([before]) => before))).sort()).toEqual(['ad-paused', 'ad-playing', 'ad-waiting', 'ended', 'failed', 'idle', 'paused', 'playing', 'preparing', 'retrying', 'stalled', 'suspended', 'waiting']);
  });

  test.each(ROWS)('%s %#', (before, events, kind, startMs, wantsPlay) => {
    const { state } = after(events);
    expect(state.kind).toBe(before);
    const aside = stepPlayback(state, { type: 'suspend' });
    const back = stepPlayback(aside.state, { type: 'resume', nowMs: 3_600_000 });
    // Whatever holds a decoder or a line lets it go and keeps its place first.
    const isOpened = startMs !== '-' && before !== 'suspended';
    expect(aside.commands).toEqual(!isOpened ? [] : before.indexOf('ad-') === 0 ? [{ type: 'ad-leave' }] : [{ type: 'save' }, { type: 'halt' }]);
    expect(back.state).toMatchObject({ kind, wantsPlay });
    expect(back.commands.map((command) => (command.type === 'prepare' ? command.startMs : command.type))).toEqual(startMs === '-' ? [] : [startMs]);
    // An hour of standby is no hour of trouble: the attempt has its whole time.
    if (kind === 'preparing') expect(stepPlayback(back.state, { type: 'tick', nowMs: 3_601_000 }).state.kind).toBe('preparing');
  });

  test.each(ROWS)('%s %#: nothing of the attempt before is heard, and nothing goes on in standby', (_before, events) => {
    const { state } = after(events);
    const aside = stepPlayback(state, { type: 'suspend' }).state;
    if (aside.kind !== 'suspended') return;
    const late: readonly PlaybackEvent[] = [
      { type: 'ready', epoch: state.epoch }, { type: 'started', epoch: state.epoch, nowMs: 9 }, { type: 'failed', epoch: state.epoch, error: new AppError('media.decode'), nowMs: 9 },
      { type: 'ended', epoch: state.epoch, nowMs: 9 }, { type: 'moved', epoch: state.epoch, positionMs: 1, nowMs: 9 }, { type: 'tick', nowMs: 10_000_000 }, { type: 'online', nowMs: 10 }, { type: 'suspend' },
    ];
    for (const event of state.kind === 'suspended' ? late.slice(5) : late) expect([event.type, stepPlayback(aside, event)]).toEqual([event.type, { state: aside, commands: [] }]);
  });

  test('what is wished for in standby holds when the set is back', () => {
    const aside = after([film, ...shown, { type: 'suspend' }]).state;
    const wished = after([{ type: 'pause' }, { type: 'seek', positionMs: 10_000, nowMs: 5 }], aside).state;
    expect(stepPlayback(wished, { type: 'resume', nowMs: 9 })).toMatchObject({ state: { kind: 'preparing', wantsPlay: false }, commands: [{ type: 'prepare', startMs: 10_000 }] });
    expect(stepPlayback(wished, { type: 'stop' }).state.kind).toBe('idle');
  });
});

describe('the cable is pulled', () => {
  test.each([30_000, 60_000])('for %d ms: it is tried again by itself, and goes on where it was once the network is back', (offMs) => {
    let state = after([film, ...shown, stalled]).state;
    const opened: Array<number | null> = [];
    for (let nowMs = 2_000; nowMs < 2_000 + offMs; nowMs += 1_000) {
      const step = stepPlayback(state, { type: 'tick', nowMs });
      state = step.state;
      if (!step.commands.some((command) => command.type === 'prepare')) continue;
      state = stepPlayback(state, { type: 'failed', epoch: state.epoch, error: new AppError('net.offline'), nowMs }).state;
    }
    expect(['stalled', 'waiting']).toContain(state.kind);
    const back = stepPlayback(state, { type: 'online', nowMs: 2_000 + offMs });
    for (const command of back.commands) if (command.type === 'prepare') opened.push(command.startMs);
    expect([back.state.kind, opened]).toEqual(state.kind === 'stalled' ? ['stalled', []] : ['retrying', [65_000]]);
  });
});
