import type {
  AdIdPort, ClockPort, DevicePort, KeysPort, LifecyclePort, LogPort, NetworkPort, PointerEvent, PreviewPort, PreviewSection, RandomPort, RemoteKeyEvent, SpeechPort, VoiceCommand, VoicePort,
} from '#ports';
import { check, checkEqual } from './contract-case';
import type { ContractCase } from './contract-case';

/** A clock and a way to let time pass. */
export interface ClockBench {
  readonly clock: ClockPort;
  readonly pass: (ms: number) => Promise<void>;
}

/** What every ClockPort keeps. */
export const CLOCK_CONTRACT: ReadonlyArray<ContractCase<ClockBench>> = [
  {
    name: 'moves on and never back',
    run: async ({ clock, pass }) => {
      const [wall, steady] = [clock.nowMs(), clock.monotonicMs()];
      await pass(60);
      check(clock.nowMs() > wall && clock.monotonicMs() > steady, 'time stood still');
    },
  },
  {
    name: 'calls once after a delay, and not at all when disposed',
    run: async ({ clock, pass }) => {
      let calls = 0;
      clock.after(20, () => { calls += 1; });
      const leave = clock.after(20, () => { calls += 100; });
      leave();
      leave();
      checkEqual(calls, 0, 'calls at once');
      await pass(150);
      checkEqual(calls, 1, 'calls');
    },
  },
  {
    name: 'calls again and again until disposed',
    run: async ({ clock, pass }) => {
      let calls = 0;
      const leave = clock.every(20, () => { calls += 1; });
      await pass(200);
      leave();
      const seen = calls;
      check(seen >= 2, `only ${String(seen)} calls`);
      await pass(100);
      checkEqual(calls, seen, 'calls after the end');
    },
  },
  {
    name: 'tells the zone in minutes',
    run: ({ clock }) => {
      const minutes = clock.utcOffsetMin(Date.UTC(2026, 6, 1));
      check(Number.isInteger(minutes) && Math.abs(minutes) <= 14 * 60 && !Object.is(minutes, -0), `offset ${String(minutes)}`);
      return Promise.resolve();
    },
  },
];

/** What every RandomPort keeps. */
export const RANDOM_CONTRACT: ReadonlyArray<ContractCase<RandomPort>> = [
  {
    name: 'gives numbers from 0 to below 1, and bytes by count',
    run: (random) => {
      const numbers = Array.from({ length: 500 }, () => random.next());
      check(numbers.every((value) => value >= 0 && value < 1), 'a number is out of range');
      check(new Set(numbers).size > 400, 'the numbers repeat');
      checkEqual([random.bytes(0).length, random.bytes(33).length], [0, 33], 'lengths');
      check(new Set(random.bytes(64)).size > 8, 'the bytes repeat');
      return Promise.resolve();
    },
  },
];

/** Keys, and a remote that presses them as the host's own does. */
export interface KeysBench {
  readonly keys: KeysPort;
  readonly down: (key: 'up' | 'left' | 'ok' | 'back') => Promise<void> | void;
  readonly up: (key: 'up' | 'left' | 'ok' | 'back') => Promise<void> | void;
  /** Keeps a key for a second, as this remote does. */
  readonly hold: ((key: 'up' | 'left') => Promise<void>) | null;
  readonly point: (x: number, y: number) => Promise<void> | void;
}

function listen(keys: KeysPort): { events: RemoteKeyEvent[]; leave: () => void } {
  const events: RemoteKeyEvent[] = [];
  const leave = keys.onKey((event) => { events.push(event); });
  return { events, leave };
}

/** What every KeysPort keeps. */
export const KEYS_CONTRACT: ReadonlyArray<ContractCase<KeysBench>> = [
  {
    name: 'has the keys that every remote has',
    run: ({ keys }) => {
      for (const key of ['up', 'down', 'left', 'right', 'ok', 'back'] as const) check(keys.available.has(key), `${key} is missing`);
      return Promise.resolve();
    },
  },
  {
    name: 'tells a press as down and up',
    run: async (bench) => {
      const { events, leave } = listen(bench.keys);
      for (const key of ['ok', 'back', 'left'] as const) {
        await bench.down(key);
        await bench.up(key);
      }
      leave();
      checkEqual(events.map((event) => `${event.key} ${event.phase} ${String(event.isHeld)}`), [
        'ok down false', 'ok up false', 'back down false', 'back up false', 'left down false', 'left up false',
      ], 'events');
      await bench.down('ok');
      await bench.up('ok');
      checkEqual(events.length, 6, 'events after leaving');
    },
  },
  {
    name: 'knows a held key, and tells one release',
    skip: (bench) => bench.hold === null,
    run: async (bench) => {
      const { events, leave } = listen(bench.keys);
      await bench.hold?.('up');
      leave();
      const downs = events.filter((event) => event.phase === 'down');
      check(downs.length >= 3, `${String(downs.length)} downs`);
      checkEqual([downs[0]?.isHeld, downs[0]?.heldMs], [false, 0], 'the first event');
      check(downs.slice(1).every((event) => event.isHeld && event.heldMs > 0), 'later events are not held');
      const ups = events.filter((event) => event.phase === 'up');
      checkEqual([ups.length, events[events.length - 1]?.phase], [1, 'up'], 'releases');
    },
  },
  {
    name: 'places the pointer in 1920x1080',
    run: async (bench) => {
      const events: PointerEvent[] = [];
      const leave = bench.keys.onPointer((event) => { events.push(event); });
      await bench.point(960, 540);
      leave();
      const move = events.find((event) => event.type === 'move');
      check(move !== undefined && 'x' in move && Math.abs(move.x - 960) < 2 && Math.abs(move.y - 540) < 2, `no move to the middle: ${JSON.stringify(events)}`);
    },
  },
];

/** Life, and who switches between apps. */
export interface LifecycleBench {
  readonly lifecycle: LifecyclePort;
  readonly hide: () => Promise<void> | void;
  readonly show: () => Promise<void> | void;
  /** Calls the running app with a deep link; `null` where that never happens. */
  readonly relaunch: ((params: Readonly<Record<string, unknown>>) => Promise<void>) | null;
}

/** What every LifecyclePort keeps. */
export const LIFECYCLE_CONTRACT: ReadonlyArray<ContractCase<LifecycleBench>> = [
  {
    name: 'begins in front with an intent',
    run: ({ lifecycle }) => {
      check(lifecycle.isForeground, 'not in front');
      check(['user', 'deeplink'].includes(lifecycle.launchIntent.kind), 'no intent');
      return Promise.resolve();
    },
  },
  {
    name: 'tells background and foreground once each, in step with isForeground',
    run: async ({ lifecycle, hide, show }) => {
      const said: string[] = [];
      const leave = lifecycle.onForegroundChange((isForeground) => { said.push(`${String(isForeground)} ${String(lifecycle.isForeground)}`); });
      await hide();
      await show();
      leave();
      await hide();
      await show();
      checkEqual(said, ['false false', 'true true'], 'changes');
    },
  },
  {
    name: 'hands a deep link to the running app',
    skip: ({ relaunch }) => relaunch === null,
    run: async ({ lifecycle, relaunch }) => {
      const said: unknown[] = [];
      const leave = lifecycle.onIntent((intent) => { said.push(intent); });
      await relaunch?.({ channel: 'c:1' });
      leave();
      checkEqual(said, [{ kind: 'deeplink', params: { channel: 'c:1' } }], 'intents');
    },
  },
];

/** What every DevicePort keeps. */
export const DEVICE_CONTRACT: ReadonlyArray<ContractCase<DevicePort>> = [
  {
    name: 'has a frozen record of what it can',
    run: ({ capabilities }) => {
      check(Object.isFrozen(capabilities), 'not frozen');
      check(Number.isFinite(capabilities.host.engineMajor), 'the engine version is no number');
      check(capabilities.pixelsPerUnit > 0 && capabilities.pixelsPerUnit <= 1, 'pixels per unit');
      check(capabilities.maxPlayers >= 1, 'no decoder');
      return Promise.resolve();
    },
  },
  {
    name: 'keeps its name',
    run: async (device) => {
      const [first, second] = await Promise.all([device.installationId(), device.installationId()]);
      check(first === second && first.length >= 5, `${first} and ${second}`);
      check(/^[a-z]{2,3}(-|$)/i.test(device.systemLanguage), `language ${device.systemLanguage}`);
    },
  },
  {
    name: 'holds the screen saver away in nests',
    run: (device) => {
      const first = device.inhibitScreenSaver();
      const second = device.inhibitScreenSaver();
      first();
      first();
      second();
      return Promise.resolve();
    },
  },
];

/** A network and its cable. */
export interface NetworkBench {
  readonly network: NetworkPort;
  readonly set: (isOnline: boolean) => Promise<void> | void;
}

/** What every NetworkPort keeps. */
export const NETWORK_CONTRACT: ReadonlyArray<ContractCase<NetworkBench>> = [
  {
    name: 'tells every change once',
    run: async ({ network, set }) => {
      check(network.isOnline, 'begins offline');
      const said: boolean[] = [];
      const leave = network.onChange((isOnline) => { said.push(isOnline); });
      await set(false);
      checkEqual(network.isOnline, false, 'after the cable was pulled');
      await set(true);
      leave();
      await set(false);
      await set(true);
      checkEqual(said, [false, true], 'changes');
    },
  },
];

/** A voice, and what was heard of it. */
export interface SpeechBench {
  readonly speech: SpeechPort;
  /** Switches the set's own reader; `null` where there is none. */
  readonly set: ((isOn: boolean) => Promise<void>) | null;
  /** What the set spoke; `null` where the set reads the mirror itself. */
  readonly heard: (() => Promise<readonly string[]>) | null;
}

/** What every SpeechPort keeps. */
export const SPEECH_CONTRACT: ReadonlyArray<ContractCase<SpeechBench>> = [
  {
    name: 'follows the setting of the set',
    skip: ({ set }) => set === null,
    run: async ({ speech, set }) => {
      const said: boolean[] = [];
      const leave = speech.onEnabledChange((isEnabled) => { said.push(isEnabled); });
      await set?.(true);
      checkEqual([speech.isEnabled, said], [true, [true]], 'switched on');
      await set?.(false);
      leave();
      checkEqual([speech.isEnabled, said], [false, [true, false]], 'switched off');
    },
  },
  {
    name: 'speaks only while it is on, and never fails',
    run: async ({ speech, set, heard }) => {
      speech.speak('too early');
      await set?.(true);
      speech.speak('Home, row 1');
      speech.speak('');
      speech.stop();
      const words = await heard?.();
      await set?.(false);
      if (words !== undefined && set !== null) checkEqual(words, ['Home, row 1'], 'heard');
    },
  },
];

/** A log, and what was written. */
export interface LogBench {
  readonly log: LogPort;
  readonly lines: () => readonly string[];
}

/** What every LogPort keeps. */
export const LOG_CONTRACT: ReadonlyArray<ContractCase<LogBench>> = [
  {
    name: 'takes every level and every fact',
    run: ({ log, lines }) => {
      const before = lines().length;
      for (const level of ['debug', 'info', 'warn', 'error'] as const) log.write(level, `a ${level}`, { count: 1, nested: { a: [1, null] }, error: new Error('x') });
      log.write('info', 'bare');
      check(lines().length >= before, 'lines were lost');
      return Promise.resolve();
    },
  },
];

/** An assistant, and somebody who speaks; `null` where it hands no words to apps. */
export interface VoiceBench {
  readonly voice: VoicePort | null;
  /** Says it, and tells whether the app took it. */
  readonly say: (words: 'search arena' | 'down' | 'pause') => Promise<boolean>;
}

/** What every VoicePort keeps. */
export const VOICE_CONTRACT: ReadonlyArray<ContractCase<VoiceBench>> = [
  {
    name: 'asks what is on screen and hands on what was said',
    skip: ({ voice }) => voice === null,
    run: async ({ voice, say }) => {
      const heard: VoiceCommand[] = [];
      let scenes = 0;
      const leave = voice?.listen({
        scene: () => {
          scenes += 1;
          return 'list';
        },
        take: (command) => {
          heard.push(command);
          return command.kind !== 'press';
        },
      });
      const taken = [await say('search arena'), await say('down')];
      leave?.();
      checkEqual([taken, heard], [[true, false], [{ kind: 'search', term: 'arena' }, { kind: 'press', key: 'down' }]], 'taken and heard');
      check(scenes > 0, 'nobody asked what is on screen');
      checkEqual([await say('search arena'), heard.length], [false, 2], 'after the listener left');
    },
  },
  {
    name: 'hands words to the newest listener, in the scene it tells',
    skip: ({ voice }) => voice === null,
    run: async ({ voice, say }) => {
      const heard: string[] = [];
      const listen = (name: string): (() => void) | undefined =>
        voice?.listen({ scene: () => 'player', take: (command) => (heard.push(`${name} ${command.kind === 'press' ? command.key : command.kind}`), true) });
      const leaves = [listen('first'), listen('second')];
      const isTaken = await say('pause');
      for (const leave of leaves) leave?.();
      checkEqual([isTaken, heard], [true, ['second pause']], 'heard');
    },
  },
];

/** A row on the home screen, and who looks at it; `null` where there is none. */
export interface PreviewBench {
  readonly preview: PreviewPort | null;
  readonly lifecycle: LifecyclePort;
  /** Titles of tiles by section, once the set had time. */
  readonly row: () => Promise<readonly (readonly string[])[]>;
  /** Presses a tile by numbers from 0. */
  readonly press: (section: number, tile: number) => Promise<void>;
}

/** What every PreviewPort keeps. */
export const PREVIEW_CONTRACT: ReadonlyArray<ContractCase<PreviewBench>> = [
  {
    name: 'puts tiles on the home screen whose links come back as they were',
    skip: ({ preview }) => preview === null,
    run: async ({ preview, lifecycle, row, press }) => {
      const tile = (title: string): PreviewSection['tiles'][number] => ({
        title, subtitle: 'Nord 1 "HD"', picture: 'https://hearth.test/a.jpg', shape: '16by9', params: { item: `p:c:${title} & 1`, play: '1' }, isPlayable: true, untilMs: Date.UTC(2027, 0, 1),
      });
      preview?.show([{ title: 'Continue', tiles: [tile('Northern Hour'), tile('Brücke')] }, { title: 'On now', tiles: [tile('Canopy')] }]);
      checkEqual(await row(), [['Northern Hour', 'Brücke'], ['Canopy']], 'tiles');
      const said: unknown[] = [];
      const leave = lifecycle.onIntent((intent) => { said.push(intent); });
      await press(0, 1);
      leave();
      checkEqual(said, [{ kind: 'deeplink', params: { item: 'p:c:Brücke & 1', play: '1' } }], 'intents');
    },
  },
];

/** An id for advertising, and the owner's switch of the set; `null` where there is none. */
export interface AdIdBench {
  readonly adId: AdIdPort | null;
  /** What the set's owner chose, and whether there is an id. */
  readonly set: (state: 'free' | 'limited' | 'none') => Promise<void>;
}

/** What every AdIdPort keeps. */
export const AD_ID_CONTRACT: ReadonlyArray<ContractCase<AdIdBench>> = [
  {
    name: 'gives its id only while nobody limits it, and has none without trouble',
    skip: ({ adId }) => adId === null,
    run: async ({ adId, set }) => {
      await set('limited');
      checkEqual(adId?.id(), null, 'while tracking is limited');
      await set('none');
      checkEqual(adId?.id(), null, 'without an id');
      await set('free');
      check((adId?.id() ?? '').length > 8, 'an id');
      check(/^[a-z]+$/.test(adId?.kind ?? ''), 'a kind');
    },
  },
];
