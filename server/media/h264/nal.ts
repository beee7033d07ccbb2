/** Kinds of NAL units used here, ITU-T H.264 table 7-1. */
export const NAL = { slice: 1, idrSlice: 5, sequence: 7, picture: 8, delimiter: 9 } as const;

/** An access unit delimiter that admits any slice type. */
export const ACCESS_UNIT_DELIMITER = Uint8Array.of(0x09, 0xf0);

const START_CODE = Uint8Array.of(0, 0, 0, 1);

/** Splits a byte stream (annex B) into NAL units without start codes; the units are views into `stream`. */
export function splitAnnexB(stream: Uint8Array): Uint8Array[] {
  const units: Uint8Array[] = [];
  let start = -1;
  for (let at = 0; at + 2 < stream.length; at += 1) {
    if (stream[at + 2] !== 1 || stream[at + 1] !== 0 || stream[at] !== 0) continue;
    if (start >= 0) units.push(trimZeros(stream.subarray(start, at)));
    start = at + 3;
    at += 2;
  }
  if (start >= 0) units.push(trimZeros(stream.subarray(start)));
  return units;
}

function trimZeros(unit: Uint8Array): Uint8Array {
  let end = unit.length;
  while (end > 0 && unit[end - 1] === 0) end -= 1;
  return unit.subarray(0, end);
}

/** Joins NAL units into one byte stream, each behind a four-byte start code. */
export function joinAnnexB(units: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const unit of units) length += START_CODE.length + unit.length;
  const stream = new Uint8Array(length);
  let at = 0;
  for (const unit of units) {
    stream.set(START_CODE, at);
    stream.set(unit, at + START_CODE.length);
    at += START_CODE.length + unit.length;
  }
  return stream;
}

/** A NAL unit of a payload: header byte and emulation prevention, clause 7.4.1. */
export function wrapNal(header: number, payload: Uint8Array): Uint8Array {
  const unit = new Uint8Array(1 + payload.length + (payload.length >> 1) + 1);
  unit[0] = header;
  let length = 1;
  let zeros = 0;
  for (const byte of payload) {
    if (zeros === 2 && byte <= 3) {
      unit[length] = 3;
      length += 1;
      zeros = 0;
    }
    unit[length] = byte;
    length += 1;
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return unit.slice(0, length);
}

/** The payload of a NAL unit, at most `limit` bytes of it: header byte and emulation prevention removed. */
export function unwrapNal(unit: Uint8Array, limit = unit.length): Uint8Array {
  const payload = new Uint8Array(Math.min(unit.length, limit));
  let length = 0;
  let zeros = 0;
  for (let at = 1; at < unit.length && length < payload.length; at += 1) {
    const byte = unit[at] ?? 0;
    if (zeros === 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    payload[length] = byte;
    length += 1;
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return payload.subarray(0, length);
}
