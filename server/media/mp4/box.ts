import { AppError } from '#core/base';

/** A box of an ISO base media file: its four letters and what is inside. */
export interface Box {
  readonly type: string;
  /** Everything after the header. */
  readonly payload: Uint8Array;
  /** The whole box with its header. */
  readonly whole: Uint8Array;
  /** Where the payload begins in the file it was read from, when read from the top. */
  readonly offset: number;
}

/** Big-endian access to a payload. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The boxes in `bytes`, in order. Throws `media.unsupported` on sizes that cannot be. */
export function readBoxes(bytes: Uint8Array): Box[] {
  const view = viewOf(bytes);
  const boxes: Box[] = [];
  let at = 0;
  while (at + 8 <= bytes.length) {
    let size = view.getUint32(at);
    let header = 8;
    if (size === 1) {
      size = Number(view.getBigUint64(at + 8));
      header = 16;
    }
    if (size === 0) size = bytes.length - at;
    if (size < header || at + size > bytes.length) throw new AppError('media.unsupported', { message: 'A broken MP4 box' });
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    boxes.push({ type, payload: bytes.subarray(at + header, at + size), whole: bytes.subarray(at, at + size), offset: at + header });
    at += size;
  }
  return boxes;
}

/** The first box along a path of types below `payload`; throws `media.unsupported` without one. */
export function findBox(payload: Uint8Array, ...path: readonly string[]): Box {
  let inside = payload;
  let found: Box | undefined;
  for (const type of path) {
    found = readBoxes(inside).find((box) => box.type === type);
    if (found === undefined) break;
    inside = found.payload;
  }
  if (found === undefined) throw new AppError('media.unsupported', { message: `No MP4 box ${path.join('/')}` });
  return found;
}

/** Bytes of a number, big-endian. */
export function u32(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = viewOf(bytes);
  values.forEach((value, index) => {
    view.setUint32(index * 4, value);
  });
  return bytes;
}

/** Puts byte arrays in a row. */
export function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}

/** A box of a type around parts. */
export function box(type: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, part) => sum + part.length, 8);
  return join(u32(size), Buffer.from(type, 'latin1'), ...parts);
}

/** A box with version and flags. */
export function fullBox(type: string, version: number, flags: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return box(type, u32((version << 24) | flags), ...parts);
}
