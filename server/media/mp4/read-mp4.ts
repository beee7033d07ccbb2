import { AppError } from '#core/base';
import { findBox, readBoxes, viewOf } from './box';

/** One sample of a track. Times in units of the track's time scale. */
export interface Mp4Sample {
  readonly data: Uint8Array;
  readonly dts: number;
  readonly duration: number;
  readonly isKey: boolean;
}

/** A track with all its samples. */
export interface Mp4Track {
  readonly kind: 'video' | 'audio';
  readonly timescale: number;
  readonly width: number;
  readonly height: number;
  /** The boxes `stsd` and `hdlr`, copied into other files as they are. */
  readonly description: Uint8Array;
  readonly handler: Uint8Array;
  readonly samples: readonly Mp4Sample[];
  /** Sum of the sample durations. */
  readonly duration: number;
}

/** Reads `count` groups of `fields` 32-bit numbers after a full box's head of `skip` bytes. */
function table(payload: Uint8Array, skip: number, fields: number): number[][] {
  const view = viewOf(payload);
  const count = view.getUint32(skip - 4);
  return Array.from({ length: count }, (_, row) => Array.from({ length: fields }, (__, field) => view.getUint32(skip + (row * fields + field) * 4)));
}

function sampleSizes(payload: Uint8Array): number[] {
  const view = viewOf(payload);
  const fixed = view.getUint32(4);
  const count = view.getUint32(8);
  return Array.from({ length: count }, (_, index) => (fixed === 0 ? view.getUint32(12 + index * 4) : fixed));
}

/** File offsets of all samples, from chunk offsets and the sample-to-chunk table. */
function sampleOffsets(stbl: Uint8Array, sizes: readonly number[]): number[] {
  const chunks = table(findBox(stbl, 'stco').payload, 8, 1).map(([offset = 0]) => offset);
  const runs = table(findBox(stbl, 'stsc').payload, 8, 3);
  const offsets: number[] = [];
  runs.forEach(([first = 1, perChunk = 1], index) => {
    const next = runs[index + 1]?.[0] ?? chunks.length + 1;
    for (let chunk = first; chunk < next; chunk += 1) {
      let at = chunks[chunk - 1] ?? 0;
      for (let place = 0; place < perChunk; place += 1) {
        at += place === 0 ? 0 : (sizes[offsets.length - 1] ?? 0);
        offsets.push(at);
      }
    }
  });
  return offsets;
}

function readTrack(file: Uint8Array, trak: Uint8Array): Mp4Track {
  const handler = findBox(trak, 'mdia', 'hdlr');
  const kind = String.fromCharCode(...handler.payload.subarray(8, 12)) === 'vide' ? 'video' : 'audio';
  const mdhd = findBox(trak, 'mdia', 'mdhd').payload;
  if (mdhd[0] !== 0) throw new AppError('media.unsupported', { message: 'A 64-bit MP4 header' });
  const timescale = viewOf(mdhd).getUint32(12);
  const stbl = findBox(trak, 'mdia', 'minf', 'stbl').payload;
  if (readBoxes(stbl).some((one) => one.type === 'ctts')) throw new AppError('media.unsupported', { message: 'Reordered pictures' });
  const sizes = sampleSizes(findBox(stbl, 'stsz').payload);
  const offsets = sampleOffsets(stbl, sizes);
  const durations = table(findBox(stbl, 'stts').payload, 8, 2).flatMap(([count = 0, delta = 0]) => Array.from({ length: count }, () => delta));
  const stss = readBoxes(stbl).find((one) => one.type === 'stss');
  const keys = stss === undefined ? null : new Set(table(stss.payload, 8, 1).map(([number = 0]) => number - 1));
  let dts = 0;
  const samples = sizes.map((size, index) => {
    const start = offsets[index] ?? 0;
    const duration = durations[index] ?? 0;
    const sample: Mp4Sample = { data: file.subarray(start, start + size), dts, duration, isKey: keys === null || keys.has(index) };
    dts += duration;
    return sample;
  });
  const tkhd = viewOf(findBox(trak, 'tkhd').payload);
  const width = tkhd.getUint32(tkhd.byteLength - 8) >> 16;
  const height = tkhd.getUint32(tkhd.byteLength - 4) >> 16;
  return { kind, timescale, width, height, description: findBox(stbl, 'stsd').whole, handler: handler.whole, samples, duration: dts };
}

/**
 * Reads a progressive MP4 file into tracks with their samples (views into `file`). Takes what our own short films are: 32-bit
 * offsets, pictures in decoding order; anything else is `media.unsupported`. ISO/IEC 14496-12.
 */
export function readMp4(file: Uint8Array): Mp4Track[] {
  const moov = findBox(file, 'moov');
  return readBoxes(moov.payload)
    .filter((one) => one.type === 'trak')
    .map((trak) => readTrack(file, trak.payload));
}
