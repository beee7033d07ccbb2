import type { FieldType } from '../text';

/**
 * Fields of a row's record by their bit; kinds share one list. Frequent fields have low bits, since a mask below 128 takes one
 * byte. Changing any of this needs a new snapshot version.
 */
export const FIELD = {
  name: 0, address: 1, picture: 2, guideKey: 3, container: 4, plot: 5, backdrop: 6, genres: 7, durationSec: 8, guideName: 9,
  catchup: 10, catchupTemplate: 11, nativeText: 12, landscape: 13, titleArt: 14, tint: 15, quality: 16, catchupCorrection: 17,
  headers: 18, properties: 19, seasonCount: 20, endYear: 21,
} as const;

/** A guide key of this byte alone is the row's name: most rows without a guide id are looked up by it, and it would otherwise be stored twice. */
export const NAME_AS_GUIDE_KEY = new Uint8Array([0x1f]);

/** One of {@link FIELD}. */
export type Field = (typeof FIELD)[keyof typeof FIELD];

/** Layout of each field by its bit. */
export const FIELD_TYPES: readonly FieldType[] = [
  'text', 'address', 'address', 'text', 'word', 'text', 'address', 'word', 'number', 'text',
  'number', 'address', 'text', 'address', 'address', 'number', 'word', 'number',
  'text', 'text', 'number', 'number',
];
