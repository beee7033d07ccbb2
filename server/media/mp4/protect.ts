import { createCipheriv } from 'node:crypto';
import { box, fullBox, join, readBoxes, u32, viewOf } from './box';
import type { Mp4Sample, Mp4Track } from './read-mp4';

/** How a film's tracks are encrypted: ISO/IEC 23001-7, scheme `cenc` (AES-128 in counter mode, subsamples for pictures). */
export interface Protection {
  /** 32 hexadecimal digits each. */
  readonly keyId: string;
  readonly key: string;
}

/** W3C's common system id: players make a licence request of the key ids in its box. */
const COMMON_SYSTEM = Buffer.from('1077efecc0b24d02ace33c1e52e2fb4b', 'hex');
const STSD_HEAD_BYTES = 8;
const NAL_LENGTH_BYTES = 4;
/** Left in clear of each NAL unit, so that players read its header and that of the slice. */
const CLEAR_BYTES = 96;
const BLOCK_BYTES = 16;

/** A part of a sample in clear, and the encrypted part behind it. */
interface Subsample {
  readonly clear: number;
  readonly encrypted: number;
}

/** An encrypted sample with what its decryption has to know. */
interface ProtectedSample {
  readonly data: Uint8Array;
  readonly iv: Uint8Array;
  /** Empty: all of it is encrypted. */
  readonly subsamples: readonly Subsample[];
}

/** The `stsd` of a protected track: the entry says that it is encrypted, how, and what it was. */
export function protectedDescription(track: Mp4Track, { keyId }: Protection): Uint8Array {
  const payload = track.description.subarray(8);
  const entries = readBoxes(payload.subarray(STSD_HEAD_BYTES)).map((entry) => {
    const keyBytes = Buffer.from(keyId, 'hex');
    const scheme = fullBox('schm', 0, 0, Buffer.from('cenc', 'latin1'), u32(0x10000));
    // Encrypted, with vectors of 8 bytes.
    const defaults = box('schi', fullBox('tenc', 0, 0, new Uint8Array([0, 0, 1, 8]), keyBytes));
    const how = box('sinf', box('frma', Buffer.from(entry.type, 'latin1')), scheme, defaults);
    return box(track.kind === 'video' ? 'encv' : 'enca', entry.payload, how);
  });
  return box('stsd', payload.subarray(0, STSD_HEAD_BYTES), ...entries);
}

/** The box of an initialisation segment by which players know what to ask a licence for. */
export function keySystemBox({ keyId }: Protection): Uint8Array {
  return fullBox('pssh', 1, 0, COMMON_SYSTEM, u32(1), Buffer.from(keyId, 'hex'), u32(0));
}

/** Which bytes of a picture are encrypted: whole blocks behind the headers of each NAL unit. */
function subsamplesOf(data: Uint8Array): Subsample[] {
  const view = viewOf(data);
  const list: Subsample[] = [];
  let at = 0;
  while (at + NAL_LENGTH_BYTES <= data.length) {
    const size = Math.min(view.getUint32(at) + NAL_LENGTH_BYTES, data.length - at);
    const encrypted = Math.max(0, Math.floor((size - CLEAR_BYTES) / BLOCK_BYTES) * BLOCK_BYTES);
    list.push({ clear: size - encrypted, encrypted });
    at += size;
  }
  return list;
}

function encrypt(sample: Mp4Sample, { key }: Protection, kind: Mp4Track['kind'], vector: number): ProtectedSample {
  // Never twice with one key: the track, and the time within it.
  const iv = u32(vector, sample.dts);
  const cipher = createCipheriv('aes-128-ctr', Buffer.from(key, 'hex'), join(iv, u32(0, 0)));
  if (kind === 'audio') return { data: cipher.update(sample.data), iv, subsamples: [] };
  const data = Uint8Array.from(sample.data);
  const subsamples = subsamplesOf(data);
  let at = 0;
  for (const { clear, encrypted } of subsamples) {
    at += clear;
    data.set(cipher.update(data.subarray(at, at + encrypted)), at);
    at += encrypted;
  }
  return { data, iv, subsamples };
}

function rowOf({ iv, subsamples }: ProtectedSample): Uint8Array {
  if (subsamples.length === 0) return iv;
  const row = new Uint8Array(2 + subsamples.length * 6);
  const view = viewOf(row);
  view.setUint16(0, subsamples.length);
  subsamples.forEach(({ clear, encrypted }, index) => {
    view.setUint16(2 + index * 6, clear);
    view.setUint32(4 + index * 6, encrypted);
  });
  return join(iv, row);
}

/** Encrypted samples, and the boxes of their `traf` that say how. */
export interface ProtectedSamples {
  readonly samples: readonly Mp4Sample[];
  /** The boxes, whose table of vectors begins `offset` bytes after the start of the `moof`. */
  boxes(offset: (beforeTable: number) => number): readonly Uint8Array[];
}

/** Encrypts consecutive samples of one track; `vector` tells the tracks of a film apart. */
export function protectSamples(samples: readonly Mp4Sample[], protection: Protection, kind: Mp4Track['kind'], vector: number): ProtectedSamples {
  const done = samples.map((sample) => encrypt(sample, protection, kind, vector));
  const rows = done.map(rowOf);
  const table = fullBox('senc', 0, kind === 'video' ? 2 : 0, u32(rows.length), ...rows);
  const sizes = fullBox('saiz', 0, 0, new Uint8Array([0]), u32(rows.length), Uint8Array.from(rows, (row) => row.length));
  // Head of the box, version and flags, count.
  const tableHead = 16;
  const placeOf = (at: number): Uint8Array => fullBox('saio', 0, 0, u32(1, at));
  const beforeTable = sizes.length + placeOf(0).length + tableHead;
  return {
    samples: samples.map((sample, index) => ({ ...sample, data: done[index]?.data ?? sample.data })),
    boxes: (offset) => [sizes, placeOf(offset(beforeTable)), table],
  };
}
