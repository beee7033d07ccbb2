// Numbers the kernel shares with the rest of the project.

/** Fields of a row, by their numbers in M3U. */
export const TVG_ID: i32 = 2;
export const TVG_NAME: i32 = 3;
export const TVG_LOGO: i32 = 4;
export const TVG_CHNO: i32 = 5;
export const TVG_REC: i32 = 7;
export const TIMESHIFT: i32 = 8;
export const CATCHUP: i32 = 10;
export const CATCHUP_DAYS: i32 = 11;
export const CATCHUP_SOURCE: i32 = 12;
export const CATCHUP_CORRECTION: i32 = 13;
export const GROUP_TITLE: i32 = 18;
/** Fields that say something of an archive. */
export const ARCHIVE: i32 = (1 << TIMESHIFT) | (1 << TVG_REC) | (1 << CATCHUP) | (1 << CATCHUP_DAYS) | (1 << CATCHUP_CORRECTION) | (1 << CATCHUP_SOURCE);
/** Kinds, as columns have them. */
export const CHANNEL: i32 = 0;
export const MOVIE: i32 = 1;
export const EPISODE: i32 = 2;
/** What paths begin with, by PATH_FORM. */
export const FORM_LIVE: i32 = 1;
export const FORM_SERIES: i32 = 2;
export const FORM_MOVIE: i32 = 3;
/** Flags of containers, and the flag of a row that is radio. */
export const FILE: i32 = 1;
export const MOSTLY_FILE: i32 = 2;
export const AUDIO: i32 = 4;
export const RADIO: i32 = 1;
/** Bits of a record's fields, by FIELD. */
export const FIELD_NAME: i32 = 1;
export const FIELD_ADDRESS: i32 = 2;
export const FIELD_PICTURE: i32 = 4;
export const FIELD_GUIDE_KEY: i32 = 8;
export const FIELD_CONTAINER: i32 = 16;
export const FIELD_DURATION: i32 = 1 << 8;
export const FIELD_GUIDE_NAME: i32 = 1 << 9;
export const FIELD_CATCHUP: i32 = 1 << 10;
export const FIELD_TEMPLATE: i32 = 1 << 11;
export const FIELD_CORRECTION: i32 = 1 << 17;
/** Longer texts are left to the careful way. */
export const MAX_TEXT: usize = 2000;
export const SLASHES: u64 = 0x2f2f2f2f2f2f2f2f;
