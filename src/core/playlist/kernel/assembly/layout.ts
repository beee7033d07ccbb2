// Where things lie in the kernel's memory, in bytes. The side that calls it has the same table: kernel-layout.ts.

/**
 * Results of a call, as words: rows of each kind, bytes of records, rows in all, 1 where a channel's number is no integer, why no more was read; and where
 * that is a show nobody knows, where its name and its picture's address and its groups' text begin and end (0: none), and their set.
 */
export const RESULT: usize = 0x100;
/** Begin and end of an attribute's value by its field, two words each. */
export const SPANS: usize = 0x200;
/** Names of attributes as they stand, ` name="`: length, field (255: none), and from 8 on the bytes; and which one followed which the last time. */
export const KEYS: usize = 0x400;
export const KEY_BYTES: i32 = 64;
export const MAX_KEYS: i32 = 24;
export const FOLLOWERS: usize = 0xb00;
/** What bytes count as in hashes of names and of files: four words each. */
export const NAME_WEIGHTS: usize = 0x1000;
export const FILE_WEIGHTS: usize = 0x2000;
/** What bytes are in files of addresses, in names, and at the beginning of an episode mark. */
export const FILE_SIGNS: usize = 0x3000;
export const NAME_SIGNS: usize = 0x3100;
export const MARK_STARTS: usize = 0x3200;
/** Directories of addresses, and of pictures: length, numbers, and from {@link TEXT_AT} on the bytes. */
export const DIRECTORIES: usize = 0x4000;
export const LOGOS: usize = 0x5000;
export const PLACE_BYTES: i32 = 256;
export const PLACES: i32 = 8;
export const TEXT_AT: i32 = 56;
/** Directories of archives' addresses, as the two above. */
export const TEMPLATES: usize = 0x7000;
/** A text put together for looking it up. */
export const SCRATCH: usize = 0x3c00;
/** Extensions: the letters as one number, number of the word, flags. */
export const CONTAINERS: usize = 0x6000;
export const MAX_CONTAINERS: i32 = 32;
/** Groups by hash (a word each: number + 1), and what is known of each: 32 bytes. */
export const GROUP_SLOTS: usize = 0x8000;
export const GROUP_MASK: i32 = 8191;
export const GROUPS: usize = 0x10000;
export const MAX_GROUPS: i32 = 4096;
/** Shows by hash, and 16 bytes of each. */
export const SHOW_SLOTS: usize = 0x30000;
export const SHOW_MASK: i32 = 32767;
export const SHOWS: usize = 0x50000;
export const MAX_SHOWS: i32 = 24576;
/** Texts of groups and shows. */
export const TEXTS: usize = 0xb0000;
export const TEXTS_END: usize = 0x1b0000;
/** The bytes to be read, and what is made of them: records, where each ends, and columns of each kind. */
export const INPUT: usize = 0x1b0000;
export const RECORDS: usize = 0x1d1000;
export const RECORDS_END: usize = 0x1f0000;
export const ENDS: usize = 0x1f2000;
export const COLUMNS: usize = 0x1f5000;
export const MAX_ROWS: i32 = 1024;
export const COLUMN_COUNT: i32 = 7;
