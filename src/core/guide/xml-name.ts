// Numbers of the names of elements and attributes that mean something in a guide; see `nameAt`. Those of the top level come first, then elements within.

/** Element `<programme>`. */
export const PROGRAMME = 1;
/** Element `<channel>`, and the attribute. */
export const CHANNEL = 2;
/** Element `<tv>`. */
export const TV = 3;
/** Element `<title>`. */
export const TITLE = 4;
/** Element `<sub-title>`. */
export const SUB_TITLE = 5;
/** Element `<desc>`. */
export const DESC = 6;
/** Element `<credits>`. */
export const CREDITS = 7;
/** Element `<date>`. */
export const DATE = 8;
/** Element `<category>`. */
export const CATEGORY = 9;
/** Element `<language>`. */
export const LANGUAGE = 11;
/** Element `<length>`. */
export const LENGTH = 13;
/** Element `<icon>`. */
export const ICON = 14;
/** Element `<url>`. */
export const URL = 15;
/** Element `<country>`. */
export const COUNTRY = 16;
/** Element `<episode-num>`. */
export const EPISODE_NUM = 17;
/** Element `<video>`. */
export const VIDEO = 18;
/** Element `<audio>`. */
export const AUDIO = 19;
/** Element `<previously-shown>`. */
export const PREVIOUSLY_SHOWN = 20;
/** Element `<premiere>`. */
export const PREMIERE = 21;
/** Element `<last-chance>`. */
export const LAST_CHANCE = 22;
/** Element `<new>`. */
export const NEW = 23;
/** Element `<live>`. */
export const LIVE = 24;
/** Element `<subtitles>`. */
export const SUBTITLES = 25;
/** Element `<rating>`. */
export const RATING = 26;
/** Element `<star-rating>`. */
export const STAR_RATING = 27;
/** Element `<image>`. */
export const IMAGE = 29;
/** Element `<display-name>`. */
export const DISPLAY_NAME = 30;
/** Element `<value>`. */
export const VALUE = 31;
/** Element `<quality>`. */
export const QUALITY = 32;
/** Element `<stereo>`. */
export const STEREO = 33;
/** Element `<director>`. */
export const DIRECTOR = 34;
/** Element `<actor>`. */
export const ACTOR = 35;
/** Element `<presenter>`. */
export const PRESENTER = 36;
/** Element `<guest>`. */
export const GUEST = 37;
/** Element `<writer>`. */
export const WRITER = 38;
/** Element `<commentator>`. */
export const COMMENTATOR = 39;
/** Element `<producer>`. */
export const PRODUCER = 40;
/** Attribute `start`. */
export const START = 41;
/** Attribute `stop`. */
export const STOP = 42;
/** Attribute `id`. */
export const ID = 43;
/** Attribute `catchup-id`. */
export const CATCHUP_ID = 44;
/** Attribute `lang`. */
export const LANG = 45;
/** Attribute `src`. */
export const SRC = 46;
/** Attribute `system`. */
export const SYSTEM = 47;
/** Attribute `units`. */
export const UNITS = 48;
/** Attribute `type`. */
export const TYPE = 49;
