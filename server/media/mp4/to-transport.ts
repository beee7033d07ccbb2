import { ACCESS_UNIT_DELIMITER, joinAnnexB } from '../h264';
import { muxChunk, TICKS_PER_SECOND, type AudioUnit, type VideoUnit } from '../ts';
import { findBox, viewOf } from './box';
import { samplesBetween } from './fragments';
import type { Mp4Sample, Mp4Track } from './read-mp4';

/** Bytes of a visual sample entry before its inner boxes. */
const VISUAL_ENTRY_BYTES = 78;
const STSD_HEAD_BYTES = 8;

/** The `avcC` record of a video track: parameter sets as NAL units, and the RFC 6381 name. */
export function avcConfiguration(track: Mp4Track): { readonly sets: readonly Uint8Array[]; readonly codec: string } {
  const entry = findBox(findBox(track.description, 'stsd').payload.subarray(STSD_HEAD_BYTES), 'avc1');
  const avcc = findBox(entry.payload.subarray(VISUAL_ENTRY_BYTES), 'avcC').payload;
  const view = viewOf(avcc);
  const sets: Uint8Array[] = [];
  let at = 6;
  const take = (count: number): void => {
    for (let index = 0; index < count; index += 1) {
      const length = view.getUint16(at);
      sets.push(avcc.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
  };
  take((avcc[5] ?? 0) & 31);
  const pictureSets = avcc[at] ?? 0;
  at += 1;
  take(pictureSets);
  const codec = `avc1.${Buffer.from(avcc.subarray(1, 4)).toString('hex')}`;
  return { sets, codec };
}

/** NAL units of a sample with four-byte lengths. */
function unitsOf(data: Uint8Array): Uint8Array[] {
  const view = viewOf(data);
  const units: Uint8Array[] = [];
  let at = 0;
  while (at + 4 <= data.length) {
    const length = view.getUint32(at);
    units.push(data.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return units;
}

function ticksOf(sample: Mp4Sample, track: Mp4Track): number {
  return Math.round((sample.dts * TICKS_PER_SECOND) / track.timescale);
}

function videoUnit(sample: Mp4Sample, track: Mp4Track, sets: readonly Uint8Array[]): VideoUnit {
  const ticks = ticksOf(sample, track);
  const units = [ACCESS_UNIT_DELIMITER, ...(sample.isKey ? sets : []), ...unitsOf(sample.data)];
  return { bytes: joinAnnexB(units), ptsTicks: ticks, dtsTicks: ticks, isKey: sample.isKey };
}

/** An AAC-LC frame of 48 kHz stereo, as all our sound is, with its ADTS header. */
function audioUnit(sample: Mp4Sample, track: Mp4Track): AudioUnit {
  const length = sample.data.length + 7;
  const bytes = new Uint8Array(length);
  bytes.set([0xff, 0xf1, 0x4c, 0x80 | (length >> 11), (length >> 3) & 255, ((length & 7) << 5) | 0x1f, 0xfc]);
  bytes.set(sample.data, 7);
  return { bytes, ptsTicks: ticksOf(sample, track) };
}

/** The whole file as an MPEG transport stream. */
export function toTransportStream(video: Mp4Track, audio: Mp4Track): Uint8Array {
  const { sets } = avcConfiguration(video);
  const seconds = Math.ceil(Math.max(video.duration / video.timescale, audio.duration / audio.timescale));
  const chunks: Uint8Array[] = [];
  for (let second = 0; second < seconds; second += 1) {
    chunks.push(
      muxChunk({
        video: samplesBetween(video, second, second + 1).map((sample) => videoUnit(sample, video, sets)),
        audio: samplesBetween(audio, second, second + 1).map((sample) => audioUnit(sample, audio)),
        index: second,
      }),
    );
  }
  return Buffer.concat(chunks);
}
