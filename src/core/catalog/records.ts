import type { ItemKey, SourceId } from '../base';

/** Position of an item in one snapshot; meaningless in another. What lists are made of. */
export type Row = number;

/** How a channel's archive is addressed; `null` on a channel without one. Dialects: protocols.md section 2.2. */
export interface CatchupRecord {
  readonly mode: 'xtream' | 'default' | 'append' | 'shift' | 'flussonic' | 'vod' | 'platform';
  /** How far back the archive reaches. */
  readonly days: number;
  readonly template: string | null;
  readonly correctionMs: number;
}

/**
 * How a provider addresses a stream. The address itself is built by the source when it is needed. `nativeId` and `url`
 * both empty: the provider listed the row without any address, it can be shown but never played.
 */
export interface StreamRecord {
  readonly sourceId: SourceId;
  /** Provider's id: Xtream stream id, platform id; empty for a playlist row. */
  readonly nativeId: string;
  /** Direct address; empty where the source builds it from the id. */
  readonly url: string;
  /** Container the provider named (`ts`, `m3u8`, `mp4`, `mkv`), lower case, empty if unknown. */
  readonly container: string;
  /** Request headers the provider asks for, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * What a playlist said beyond the fields above, keys in lower case: `inputstream.adaptive.license_key`, `program`,
   * `audio-track`, `tvg-country`, ... Absent without any.
   */
  readonly properties?: Readonly<Record<string, string>>;
}

/** A live channel. */
export interface ChannelRecord {
  readonly key: ItemKey;
  readonly row: Row;
  /** As the provider or the viewer numbers it; may be fractional; 0 where there is none. */
  readonly number: number;
  readonly name: string;
  readonly logo: string;
  readonly categories: readonly number[];
  /**
   * What {@link GuideReader} is asked with; empty without a guide. Opaque: a playlist's `tvg-shift` is folded into it, so
   * two channels of one programme an hour apart have different keys.
   */
  readonly guideKey: string;
  /** The name the guide knows the channel by (`tvg-name`) where it differs from `name`; for matching only. */
  readonly guideName?: string;
  readonly isRadio: boolean;
  readonly isAdult: boolean;
  /** Locked for this profile and shown by choice: its logo and what is on are left out, playing it asks for the PIN. Absent: not locked. */
  readonly isLocked?: true;
  readonly catchup: CatchupRecord | null;
  readonly stream: StreamRecord;
}

/** Fields films and series share. */
export interface TitleRecord {
  readonly key: ItemKey;
  readonly row: Row;
  readonly name: string;
  /** 0 if unknown. */
  readonly year: number;
  readonly poster: string;
  readonly backdrop: string;
  /** Picture of the title lettering (transparent); empty: the name is drawn as text. */
  readonly titleArt: string;
  /** 16:9 picture for cards; empty: the backdrop serves. */
  readonly landscape: string;
  /** Dominant colour `#rrggbb` for the ambient light; empty if unknown. */
  readonly tint: string;
  /** 0..10, 0 if unrated. */
  readonly rating: number;
  /** Minimum age in years; -1 if unrated. */
  readonly age: number;
  readonly genres: readonly string[];
  readonly categories: readonly number[];
  readonly plot: string;
  /** Milliseconds since 1970 when it was added, 0 if unknown. */
  readonly addedMs: number;
  /** Locked for this profile and shown by choice: without pictures and story, opening it asks for the PIN. Absent: not locked. */
  readonly isLocked?: true;
}

/** A film. */
export interface MovieRecord extends TitleRecord {
  readonly durationMs: number;
  readonly quality: string;
  readonly stream: StreamRecord;
}

/** A series; its episodes come with {@link SeriesDetail}. */
export interface SeriesRecord extends TitleRecord {
  readonly seasonCount: number;
  readonly endYear: number;
  readonly sourceId: SourceId;
  readonly nativeId: string;
}

/** Somebody in front of or behind the camera. */
export interface PersonRecord {
  readonly name: string;
  readonly role: string;
  readonly picture: string;
}

/** What the detail page adds to a film. */
export interface MovieDetail {
  readonly key: ItemKey;
  readonly plot: string;
  readonly cast: readonly PersonRecord[];
  readonly directors: readonly string[];
  readonly durationMs: number;
  readonly criticPercent: number;
  readonly trailerUrl: string;
  readonly badges: readonly string[];
  readonly similar: readonly ItemKey[];
  /** The lowest price in minor units of its currency, where it has to be rented or bought first; absent otherwise. */
  readonly saleFrom?: { readonly amountMinor: number; readonly currency: string };
  /** The plan that opens it, where there is one and the viewer has none that does; absent otherwise. */
  readonly plan?: { readonly id: string; readonly name: string };
  /** A product sold beside it; absent without. */
  readonly productId?: string;
}

/** One episode. */
export interface EpisodeRecord {
  readonly key: ItemKey;
  readonly season: number;
  readonly number: number;
  readonly name: string;
  readonly plot: string;
  readonly still: string;
  readonly durationMs: number;
  readonly stream: StreamRecord;
}

/** A season with its episodes in order. */
export interface SeasonRecord {
  readonly number: number;
  readonly name: string;
  readonly episodes: readonly EpisodeRecord[];
}

/** What the detail page adds to a series. */
export interface SeriesDetail {
  readonly key: ItemKey;
  readonly plot: string;
  readonly cast: readonly PersonRecord[];
  readonly seasons: readonly SeasonRecord[];
  readonly trailerUrl: string;
  readonly badges: readonly string[];
  readonly similar: readonly ItemKey[];
  /** As with {@link MovieDetail}. */
  readonly saleFrom?: { readonly amountMinor: number; readonly currency: string };
  readonly plan?: { readonly id: string; readonly name: string };
  readonly productId?: string;
}

/** A category of one kind. `index` is what records refer to and equals its place in {@link CatalogReader.categories}. */
export interface CategoryRecord {
  readonly index: number;
  readonly name: string;
  readonly count: number;
  readonly sourceId: SourceId;
  readonly isAdult: boolean;
}

/** A list of rows that is not copied: a window reads `at(i)` for what it shows. */
export interface RowList {
  readonly length: number;
  /** The row at `index`; -1 out of range. */
  at(index: number): Row;
  /** Index of `row` in this list, or -1. */
  indexOf(row: Row): number;
}

/** A category's place in {@link CatalogReader.rows}: a category index, or everything. */
export type CategorySelector = number | 'all';

/** Numbers of a title that lists are ordered by. */
export type TitleNumber = 'year' | 'rating' | 'addedMs';

/** Kinds that have lists. */
export type ListedKind = 'channel' | 'movie' | 'series';

/** What {@link CatalogReader.minimumAge} answers for adult rows: above any rating, since a film rated 18 is none. */
export const ADULT_ROW = 99;

/**
 * One immutable catalogue. Records are made on demand for what is looked at; holding many defeats the columns below.
 */
export interface CatalogReader {
  /** Changes whenever content does. */
  readonly revision: string;
  count(kind: ListedKind): number;
  /**
   * The age a row is for, without making its record: {@link ADULT_ROW} for adult rows, else the rating of films and series; -1: unrated,
   * or not here.
   */
  minimumAge(kind: ListedKind, row: Row): number;
  /** Categories of a kind in the provider's order; those without any row are left out. */
  categories(kind: ListedKind): readonly CategoryRecord[];
  /** Rows of a category in the provider's order; an unknown category is an empty list. */
  rows(kind: ListedKind, category: CategorySelector): RowList;
  /** The record at a row; `null` out of range. */
  channel(row: Row): ChannelRecord | null;
  movie(row: Row): MovieRecord | null;
  series(row: Row): SeriesRecord | null;
  /**
   * A number of a title without making its record, for putting many in order; units as in {@link TitleRecord}. 0 if unknown and for
   * rows that are not here.
   */
  titleNumber(kind: 'movie' | 'series', row: Row, field: TitleNumber): number;
  /** The row of a key, or -1. Logarithmic or better. */
  rowOf(kind: ListedKind, key: ItemKey): Row;
  /** The first channel with this number, or -1. */
  rowOfNumber(channelNumber: number): Row;
  /** Whether a row is shown and says that it is locked, without making its record. Absent: none does. */
  isLockedRow?(kind: ListedKind, row: Row): boolean;
  /** Channels that have a name of the viewer's own, ascending. Absent: none has. */
  readonly renamedRows?: readonly Row[];
  /** Channels whose guide the viewer has chosen, ascending. Absent: none has. */
  readonly rewiredRows?: readonly Row[];
}

/** One programme of a guide. Times are milliseconds since 1970, `stopMs` exclusive. */
export interface ProgrammeRecord {
  readonly channelKey: string;
  readonly startMs: number;
  readonly stopMs: number;
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly category: string;
  readonly picture: string;
  /** Minimum age; -1 unrated. */
  readonly age: number;
  /** Season and episode, counted from 1; absent if the guide does not tell. */
  readonly season?: number;
  readonly episode?: number;
  /** The episode in the guide's own words, where it gives no numbers: `Folge 12 (Finale)`. */
  readonly episodeText?: string;
  /** Key of the archive for catch-up templates with `{catchup-id}`; absent without one. */
  readonly catchupId?: string;
  /** Directors, actors, presenters; absent without any. */
  readonly people?: readonly PersonRecord[];
  /** All categories in the guide's order, `category` first; absent with fewer than two. */
  readonly categories?: readonly string[];
  /** When it was made or first shown: `2001`, `2001-05` or `2001-05-12`; absent if the guide does not tell. */
  readonly date?: string;
  /** Where it was made, in the guide's words; absent if it does not tell. */
  readonly country?: string;
  /** 0..10, one decimal; absent if unrated. */
  readonly rating?: number;
  /** What else the guide says of it; absent without any. */
  readonly marks?: readonly ProgrammeMark[];
  /** Something of its title or its texts is kept back from this viewer, who can ask for it. Absent: nothing is. */
  readonly isVeiled?: true;
}

/**
 * `new`: never shown before; `premiere`: first time on this channel; `live`; `repeat`: shown before; `last-chance`: not soon again;
 * `subtitles`; `signed`: in sign language; `hd`; `surround`: sound with more than two channels.
 */
export type ProgrammeMark = 'new' | 'premiere' | 'live' | 'repeat' | 'last-chance' | 'subtitles' | 'signed' | 'hd' | 'surround';

/** What is on and what follows. */
export interface NowNext {
  readonly now: ProgrammeRecord | null;
  readonly next: ProgrammeRecord | null;
}

/** The guide as screens read it. */
export interface GuideReader {
  readonly revision: string;
  /** Whether anything is known of this channel. */
  has(guideKey: string): boolean;
  nowNext(guideKey: string, atMs: number): NowNext;
  /** Programmes overlapping `fromMs..toMs`, in order. */
  between(guideKey: string, fromMs: number, toMs: number): readonly ProgrammeRecord[];
}
