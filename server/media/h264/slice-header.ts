import { BitReader } from './bit-reader';
import { NAL, unwrapNal } from './nal';
import type { ParameterSets } from './parameter-sets';

/** The start of a slice header, as far as slices of one picture must agree; ITU-T H.264 clause 7.3.3. */
export interface SliceHeader {
  readonly isIdr: boolean;
  /** `nal_ref_idc`, 0 to 3. */
  readonly referenceIdc: number;
  readonly firstMb: number;
  readonly isIntra: boolean;
  readonly frameNum: number;
  /** Only meaningful when `isIdr`. */
  readonly idrPicId: number;
}

/** Reads the header of a slice NAL unit. */
export function readSliceHeader(unit: Uint8Array, sets: ParameterSets): SliceHeader {
  const head = unit[0] ?? 0;
  const isIdr = (head & 31) === NAL.idrSlice;
  const reader = new BitReader(unwrapNal(unit, 24));
  const firstMb = reader.readUe();
  const isIntra = reader.readUe() % 5 === 2;
  reader.readUe();
  const frameNum = reader.read(sets.frameNumBits);
  const idrPicId = isIdr ? reader.readUe() : 0;
  return { isIdr, referenceIdc: (head >> 5) & 3, firstMb, isIntra, frameNum, idrPicId };
}
