import type { MediaCue, MediaPlayer, MediaPort, MediaRegion, MediaSource, MediaState } from '#ports';
import { check, checkEqual, checkRejects } from './contract-case';
import type { ContractCase } from './contract-case';

/** A media port, streams to play, and a hand on the set. */
export interface MediaBench {
  readonly media: MediaPort;
  readonly sources: {
    /** About 24 s. */
    readonly film: MediaSource;
    /** About 24 s; English and German sound, English text. */
    readonly hls: MediaSource;
    readonly dash: MediaSource | null;
    /** Captions inside the pictures; `null` where their player does not hand them out. */
    readonly captions: MediaSource | null;
    /** The same in an endless raw transport stream. */
    readonly captionsTs: MediaSource | null;
    /** Names a stretch from 2 to 6 s `com.example.intro`; `null` where its player keeps that to itself. */
    readonly marked: MediaSource | null;
    /** A sliding window of at least 20 s. */
    readonly live: MediaSource;
    readonly liveTs: MediaSource | null;
    readonly missing: MediaSource;
    readonly refused: MediaSource;
    readonly unsupported: MediaSource;
    /** Nobody listens there, or never answers. */
    readonly dead: MediaSource;
    /** Protected; the licence server refuses. */
    readonly locked: MediaSource;
    /** A protected file that is given its licence, and one that is refused it; `null` where the set's own player opens none by a service. */
    readonly lockedFile: { readonly given: MediaSource; readonly refused: MediaSource } | null;
  };
  /** Lets time pass: really, or in a fake. */
  readonly pass: (ms: number) => Promise<void>;
  readonly hide: (() => Promise<void>) | null;
  readonly show: (() => Promise<void>) | null;
  /** `null` where the line cannot be pulled. A host that only its server can cut off is so for `forMs` of the world's time. */
  readonly setNetwork: ((isOnline: boolean, forMs?: number) => Promise<void>) | null;
  /** Whether sound, text and cues of `hls` come through on this host. */
  readonly hasTracks: boolean;
  readonly hasText: boolean;
  /** Lets time pass for the app alone, many times faster than the world's; a fake's is its only one. */
  readonly passQuickly: (ms: number) => Promise<void>;
  /** How often a viewer zaps in the rule about it. */
  readonly zaps: number;
  /** Number of elements in the page, and behind it on a set; a fake has none. */
  readonly leftovers: () => number;
  /** Bytes of the engine's heap after it was swept; `null` where it cannot be told. */
  readonly heapBytes: () => number | null;
  /** Multiplies patience: fakes need none. */
  readonly patienceMs: number;
}

type Bench = MediaBench;

/** Waits until something is true; fails by name. */
async function until(bench: Bench, isTrue: () => boolean, what: string): Promise<void> {
  for (let waited = 0; waited <= bench.patienceMs; waited += 50) {
    if (isTrue()) return;
    await bench.pass(50);
  }
  check(false, `not within ${String(bench.patienceMs)} ms: ${what}`);
}

/** Runs with a player that is destroyed whatever happens. */
async function withPlayer(bench: Bench, run: (player: MediaPlayer, states: MediaState[]) => Promise<void>): Promise<void> {
  const player = bench.media.create();
  const states: MediaState[] = [];
  player.on('state', (state) => { states.push(state); });
  try {
    await run(player, states);
  } finally {
    await player.destroy();
  }
}

async function playing(bench: Bench, player: MediaPlayer, source: MediaSource): Promise<void> {
  await player.load(source);
  await player.play();
  const from = player.positionMs;
  await until(bench, () => player.state === 'playing' && player.positionMs > from, `the picture moves (${player.state}, ${String(player.positionMs)})`);
}

const BASICS: ReadonlyArray<ContractCase<Bench>> = [
  {
    name: 'loads, plays, pauses and plays on',
    run: (bench) => withPlayer(bench, async (player, states) => {
      await player.load(bench.sources.film);
      checkEqual(player.state, 'ready', 'state');
      await playing(bench, player, bench.sources.film);
      await until(bench, () => Math.abs(player.durationMs - 24_000) < 500, `duration ${String(player.durationMs)}`);
      await player.pause();
      checkEqual(player.state, 'paused', 'state');
      const at = player.positionMs;
      await bench.pass(600);
      check(Math.abs(player.positionMs - at) < 300, 'a paused picture moved');
      await player.play();
      await until(bench, () => player.positionMs > at + 200, 'it plays on');
      checkEqual(states.slice(-5), ['loading', 'ready', 'playing', 'paused', 'playing'], 'states');
    }),
  },
  {
    name: 'begins where it is told',
    run: (bench) => withPlayer(bench, async (player) => {
      await player.load({ ...bench.sources.film, startMs: 10_000 });
      check(Math.abs(player.positionMs - 10_000) < 2_500, `starts at ${String(player.positionMs)}`);
      await player.play();
      await until(bench, () => player.positionMs > 10_200 && player.positionMs < 16_000, `plays from there: ${String(player.positionMs)}`);
    }),
  },
  {
    name: 'seeks, and folds a storm into the last target',
    run: (bench) => withPlayer(bench, async (player) => {
      await playing(bench, player, bench.sources.film);
      await player.seek(14_000);
      check(Math.abs(player.positionMs - 14_000) < 2_500, `landed at ${String(player.positionMs)}`);
      const seeks: Array<Promise<void>> = [];
      for (let i = 1; i <= 50; i += 1) seeks.push(player.seek(i * 100));
      await bench.pass(400);
      await Promise.all(seeks);
      check(!player.isSeeking && Math.abs(player.positionMs - 5_000) < 2_500, `landed at ${String(player.positionMs)}`);
      await until(bench, () => player.state === 'playing' && player.positionMs > 5_500, 'it plays on');
    }),
  },
  {
    name: 'ends once, and comes back when sought',
    run: (bench) => withPlayer(bench, async (player) => {
      let ends = 0;
      player.on('ended', () => { ends += 1; });
      await playing(bench, player, bench.sources.film);
      await player.seek(23_900);
      await until(bench, () => player.state === 'ended', `the end (${player.state} at ${String(player.positionMs)})`);
      await bench.pass(500);
      checkEqual(ends, 1, 'ends');
      await player.seek(2_000);
      await until(bench, () => player.state === 'playing' && player.positionMs > 2_000 && player.positionMs < 15_000, 'it plays again');
    }),
  },
  {
    name: 'stops, and can be loaded again',
    run: (bench) => withPlayer(bench, async (player) => {
      await playing(bench, player, bench.sources.film);
      await player.stop();
      checkEqual([player.state, player.positionMs], ['idle', 0], 'after stop');
      const states: MediaState[] = [];
      player.on('state', (state) => { states.push(state); });
      await bench.pass(400);
      checkEqual(states, [], 'late events');
      await playing(bench, player, bench.sources.film);
    }),
  },
  {
    name: 'lets the latest load win',
    run: (bench) => withPlayer(bench, async (player) => {
      const first = checkRejects(player.load(bench.sources.film), ['net.cancelled'], 'the first load');
      const second = checkRejects(player.load(bench.sources.hls), ['net.cancelled'], 'the second load');
      const third = player.load({ ...bench.sources.film, startMs: 3_000 });
      await Promise.all([first, second, third]);
      checkEqual(player.state, 'ready', 'state');
      check(Math.abs(player.positionMs - 3_000) < 2_500, `position ${String(player.positionMs)}`);
    }),
  },
];

const STREAMS: ReadonlyArray<ContractCase<Bench>> = [
  {
    name: 'plays HLS with its sounds and texts',
    run: (bench) => withPlayer(bench, async (player) => {
      await playing(bench, player, { ...bench.sources.hls, preferredAudio: ['de'] });
      if (!bench.hasTracks) return;
      await until(bench, () => player.tracks.filter((track) => track.kind === 'audio').length === 2, 'two sounds');
      await until(bench, () => player.tracks.some((track) => track.kind === 'audio' && track.isSelected && /^de/.test(track.language)), 'the wished language');
      const other = player.tracks.find((track) => track.kind === 'audio' && !track.isSelected);
      check(other !== undefined, 'no other sound');
      await player.selectTrack('audio', other.id);
      await until(bench, () => player.tracks.some((track) => track.id === other.id && track.isSelected), 'the other sound is chosen');
      await until(bench, () => player.state === 'playing', 'it plays on');
    }),
  },
  {
    name: 'shows cues while text is chosen, and clears them',
    skip: (bench) => !bench.hasText,
    run: (bench) => withPlayer(bench, async (player) => {
      const shown: Array<readonly MediaCue[]> = [];
      player.on('cues', (cues) => { shown.push(cues); });
      await playing(bench, player, bench.sources.hls);
      await until(bench, () => player.tracks.some((track) => track.kind === 'text'), 'a text');
      checkEqual(shown.length, 0, 'cues while text is off');
      const text = player.tracks.find((track) => track.kind === 'text');
      await player.selectTrack('text', text?.id ?? null);
      await until(bench, () => shown.some((cues) => /^second \d+$/.test(cues[0]?.text ?? '')), 'a cue');
      await until(bench, () => shown.some((cues) => cues.length === 0), 'the cue goes');
      await player.selectTrack('text', null);
      check(!player.tracks.some((track) => track.kind === 'text' && track.isSelected), 'text is still chosen');
    }),
  },
  {
    name: 'shows captions that lie inside the pictures',
    skip: (bench) => bench.sources.captions === null,
    run: (bench) => withPlayer(bench, async (player) => {
      if (bench.sources.captions === null) return;
      const shown: string[] = [];
      player.on('cues', (cues) => { shown.push(cues.map((cue) => cue.text).join()); });
      await playing(bench, player, bench.sources.captions);
      await until(bench, () => player.tracks.some((track) => track.kind === 'text'), 'captions as a track');
      await player.selectTrack('text', player.tracks.find((track) => track.kind === 'text')?.id ?? null);
      await until(bench, () => shown.indexOf('HELLO THERE') !== -1, 'a caption');
      await until(bench, () => shown[shown.length - 1] === '', 'the caption goes');
    }),
  },
  {
    name: 'shows captions of a raw transport stream at their time, also behind a seek',
    skip: (bench) => bench.sources.captionsTs === null,
    run: (bench) => withPlayer(bench, async (player) => {
      if (bench.sources.captionsTs === null) return;
      const shown: MediaCue[] = [];
      player.on('cues', (cues) => { shown.push(...cues); });
      await playing(bench, player, { ...bench.sources.captionsTs, url: bench.sources.captionsTs.url.replace('.ts', '-film.ts'), isLive: false });
      await until(bench, () => player.tracks.some((track) => track.kind === 'text'), 'captions as a track');
      await player.selectTrack('text', player.tracks.find((track) => track.kind === 'text')?.id ?? null);
      for (const [from, behind] of [[0, 4_000], [8_500, 12_000], [2_500, 6_000]] as const) {
        shown.length = 0;
        await player.seek(from);
        await until(bench, () => shown.some(({ startMs }) => startMs >= from - 2_000 && startMs < behind), `a caption behind ${String(from)} ms`);
      }
      // Two seconds a round of ten pictures a second: shown with the thirteenth, gone with the nineteenth.
      for (const { startMs, endMs } of shown) check(Math.abs((startMs % 2_000) - 1_200) < 250 && endMs > startMs, `from ${String(startMs)} to ${String(endMs)}`);
    }),
  },
  {
    name: 'shows captions of a raw transport stream, and again in its next attempt',
    skip: (bench) => bench.sources.captionsTs === null,
    run: (bench) => withPlayer(bench, async (player) => {
      if (bench.sources.captionsTs === null) return;
      const shown: Array<readonly MediaCue[]> = [];
      player.on('cues', (cues) => { shown.push(cues); });
      const comesAndGoes = async (): Promise<void> => {
        await until(bench, () => shown.some(([cue]) => cue?.text === 'HELLO THERE' && cue.startMs <= player.positionMs + 500), 'a caption');
        await until(bench, () => shown[shown.length - 1]?.length === 0, 'the caption goes');
      };
      await playing(bench, player, bench.sources.captionsTs);
      await until(bench, () => player.tracks.some((track) => track.kind === 'text' && track.label === 'CC1'), 'captions as a track');
      checkEqual(shown.length, 0, 'captions while text is off');
      const id = player.tracks.find((track) => track.kind === 'text')?.id ?? null;
      await player.selectTrack('text', id);
      await comesAndGoes();
      // A live stream is begun anew after every loss; what was chosen is chosen before its first caption.
      shown.length = 0;
      await player.load(bench.sources.captionsTs);
      await player.selectTrack('text', id);
      await player.play();
      check(player.tracks.some((track) => track.id === id && track.isSelected), 'the choice is not listed');
      await comesAndGoes();
      await player.selectTrack('text', null);
      check(!player.tracks.some((track) => track.kind === 'text' && track.isSelected), 'text is still chosen');
    }),
  },
  {
    name: 'hands out what a stream names itself',
    skip: (bench) => bench.sources.marked === null,
    run: (bench) => withPlayer(bench, async (player) => {
      if (bench.sources.marked === null) return;
      let told: readonly MediaRegion[] = [];
      player.on('regions', (regions) => { told = regions; });
      await player.load(bench.sources.marked);
      await until(bench, () => told.length > 0, 'a named stretch');
      const [{ scheme, title, startMs, endMs } = { scheme: '', title: '', startMs: 0, endMs: 0 }] = told;
      checkEqual([scheme, title, startMs, endMs], ['com.example.intro', 'Opening', 2_000, 6_000], 'the stretch');
    }),
  },
  {
    name: 'tells at which rates and in which shapes it plays, and does so',
    run: (bench) => withPlayer(bench, async (player) => {
      checkEqual([player.rates, player.aspects], [[], []], 'rates and shapes of nothing');
      await playing(bench, player, bench.sources.film);
      const { rates, aspects } = player;
      check(rates.every((rate, at) => rate > (rates[at - 1] ?? 0)) && (rates.length === 0 || rates.indexOf(1) !== -1), `rates ${rates.join()}`);
      check(aspects.length === 0 || aspects.indexOf('fit') !== -1, `shapes ${aspects.join()}`);
      for (const aspect of aspects) player.setAspect(aspect);
      for (const rate of rates.slice(-1).concat(rates.slice(0, 1), rates.length > 0 ? [1] : [])) {
        await player.setRate(rate);
        const from = player.positionMs;
        await until(bench, () => player.state === 'playing' && player.positionMs > from, `it moves at ${String(rate)}`);
      }
      await playing(bench, player, bench.sources.live);
      checkEqual(player.rates, [], 'rates of live');
    }),
  },
  {
    name: 'plays DASH',
    skip: (bench) => bench.sources.dash === null,
    run: (bench) => withPlayer(bench, async (player) => {
      if (bench.sources.dash !== null) await playing(bench, player, bench.sources.dash);
    }),
  },
  {
    name: 'plays live HLS inside its window',
    run: (bench) => withPlayer(bench, async (player) => {
      await playing(bench, player, bench.sources.live);
      checkEqual(player.durationMs, Infinity, 'duration');
      const window = player.liveWindow;
      if (window === null) return;
      // Shaka keeps what comes from its beginning on.
      const longMs = window.endMs - window.startMs;
      check(longMs > (player.stats().engine === 'shaka' ? 3_000 : 8_000), `window of ${String(longMs)} ms`);
      await player.seek(window.startMs + longMs / 4);
      await until(bench, () => player.state === 'playing' && !player.isSeeking && player.positionMs < window.endMs - longMs / 4, 'it plays back in time');
    }),
  },
  {
    name: 'plays a live transport stream and ignores seeks in it',
    skip: (bench) => bench.sources.liveTs === null,
    run: (bench) => withPlayer(bench, async (player) => {
      if (bench.sources.liveTs === null) return;
      await playing(bench, player, bench.sources.liveTs);
      checkEqual([player.durationMs, player.liveWindow], [Infinity, null], 'duration and window');
      await player.seek(1);
      await player.pause();
      await player.play();
      await until(bench, () => player.state === 'playing', 'it plays on');
    }),
  },
  ...(
    [
      ['missing', ['media.not-found']], ['refused', ['media.refused']], ['unsupported', ['media.unsupported', 'media.decode']], ['dead', ['media.unreachable']],
    ] as const
  ).map(
    ([name, codes]): ContractCase<Bench> => ({
      name: `names a stream that is ${name} within ten seconds`,
      run: (bench) => withPlayer(bench, async (player) => {
        const load = { isOver: false };
        const failed = checkRejects(player.load(bench.sources[name]), codes, name).finally(() => { load.isOver = true; });
        for (let waited = 0; waited < 10_000 && !load.isOver; waited += 100) await bench.pass(100);
        check(load.isOver, 'nothing was said within ten seconds');
        await failed;
        checkEqual(player.state, 'failed', 'state');
      }),
    }),
  ),
];

/** Some engines know of it while they open the stream, some a moment after. */
const LOCKED: ContractCase<Bench> = {
  name: 'names a refused licence within ten seconds, and plays the next stream',
  run: (bench) => withPlayer(bench, async (player) => {
    const codes: string[] = [];
    const note = (error: unknown): void => { codes.push(typeof error === 'object' && error !== null ? String(Reflect.get(error, 'code')) : 'none'); };
    player.on('error', note);
    player.load(bench.sources.locked).then(() => player.play()).catch(note);
    for (let waited = 0; waited < 10_000 && codes.length === 0; waited += 100) await bench.pass(100);
    check(/^media\.drm(-refused)?$/.test(codes[0] ?? ''), `told ${codes.join() || 'nothing'}`);
    checkEqual(player.state, 'failed', 'state');
    await playing(bench, player, bench.sources.film);
  }),
};

/** The set's own service beside its player: what is opened by it is closed, whatever becomes of it. */
const LOCKED_FILE: ContractCase<Bench> = {
  name: 'plays a protected file by the service of the set, in front and after the background, and names a refusal',
  skip: (bench) => bench.sources.lockedFile === null || bench.hide === null,
  run: (bench) => withPlayer(bench, async (player) => {
    const { lockedFile } = bench.sources;
    if (lockedFile === null) return;
    await playing(bench, player, { ...lockedFile.given, startMs: 6_000 });
    await bench.hide?.();
    await bench.pass(800);
    await bench.show?.();
    await until(bench, () => player.state === 'playing' && player.positionMs > 6_300, `the picture moves again (${player.state})`);
    // A switch in the middle of the opening leaves nothing behind.
    const overtaken = checkRejects(player.load(lockedFile.given), ['net.cancelled'], 'overtaken');
    await checkRejects(player.load(lockedFile.refused), ['media.drm', 'media.drm-refused'], 'refused');
    await overtaken;
    await playing(bench, player, lockedFile.given);
    await player.stop();
  }),
};

const BACKGROUND: ReadonlyArray<ContractCase<Bench>> = (['loading', 'ready', 'playing', 'paused', 'seeking'] as const).map((moment) => ({
  name: `comes back from the background in ${moment}`,
  skip: (bench: Bench) => bench.hide === null,
  run: (bench: Bench) => withPlayer(bench, async (player) => {
    const loaded = player.load({ ...bench.sources.film, startMs: 6_000 });
    if (moment !== 'loading') await loaded;
    if (moment === 'playing' || moment === 'paused' || moment === 'seeking') {
      await player.play();
      await until(bench, () => player.positionMs > 6_300, 'the picture moves');
    }
    if (moment === 'paused') await player.pause();
    if (moment === 'seeking') void player.seek(12_000);
    await bench.hide?.();
    await bench.pass(800);
    await bench.show?.();
    await loaded;
    const wanted = { loading: 'ready', ready: 'paused', playing: 'playing', paused: 'paused', seeking: 'playing' }[moment];
    const placeMs = moment === 'seeking' ? 12_000 : 6_000;
    await until(bench, () => player.state === wanted && !player.isSeeking, `${wanted} again (${player.state})`);
    check(player.positionMs > placeMs - 2_500 && player.positionMs < placeMs + 6_000, `position ${String(player.positionMs)}`);
    if (wanted === 'playing') {
      const at = player.positionMs;
      await until(bench, () => player.positionMs > at, 'the picture moves again');
    }
  }),
}));

/** Moments without a picture: nothing is to come back, and the player has to be good for more. */
const QUIET: ContractCase<Bench> = {
  name: 'bears the background in idle, stopped, ended and failed',
  skip: (bench) => bench.hide === null,
  run: (bench) => withPlayer(bench, async (player) => {
    const nap = async (wanted: MediaState): Promise<void> => {
      await bench.hide?.();
      await bench.pass(700);
      await bench.show?.();
      await bench.pass(100);
      checkEqual(player.state, wanted, 'state after the background');
    };
    await nap('idle');
    await checkRejects(player.load(bench.sources.missing), ['media.not-found', 'media.unreachable', 'media.refused'], 'a missing film');
    await nap('failed');
    await player.load(bench.sources.film);
    await player.stop();
    await nap('idle');
    await player.load({ ...bench.sources.film, startMs: 21_000 });
    await player.play();
    await until(bench, () => player.state === 'ended', 'the end');
    await nap('ended');
    await player.load(bench.sources.film);
    await player.play();
    await until(bench, () => player.state === 'playing', 'it plays after all that');
  }),
};

/** Opens a stream that stands by: seen and heard by nobody. */
async function standBy(bench: Bench, player: MediaPlayer): Promise<void> {
  player.setMuted(true);
  player.setRect({ x: 0, y: 0, width: 2, height: 2 });
  await player.load(bench.sources.hls);
}

/** Two streams at once, one of them without a picture; hosts that can have but one leave it out. */
const BESIDE: ReadonlyArray<ContractCase<Bench>> = [
  {
    name: 'opens a second stream beside the one that plays, which takes over from it',
    skip: (bench) => bench.media.maxPlayers < 2,
    run: (bench) => withPlayer(bench, async (first) => {
      await playing(bench, first, bench.sources.live);
      await withPlayer(bench, async (second) => {
        await standBy(bench, second);
        checkEqual(second.state, 'ready', 'the second one');
        const at = first.positionMs;
        await until(bench, () => first.state === 'playing' && first.positionMs > at + 500, `the first one plays on (${first.state})`);
        void first.destroy();
        second.setMuted(false);
        second.setRect({ x: 0, y: 0, width: 1920, height: 1080 });
        await second.play();
        await until(bench, () => second.state === 'playing' && second.positionMs > 500, `the second one plays (${second.state}, ${String(second.positionMs)})`);
      });
    }),
  },
  {
    name: 'brings both streams back from the background',
    skip: (bench) => bench.media.maxPlayers < 2 || bench.hide === null,
    run: (bench) => withPlayer(bench, async (first) => {
      await playing(bench, first, bench.sources.film);
      await withPlayer(bench, async (second) => {
        await standBy(bench, second);
        await bench.hide?.();
        await bench.pass(700);
        await bench.show?.();
        const at = first.positionMs;
        await until(bench, () => first.state === 'playing' && first.positionMs > at + 300, `the first one plays again (${first.state})`);
        await until(bench, () => second.state === 'paused', `the second one is there again (${second.state})`);
      });
      const at = first.positionMs;
      await until(bench, () => first.positionMs > at + 300, 'the first one plays on without the second');
    }),
  },
];

/** An address the engine is told of before it is wanted. */
const ANNOUNCED: ReadonlyArray<ContractCase<Bench>> = [
  {
    // Whoever runs this on a page sees that nobody was asked.
    name: 'forgets what was announced',
    skip: (bench) => bench.media.announce === undefined,
    run: async (bench) => {
      const first = bench.media.announce?.(bench.sources.film);
      const second = bench.media.announce?.({ ...bench.sources.film, url: `${bench.sources.film.url}?second` });
      await bench.pass(600);
      first?.();
      second?.();
      await bench.pass(200);
    },
  },
  {
    name: 'loads and plays what was announced, where it is to begin, and afterwards again',
    skip: (bench) => bench.media.announce === undefined,
    run: (bench) => withPlayer(bench, async (player, states) => {
      const retract = bench.media.announce?.(bench.sources.film);
      await bench.pass(300);
      await playing(bench, player, { ...bench.sources.film, startMs: 8_000 });
      check(player.positionMs >= 7_500, `it begins at 8 s (${String(player.positionMs)})`);
      retract?.();
      const at = player.positionMs;
      await until(bench, () => player.positionMs > at + 300, 'what plays does not mind');
      await player.stop();
      await playing(bench, player, bench.sources.film);
      check(states.indexOf('failed') === -1, `no failure (${states.join(' ')})`);
    }),
  },
  {
    name: 'loads something else than what was announced',
    skip: (bench) => bench.media.announce === undefined,
    run: (bench) => withPlayer(bench, async (player) => {
      const retract = bench.media.announce?.(bench.sources.film);
      await playing(bench, player, bench.sources.hls);
      retract?.();
      await player.stop();
    }),
  },
];

/** Zaps before anything is counted. */
const WARM_ZAPS = 30;
/** What a thousand zaps may leave: a kilobyte each would be a listener or a timer that stays. */
const MOST_GROWTH_BYTES = 1_000_000;

/** Longest outage that is really waited for, and how long a picture stands before it counts as standing. */
const OUTAGE_MS = 14_000;
const STANDS_MS = 700;

/** Lost for long: the viewer is told, and the picture comes back by itself or, after a plain refusal, when it is asked for again. */
const LOSSES = ([[30, 'liveTs'], [60, 'live']] as const).map(([seconds, name]): ContractCase<Bench> => ({
  name: `says that the picture stands and goes on after ${String(seconds)} seconds without network`,
  skip: (bench) => bench.setNetwork === null,
  run: (bench) => withPlayer(bench, async (player) => {
    const source = bench.sources[name] ?? bench.sources.live;
    const errors: string[] = [];
    let told: string[] = [];
    player.on('buffering', (isBuffering) => { if (isBuffering) told.push('buffering'); });
    player.on('stalled', () => { told.push('stalled'); });
    player.on('error', (error) => { errors.push(error.code); });
    await playing(bench, player, source);
    told = [];
    await bench.setNetwork?.(false, OUTAGE_MS);
    // The picture goes on from what is there; once it stands nobody needs to wait for the rest of the outage.
    const since = { positionMs: -1 };
    for (let waited = 0; waited < OUTAGE_MS && since.positionMs !== player.positionMs && player.state === 'playing'; waited += STANDS_MS) {
      since.positionMs = player.positionMs;
      await bench.pass(STANDS_MS);
    }
    await bench.passQuickly(seconds * 1_000);
    check(told.length > 0 || player.state !== 'playing', 'nothing was said of it');
    await bench.setNetwork?.(true);
    if (player.state === 'failed') {
      check(errors.every((code) => /^(media\.(unreachable|stalled)|net\.\w+)$/.test(code)), errors.join());
      await player.load(source);
      await player.play();
    }
    await until(bench, () => player.state === 'playing' && !player.isBuffering, `it plays (${player.state})`);
    const at = player.positionMs;
    await until(bench, () => player.positionMs > at + 300, `the picture moves (${player.state})`);
  }),
}));

const RESILIENCE: ReadonlyArray<ContractCase<Bench>> = [
  {
    name: 'goes on after five seconds without network',
    skip: (bench) => bench.setNetwork === null,
    run: (bench) => withPlayer(bench, async (player) => {
      await playing(bench, player, bench.sources.live);
      await bench.setNetwork?.(false, 5_000);
      await bench.pass(5_000);
      await bench.setNetwork?.(true);
      const at = player.positionMs;
      await until(bench, () => player.state === 'playing' && player.positionMs > at + 500, `it plays on (${player.state})`);
    }),
  },
  ...LOSSES,
  {
    name: 'bears every call in every state',
    run: async (bench) => {
      for (const state of ['idle', 'loading', 'playing', 'failed'] as const) {
        await withPlayer(bench, async (player) => {
          if (state === 'loading') void player.load(bench.sources.film).catch(() => undefined);
          if (state === 'playing') await playing(bench, player, bench.sources.film);
          if (state === 'failed') await player.load(bench.sources.missing).catch(() => undefined);
          player.setRect({ x: 100, y: 100, width: 640, height: 360 });
          player.setMuted(true);
          player.stats();
          await Promise.all([player.setRate(1), player.selectTrack('text', null), player.selectTrack('audio', 'none'), player.pause(), player.seek(1_000), player.play()]);
          await player.stop();
          checkEqual(player.state, 'idle', `after everything in ${state}`);
        });
      }
    },
  },
  {
    name: 'gives no more players than there are decoders',
    run: async (bench) => {
      const players = Array.from({ length: bench.media.maxPlayers }, () => bench.media.create());
      let code = '';
      try {
        await bench.media.create().destroy();
      } catch (error) {
        code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'no code';
      }
      await Promise.all(players.map((player) => player.destroy()));
      check(code === '' || code === 'media.busy', code);
      const again = bench.media.create();
      await again.destroy();
      checkEqual(again.state, 'destroyed', 'state');
      await checkRejects(again.load(bench.sources.film), ['media.state', 'net.cancelled'], 'a load after the end');
    },
  },
  {
    name: 'grows neither in elements nor in heap with zaps',
    run: (bench) => withPlayer(bench, async (player) => {
      await playing(bench, player, bench.sources.film);
      const zap = async (times: number): Promise<void> => {
        for (let i = 0; i < times; i += 1) {
          await player.load(bench.sources.film);
          await player.play();
        }
      };
      // What is made once is made by then: code, pools, lists with an end.
      await zap(WARM_ZAPS);
      const [elements, heap] = [bench.leftovers(), bench.heapBytes()];
      await zap(bench.zaps);
      check(bench.leftovers() <= elements, `${String(bench.leftovers())} elements instead of ${String(elements)}`);
      const grown = (bench.heapBytes() ?? 0) - (heap ?? 0);
      check(grown < MOST_GROWTH_BYTES, `${String(bench.zaps)} zaps left ${String(grown)} bytes`);
      const at = player.positionMs;
      await until(bench, () => player.positionMs > at, 'the last one plays');
    }),
  },
];

/** What every MediaPort keeps. */
export const MEDIA_CONTRACT: ReadonlyArray<ContractCase<Bench>> = [...BASICS, ...STREAMS, LOCKED, LOCKED_FILE, ...BACKGROUND, QUIET, ...BESIDE, ...ANNOUNCED, ...RESILIENCE];
