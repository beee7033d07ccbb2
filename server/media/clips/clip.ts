import { AppError } from '#core/base';
import { NAL, readParameterSets, readSliceHeader, splitAnnexB, type ParameterSets, type SliceHeader } from '../h264';

/** Pictures per second of every clip. */
export const CLIP_RATE = 25;

/** A picture of a clip without its strip: slices of the macroblock rows above the strip, in order. */
export interface ClipPicture {
  readonly header: SliceHeader;
  readonly slices: readonly Uint8Array[];
}

/**
 * A loop of background pictures. Every second is a closed group of {@link CLIP_RATE} pictures beginning with an IDR
 * picture, and the number of seconds is even, so that `idr_pic_id` alternates when seconds of equal parity are swapped
 * between clips (ITU-T H.264 clause 7.4.3 wants it to differ in consecutive IDR pictures).
 */
export interface Clip {
  readonly sets: ParameterSets;
  readonly seconds: ReadonlyArray<readonly ClipPicture[]>;
}

/** Parses a clip file (annex B, parameter sets once). Throws `media.unsupported` when it breaks the rules of {@link Clip}. */
export function parseClip(stream: Uint8Array): Clip {
  const units = splitAnnexB(stream);
  const typeOf = (unit: Uint8Array): number => (unit[0] ?? 0) & 31;
  const sequence = units.find((unit) => typeOf(unit) === NAL.sequence);
  const picture = units.find((unit) => typeOf(unit) === NAL.picture);
  if (sequence === undefined || picture === undefined) throw new AppError('media.unsupported', { message: 'A clip without parameter sets' });
  const sets = readParameterSets(sequence, picture);
  const pictures: Array<{ header: SliceHeader; slices: Uint8Array[] }> = [];
  for (const unit of units) {
    if (typeOf(unit) !== NAL.slice && typeOf(unit) !== NAL.idrSlice) continue;
    const header = readSliceHeader(unit, sets);
    if (header.firstMb === 0) pictures.push({ header, slices: [unit] });
    else pictures.at(-1)?.slices.push(unit);
  }
  const seconds: ClipPicture[][] = [];
  for (let at = 0; at < pictures.length; at += CLIP_RATE) seconds.push(pictures.slice(at, at + CLIP_RATE));
  seconds.forEach((second, index) => {
    const first = second[0]?.header;
    const isGroup = second.length === CLIP_RATE && second.every((one, at) => one.header.isIdr === (at === 0));
    if (!isGroup || first?.idrPicId !== index % 2) throw new AppError('media.unsupported', { message: 'A clip with irregular groups' });
  });
  if (seconds.length === 0 || seconds.length % 2 === 1) throw new AppError('media.unsupported', { message: 'A clip of an odd length' });
  return { sets, seconds };
}
