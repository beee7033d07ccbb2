import type { Host } from '#ports';
import { openStorage } from '#platforms/common';
import { createTizenHost } from '#platforms/tizen';
import { createWebHost } from '#platforms/web';
import { createWebosHost } from '#platforms/webos';
import type { Benches } from './contracts';
import type { MediaBench } from './media-contract';

/** Which host the page is, and where the media server listens. */
export interface PageOptions {
  readonly family: 'web' | 'tizen' | 'webos';
  readonly server: string;
  /** How often the rule about zaps zaps. */
  readonly zaps: number;
}

/** The engine's own sweeper, and how full its heap is: by flags of the launch. */
interface Heap {
  readonly gc?: () => void;
  readonly performance: { readonly memory?: { readonly usedJSHeapSize: number } };
}

/** What is used of the simulated set. */
interface Set {
  down(key: string): void;
  up(key: string): void;
  hide(): void;
  show(): void;
  relaunch(params: Readonly<Record<string, unknown>>): void;
  setNetwork(isUp: boolean): void;
  setVoiceGuide(isOn: boolean): void;
  say(words: string): string;
  setAdId(state: 'free' | 'limited' | 'none'): void;
  pressTile(section: number, tile: number): void;
  readonly hub: ReadonlyArray<{ readonly tiles: ReadonlyArray<{ readonly title?: string }> }>;
  point(place: { readonly x: number; readonly y: number } | null): void;
  readonly spoken: readonly string[];
}

const KEY_NAMES = { up: 'ArrowUp', left: 'ArrowLeft', ok: 'Enter', back: 'Back' } as const;
const WEB_CODES = { up: 38, left: 37, ok: 13, back: 8 } as const;
const HOLD_MS = 1_000;

/** Timers that go on while the set has frozen the app: those of a frame the simulators leave alone. */
function createPass(): (ms: number) => Promise<void> {
  const frame = document.createElement('iframe');
  frame.name = '__tv_plane';
  frame.style.display = 'none';
  document.body.appendChild(frame);
  const inner = frame.contentWindow;
  if (inner === null) throw new Error('no frame');
  return (ms) => new Promise((resolve) => { inner.setTimeout(resolve, ms); });
}

/** A plain tab plays the set's part itself. */
function createTab(): Set {
  const send = (type: 'keydown' | 'keyup', code: number): void => {
    const event = new KeyboardEvent(type, { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'keyCode', { get: () => code });
    document.body.dispatchEvent(event);
  };
  const codeOf = (name: string): number => {
    const key = (Object.keys(KEY_NAMES) as Array<keyof typeof KEY_NAMES>).find((candidate) => KEY_NAMES[candidate] === name);
    return key === undefined ? 0 : WEB_CODES[key];
  };
  const setHidden = (isHidden: boolean): void => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
    document.dispatchEvent(new Event('visibilitychange'));
  };
  return {
    down: (name) => { send('keydown', codeOf(name)); },
    up: (name) => { send('keyup', codeOf(name)); },
    hide: () => { setHidden(true); },
    show: () => { setHidden(false); },
    relaunch: () => undefined,
    setNetwork: (isUp) => { window.dispatchEvent(new Event(isUp ? 'online' : 'offline')); },
    setVoiceGuide: () => undefined,
    say: () => 'nobody',
    setAdId: () => undefined,
    pressTile: () => undefined,
    hub: [],
    point: (place) => {
      if (place !== null) movePointer(place.x, place.y);
    },
    spoken: [],
  };
}

/** The engine's own mouse: places are those of the 1920x1080 screen, whatever the page's size. */
function movePointer(x: number, y: number): void {
  const clientX = (x * window.innerWidth) / 1920;
  document.body.dispatchEvent(new MouseEvent('mousemove', { bubbles: true, clientX, clientY: (y * window.innerHeight) / 1080 }));
}

/** How much faster the app lives while nobody needs to wait for it. */
const HASTE = 20;

/** The rate of the app's own time, where the test put that in. */
function hurry(rate: number): void {
  const change: unknown = Reflect.get(window, '__hurry');
  if (typeof change === 'function') Reflect.apply(change, window, [rate]);
}

/** Whether the server can be reached. */
async function answers(server: string): Promise<boolean> {
  try {
    await fetch(`${server}/control/headers?path=/`);
    return true;
  } catch {
    return false;
  }
}

function mediaSources(server: string, family: PageOptions['family']): Omit<MediaBench['sources'], 'locked' | 'lockedFile'> {
  const vod = (path: string, form: 'mp4' | 'hls' | 'dash'): MediaBench['sources']['film'] => ({ url: `${server}${path}`, form, isLive: false });
  return {
    film: vod('/film.mp4', 'mp4'), hls: vod('/hls/master.m3u8', 'hls'), dash: vod('/dash/film.mpd', 'dash'), captions: family === 'web' ? vod('/captions.m3u8', 'hls') : null,
    captionsTs: family === 'web' ? { url: `${server}/captioned.ts`, form: 'ts', isLive: true } : null,
    marked: family === 'web' ? vod('/marked.m3u8', 'hls') : null,
    live: { url: `${server}/live.m3u8`, form: 'hls', isLive: true },
    liveTs: { url: `${server}/live.ts`, form: 'ts', isLive: true },
    missing: vod('/status/404', 'mp4'), refused: vod('/status/403', family === 'tizen' ? 'hls' : 'mp4'), unsupported: vod('/garbage.mp4', 'mp4'), dead: vod('/hang', 'mp4'),
  };
}

/** Benches over the page's host and its set. */
export async function createPageBenches(options: PageOptions): Promise<Benches> {
  const { family, server } = options;
  const { host } = await { web: createWebHost, tizen: createTizenHost, webos: createWebosHost }[family](window);
  const pass = createPass();
  const simulated: unknown = Reflect.get(window, '__television');
  const set = simulated === undefined ? createTab() : (simulated as Set);
  const reopen = () => openStorage(window, host.log);
  const hide = async (): Promise<void> => {
    set.hide();
    await pass(50);
  };
  const show = async (): Promise<void> => {
    set.show();
    await pass(50);
  };
  const request = async (path: string): Promise<unknown> => (await fetch(`${server}${path}`)).json();
  const lines: string[] = [];
  return {
    clock: { clock: host.clock, pass },
    random: host.random,
    http: {
      http: host.http,
      urls: {
        text: `${server}/hls/en.vtt`, large: `${server}/film.mp4`, missing: `${server}/status/404`, refused: `${server}/status/403`, hang: `${server}/hang`,
        dead: 'http://127.0.0.1:9/',
      },
      seenHeaders: async () => (await request('/control/headers?path=/hls/en.vtt')) as Readonly<Record<string, unknown>>,
    },
    storage: { storage: host.storage, reopen: async () => (await reopen()).storage },
    blobs: { blobs: host.blobs, reopen: async () => (await reopen()).blobs },
    keys: keysBench(host, set, pass),
    lifecycle: {
      lifecycle: host.lifecycle, hide, show,
      relaunch: family === 'web' ? null : async (params) => {
        set.relaunch(family === 'webos' ? { contentTarget: JSON.stringify(params) } : params);
        await pass(50);
      },
    },
    device: host.device,
    network: { network: host.network, set: async (isOnline) => { set.setNetwork(isOnline); await pass(50); } },
    speech: {
      speech: host.speech,
      set: family === 'web' ? null : async (isOn) => { set.setVoiceGuide(isOn); await pass(50); },
      heard: family === 'webos' ? async () => { await pass(50); return set.spoken; } : null,
    },
    log: { log: host.log, lines: () => lines },
    media: mediaBench(host, options, set, { pass, hide, show }),
    voice: {
      voice: host.voice,
      say: async (words) => {
        // What listens is loaded when somebody does.
        await pass(50);
        return set.say(words) === 'app';
      },
    },
    preview: {
      preview: host.preview,
      lifecycle: host.lifecycle,
      row: async () => {
        for (let tries = 0; tries < 40 && set.hub.length === 0; tries += 1) await pass(50);
        return set.hub.map(({ tiles }) => tiles.map(({ title }) => title ?? ''));
      },
      press: async (section, tile) => {
        set.pressTile(section, tile);
        await pass(50);
      },
    },
    adId: { adId: host.adId, set: async (state) => { set.setAdId(state); await pass(10); } },
  };
}

function keysBench(host: Host, set: Set, pass: (ms: number) => Promise<void>): Benches['keys'] {
  return {
    keys: host.keys,
    down: (key) => { set.down(KEY_NAMES[key]); },
    up: async (key) => {
      set.up(KEY_NAMES[key]);
      await pass(10);
    },
    hold: async (key) => {
      set.down(KEY_NAMES[key]);
      // A tab's keyboard repeats by the engine, which a synthetic key does not.
      for (let waited = 0; waited < HOLD_MS; waited += 100) {
        await pass(100);
        if (!('__television' in window)) set.down(KEY_NAMES[key]);
      }
      set.up(KEY_NAMES[key]);
      await pass(200);
    },
    point: async (x, y) => {
      set.point({ x, y });
      // Samsung leaves the mouse to the engine.
      movePointer(x, y);
      await pass(20);
    },
  };
}

function mediaBench(host: Host, options: PageOptions, set: Set, time: { pass: (ms: number) => Promise<void>; hide: () => Promise<void>; show: () => Promise<void> }): MediaBench {
  const { family, server } = options;
  const count = (root: Document): number => root.querySelectorAll('*').length;
  const heap = window as unknown as Heap;
  const protectedBy = (system: 'clearkey' | 'playready', path = '/status/403'): object => ({ drm: [{ system, url: `${server}${path}` }] });
  const lockedFile = { url: `${server}/locked.mp4`, form: 'mp4', isLive: false } as const;
  return {
    media: host.media,
    sources: {
      ...mediaSources(server, family),
      // A Samsung set asks for the licence itself; what its simulated picture is decoded with could not open a protected one.
      locked: family === 'tizen'
        ? { url: `${server}/dash/film.mpd`, form: 'dash', isLive: false, ...protectedBy('playready') }
        : { url: `${server}/dash/locked.mpd`, form: 'dash', isLive: false, ...protectedBy('clearkey') },
      lockedFile: family === 'webos' ? { given: { ...lockedFile, ...protectedBy('playready', '/licence?a=1&b=<2>') }, refused: { ...lockedFile, ...protectedBy('playready') } } : null,
    },
    ...time,
    passQuickly: async (ms) => {
      hurry(HASTE);
      await time.pass(ms / HASTE);
      hurry(1);
    },
    zaps: options.zaps,
    heapBytes: () => {
      heap.gc?.();
      return heap.gc === undefined ? null : (heap.performance.memory?.usedJSHeapSize ?? null);
    },
    setNetwork: async (isOnline, forMs = 0) => {
      if (family !== 'web') set.setNetwork(isOnline);
      // A tab's line is cut at the server, for as long as the rule takes.
      else if (!isOnline) await fetch(`${server}/control/cut?ms=${String(forMs)}`);
      else for (let tries = 0; tries < 200 && !(await answers(server)); tries += 1) await time.pass(100);
      await time.pass(50);
    },
    hasTracks: true,
    hasText: family !== 'webos',
    leftovers: () => {
      const plane = document.querySelector<HTMLIFrameElement>('iframe[name="__tv_plane"]')?.contentDocument ?? null;
      return count(document) + (plane === null ? 0 : count(plane));
    },
    patienceMs: 20_000,
  };
}
