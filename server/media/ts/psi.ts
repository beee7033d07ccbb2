import { crc32 } from './crc32';
import { PACKET_BYTES, PID, SYNC_BYTE } from './packet';

/** Which elementary streams a transport stream carries. */
export interface TsStreams {
  readonly hasVideo: boolean;
  readonly hasAudio: boolean;
}

const STREAM_TYPE_H264 = 0x1b;
const STREAM_TYPE_ADTS = 0x0f;

function section(tableId: number, idField: number, body: readonly number[]): Uint8Array {
  const length = body.length + 9;
  const bytes = Uint8Array.from([tableId, 0xb0 | (length >> 8), length & 255, idField >> 8, idField & 255, 0xc1, 0, 0, ...body, 0, 0, 0, 0]);
  const crc = crc32(bytes.subarray(0, bytes.length - 4));
  new DataView(bytes.buffer).setUint32(bytes.length - 4, crc);
  return bytes;
}

function packet(pid: number, payload: Uint8Array, continuity: number): Uint8Array {
  const bytes = new Uint8Array(PACKET_BYTES).fill(0xff);
  bytes.set([SYNC_BYTE, 0x40 | (pid >> 8), pid & 255, 0x10 | (continuity & 15), 0]);
  bytes.set(payload, 5);
  return bytes;
}

/** The packet that carries the program association table. */
export function programAssociation(continuity: number): Uint8Array {
  return packet(PID.association, section(0, 1, [0, 1, 0xe0 | (PID.map >> 8), PID.map & 255]), continuity);
}

/** The packet that carries the program map; the clock rides on video, or on audio where there is no video. */
export function programMap(streams: TsStreams, continuity: number): Uint8Array {
  const clock = streams.hasVideo ? PID.video : PID.audio;
  const body = [0xe0 | (clock >> 8), clock & 255, 0xf0, 0];
  if (streams.hasVideo) body.push(STREAM_TYPE_H264, 0xe0 | (PID.video >> 8), PID.video & 255, 0xf0, 0);
  if (streams.hasAudio) body.push(STREAM_TYPE_ADTS, 0xe0 | (PID.audio >> 8), PID.audio & 255, 0xf0, 0);
  return packet(PID.map, section(2, 1, body), continuity);
}
