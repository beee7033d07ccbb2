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

/** One of {@link FIELD}. */
export type Field = (typeof FIELD)[keyof typeof FIELD];

/** Layout of each field by its bit. */
export const FIELD_TYPES: readonly FieldType[] = [
  'text', 'address', 'address', 'text', 'word', 'text', 'address', 'word', 'number', 'text',
  'number', 'address', 'text', 'address', 'address', 'number', 'word', 'number',
  'text', 'text', 'number', 'number',
];
