import type { Decoder, DecoderEvents, DecoderFailure, OpenedMedia, PlaneRect } from '../core/decoder';
import { sniffForm } from './sniff-form';
import type { VideoDecoderSet } from './video-decoder';

/** A film of unknown length is taken to be this long. */
const DEFAULT_DURATION_MS = 120_000;
const FRAME_MS = 200;

/**
 * Draws instead of decoding, for engines without H.264: asks the server as a set would, keeps time by the clock, and
 * shows a moving bar with the position in it.
 */
export class DrawnDecoder implements Decoder {
  private readonly set: VideoDecoderSet;
  private readonly events: DecoderEvents;
  private readonly canvas: HTMLCanvasElement;
  private readonly stopFrames: () => void;
  private opened: OpenedMedia | null = null;
  private atMs = 0;
  private lookedMs = 0;
  private rate = 1;
  private isPlaying = false;

  constructor(set: VideoDecoderSet, events: DecoderEvents) {
    this.set = set;
    this.events = events;
    const inner = set.plane.window().document;
    this.canvas = inner.createElement('canvas');
    this.canvas.width = 480;
    this.canvas.height = 270;
    inner.body.appendChild(this.canvas);
    this.setRect({ x: 0, y: 0, width: 1920, height: 1080 }, 'contain');
    this.stopFrames = set.timers.every(FRAME_MS, () => { this.frame(); });
  }

  async open(url: string, options: { readonly startMs: number }): Promise<OpenedMedia> {
    if (!this.set.isLineUp()) throw unreachable();
    const window = this.set.plane.window();
    const sniffed = await sniffForm(window, url);
    if (sniffed.failure !== null) throw sniffed.failure;
    const playlist = sniffed.form === 'hls' ? await readPlaylist(window, url) : null;
    const isLive = sniffed.isEndless || playlist?.isLive === true;
    this.atMs = options.startMs;
    this.opened = {
      form: sniffed.form, isLive, width: 1920, height: 1080,
      durationMs: isLive ? 0 : (playlist?.durationMs ?? DEFAULT_DURATION_MS),
      tracks: [{ kind: 'VIDEO', language: '', codec: 'H264' }, { kind: 'AUDIO', language: 'eng', codec: 'AACL' }],
    };
    return this.opened;
  }

  play(): void {
    this.lookedMs = this.set.timers.nowMs();
    this.isPlaying = true;
  }

  pause(): void {
    this.isPlaying = false;
  }

  seek(positionMs: number): Promise<void> {
    this.atMs = positionMs;
    return new Promise((resolve) => {
      this.set.timers.after(FRAME_MS, resolve);
    });
  }

  setRate(rate: number): void {
    this.rate = rate;
  }

  selectTrack(): void {
    // One sound, no text.
  }

  get positionMs(): number {
    return this.atMs;
  }

  get window(): { readonly startMs: number; readonly endMs: number } | null {
    return this.opened !== null && this.opened.isLive && this.opened.form !== 'ts' ? { startMs: 0, endMs: this.atMs + 10_000 } : null;
  }

  setRect(rect: PlaneRect, fit: 'contain' | 'fill'): void {
    this.set.plane.place(this.canvas, rect, fit);
  }

  release(): void {
    this.stopFrames();
    this.isPlaying = false;
    this.canvas.remove();
  }

  private frame(): void {
    const nowMs = this.set.timers.nowMs();
    if (this.isPlaying && this.set.isLineUp()) {
      this.atMs = Math.max(0, this.atMs + (nowMs - this.lookedMs) * this.rate);
      this.events.onTime(this.atMs);
      const endMs = this.opened?.durationMs ?? 0;
      if (endMs > 0 && this.atMs >= endMs) {
        this.isPlaying = false;
        this.events.onEnded();
      }
    }
    this.lookedMs = nowMs;
    this.draw();
  }

  private draw(): void {
    const context = this.canvas.getContext('2d');
    if (context === null) return;
    const { width, height } = this.canvas;
    context.fillStyle = '#123';
    context.fillRect(0, 0, width, height);
    context.fillStyle = '#fa3';
    context.fillRect((this.atMs / 20) % width, height - 20, 40, 20);
    context.font = '40px monospace';
    context.fillText((this.atMs / 1000).toFixed(1), 20, 60);
  }
}

function unreachable(): DecoderFailure {
  return { kind: 'unreachable' };
}

/** Length of a playlist, following its first variant. */
async function readPlaylist(window: Window & typeof globalThis, url: string): Promise<{ readonly isLive: boolean; readonly durationMs: number }> {
  const response = await window.fetch(url);
  if (response.status >= 400) throw { kind: response.status === 404 ? 'not-found' : 'refused', status: response.status } satisfies DecoderFailure;
  const text = await response.text();
  const variant = /#EXT-X-STREAM-INF[^\n]*\n([^#\s][^\r\n]*)/.exec(text)?.[1];
  if (variant !== undefined) return readPlaylist(window, new window.URL(variant, response.url).href);
  const seconds = (text.match(/#EXTINF:([\d.]+)/g) ?? []).reduce((sum, line) => sum + Number(line.slice(8)), 0);
  return { isLive: text.indexOf('#EXT-X-ENDLIST') < 0, durationMs: Math.round(seconds * 1000) };
}
