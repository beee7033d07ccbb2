import type { ProgrammeMark } from '../catalog';
import type { FieldType } from '../text';

/**
 * Fields of a programme's record by their bit; the frequent ones come first, so that the mask is short. Changing any of this needs a new
 * snapshot version.
 */
export const GUIDE_FIELD = {
  title: 0, description: 1, subtitle: 2, category: 3, picture: 4, people: 5, marks: 6, age: 7, season: 8, episode: 9, date: 10, rating: 11,
  country: 12, catchupId: 13, episodeText: 14,
} as const;

/**
 * Layout of each field by its bit. `category` is the whole list, parts joined; `people` are a letter of {@link ROLE_LETTERS} and a name each,
 * joined; `marks` has a bit per {@link MARKS}; `age` holds the age + 1, `date` the digits of the date, `rating` tenths.
 */
export const GUIDE_FIELD_TYPES: readonly FieldType[] = [
  'text', 'text', 'text', 'word', 'address', 'text', 'number', 'number', 'number', 'number', 'number', 'number', 'word', 'text', 'text',
];

/** Marks by their bit. */
export const MARKS: readonly ProgrammeMark[] = ['new', 'premiere', 'live', 'repeat', 'last-chance', 'subtitles', 'signed', 'hd', 'surround'];

/** Credits that are kept, in the DTD's words. */
export const ROLES: readonly string[] = ['director', 'actor', 'presenter', 'guest', 'writer', 'commentator', 'producer'];

/** The letter each of {@link ROLES} is stored as, in the same order. */
export const ROLE_LETTERS = 'dapgwcr';
