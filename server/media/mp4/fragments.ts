import { box, fullBox, join, u32 } from './box';
import { keySystemBox, protectedDescription } from './protect';
import type { ProtectedSamples, Protection } from './protect';
import type { Mp4Sample, Mp4Track } from './read-mp4';

const TRACK_ID = 1;
const MATRIX = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
/** Sample flags: a picture that depends on none, and one that depends on others and is no entry point. */
const KEY_FLAGS = 0x02000000;
const OTHER_FLAGS = 0x01010000;

/** The initialisation segment of one track, ISO/IEC 14496-12 section 8. */
export function initSegment(track: Mp4Track, protection: Protection | null = null): Uint8Array {
  const empty = new Uint8Array(8);
  const mediaHeader = track.kind === 'video' ? fullBox('vmhd', 0, 1, empty) : fullBox('smhd', 0, 0, u32(0));
  const dataReference = box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1)));
  const tables = box('stbl', protection === null ? track.description : protectedDescription(track, protection), fullBox('stts', 0, 0, u32(0)), fullBox('stsc', 0, 0, u32(0)), fullBox('stsz', 0, 0, u32(0, 0)), fullBox('stco', 0, 0, u32(0)));
  const media = box('mdia', fullBox('mdhd', 0, 0, u32(0, 0, track.timescale, 0, 0x55c40000)), track.handler, box('minf', mediaHeader, dataReference, tables));
  const volume = track.kind === 'audio' ? 0x01000000 : 0;
  const trackHeader = fullBox('tkhd', 0, 3, u32(0, 0, TRACK_ID, 0, 0, 0, 0, 0, volume), MATRIX, u32(track.width << 16, track.height << 16));
  const movieHeader = fullBox('mvhd', 0, 0, u32(0, 0, track.timescale, 0, 0x10000, 0x01000000, 0, 0), MATRIX, new Uint8Array(24), u32(TRACK_ID + 1));
  const extends_ = box('mvex', fullBox('trex', 0, 0, u32(TRACK_ID, 1, 0, 0, 0)));
  return join(box('ftyp', Buffer.from('iso6\0\0\0\0iso6mp41dash', 'latin1')), box('moov', movieHeader, box('trak', trackHeader, media), extends_, ...(protection === null ? [] : [keySystemBox(protection)])));
}

/** Samples whose decoding time lies in `startSec..endSec`. */
export function samplesBetween(track: Mp4Track, startSec: number, endSec: number): readonly Mp4Sample[] {
  const start = startSec * track.timescale;
  const end = endSec * track.timescale;
  return track.samples.filter((sample) => sample.dts >= start && sample.dts < end);
}

/** A media segment (`styp`, `moof`, `mdat`) of consecutive samples, encrypted ones with the boxes that say how. `sequence` counts from 1. */
export function mediaSegment(given: readonly Mp4Sample[], sequence: number, encrypted: ProtectedSamples | null = null): Uint8Array {
  const samples = encrypted?.samples ?? given;
  const first = samples[0]?.dts ?? 0;
  const rows = join(...samples.map((sample) => u32(sample.duration, sample.data.length, sample.isKey ? KEY_FLAGS : OTHER_FLAGS)));
  const build = (dataOffset: number): Uint8Array => {
    const number = fullBox('mfhd', 0, 0, u32(sequence));
    const plain = [
      fullBox('tfhd', 0, 0x020000, u32(TRACK_ID)),
      fullBox('tfdt', 1, 0, u32(Math.floor(first / 2 ** 32), first % 2 ** 32)),
      fullBox('trun', 0, 0x701, u32(samples.length, dataOffset), rows),
    ];
    // Heads of `moof` and `traf`, and everything that stands before the boxes of the encryption.
    const before = plain.reduce((sum, one) => sum + one.length, number.length + 16);
    return box('moof', number, box('traf', ...plain, ...(encrypted?.boxes((beforeTable) => before + beforeTable) ?? [])));
  };
  const moof = build(build(0).length + 8);
  return join(box('styp', Buffer.from('msdh\0\0\0\0msdhmsix', 'latin1')), moof, box('mdat', ...samples.map((sample) => sample.data)));
}
