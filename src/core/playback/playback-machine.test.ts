import { describe, expect, test } from '@jest/globals';
import { AppError, ERRORS, mulberry32 } from '../base';
import type { ErrorCode } from '../base';
import { AD_LIMIT_MS, FREEZE_LIMIT_MS, IDLE_PLAYBACK, PREPARE_LIMIT_MS, STABLE_MS, STALL_LIMIT_MS, stepPlayback } from './playback-machine';
import type { PlaybackCommand, PlaybackEvent, PlaybackState } from './playback-machine';
import { RESCUE_LIMIT_MS } from './rescue-ladder';
import type { RescueOffers } from './rescue-ladder';

/** An event whose epoch may be left out: the current one is filled in. */
type WithoutEpoch<E> = E extends { readonly epoch: number } ? Omit<E, 'epoch'> : E;
type Loose = WithoutEpoch<PlaybackEvent>;
const MEDIA: readonly string[] = ['ready', 'started', 'buffering', 'moved', 'failed', 'ended'];

function withEpoch(event: Loose, epoch: number): PlaybackEvent {
  return (MEDIA.indexOf(event.type) === -1 ? event : { ...event, epoch }) as PlaybackEvent;
}

function run(events: readonly Loose[]): { state: PlaybackState; commands: readonly string[]; last: readonly PlaybackCommand[] } {
  let state: PlaybackState = IDLE_PLAYBACK;
  let last: readonly PlaybackCommand[] = [];
  const commands: string[] = [];
  for (const event of events) {
    const step = stepPlayback(state, withEpoch(event, state.epoch));
    state = step.state;
    last = step.commands;
    commands.push(...step.commands.map((command) => command.type));
  }
  return { state, commands, last };
}

const failed = (code: ErrorCode, nowMs = 0): Loose => ({ type: 'failed', error: new AppError(code), nowMs });
const live: Loose = { type: 'open', isLive: true, startMs: 0, nowMs: 0 };
const film: Loose = { type: 'open', isLive: false, startMs: 60_000, nowMs: 0 };
const playing: readonly Loose[] = [{ type: 'ready' }, { type: 'started', nowMs: 0 }];
const playingFilm: readonly Loose[] = [film, ...playing, { type: 'moved', positionMs: 61_000, nowMs: 1000 }];

describe('table', () => {
  const rows: ReadonlyArray<readonly [name: string, events: readonly Loose[], kind: PlaybackState['kind'], commands: string]> = [
    ['open', [live], 'preparing', 'prepare'],
    ['ready asks to play', [live, { type: 'ready' }], 'preparing', 'prepare play'],
    ['first picture', [live, ...playing], 'playing', 'prepare play'],
    ['zapping closes before opening', [live, ...playing, live], 'preparing', 'prepare play save halt prepare'],
    ['pause while preparing', [film, { type: 'pause' }, { type: 'ready' }], 'paused', 'prepare'],
    ['pause and play', [...playingFilm, { type: 'pause' }, { type: 'play', nowMs: 1 }], 'playing', 'prepare play pause save play'],
    ['buffering', [...playingFilm, { type: 'buffering', isBuffering: true, nowMs: 5 }], 'stalled', 'prepare play'],
    ['buffer filled', [...playingFilm, { type: 'buffering', isBuffering: true, nowMs: 5 }, { type: 'buffering', isBuffering: false, nowMs: 6 }], 'playing', 'prepare play'],
    ['a moving position ends a stall', [...playingFilm, { type: 'buffering', isBuffering: true, nowMs: 5 }, { type: 'moved', positionMs: 62_000, nowMs: 6 }], 'playing', 'prepare play'],
    ['empty buffer for too long', [...playingFilm, { type: 'buffering', isBuffering: true, nowMs: 0 }, { type: 'tick', nowMs: STALL_LIMIT_MS }], 'waiting', 'prepare play halt'],
    ['a frozen picture is noticed', [...playingFilm, { type: 'tick', nowMs: 1000 + FREEZE_LIMIT_MS }], 'stalled', 'prepare play'],
    ['a stream without positions is left alone', [live, ...playing, { type: 'tick', nowMs: 60_000 }], 'playing', 'prepare play'],
    ['no picture in time', [live, { type: 'tick', nowMs: PREPARE_LIMIT_MS }], 'waiting', 'prepare halt'],
    ['still in time', [live, { type: 'tick', nowMs: PREPARE_LIMIT_MS - 1 }], 'preparing', 'prepare'],
    ['dead host', [live, failed('net.unreachable')], 'waiting', 'prepare halt'],
    ['waiting ends', [live, failed('net.unreachable'), { type: 'tick', nowMs: 2000 }], 'retrying', 'prepare halt prepare'],
    ['try now', [live, failed('net.unreachable'), { type: 'retry', nowMs: 1 }], 'retrying', 'prepare halt prepare'],
    ['the network is back', [live, failed('net.offline'), { type: 'online', nowMs: 1 }], 'retrying', 'prepare halt prepare'],
    ['recovered', [live, failed('net.unreachable'), { type: 'retry', nowMs: 1 }, ...playing], 'playing', 'prepare halt prepare play'],
    ['an attempt may also hang', [live, failed('net.unreachable'), { type: 'retry', nowMs: 0 }, { type: 'tick', nowMs: PREPARE_LIMIT_MS }], 'waiting', 'prepare halt prepare halt'],
    ['not in your package', [live, failed('media.refused')], 'failed', 'prepare save halt'],
    ['a full line is left alone for half a minute', [live, failed('source.connection-limit'), { type: 'tick', nowMs: 29_999 }], 'waiting', 'prepare halt'],
    ['in mid-play just the same, whatever the network does', [live, ...playing, failed('media.limit'), { type: 'online', nowMs: 5 }], 'waiting', 'prepare play halt'],
    ['and is taken over when the viewer says so', [live, failed('media.limit'), { type: 'retry', nowMs: 5 }], 'retrying', 'prepare halt prepare'],
    ['expired address in mid-play enters again', [...playingFilm, failed('http.forbidden', 9)], 'retrying', 'prepare play halt prepare'],
    ['but only once', [...playingFilm, failed('http.forbidden', 9), failed('http.forbidden', 9)], 'failed', 'prepare play halt prepare save halt'],
    ['a cancelled load says nothing', [live, failed('net.cancelled')], 'preparing', 'prepare'],
    ['the end of a film', [...playingFilm, { type: 'ended', nowMs: 9 }], 'ended', 'prepare play save'],
    ['again from the end', [...playingFilm, { type: 'ended', nowMs: 9 }, { type: 'play', nowMs: 10 }], 'preparing', 'prepare play save prepare'],
    ['the end of live is a loss', [live, ...playing, { type: 'ended', nowMs: 9 }], 'waiting', 'prepare play halt'],
    ['an error while paused does not shout', [...playingFilm, { type: 'pause' }, failed('net.unreachable')], 'paused', 'prepare play pause save halt'],
    ['and play loads again', [...playingFilm, { type: 'pause' }, failed('net.unreachable'), { type: 'play', nowMs: 3 }], 'preparing', 'prepare play pause save halt prepare'],
    ['stop', [...playingFilm, { type: 'stop' }], 'idle', 'prepare play save halt'],
    ['background', [...playingFilm, { type: 'suspend' }], 'suspended', 'prepare play save halt'],
    ['foreground', [...playingFilm, { type: 'suspend' }, { type: 'resume', nowMs: 99 }], 'preparing', 'prepare play save halt prepare'],
    ['paused stays paused over standby', [...playingFilm, { type: 'pause' }, { type: 'suspend' }, { type: 'resume', nowMs: 99 }, { type: 'ready' }], 'paused', 'prepare play pause save save halt prepare'],
    ['a failure stays on screen over standby', [live, failed('media.refused'), { type: 'suspend' }, { type: 'resume', nowMs: 9 }], 'failed', 'prepare save halt'],
    ['a break before a film', [film, { type: 'ad', phase: 'waiting', nowMs: 1 }], 'ad-waiting', 'prepare save halt'],
    ['it comes on', [film, { type: 'ad', phase: 'waiting', nowMs: 1 }, { type: 'ad', phase: 'playing', nowMs: 2 }], 'ad-playing', 'prepare save halt'],
    ['a break inside a film', [...playingFilm, { type: 'ad', phase: 'playing', nowMs: 2 }], 'ad-playing', 'prepare play save halt'],
    ['the next one of it', [...playingFilm, { type: 'ad', phase: 'playing', nowMs: 2 }, { type: 'ad', phase: 'waiting', nowMs: 3 }], 'ad-waiting', 'prepare play save halt'],
    ['pause in a break asks for it', [...playingFilm, { type: 'ad', phase: 'playing', nowMs: 2 }, { type: 'pause' }], 'ad-playing', 'prepare play save halt ad-pause'],
    ['and the state follows', [...playingFilm, { type: 'ad', phase: 'playing', nowMs: 2 }, { type: 'pause' }, { type: 'ad', phase: 'paused', nowMs: 3 }, { type: 'play', nowMs: 4 }], 'ad-paused', 'prepare play save halt ad-pause ad-play'],
    ['a break is over', [...playingFilm, { type: 'ad', phase: 'playing', nowMs: 2 }, { type: 'ad-over', nowMs: 3 }], 'preparing', 'prepare play save halt prepare'],
    ['a break that shows nothing is over by itself', [film, { type: 'ad', phase: 'waiting', nowMs: 0 }, { type: 'tick', nowMs: AD_LIMIT_MS.waiting }], 'preparing', 'prepare save halt ad-leave prepare'],
    ['a film of it that never ends, too', [film, { type: 'ad', phase: 'playing', nowMs: 0 }, { type: 'tick', nowMs: AD_LIMIT_MS.playing }], 'preparing', 'prepare save halt ad-leave prepare'],
    ['background in a break ends it', [...playingFilm, { type: 'ad', phase: 'playing', nowMs: 2 }, { type: 'suspend' }], 'suspended', 'prepare play save halt ad-leave'],
    ['stop in a break', [film, { type: 'ad', phase: 'playing', nowMs: 2 }, { type: 'stop' }], 'idle', 'prepare save halt save halt'],
    ['nothing is sought in a break', [film, { type: 'ad', phase: 'playing', nowMs: 2 }, { type: 'seek', positionMs: 5, nowMs: 3 }], 'ad-playing', 'prepare save halt'],
    ['a late word of a break says nothing', [film, { type: 'ad', phase: 'playing', nowMs: 2 }, { type: 'suspend' }, { type: 'ad', phase: 'playing', nowMs: 3 }, { type: 'ad-over', nowMs: 4 }], 'suspended', 'prepare save halt ad-leave'],
    ['seek while playing', [...playingFilm, { type: 'seek', positionMs: 5, nowMs: 2 }], 'playing', 'prepare play seek'],
    ['seek while preparing loads there', [film, { type: 'seek', positionMs: 5, nowMs: 2 }], 'preparing', 'prepare prepare'],
    ['give-up can be tried again', [live, failed('media.unsupported'), { type: 'retry', nowMs: 4 }], 'preparing', 'prepare save halt prepare'],
  ];
  test.each(rows)('%s', (_name, events, kind, commands) => {
    const result = run(events);
    expect([result.state.kind, result.commands.join(' ')]).toEqual([kind, commands]);
  });
});

describe('ladder', () => {
  /** Lets every attempt fail and tells what was tried: `rung wait container/version`. */
  function fall(code: ErrorCode, offers: Partial<RescueOffers>, before: readonly Loose[] = [live]): { tried: readonly string[]; state: PlaybackState; endMs: number } {
    let { state } = run(before);
    let nowMs = 0;
    const tried: string[] = [];
    state = stepPlayback(state, { type: 'offers', offers: { containers: 0, versions: 0, hasArchive: false, ...offers }, nowMs }).state;
    for (let i = 0; i < 40 && state.kind !== 'failed'; i += 1) {
      state = stepPlayback(state, { type: 'failed', epoch: state.epoch, error: new AppError(code), nowMs }).state;
      const { container, version, isArchive } = state.path;
      if (state.kind === 'waiting') {
        tried.push(`${state.rung} ${String(state.waitMs / 1000)} ${String(container)}/${String(version)}${isArchive ? ' archive' : ''}`);
        nowMs = state.retryAtMs;
        state = stepPlayback(state, { type: 'tick', nowMs }).state;
      } else if (state.kind === 'retrying') tried.push(`${state.rung} 0 ${String(container)}/${String(version)}`);
    }
    return { tried, state, endMs: nowMs };
  }

  test('with nothing else: 2, 4, 8, 15, 30 s, then the viewer decides', () => {
    const { tried, state } = fall('media.unreachable', {});
    expect([tried, state.kind]).toEqual([['again 2 0/0', 'reenter 4 0/0', 'again 8 0/0', 'again 15 0/0', 'again 30 0/0'], 'failed']);
  });

  test('with everything: form, versions, the recording, and back to what was chosen', () => {
    expect(fall('media.stalled', { containers: 1, versions: 2, hasArchive: true }).tried).toEqual([
      'again 2 0/0', 'reenter 4 0/0', 'container 1 1/0', 'version 1 0/1', 'version 1 0/2', 'archive 1 0/0 archive', 'again 8 0/0', 'again 15 0/0', 'again 30 0/0',
    ]);
  });

  test.each<readonly [ErrorCode, Partial<RescueOffers>, readonly Loose[], readonly string[]]>([
    ['media.refused', {}, [live], []],
    ['media.refused', { containers: 1, versions: 1 }, [live], ['container 1 1/0', 'version 1 0/1']],
    ['media.refused', { versions: 1 }, [live, ...playing], ['reenter 0 0/0', 'version 1 0/1']],
    ['media.unsupported', { containers: 1 }, [live], ['container 1 1/0']],
    ['media.notice', { versions: 1 }, [live], ['version 1 0/1']],
    ['media.limit', { containers: 1, versions: 3, hasArchive: true }, [live], ['line 30 0/0', 'line 60 0/0']],
    ['http.rate-limited', { versions: 3 }, [live], ['line 30 0/0', 'line 60 0/0']],
    ['source.expired', { containers: 1, versions: 1 }, [live], ['version 1 0/1']],
    ['internal.bug', { containers: 1, versions: 3, hasArchive: true }, [live], []],
    ['media.unreachable', { hasArchive: true }, [film], ['again 2 0/0', 'reenter 4 0/0', 'again 8 0/0', 'again 15 0/0', 'again 30 0/0']],
  ])('%s with %j', (code, offers, before, tried) => {
    const fell = fall(code, offers, before);
    expect([fell.tried, fell.state.kind]).toEqual([tried, 'failed']);
  });

  test('every code has an end, in count and in time, whatever there is to try', () => {
    for (const code of Object.keys(ERRORS) as ErrorCode[]) {
      if (code === 'net.cancelled') continue;
      const { tried, state, endMs } = fall(code, { containers: 3, versions: 9, hasArchive: true });
      expect([code, state.kind, tried.length <= 10, endMs <= RESCUE_LIMIT_MS]).toEqual([code, 'failed', true, true]);
    }
  });

  test('a way round that fails in its own way does not end the ladder; a full line does', () => {
    const waiting = run([live, { type: 'offers', offers: { containers: 1, versions: 0, hasArchive: true }, nowMs: 0 }, failed('media.refused')]);
    const round = stepPlayback(waiting.state, { type: 'tick', nowMs: 1000 }).state;
    const next = (code: ErrorCode) => stepPlayback(round, { type: 'failed', epoch: round.epoch, error: new AppError(code), nowMs: 1100 }).state;
    expect(next('source.unsupported')).toMatchObject({ kind: 'waiting', rung: 'archive', error: { code: 'media.refused' } });
    expect(next('media.limit')).toMatchObject({ kind: 'waiting', rung: 'line', error: { code: 'media.limit' } });
  });

  test('the recording that plays leaves live; what stood firm is remembered', () => {
    const offers: Loose = { type: 'offers', offers: { containers: 1, versions: 0, hasArchive: true }, nowMs: 0 };
    const lost: readonly Loose[] = [live, offers, failed('media.refused'), { type: 'tick', nowMs: 1000 }];
    const archive = run([...lost, failed('media.refused', 1000), { type: 'tick', nowMs: 2000 }, ...playing]);
    expect([archive.state.isLive, archive.state.path.isArchive, archive.commands.join(' ')]).toEqual([false, false, 'prepare halt prepare halt prepare play to-archive']);
    const firm = run([...lost, ...playing, { type: 'tick', nowMs: STABLE_MS }]);
    expect([firm.last, firm.state.attempt]).toEqual([[{ type: 'remember', path: { container: 1, version: 0, isArchive: false, isAnew: false } }], 0]);
  });

  test('a way that turns out later opens a failure again; the viewer may take it first', () => {
    const versions: Loose = { type: 'offers', offers: { containers: 0, versions: 1, hasArchive: false }, nowMs: 5 };
    expect(run([live, failed('media.refused'), versions]).state).toMatchObject({ kind: 'waiting', rung: 'version' });
    expect(run([live, failed('media.limit'), versions, { type: 'other', nowMs: 6 }]).state).toMatchObject({ kind: 'retrying', path: { version: 1 } });
    expect(run([live, failed('media.limit'), { type: 'other', nowMs: 6 }]).state.kind).toBe('waiting');
  });

  test('live comes back at the edge, a film at its second', () => {
    expect(run([live, ...playing, { type: 'moved', positionMs: 500, nowMs: 1 }, failed('media.decode'), { type: 'retry', nowMs: 2 }]).last).toMatchObject([{ type: 'prepare', epoch: 3, startMs: null }]);
    expect(run([...playingFilm, failed('media.decode'), { type: 'retry', nowMs: 2 }]).last).toMatchObject([{ type: 'prepare', epoch: 3, startMs: 61_000 }]);
  });

  test('a stable picture forgives', () => {
    const recovered = run([...playingFilm, failed('media.decode', 0), { type: 'retry', nowMs: 0 }, ...playing]);
    expect(recovered.state.attempt).toBe(1);
    let state = recovered.state;
    for (let nowMs = 1000; nowMs <= STABLE_MS; nowMs += 1000) {
      state = stepPlayback(state, { type: 'moved', epoch: state.epoch, positionMs: 61_000 + nowMs, nowMs }).state;
      state = stepPlayback(state, { type: 'tick', nowMs }).state;
    }
    expect([state.kind, state.attempt]).toEqual(['playing', 0]);
  });

  test('late words of an earlier attempt are not heard', () => {
    const { state } = run([live, failed('net.timeout'), { type: 'retry', nowMs: 1 }]);
    for (const event of [
      { type: 'failed', epoch: 1, error: new AppError('media.refused'), nowMs: 2 },
      { type: 'started', epoch: 1, nowMs: 2 },
      { type: 'ended', epoch: 1, nowMs: 2 },
    ] as const) {
      expect(stepPlayback(state, event)).toEqual({ state, commands: [] });
    }
  });
});

describe('random event sequences', () => {
  const codes = Object.keys(ERRORS) as ErrorCode[];

  /** What a viewer and time alone can do; the decoder says nothing any more. */
  function escapes(start: PlaybackState, nowMs: number): boolean {
    if (start.kind === 'idle') return true;
    const exits: readonly PlaybackEvent[] = [
      { type: 'tick', nowMs: nowMs + AD_LIMIT_MS.playing }, { type: 'play', nowMs }, { type: 'pause' }, { type: 'retry', nowMs }, { type: 'resume', nowMs },
    ];
    // What stops and starts advertising answers by its own event.
    const asks = start.kind === 'ad-paused' && stepPlayback(start, { type: 'play', nowMs }).commands.some(({ type }) => type === 'ad-play');
    return (asks || exits.some((event) => stepPlayback(start, event).state.kind !== start.kind)) && stepPlayback(start, { type: 'stop' }).state.kind === 'idle';
  }

  test('no state without exit, deadlines always ahead, attempts bounded, every kind reached', () => {
    const next = mulberry32(42);
    const seen = new Set<string>();
    const problems: string[] = [];
    for (let walk = 0; walk < 400; walk += 1) {
      let state: PlaybackState = IDLE_PLAYBACK;
      let nowMs = 0;
      for (let i = 0; i < 60; i += 1) {
        nowMs += Math.floor(next() * 4000);
        const epoch = next() < 0.9 ? state.epoch : state.epoch - 1;
        const code = codes[Math.floor(next() * codes.length)] ?? 'internal.bug';
        const events: readonly PlaybackEvent[] = [
          { type: 'open', isLive: next() < 0.5, startMs: Math.floor(next() * 2) * 1000, nowMs },
          { type: 'ready', epoch }, { type: 'started', epoch, nowMs }, { type: 'started', epoch, nowMs },
          { type: 'buffering', epoch, isBuffering: next() < 0.6, nowMs }, { type: 'moved', epoch, positionMs: Math.floor(next() * 90_000), nowMs },
          { type: 'failed', epoch, error: new AppError(code), nowMs }, { type: 'ended', epoch, nowMs }, { type: 'tick', nowMs }, { type: 'tick', nowMs },
          { type: 'play', nowMs }, { type: 'pause' }, { type: 'seek', positionMs: Math.floor(next() * 9000), nowMs }, { type: 'retry', nowMs },
          { type: 'offers', offers: { containers: Math.floor(next() * 2), versions: Math.floor(next() * 4), hasArchive: next() < 0.5 }, nowMs }, { type: 'other', nowMs },
          { type: 'online', nowMs }, { type: 'stop' }, { type: 'suspend' }, { type: 'resume', nowMs },
          { type: 'ad', phase: (['waiting', 'playing', 'paused'] as const)[Math.floor(next() * 3)] ?? 'waiting', nowMs }, { type: 'ad-over', nowMs },
        ];
        const event = events[Math.floor(next() * events.length)];
        if (event === undefined) continue;
        const step = stepPlayback(state, event);
        if (step.state.epoch < state.epoch) problems.push(`epoch went back on ${event.type}`);
        state = step.state;
        seen.add(state.kind);
        if (!escapes(state, nowMs)) problems.push(`${state.kind} has no exit`);
        if (state.attempt > 14) problems.push(`attempt ${String(state.attempt)}`);
        if ((state.kind === 'preparing' || state.kind === 'retrying') && state.deadlineMs - nowMs > PREPARE_LIMIT_MS) problems.push('deadline too far');
      }
    }
    expect(problems).toEqual([]);
    expect(Array.from(seen).sort()).toEqual(['ad-paused', 'ad-playing', 'ad-waiting', 'ended', 'failed', 'idle', 'paused', 'playing', 'preparing', 'retrying', 'stalled', 'suspended', 'waiting']);
  });

  test('a silent decoder leads from open to a plain word within ten seconds, whatever the ticks', () => {
    const next = mulberry32(3);
    for (let walk = 0; walk < 50; walk += 1) {
      let state = stepPlayback(IDLE_PLAYBACK, { type: 'open', isLive: true, startMs: 0, nowMs: 0 }).state;
      for (let nowMs = 0; nowMs < 10_000; nowMs += Math.floor(next() * 900) + 1) state = stepPlayback(state, { type: 'tick', nowMs }).state;
      expect(state.kind).toBe('waiting');
    }
  });
});
