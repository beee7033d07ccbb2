import { createHash } from 'node:crypto';
import { AppError, MINUTE_MS, SECOND_MS, toAppError } from '#core/base';
import { recordingKey } from '#server/domain';
import type { Log } from '#server/log';
import type { ObjectStore } from '#server/objects';
import type { RecordingJobRow, RecordingSegmentRow, RecordingsStore } from '#server/store';
import { isOwnFailure } from '../own-failure';
import type { HlsKey, HlsMaster, HlsMedia, HlsSegment, HlsTrack } from './read-hls';
import { isHls, readMaster, readMedia } from './read-hls';
import type { RecordingInput } from './recording-input';
import { nextSegments } from './next-segments';

/** A node that is not heard of so long loses its recording. */
export const HOLD_MS = MINUTE_MS;
/** After its end a recording waits so long for the segment that holds it. */
const PATIENCE_MS = MINUTE_MS;
const MOST_PLAYLIST_BYTES = 4 * 1024 * 1024;
const MOST_SEGMENT_BYTES = 128 * 1024 * 1024;
/** Names of files players know what to do with. */
const EXTENSION = /\.(ts|m4s|mp4|m4a|m4v|aac|mp3|ac3|ec3|vtt)$/i;

/** What is recorded, and with what. */
export interface RecordWish {
  readonly job: RecordingJobRow;
  /** Address of the channel's playlist. */
  readonly url: string;
  /** The whole stretch is there already: it is read once. */
  readonly isArchive: boolean;
}

/** What a recorder works with. */
export interface RecorderParts {
  readonly recordings: RecordingsStore;
  readonly objects: ObjectStore;
  readonly input: RecordingInput;
  readonly log: Log;
  readonly node: string;
  nowMs(): number;
  /** Resolves after a while, or when the node stops. */
  wait(ms: number): Promise<void>;
  isOver(): boolean;
}

/** How the tracks of a recording belong together, as kept with it. */
export interface RecordingLayout extends Omit<HlsMaster, 'tracks'> {
  readonly tracks: readonly Omit<HlsTrack, 'url'>[];
}

/** Why recording stopped: `done` its stretch is over, `lost` it is another node's or unwanted, `stopped` the node ends. */
export type RecordEnd = 'done' | 'lost' | 'stopped';

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/**
 * Gets one recording together: reads the channel's playlists again and again and stores every segment of the stretch, once, the object before its
 * row. Begun anew it goes on after what is stored. What cannot be had is left out and marked as a break.
 */
export class ChannelRecorder {
  private layout: RecordingLayout | null;
  private tracks: readonly HlsTrack[] = [];
  private readonly last = new Map<number, RecordingSegmentRow>();
  private readonly stored = new Set<string>();
  private problem: AppError | null = null;
  private keptAtMs = -Infinity;

  constructor(private readonly wish: RecordWish, private readonly parts: RecorderParts) {
    // Written by this class alone.
    this.layout = wish.job.layout === '' ? null : (JSON.parse(wish.job.layout) as RecordingLayout);
  }

  /** What kept segments from being had, last; `null`: nothing did. */
  get lastProblem(): AppError | null {
    return this.problem;
  }

  /** Records until its stretch is over. Rejects only where the store or the objects fail. */
  async run(): Promise<RecordEnd> {
    for (const row of await this.parts.recordings.segments(this.wish.job.id)) this.last.set(row.track, row);
    for (;;) {
      if (this.parts.isOver()) return 'stopped';
      if (!(await this.keep())) return 'lost';
      const round = await this.round();
      if (round === 'lost' || round === 'done') return round;
      await this.parts.wait(round);
    }
  }

  /** Milliseconds until the next round, or the end. */
  private async round(): Promise<number | 'done' | 'lost'> {
    const { job, isArchive } = this.wish;
    let pauseMs = 3 * SECOND_MS;
    try {
      if (this.tracks.length === 0) await this.readTracks();
      for (const [track, { url }] of this.tracks.entries()) {
        const media = await this.readMedia(url);
        if (!(await this.take(track, media))) return this.parts.isOver() ? 0 : 'lost';
        pauseMs = Math.max(SECOND_MS, media.targetMs / 2);
        if (track === this.tracks.length - 1 && media.isOver) return 'done';
      }
      this.problem = null;
    } catch (error) {
      const known = toAppError(error);
      if (isOwnFailure(known)) throw known;
      this.problem = known;
      // Addresses may have run out: the next round begins at the top.
      this.tracks = [];
      if (isArchive || known.code === 'media.drm' || known.code === 'media.unsupported') return 'done';
    }
    const last = this.last.get(0);
    const isReached = last !== undefined && last.atMs + last.durationMs >= job.toMs;
    return isReached || this.parts.nowMs() >= job.toMs + PATIENCE_MS ? 'done' : pauseMs;
  }

  private async keep(): Promise<boolean> {
    const nowMs = this.parts.nowMs();
    if (nowMs - this.keptAtMs < HOLD_MS / 4) return true;
    this.keptAtMs = nowMs;
    return this.parts.recordings.keep(this.wish.job.id, this.parts.node, nowMs + HOLD_MS);
  }

  private async readTracks(): Promise<void> {
    const { url, bytes } = await this.parts.input.fetch(this.wish.url, null, MOST_PLAYLIST_BYTES);
    const text = bytes.toString('utf8');
    if (!isHls(text)) throw new AppError('media.unsupported', { message: 'the channel is no HLS' });
    const master = readMaster(text, url);
    if (this.layout === null) {
      const { bandwidth, codecs, resolution } = master;
      this.layout = { bandwidth, codecs, resolution, tracks: master.tracks.map(({ kind, name, language, isDefault }) => ({ kind, name, language, isDefault })) };
    }
    // Begun anew, tracks are known again by what they are called; one that is gone ends.
    const again = this.layout.tracks.map((known) => master.tracks.find((track) => track.kind === known.kind && track.name === known.name && track.language === known.language));
    this.tracks = again.filter((track) => track !== undefined);
    if (this.tracks.length !== again.length) this.tracks = master.tracks.slice(0, 1);
  }

  private async readMedia(url: string): Promise<HlsMedia> {
    const answer = await this.parts.input.fetch(url, null, MOST_PLAYLIST_BYTES);
    const text = answer.bytes.toString('utf8');
    if (!isHls(text)) throw new AppError('media.unreachable', { message: 'the source answers no playlist' });
    return readMedia(text, answer.url);
  }

  /** Stores what is new; false when the recording is no longer this node's. */
  private async take(track: number, media: HlsMedia): Promise<boolean> {
    const { job } = this.wish;
    for (const { segment, atMs, isBreak } of nextSegments(media, this.last.get(track) ?? null, { job, nowMs: this.parts.nowMs(), isArchive: this.wish.isArchive })) {
      if (this.parts.isOver() || !(await this.keep())) return false;
      const number = (this.last.get(track)?.number ?? -1) + 1;
      const row = await this.store(segment, { track, number, atMs, isBreak });
      if (row === null) continue;
      if (!(await this.parts.recordings.addSegment(job.id, this.parts.node, row, JSON.stringify(this.layout)))) return false;
      this.last.set(track, row);
    }
    return true;
  }

  /** Fetches a segment with what decodes it; `null` when it is gone from the source: the next one is marked as a break by its number. */
  private async store(segment: HlsSegment, at: Pick<RecordingSegmentRow, 'track' | 'number' | 'atMs' | 'isBreak'>): Promise<RecordingSegmentRow | null> {
    if (segment.key !== null && segment.key.url === '') throw new AppError('media.drm', { message: 'the channel is protected' });
    try {
      const map = segment.map === null ? '' : await this.storeOnce(segment.map.url, segment.map.range, 'mp4');
      const key = segment.key === null ? '' : await this.keyLine(segment.key, segment.sequence);
      const { bytes } = await this.parts.input.fetch(segment.url, segment.range, MOST_SEGMENT_BYTES);
      // Named by its number at the source too: a node that lost the recording while it fetched cannot put another part in its place.
      const object = `${String(at.track)}-${String(at.number)}-${String(segment.sequence)}.${this.extensionOf(segment)}`;
      await this.parts.objects.put(recordingKey(this.wish.job.id, object), bytes);
      return { ...at, sequence: segment.sequence, durationMs: segment.durationMs, object, bytes: bytes.length, map, key };
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'media.not-found') throw error;
      this.problem = error;
      return null;
    }
  }

  private async storeOnce(url: string, range: HlsSegment['range'], extension: string): Promise<string> {
    const name = `x-${shortHash(`${url} ${JSON.stringify(range)}`)}.${extension}`;
    if (this.stored.has(name)) return name;
    const { bytes } = await this.parts.input.fetch(url, range, MOST_PLAYLIST_BYTES);
    await this.parts.objects.put(recordingKey(this.wish.job.id, name), bytes);
    this.stored.add(name);
    return name;
  }

  /** A segment is renumbered, so that a key's number has to be written out. */
  private async keyLine(key: HlsKey, sequence: number): Promise<string> {
    const name = await this.storeOnce(key.url, null, 'key');
    const iv = /^0x[0-9a-f]{1,32}$/i.test(key.iv) ? key.iv : `0x${sequence.toString(16).padStart(32, '0')}`;
    return `METHOD=AES-128,URI="o/${name}",IV=${iv}`;
  }

  private extensionOf(segment: HlsSegment): string {
    const known = EXTENSION.exec(new URL(segment.url).pathname)?.[1]?.toLowerCase();
    return known ?? (segment.map === null ? 'ts' : 'm4s');
  }
}
