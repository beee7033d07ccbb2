import type { StripScale } from '../strip';

/** One quality of our streams. */
export interface Rendition {
  /** Also the name of its playlist and folder. */
  readonly name: '360p' | '180p';
  readonly width: number;
  readonly height: number;
  readonly scale: StripScale;
  /** Macroblock rows of the strip, those cropped away included. */
  readonly stripRows: number;
  /** Ends the name of its clip files. */
  readonly clipSuffix: string;
  /** Peak over a segment with audio, bits per second; measured over all clips with a margin. */
  readonly peakBps: number;
  readonly averageBps: number;
}

/** Best first. Both are Constrained Baseline level 3.0, so that a player may switch at any second. */
export const RENDITIONS: readonly Rendition[] = [
  { name: '360p', width: 640, height: 360, scale: 1, stripRows: 3, clipSuffix: '-360', peakBps: 1_100_000, averageBps: 650_000 },
  { name: '180p', width: 320, height: 180, scale: 0.5, stripRows: 2, clipSuffix: '-180', peakBps: 480_000, averageBps: 300_000 },
];

/** RFC 6381 name of our pictures. */
export const VIDEO_CODEC = 'avc1.42c01e';
/** RFC 6381 name of our sound. */
export const AUDIO_CODEC = 'mp4a.40.2';

/** The rendition of a name, or `null`. */
export function renditionOf(name: string): Rendition | null {
  return RENDITIONS.find((rendition) => rendition.name === name) ?? null;
}
