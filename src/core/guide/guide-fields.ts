import type { FieldType } from '../text';

/** Fields of a programme's record by their bit. Changing any of this needs a new snapshot version. */
export const GUIDE_FIELD = {
  title: 0, description: 1, subtitle: 2, category: 3, picture: 4, age: 5, season: 6, episode: 7, catchupId: 8, people: 9,
} as const;

/** Layout of each field by its bit. `age` holds the age + 1. */
export const GUIDE_FIELD_TYPES: readonly FieldType[] = [
  'text', 'text', 'text', 'word', 'address', 'number', 'number', 'number', 'text', 'text',
];
