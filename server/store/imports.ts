import type { EpisodeRow, ListKind, ChannelRow, MovieRow, SeriesRow, SourceKind } from './catalog';
import type { GuideChannelRow, ProgrammeRow } from './guide';

/** A row on its way in: named by the source's own key instead of our id, categories by their keys. */
export type Incoming<T extends { readonly id: number }> = Omit<T, 'id' | 'categoryIds' | 'sourceId' | 'externalKey' | 'seriesId'> & {
  readonly externalKey: string;
};

/** A category on its way in. */
export interface IncomingCategory {
  readonly externalKey: string;
  readonly kind: ListKind;
  readonly name: string;
  readonly isAdult: boolean;
}

/** A listed row with its categories' keys. */
export type WithCategories<T> = T & { readonly categoryKeys: readonly string[] };

/** What is imported. */
export interface ImportTarget {
  readonly id: string;
  readonly kind: SourceKind;
  readonly name: string;
  readonly fingerprint: string;
}

/**
 * One import under way. Rows are written in batches to a generation nobody reads; {@link commit} makes it the live one in a
 * single short transaction, so that readers see the old catalogue or the new one and a killed import leaves the old.
 * Rows keep their ids across imports as long as their external keys stay. Order is the order of adding.
 */
export interface ImportSession {
  addCategories(rows: readonly IncomingCategory[]): Promise<void>;
  addChannels(rows: ReadonlyArray<WithCategories<Incoming<ChannelRow>>>): Promise<void>;
  addMovies(rows: ReadonlyArray<WithCategories<Incoming<MovieRow>>>): Promise<void>;
  addSeries(rows: ReadonlyArray<WithCategories<Incoming<SeriesRow>>>): Promise<void>;
  addEpisodes(rows: ReadonlyArray<Incoming<EpisodeRow> & { readonly seriesKey: string }>): Promise<void>;
  /** Announces guide channels; a programme whose channel was never announced is found by nobody. */
  addGuideChannels(rows: readonly GuideChannelRow[]): Promise<void>;
  addProgrammes(rows: readonly ProgrammeRow[]): Promise<void>;
  /** Makes what was added live and drops what it replaces. */
  commit(nowMs: number): Promise<void>;
  /** Drops what was added; the live generation stays. */
  abandon(): Promise<void>;
}

/** Brings sources in and takes them out. */
export interface ImportsStore {
  begin(target: ImportTarget): Promise<ImportSession>;
  /** Takes a source, all its rows and its origin out; ids stay reserved for its return. */
  remove(sourceId: string): Promise<void>;
  /** Highest channel number live in sources other than `exceptSourceId`; 0 without any. */
  highestChannelNumber(exceptSourceId: string): Promise<number>;
}
