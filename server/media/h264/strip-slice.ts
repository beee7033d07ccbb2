import { BitWriter } from './bit-writer';
import { NAL, wrapNal } from './nal';
import type { ParameterSets } from './parameter-sets';
import type { SliceHeader } from './slice-header';

/**
 * A strip of whole macroblock rows in 4:2:0: planes of `widthMbs * 16` (luma) and `widthMbs * 8` (chroma) columns.
 * Samples keep to the limited range 16..235 / 16..240.
 */
export interface StripPicture {
  readonly widthMbs: number;
  readonly heightMbs: number;
  readonly luma: Uint8Array;
  readonly cb: Uint8Array;
  readonly cr: Uint8Array;
}

const MB_BYTES = 384;

/** Intra_16x16, horizontal prediction, no residual (table 7-11). */
const MB_TYPE_COPY_LEFT = 2;
const MB_TYPE_PCM = 25;
const CHROMA_HORIZONTAL = 1;

function writeHeader(out: BitWriter, background: SliceHeader, sets: ParameterSets, firstMb: number): void {
  out.writeUe(firstMb);
  out.writeUe(background.isIntra ? 7 : 5);
  out.writeUe(0);
  out.write(sets.frameNumBits, background.frameNum);
  if (background.isIdr) out.writeUe(background.idrPicId);
  if (!background.isIntra) out.write(2, 0); // default reference count and order
  if (background.isIdr) out.write(2, 0); // keep earlier pictures for output, no long-term reference
  else if (background.referenceIdc > 0) out.write(1, 0); // sliding window
  out.writeSe(0);
  if (sets.hasDeblockingControl) out.writeUe(1); // no deblocking inside or at the edges of the strip
}

function sliceUnit(background: SliceHeader, out: BitWriter): Uint8Array {
  return wrapNal((background.referenceIdc << 5) | (background.isIdr ? NAL.idrSlice : NAL.slice), out.finish());
}

/** Whether every sample row of the macroblock repeats the last sample of its left neighbour. */
function repeatsLeft(picture: StripPicture, column: number, row: number): boolean {
  if (column === 0) return false;
  return (
    planeRepeats(picture.luma, picture.widthMbs * 16, column * 16, row * 16, 16) &&
    planeRepeats(picture.cb, picture.widthMbs * 8, column * 8, row * 8, 8) &&
    planeRepeats(picture.cr, picture.widthMbs * 8, column * 8, row * 8, 8)
  );
}

function planeRepeats(plane: Uint8Array, stride: number, x: number, y: number, size: number): boolean {
  for (let line = y; line < y + size; line += 1) {
    const start = line * stride + x;
    const left = plane[start - 1];
    for (let at = start; at < start + size; at += 1) if (plane[at] !== left) return false;
  }
  return true;
}

function copyBlock(plane: Uint8Array, stride: number, x: number, y: number, target: Uint8Array): void {
  const size = target.length === 256 ? 16 : 8;
  for (let line = 0; line < size; line += 1) {
    const start = (y + line) * stride + x;
    target.set(plane.subarray(start, start + size), line * size);
  }
}

function writePcm(out: BitWriter, picture: StripPicture, column: number, row: number, scratch: Uint8Array): void {
  out.writeUe(MB_TYPE_PCM);
  out.alignZero();
  copyBlock(picture.luma, picture.widthMbs * 16, column * 16, row * 16, scratch.subarray(0, 256));
  copyBlock(picture.cb, picture.widthMbs * 8, column * 8, row * 8, scratch.subarray(256, 320));
  copyBlock(picture.cr, picture.widthMbs * 8, column * 8, row * 8, scratch.subarray(320, MB_BYTES));
  out.writeBytes(scratch);
}

/** `coeff_token` for no coefficients, table 9-5, by the neighbours' counts. */
function writeNoCoefficients(out: BitWriter, left: number, top: number): void {
  const context = left >= 0 && top >= 0 ? (left + top + 1) >> 1 : Math.max(left, top, 0);
  if (context < 2) out.write(1, 1);
  else if (context < 4) out.write(2, 3);
  else if (context < 8) out.write(4, 15);
  else out.write(6, 3);
}

/**
 * The strip of an intra picture: macroblocks that only continue their left neighbour cost about ten bits, all others are
 * sent as raw samples (I_PCM), so what a decoder shows equals `picture` exactly. `background` is the header of the slice
 * above, which covers all macroblock rows before `firstRow`.
 */
export function intraStripSlice(picture: StripPicture, background: SliceHeader, sets: ParameterSets): Uint8Array {
  const { widthMbs, heightMbs } = picture;
  const out = new BitWriter(32_768);
  const scratch = new Uint8Array(MB_BYTES);
  const counts = new Int8Array(widthMbs);
  writeHeader(out, background, sets, (sets.heightMbs - heightMbs) * widthMbs);
  for (let row = 0; row < heightMbs; row += 1) {
    let left = -1;
    for (let column = 0; column < widthMbs; column += 1) {
      if (repeatsLeft(picture, column, row)) {
        out.writeUe(MB_TYPE_COPY_LEFT);
        out.writeUe(CHROMA_HORIZONTAL);
        out.writeSe(0);
        writeNoCoefficients(out, left, row === 0 ? -1 : (counts[column] ?? 0));
        left = 0;
      } else {
        writePcm(out, picture, column, row, scratch);
        left = 16;
      }
      counts[column] = left;
    }
  }
  return sliceUnit(background, out);
}

/** The strip of a predicted picture: everything as in the picture before. `rows` counts its macroblock rows. */
export function skippedStripSlice(rows: number, background: SliceHeader, sets: ParameterSets): Uint8Array {
  const out = new BitWriter(32);
  writeHeader(out, background, sets, (sets.heightMbs - rows) * sets.widthMbs);
  out.writeUe(rows * sets.widthMbs);
  return sliceUnit(background, out);
}
