import { AppError } from '#core/base';
import { BitReader } from './bit-reader';
import { unwrapNal } from './nal';

/** What the slices of our clips depend on, from their sequence and picture parameter sets. */
export interface ParameterSets {
  /** The NAL units themselves. */
  readonly sequence: Uint8Array;
  readonly picture: Uint8Array;
  readonly profile: number;
  readonly compatibility: number;
  readonly level: number;
  readonly widthMbs: number;
  readonly heightMbs: number;
  readonly frameNumBits: number;
  readonly hasDeblockingControl: boolean;
}

function unsupported(what: string): AppError {
  return new AppError('media.unsupported', { message: `Clips must be Constrained Baseline as our encoder settings make it: ${what}` });
}

/**
 * Reads the parameter sets of a clip. Only the shape our own clips have is taken (Constrained Baseline, one picture
 * parameter set, picture order count type 2, frames only); anything else is `media.unsupported`.
 */
export function readParameterSets(sequence: Uint8Array, picture: Uint8Array): ParameterSets {
  const sps = new BitReader(unwrapNal(sequence));
  const profile = sps.read(8);
  const compatibility = sps.read(8);
  const level = sps.read(8);
  if (profile !== 66 || sps.readUe() !== 0) throw unsupported('profile');
  const frameNumBits = sps.readUe() + 4;
  if (sps.readUe() !== 2) throw unsupported('picture order count type');
  if (sps.readUe() !== 1) throw unsupported('more than one reference frame');
  sps.read(1);
  const widthMbs = sps.readUe() + 1;
  const heightMbs = sps.readUe() + 1;
  if (!sps.readFlag()) throw unsupported('fields');
  const pps = new BitReader(unwrapNal(picture));
  if (pps.readUe() !== 0 || pps.readUe() !== 0) throw unsupported('parameter set ids');
  if (pps.readFlag()) throw unsupported('CABAC');
  if (pps.readFlag()) throw unsupported('field order');
  if (pps.readUe() !== 0) throw unsupported('slice groups');
  if (pps.readUe() !== 0) throw unsupported('default references');
  pps.readUe();
  if (pps.readFlag() || pps.read(2) !== 0) throw unsupported('weighted prediction');
  pps.readSe();
  pps.readSe();
  pps.readSe();
  const hasDeblockingControl = pps.readFlag();
  pps.readFlag();
  if (pps.readFlag()) throw unsupported('redundant pictures');
  return { sequence, picture, profile, compatibility, level, widthMbs, heightMbs, frameNumBits, hasDeblockingControl };
}
