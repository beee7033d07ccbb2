import type { SourceId, Steps } from '../base';
import type { ColumnarCatalog } from './columnar-catalog';
import type { CatchupRecord, ListedKind } from './records';
import type { CatalogSnapshot } from './snapshot-contract';

/** Where a row is streamed from; every field may be left out. See {@link StreamRecord} for their meaning. */
export interface StreamInput {
  readonly url?: string;
  readonly container?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly properties?: Readonly<Record<string, string>>;
}

/** A channel on its way into a {@link CatalogBuilder}. What is absent reads back as the record's "unknown" value. */
export interface ChannelInput {
  /** The provider's id; empty: the row gets a fingerprint as its key and `stream.nativeId` stays empty. */
  readonly nativeId: string;
  readonly name: string;
  readonly number?: number;
  readonly logo?: string;
  /** Indexes that {@link CatalogBuilder.category} returned for `channel`. */
  readonly categories?: readonly number[];
  readonly guideKey?: string;
  readonly guideName?: string;
  readonly isRadio?: boolean;
  readonly isAdult?: boolean;
  readonly catchup?: CatchupRecord | null;
  readonly stream?: StreamInput;
}

/** Fields films and series share; meanings and units as in {@link TitleRecord}. */
export interface TitleInput {
  readonly nativeId: string;
  readonly name: string;
  readonly year?: number;
  readonly poster?: string;
  readonly backdrop?: string;
  readonly titleArt?: string;
  readonly landscape?: string;
  readonly tint?: string;
  readonly rating?: number;
  readonly age?: number;
  readonly genres?: readonly string[];
  readonly categories?: readonly number[];
  readonly plot?: string;
  readonly addedMs?: number;
}

/** A film on its way in. */
export interface MovieInput extends TitleInput {
  readonly durationMs?: number;
  readonly quality?: string;
  readonly stream?: StreamInput;
}

/** A series on its way in. */
export interface SeriesInput extends TitleInput {
  readonly seasonCount?: number;
  readonly endYear?: number;
}

/** An episode of a source that lists episodes as rows (playlists). */
export interface EpisodeInput {
  readonly nativeId: string;
  /** What {@link CatalogBuilder.addSeries} returned. */
  readonly seriesRow: number;
  readonly season: number;
  readonly number: number;
  readonly name: string;
  readonly plot?: string;
  readonly still?: string;
  readonly durationMs?: number;
  readonly stream?: StreamInput;
}

/** What {@link createCatalogBuilder} needs to know. */
export interface CatalogBuilderOptions {
  /** The source all rows belong to. */
  readonly sourceId: SourceId;
  /**
   * An earlier catalogue of the same source: shared texts and category sets keep their numbers, so that the bytes of rows that did
   * not change stay the same and a difference between the two is small. What it had and nobody uses any more stays as a gap.
   */
  readonly like?: ColumnarCatalog;
}

/**
 * Collects the rows of one source and turns them into one immutable {@link CatalogSnapshot}. Nothing is kept as an object:
 * numbers go into typed arrays, texts into one heap of UTF-8 bytes, repeated texts (groups, genres, address prefixes)
 * are stored once. 200,000 rows take about 20 MB.
 *
 * Rows keep the order of the calls. Two rows with the same native id: the later one gets a derived key, so that keys stay
 * unique. After `finish` the builder must not be used.
 */
export interface CatalogBuilder {
  readonly sourceId: SourceId;
  /**
   * The index of a category, made when it is new; order of first sight. `id` is the provider's id when it has one:
   * categories are told apart by it, else by name. Adult categories are recognised by name or by `isAdult`.
   */
  category(kind: ListedKind, name: string, id?: string, isAdult?: boolean): number;
  /** The index of the category with the provider's `id`, or -1. */
  categoryById(kind: ListedKind, id: string): number;
  /** Adds a row and returns its number. A row in an adult category is adult whatever the input says. */
  addChannel(input: ChannelInput): number;
  addMovie(input: MovieInput): number;
  addSeries(input: SeriesInput): number;
  addEpisode(input: EpisodeInput): number;
  /** Rows so far, for a progress bar. */
  count(kind: ListedKind | 'episode'): number;
  /** Seals the catalogue. `revision` names the content; left out it is a hash of it. */
  finish(revision?: string): CatalogSnapshot;
  /** As {@link finish}, in slices. */
  finishSteps(revision?: string): Steps<CatalogSnapshot>;
}
