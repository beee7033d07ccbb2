import { hostOf } from '#core/account';
import { nextTask } from '#core/base';
import { decodeUtf8, encodeUtf8 } from '#core/text';
import type { LiveWindow, MediaAspect, MediaRegion, MediaStats, MediaTrack, Rect } from '#ports';
import { chooseLanguage } from './choose-language';
import { CueBoard } from './cue-board';
import { ElementDriver } from './element-driver';
import type { ElementDependencies } from './element-driver';
import { allowedHeaders } from '../http/request-rules';
import { ELEMENT_ASPECTS, ELEMENT_RATES } from './session';
import type { MediaSession, SessionRequest, SessionTraits } from './session';
import type { ShakaAnswer, ShakaAudioTrack, ShakaLibrary, ShakaNetworking, ShakaPlayer } from './shaka-api';
import { addRequestHeaders, shakaDrm } from './shaka-drm';
import { isCriticalShakaError, isExpiredAddress, shakaError } from './shaka-error';
import { chapterRegion, readShakaRegion } from './shaka-regions';
import { ShakaTextDisplayer } from './shaka-text';
import { ShortLiveList } from './short-live-list';

/** Shaka's number for answers that are lists. */
const MANIFEST_ANSWER = 0;
/** More than this a broken stream may name. */
const MOST_REGIONS = 400;

const MIME: Readonly<Record<string, string>> = { hls: 'application/x-mpegurl', dash: 'application/dash+xml' };

/** What is gathered after a stall before it goes on; smaller: it stands again at once. */
const REBUFFERING_SEC = 1;
/** Ahead with a short buffer; smaller: segments of 6 s leave nothing to go on with. */
const SHORT_GOAL_SEC = 8;
/** With a long one: before the first picture, and after a stall. */
const LONG_FIRST_SEC = 3;
const LONG_AGAIN_SEC = 6;
/** Setting Shaka up anew takes some milliseconds of a weak set: not those in which the first picture is to be shown. */
const SETTLE_MS = 1_000;

/** What Shaka may hold and how long it waits; weak sets die of large buffers (tv-platforms 4.6). */
export interface ShakaTuning {
  readonly bufferingGoalSec: number;
  /** The goal where the viewer wants a long buffer. */
  readonly longGoalSec: number;
  readonly bufferBehindSec: number;
}

/** What a Shaka session needs beside the element. */
export interface ShakaDependencies extends ElementDependencies {
  readonly loadShaka: () => Promise<ShakaLibrary>;
  readonly tuning: ShakaTuning;
  /** The next stream's session opens while this one is let go: its request goes first. */
  readonly isOvertaken: boolean;
}

/** A session over Shaka Player and MSE: HLS and DASH wherever the engine does not play them, or not well enough. */
export class ShakaSession implements MediaSession {
  readonly traits: SessionTraits = { engine: 'shaka', seekDebounceMs: 0, endGuardMs: 500, mayActBeforeStart: true, rates: ELEMENT_RATES, aspects: ELEMENT_ASPECTS };
  private readonly request: SessionRequest;
  private readonly dependencies: ShakaDependencies;
  private readonly driver: ElementDriver;
  private readonly board: CueBoard;
  private player: ShakaPlayer | null = null;
  private isClosed = false;
  private isOpen = false;
  private isTextOn = false;
  private hasSettled = false;
  private regions: readonly MediaRegion[] = [];

  constructor(request: SessionRequest, dependencies: ShakaDependencies) {
    this.request = request;
    this.dependencies = dependencies;
    const { sink, rect, isMuted } = request;
    this.driver = new ElementDriver(dependencies, { sink, rect, isMuted, positionMs: () => this.positionMs, isLate: true });
    this.board = new CueBoard(dependencies.clock, () => this.positionMs, sink.cues);
  }

  async open(): Promise<void> {
    const shaka = await this.dependencies.loadShaka();
    if (this.isClosed) return;
    const player = new shaka.Player();
    this.player = player;
    const { source, sink } = this.request;
    player.configure(this.config());
    this.listen(player);
    try {
      this.filterRequests(player);
      const place = [source.startMs === undefined ? null : source.startMs / 1000, MIME[source.form] ?? null] as const;
      // The manifest is on its way while the decoder before is let go.
      const [ahead] = await Promise.all([player.preload(source.url, ...place), this.attachWhenFree(player)]);
      if (this.wasClosed()) return;
      await player.load(ahead ?? source.url, ...place);
    } catch (error) {
      throw shakaError(error);
    }
    sink.alive();
    this.isOpen = true;
    player.selectTextTrack(null);
    this.addRegions([]);
    void this.readChapters(player);
  }

  play(): Promise<void> {
    return this.driver.play();
  }

  pause(): Promise<void> {
    return this.driver.pause();
  }

  seek(positionMs: number): Promise<void> {
    return this.driver.seekTo(positionMs / 1000);
  }

  selectTrack(kind: 'audio' | 'text', id: string | null): Promise<void> {
    const { player } = this;
    if (player === null) return Promise.resolve();
    if (kind === 'audio') {
      const track = id === null ? undefined : player.getAudioTracks()[Number(id.slice(1))];
      if (track !== undefined) player.selectAudioTrack(track);
    } else {
      this.board.clear();
      this.isTextOn = id !== null;
      player.selectTextTrack(id === null ? null : (player.getTextTracks()[Number(id.slice(1))] ?? null));
      this.board.setVisible(this.isTextOn);
    }
    this.request.sink.tracks();
    return Promise.resolve();
  }

  setRate(rate: number): Promise<void> {
    this.driver.video.playbackRate = rate;
    return Promise.resolve();
  }

  setRect(rect: Rect): void {
    this.driver.place(rect);
  }

  setAspect(aspect: MediaAspect): void {
    this.driver.fit(aspect);
  }

  setMuted(isMuted: boolean): void {
    this.driver.video.muted = isMuted;
  }

  get positionMs(): number {
    return Math.round(this.driver.video.currentTime * 1000);
  }

  get durationMs(): number {
    if (this.player?.isLive() ?? this.request.source.isLive) return Infinity;
    const { duration } = this.driver.video;
    return Number.isFinite(duration) ? Math.round(duration * 1000) : 0;
  }

  get liveWindow(): LiveWindow | null {
    const { player } = this;
    if (player === null || !player.isLive()) return null;
    const range = player.seekRange();
    const nowWall = player.getPlayheadTimeAsDate();
    const endMs = Math.round(range.end * 1000);
    const endWallMs = nowWall === null ? null : Math.round(nowWall.getTime() + (range.end - this.driver.video.currentTime) * 1000);
    return { startMs: Math.round(range.start * 1000), endMs, endWallMs };
  }

  get tracks(): readonly MediaTrack[] {
    const { player } = this;
    if (player === null) return [];
    const audio = player.getAudioTracks().map((track, i): MediaTrack => ({
      id: `a${String(i)}`, kind: 'audio', language: track.originalLanguage ?? track.language, label: track.label ?? '', isSelected: track.active,
    }));
    const text = player.getTextTracks().map((track, i): MediaTrack => ({
      id: `t${String(i)}`, kind: 'text', language: track.originalLanguage ?? track.language, label: track.label ?? '', isSelected: this.isTextOn && track.active,
    }));
    return audio.concat(text);
  }

  stats(): MediaStats {
    const { player } = this;
    if (player === null) return { engine: 'shaka' };
    const { width, height, streamBandwidth, estimatedBandwidth, droppedFrames, decodedFrames } = player.getStats();
    const variant = player.getVariantTracks().find((track) => track.active);
    const codec = [variant?.videoCodec, variant?.audioCodec].filter((name) => typeof name === 'string' && name !== '').join(', ');
    const known = (value: number): boolean => Number.isFinite(value) && value > 0;
    return {
      engine: 'shaka',
      bufferedAheadMs: this.driver.bufferedAheadMs(),
      ...(known(width) && known(height) ? { width, height } : {}),
      ...(known(streamBandwidth) ? { bitrateBps: Math.round(streamBandwidth) } : {}),
      ...(known(estimatedBandwidth) ? { bandwidthBps: Math.round(estimatedBandwidth) } : {}),
      ...(Number.isFinite(droppedFrames) ? { droppedFrames } : {}),
      ...(Number.isFinite(decodedFrames) ? { shownFrames: decodedFrames } : {}),
      ...(codec === '' ? {} : { codec }),
    };
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.isOpen = false;
    this.board.dispose();
    const { player } = this;
    this.player = null;
    // The element goes at once, so that nothing is decoded while Shaka tidies up.
    const { video } = this.driver;
    video.pause();
    try {
      // In the background scripts may stand still from the end of this turn on.
      if (this.dependencies.isOvertaken && !video.ownerDocument.hidden) await nextTask(this.dependencies.clock);
      await player?.destroy();
    } finally {
      this.driver.release();
    }
  }

  /** What is gathered: as the goal, before the first picture, and after a stall. Seconds. */
  private get gathering(): { readonly goalSec: number; readonly firstSec: number; readonly againSec: number } {
    const { bufferingGoalSec, longGoalSec } = this.dependencies.tuning;
    switch (this.request.source.buffer) {
      case 'short':
        return { goalSec: Math.min(SHORT_GOAL_SEC, bufferingGoalSec), firstSec: 0, againSec: REBUFFERING_SEC / 2 };
      case 'long':
        return { goalSec: longGoalSec, firstSec: LONG_FIRST_SEC, againSec: LONG_AGAIN_SEC };
      default:
        return { goalSec: bufferingGoalSec, firstSec: 0, againSec: REBUFFERING_SEC };
    }
  }

  /** Asked after each wait; a function, so that nobody takes an earlier answer for granted. */
  private wasClosed(): boolean {
    return this.isClosed;
  }

  private async attachWhenFree(player: ShakaPlayer): Promise<void> {
    await this.request.whenFree;
    if (this.isClosed) return;
    this.driver.appear();
    await player.attach(this.driver.video);
  }

  private config(): object {
    const { bufferBehindSec } = this.dependencies.tuning;
    const { preferredAudio, cmcd, limit, drm, form, isLive } = this.request.source;
    const { goalSec, firstSec } = this.gathering;
    // Shaka puts the first segment of HLS where the list says, so that none lies beside its time: the one before it need not be fetched first.
    const place = isLive && form === 'hls' ? { inaccurateManifestTolerance: 0 } : {};
    // One manifest try of 8 s: a dead host is told within ten. Segments may stumble.
    const manifestRetry = { maxAttempts: 2, baseDelay: 500, timeout: 8_000, connectionTimeout: 8_000, stallTimeout: 8_000 };
    const segmentRetry = { maxAttempts: 3, baseDelay: 700, timeout: 15_000, connectionTimeout: 8_000, stallTimeout: 8_000 };
    return {
      manifest: { retryParameters: manifestRetry },
      streaming: { retryParameters: segmentRetry, bufferingGoal: goalSec, bufferBehind: bufferBehindSec, rebufferingGoal: firstSec, ignoreTextStreamFailures: true, ...place },
      // Of the adaptation alone: a stream that offers nothing so small plays its least.
      ...(limit === undefined ? {} : { abr: { restrictions: { maxHeight: limit.maxHeight, maxBandwidth: limit.maxBitrateBps } } }),
      ...(drm === undefined ? {} : { drm: shakaDrm(drm) }),
      ...(cmcd === undefined ? {} : { cmcd: { enabled: true, useHeaders: false, ...cmcd } }),
      preferredAudio: (preferredAudio ?? []).map((language) => ({ language })),
      // Shaka counts the parameters, and warns of a factory without one at every stream.
      textDisplayFactory: (_player: unknown) => new ShakaTextDisplayer(this.board),
    };
  }

  private listen(player: ShakaPlayer): void {
    const { sink } = this.request;
    player.addEventListener('error', (event) => {
      const detail: unknown = typeof event === 'object' && event !== null && 'detail' in event ? event.detail : event;
      // While opening, the rejection of load says the same.
      if (this.isOpen && (isCriticalShakaError(detail) || isExpiredAddress(detail))) sink.failed(shakaError(detail));
    });
    player.addEventListener('buffering', (event) => {
      sink.buffering(typeof event === 'object' && event !== null && 'buffering' in event && event.buffering === true);
    });
    player.addEventListener('manifestparsed', sink.alive);
    player.addEventListener('timelineregionadded', (event) => {
      const region = readShakaRegion(event);
      if (region !== null) this.addRegions([region]);
    });
    player.addEventListener('trackschanged', () => {
      this.preferAudio(player);
      sink.tracks();
    });
    for (const name of ['audiotrackschanged', 'textchanged', 'variantchanged']) player.addEventListener(name, sink.tracks);
    this.driver.on('playing', () => {
      this.settle(player);
    });
    this.driver.on('durationchange', () => {
      if (this.isOpen) sink.duration(this.durationMs);
    });
  }

  /** The first picture waits for nothing; after a stall some is gathered first. */
  private settle(player: ShakaPlayer): void {
    if (this.hasSettled) return;
    this.hasSettled = true;
    this.dependencies.clock.after(SETTLE_MS, () => {
      if (!this.isClosed) player.configure({ streaming: { rebufferingGoal: this.gathering.againSec } });
    });
  }

  /** Live streams name breaks and programmes without end; nobody asks them. */
  private addRegions(more: readonly MediaRegion[]): void {
    const { sink, source } = this.request;
    if (source.isLive) return;
    this.regions = this.regions.concat(more).slice(0, MOST_REGIONS);
    if (this.isOpen && this.regions.length > 0) sink.regions(this.regions);
  }

  /** The stream's own list of chapters, in its first language; one that cannot be read is none. */
  private async readChapters(player: ShakaPlayer): Promise<void> {
    const [list] = this.request.source.isLive ? [] : player.getChaptersTracks();
    if (list === undefined) return;
    const chapters = await player.getChaptersAsync(list.language).catch(() => []);
    if (!this.wasClosed()) this.addRegions(chapters.map(chapterRegion));
  }

  /** Shaka matches whole tags first; streams write `eng` where profiles say `en-GB`. */
  private preferAudio(player: ShakaPlayer): void {
    const preferred = this.request.source.preferredAudio ?? [];
    const tracks: readonly ShakaAudioTrack[] = player.getAudioTracks();
    const index = chooseLanguage(tracks.map((track) => track.originalLanguage ?? track.language), preferred);
    const wanted = tracks[index];
    if (!this.isOpen && wanted !== undefined && !wanted.active) player.selectAudioTrack(wanted);
  }

  private filterRequests(player: ShakaPlayer): void {
    const { source, sink } = this.request;
    const networking = player.getNetworkingEngine();
    const headers = allowedHeaders({ url: source.url, ...(source.headers === undefined ? {} : { headers: source.headers }) });
    addRequestHeaders(networking, headers, source.drm ?? []);
    if (source.cmcd !== undefined) {
      // Shaka has added it by now to whatever it asks for; other hosts learn nothing, and signed addresses of theirs stay whole.
      networking?.registerRequestFilter((_type, request) => {
        request.uris = request.uris.map((uri) => (hostOf(uri) === hostOf(source.url) ? uri : withoutCmcd(uri)));
      });
    }
    networking?.registerResponseFilter(sink.alive);
    if (source.isLive && source.form === 'hls') shortenLists(networking);
  }
}

/** Lets Shaka begin a list that stands alone with the segment it learns the codecs from. */
function shortenLists(networking: ShakaNetworking | null): void {
  const list = new ShortLiveList();
  networking?.registerResponseFilter((type, response) => {
    // Lists that can be rewound are long, and come every few seconds.
    if (type !== MANIFEST_ANSWER || list.isLeft) return;
    const short = list.shorten(textOf(response.data));
    if (short !== null) response.data = encodeUtf8(short);
  });
}

function textOf(data: ShakaAnswer['data']): string {
  const bytes = ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
  return decodeUtf8(bytes, 0, bytes.length);
}

/** An address as it was before Shaka put its data into the query. */
function withoutCmcd(uri: string): string {
  return uri.replace(/([?&])CMCD=[^&#]*(&?)/, (_whole: string, before: string, after: string) => (before === '?' && after !== '' ? '?' : after));
}
