import { createFakeHost, FakePreview, FakeVoice, settle } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { caseNames, CONTRACTS, runCase } from './contracts';
import type { Benches, ContractName } from './contracts';
import type { MediaBench } from './media-contract';

const PORTS = Object.keys(CONTRACTS) as ContractName[];
const SERVER = 'http://server.test';

/** Rules that need a picture, a set or a network. */
const NOT_IN_FAKES: ReadonlySet<string> = new Set([
  'ends once, and comes back when sought', 'stops, and can be loaded again', 'plays HLS with its sounds and texts', 'plays live HLS inside its window',
  'seeks, and folds a storm into the last target', 'gives no more players than there are decoders', 'bears every call in every state',
  'keeps a view without the buffer around it, and its own copy',
]);

function createBenches(): Benches {
  const [voice, preview] = [new FakeVoice(), new FakePreview()];
  const host = createFakeHost({ extras: { voice, preview } });
  host.media.durationMs = 24_000;
  host.media.script('/missing', 'media.not-found');
  host.media.script('/refused', 'media.refused');
  host.media.script('/garbage', 'media.unsupported');
  host.media.script('/dead', 'media.unreachable');
  host.media.script('/locked', 'media.drm-refused');
  scriptHttp(host);
  let isHeard: Readonly<Record<string, unknown>> = {};
  const watch = host.http.request.bind(host.http);
  host.http.request = (request) => {
    const allowed = Object.entries(request.headers ?? {}).filter(([name]) => !host.http.forbiddenHeaders.has(name));
    if (request.url.indexOf('/text') >= 0) isHeard = Object.fromEntries(allowed);
    return watch(request);
  };
  return {
    clock: { clock: host.clock, pass: (ms) => host.clock.advance(ms) },
    random: host.random,
    http: {
      http: host.http,
      urls: { text: `${SERVER}/text`, large: `${SERVER}/large`, missing: `${SERVER}/missing`, refused: `${SERVER}/refused`, hang: `${SERVER}/hang`, dead: 'http://dead.test/' },
      seenHeaders: () => Promise.resolve(isHeard),
    },
    storage: { storage: host.storage, reopen: () => Promise.resolve(host.storage) },
    blobs: { blobs: host.blobs, reopen: () => Promise.resolve(host.blobs) },
    keys: {
      keys: host.keys,
      down: (key) => { host.keys.send({ key, phase: 'down', isHeld: false, heldMs: 0 }); },
      up: (key) => { host.keys.send({ key, phase: 'up', isHeld: false, heldMs: 0 }); },
      hold: null,
      point: (x, y) => { host.keys.point({ type: 'move', x, y }); },
    },
    lifecycle: {
      lifecycle: host.lifecycle,
      hide: () => { host.lifecycle.setForeground(false); },
      show: () => { host.lifecycle.setForeground(true); },
      relaunch: (params) => {
        host.lifecycle.launch({ kind: 'deeplink', params });
        return Promise.resolve();
      },
    },
    device: host.device,
    network: { network: host.network, set: (isOnline) => { host.network.set(isOnline); } },
    speech: { speech: host.speech, set: null, heard: null },
    log: { log: host.log, lines: () => host.log.lines },
    media: mediaBench(host),
    voice: { voice, say: (words) => Promise.resolve(voice.say(words === 'search arena' ? { kind: 'search', term: 'arena' } : { kind: 'press', key: words })) },
    preview: {
      preview,
      lifecycle: host.lifecycle,
      row: () => Promise.resolve((preview.shown[preview.shown.length - 1] ?? []).map(({ tiles }) => tiles.map(({ title }) => title))),
      press: (section, tile) => {
        host.lifecycle.launch({ kind: 'deeplink', params: preview.shown[preview.shown.length - 1]?.[section]?.tiles[tile]?.params ?? {} });
        return Promise.resolve();
      },
    },
    adId: { adId: null, set: () => Promise.resolve() },
  };
}

function scriptHttp(host: FakeHost): void {
  const { http } = host;
  http.on('/text', { body: `WEBVTT\n${'x'.repeat(300)}`, headers: { 'content-type': 'text/vtt' } });
  http.on('/large', (request) => ({ body: request.method === 'HEAD' ? '' : 'x'.repeat(120_000), chunkBytes: 10_000 }));
  http.on('/missing', { status: 404 });
  http.on('/refused', { status: 403 });
  http.on('/hang', (request) => (request.headTimeoutMs === undefined ? 'hang' : 'net.timeout'));
  for (const bad of ['rtsp:', /^$/, /^http:\/\/$/]) http.on(bad, 'source.bad-address');
}

function mediaBench(host: FakeHost): MediaBench {
  const source = (path: string, isLive = false): MediaBench['sources']['film'] => ({ url: `${SERVER}/${path}`, form: 'mp4', isLive });
  let isOnline = true;
  const pass = async (ms: number): Promise<void> => {
    await settle();
    for (const player of host.media.players) if (player.state === 'playing' && isOnline) player.moveTo(player.positionMs + ms);
  };
  return {
    media: host.media,
    sources: {
      film: source('film'), hls: source('hls'), dash: null, captions: null, captionsTs: null, marked: null, live: source('live', true), liveTs: null, missing: source('missing'), refused: source('refused'),
      unsupported: source('garbage'), dead: source('dead'), locked: source('locked'), lockedFile: null,
    },
    pass, passQuickly: pass,
    // A fake decoder stands while its line is down, and says so.
    setNetwork: (isUp) => {
      isOnline = isUp;
      for (const player of host.media.players) if (player.state === 'playing') player.say('buffering', !isUp);
      return Promise.resolve();
    },
    hide: null, show: null, hasTracks: false, hasText: false, zaps: 1_000, leftovers: () => 0, heapBytes: () => null, patienceMs: 5_000,
  };
}

describe.each(PORTS)('the fake of %s', (port) => {
  it.each(caseNames(port).filter((name) => !NOT_IN_FAKES.has(name)))('%s', async (name) => {
    const answer = await runCase(port, name, createBenches()[port] as never);
    expect(['kept', 'skipped']).toContain(answer);
  });
});
