import { createDecipheriv } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PROTECTED_FILM } from '#server/sample';
import { findBox, readBoxes, viewOf } from './box';
import { initSegment, mediaSegment, samplesBetween } from './fragments';
import { protectSamples } from './protect';
import { readMp4 } from './read-mp4';

const tracks = readMp4(readFileSync(join(__dirname, '../../../static/sample/media/films', PROTECTED_FILM.slug, 'low.mp4')));
const VISUAL_ENTRY_BYTES = 78;
const SOUND_ENTRY_BYTES = 28;

/** Decrypts a segment by what its own boxes say, as a player does. */
function decrypted(segment: Uint8Array): Buffer[] {
  const moof = readBoxes(segment).find((box) => box.type === 'moof');
  const traf = findBox(moof?.payload ?? segment, 'traf').payload;
  const trun = viewOf(findBox(traf, 'trun').payload);
  const saio = viewOf(findBox(traf, 'saio').payload);
  const sizes = findBox(traf, 'saiz').payload.subarray(9);
  const sencFlags = viewOf(findBox(traf, 'senc').payload).getUint32(0);
  const start = segment.indexOf(0x6d, segment.findIndex((_byte, at) => Buffer.from(segment.subarray(at, at + 4)).toString('latin1') === 'moof')) - 4;
  let row = start + saio.getUint32(8);
  let at = start + trun.getUint32(8);
  return Array.from({ length: trun.getUint32(4) }, (_, index) => {
    const size = trun.getUint32(12 + index * 12 + 4);
    const info = Buffer.from(segment.subarray(row, row + (sizes[index] ?? 0)));
    const sample = Buffer.from(segment.subarray(at, at + size));
    row += info.length;
    at += size;
    const decipher = createDecipheriv('aes-128-ctr', Buffer.from(PROTECTED_FILM.key, 'hex'), Buffer.concat([info.subarray(0, 8), Buffer.alloc(8)]));
    if ((sencFlags & 2) === 0) return decipher.update(sample);
    let inside = 0;
    for (let part = 0; part < info.readUInt16BE(8); part += 1) {
      inside += info.readUInt16BE(10 + part * 6);
      const end = inside + info.readUInt32BE(12 + part * 6);
      decipher.update(sample.subarray(inside, end)).copy(sample, inside);
      inside = end;
    }
    expect(inside).toBe(sample.length);
    return sample;
  });
}

describe.each(tracks.map((track) => [track.kind, track] as const))('a protected %s', (kind, track) => {
  const isVideo = kind === 'video';
  const samples = samplesBetween(track, 4, 8);
  const segment = mediaSegment(samples, 2, protectSamples(samples, PROTECTED_FILM, kind, 3));

  test('says in its first segment that it is encrypted, how, by which key and what it was', () => {
    const init = initSegment(track, PROTECTED_FILM);
    const moov = findBox(init, 'moov').payload;
    const stsd = findBox(moov, 'trak', 'mdia', 'minf', 'stbl', 'stsd').payload.subarray(8);
    const entry = findBox(stsd, isVideo ? 'encv' : 'enca').payload.subarray(isVideo ? VISUAL_ENTRY_BYTES : SOUND_ENTRY_BYTES);
    expect(Buffer.from(findBox(entry, 'sinf', 'frma').payload).toString()).toBe(isVideo ? 'avc1' : 'mp4a');
    expect(Buffer.from(findBox(entry, 'sinf', 'schm').payload.subarray(4, 8)).toString()).toBe('cenc');
    expect(Buffer.from(findBox(entry, 'sinf', 'schi', 'tenc').payload).toString('hex')).toBe(`0000000000000108${PROTECTED_FILM.keyId}`);
    expect(Buffer.from(findBox(moov, 'pssh').payload).toString('hex')).toBe(`010000001077efecc0b24d02ace33c1e52e2fb4b00000001${PROTECTED_FILM.keyId}00000000`);
  });

  test('is what it was once it is decrypted, and nothing of it can be read before', () => {
    expect(decrypted(segment).map((data) => data.equals(Buffer.from(samples[0]?.data ?? [])))[0]).toBe(true);
    expect(Buffer.concat(decrypted(segment)).equals(Buffer.concat(samples.map((sample) => sample.data)))).toBe(true);
    const large = samples.reduce((best, sample) => (sample.data.length > best.data.length ? sample : best));
    const inside = Buffer.from(large.data.subarray(large.data.length / 2, large.data.length / 2 + 64));
    expect(Buffer.from(segment).includes(inside)).toBe(false);
    expect(Buffer.from(mediaSegment(samples, 2)).includes(inside)).toBe(true);
  });

  test('uses no vector twice', () => {
    const { samples: other } = protectSamples(samples, PROTECTED_FILM, kind, 4);
    expect(other[0]?.data).not.toEqual(protectSamples(samples, PROTECTED_FILM, kind, 3).samples[0]?.data);
  });
});
