import { expect, it } from '@jest/globals';
import { AppError } from '#core/base';
import { FULL_SCREEN } from '#platforms/common';
import type { MediaSession, SessionRequest, SessionSink } from '#platforms/common';
import type { MediaSource } from '#ports';
import { FakeLog } from '#test/harness/fakes';
import { createScriptedBus } from '#test/simulators/testing';
import type { ScriptedBus } from '#test/simulators/testing';
import { LunaBridge } from './luna-bridge';
import { protectedSession } from './protected-session';

const SOURCE: MediaSource = { url: 'http://host.test/film.mp4', form: 'mp4', isLive: false, drm: [{ system: 'playready', url: 'https://licence.test/' }] };

/** The set's player as far as the client minds it. */
class ScriptedPlayer {
  readonly calls: string[] = [];
  readonly request: SessionRequest;
  /** Answer `open`. */
  opened: () => void = () => undefined;
  refused: (error: AppError) => void = () => undefined;
  onClose: () => void = () => undefined;

  constructor(request: SessionRequest) {
    this.request = request;
  }

  open(): Promise<void> {
    this.calls.push('open');
    return new Promise((resolve, reject) => {
      this.opened = resolve;
      this.refused = reject;
    });
  }

  close(): Promise<void> {
    this.calls.push('close');
    this.onClose();
    return Promise.resolve();
  }
}

interface Bench {
  readonly bus: ScriptedBus;
  readonly told: readonly string[];
  readonly session: MediaSession;
  readonly inner: ScriptedPlayer;
  /** `open`, or the code it was refused with. */
  readonly outcome: Promise<string>;
  readonly id: () => string;
}

function open(source = SOURCE): Bench {
  const bus = createScriptedBus();
  const told: string[] = [];
  const nothing = (): void => undefined;
  const sink: SessionSink = {
    alive: nothing, started: nothing, position: nothing, duration: nothing, buffering: nothing, tracks: nothing, cues: nothing, regions: nothing, paused: nothing, ended: nothing,
    failed: ({ code }) => { told.push(code); },
  };
  const request: SessionRequest = { source, whenFree: Promise.resolve(), sink, rect: FULL_SCREEN, isMuted: false };
  const log = new FakeLog();
  let id: () => string = () => '';
  let inner = new ScriptedPlayer(request);
  const session = protectedSession(request, { luna: new LunaBridge(() => bus.createBridge(), bus.clock, log), log, clock: bus.clock, appId: 'com.example.app' }, (made, clientId) => {
    id = clientId;
    inner = new ScriptedPlayer(made);
    return inner as unknown as MediaSession;
  });
  const outcome = session.open().then(() => 'open', (error: unknown) => (error as AppError).code);
  return { bus, told, session, inner, outcome, id: () => id() };
}

const methods = ({ bus }: Bench): readonly string[] => bus.calls.map(([method]) => method);

it('the player is given the stream once its client is there, and lets go before the client does, in one turn', async () => {
  const bench = open();
  expect([bench.inner.calls, bench.id()]).toEqual([[], '']);
  await bench.bus.clock.advance(20);
  expect([bench.inner.calls, bench.id().length]).toEqual([['open'], 11]);
  const use = bench.bus.drm.use(bench.id());
  bench.inner.opened();
  expect(await bench.outcome).toBe('open');
  bench.inner.onClose = () => { use.leave(); };
  const closed = bench.session.close();
  expect([bench.inner.calls, methods(bench).slice(-1)]).toEqual([['open', 'close'], ['unload']]);
  await bench.bus.clock.advance(60_000);
  await closed;
  expect(bench.bus.journal.violations).toEqual([]);
});

it('a player that cannot decode is asked why at the service, while it opens and afterwards', async () => {
  const opening = open();
  opening.bus.status = 500;
  await opening.bus.clock.advance(20);
  opening.bus.drm.use(opening.id());
  opening.inner.refused(new AppError('media.unsupported'));
  await opening.bus.clock.advance(2_000);
  expect(await opening.outcome).toBe('media.drm');

  const playing = open();
  await playing.bus.clock.advance(20);
  playing.inner.opened();
  await playing.outcome;
  playing.inner.request.sink.failed(new AppError('media.decode'));
  await playing.bus.clock.advance(2_000);
  playing.inner.request.sink.failed(new AppError('media.unreachable'));
  await playing.bus.clock.advance(1);
  expect(playing.told).toEqual(['media.decode', 'media.unreachable']);
});

it('closed while its client comes, the player is never given the stream', async () => {
  const bench = open();
  await bench.bus.clock.advance(4);
  void bench.session.close();
  await bench.bus.clock.advance(60_000);
  expect([await bench.outcome, bench.inner.calls, methods(bench).slice(-1), bench.bus.journal.violations]).toEqual(['net.cancelled', ['close'], ['unload'], []]);
});

it('closed at whatever moment of its opening, the player is given nothing afterwards, and the client goes', async () => {
  for (let turns = 0; turns < 400; turns += 1) {
    const bench = open();
    const advanced = bench.bus.clock.advance(10);
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    void bench.session.close();
    await advanced;
    await bench.bus.clock.advance(6_000);
    expect([turns, bench.inner.calls[bench.inner.calls.length - 1], methods(bench).filter((name) => name === 'unload').length, bench.bus.journal.violations]).toEqual([turns, 'close', 1, []]);
  }
});

it('what the service cannot be asked for is refused before anything is loaded', async () => {
  const bench = open({ ...SOURCE, drm: [{ system: 'widevine', url: 'https://licence.test/' }] });
  expect([await bench.outcome, methods(bench), bench.inner.calls]).toEqual(['media.drm-unsupported', [], []]);
  await bench.session.close();
  expect(methods(bench)).toEqual([]);
});
