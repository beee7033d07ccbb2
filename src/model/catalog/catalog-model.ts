import type { AppError, CancelSignal, ItemKey, Result, SourceId } from '#core/base';
import type { CatalogReader, ColumnarCatalog, GuideReader, MovieDetail, SeriesDetail } from '#core/catalog';
import type { ColumnarGuide } from '#core/guide';
import type { ReadonlySignal } from '#core/state';
import type { WireHome } from '#core/wire';
import type { AddressWish, PlayAnswer, PlayTarget, RefreshReport } from '#sources/source';

/** What the catalogue is doing. */
export type RefreshState =
  /** Nothing stored and nothing loaded yet: pages show their skeleton. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'loading'; readonly progress: RefreshProgress }
  | { readonly kind: 'ready' }
  /** The last refresh failed; `catalog` still holds what was loaded before, if anything. */
  | { readonly kind: 'failed'; readonly error: AppError };

/** How far a refresh is. */
export interface RefreshProgress {
  readonly sourceName: string;
  readonly channels: number;
  readonly movies: number;
  readonly series: number;
  /** 0..1, or -1 when the provider does not tell. */
  readonly fraction: number;
}

/** A landing page and the source its ids belong to. */
export interface Landing {
  readonly sourceId: SourceId;
  readonly home: WireHome;
}

/** Whether there is a landing page: not known yet, none (own sources only), or this one. */
export type LandingState = { readonly kind: 'unknown' } | { readonly kind: 'none' } | { readonly kind: 'known'; readonly landing: Landing };

/** The catalogue and the guide as every page reads them: immutable snapshots that replace each other. */
export interface CatalogModel {
  /** The current catalogue as the profile may see it; an empty one before the first load. */
  readonly catalog: ReadonlySignal<CatalogReader>;
  readonly guide: ReadonlySignal<GuideReader>;
  readonly refresh: ReadonlySignal<RefreshState>;
  /** When what is shown was loaded, milliseconds since 1970; 0 if never. */
  readonly loadedAtMs: ReadonlySignal<number>;
  /** Whether any channel has a guide; without one lists show numbers and names only. */
  readonly hasGuide: ReadonlySignal<boolean>;

  /** What was read and what was left out at the last refresh of each source; kept over restarts. */
  readonly reports: ReadonlySignal<ReadonlyMap<SourceId, RefreshReport>>;

  /**
   * Reads what was stored. Resolves `true` when there was something, as soon as its first rows can be shown: of a large catalogue the
   * categories with their true counts, the first rows of each and what was at hand; other rows read as `null` until {@link whole}.
   */
  loadStored(): Promise<boolean>;
  /** Resolves when all that was stored has been read, in slices; it replaces the first rows. Never rejects. */
  whole(): Promise<void>;
  /** Fetches from every source; the calls share one run. Never rejects: failures are in `refresh` and `sources`. */
  refreshNow(): Promise<void>;
  /**
   * Says which channels are in view, so that their programmes are fetched (platform window, Xtream short guide).
   * Cheap to call on every rest; calls are gathered.
   */
  wantGuide(channels: readonly ItemKey[], fromMs?: number, toMs?: number): void;
  /** What the detail pages add; kept for the last titles asked for. */
  movieDetail(key: ItemKey): Promise<Result<MovieDetail, AppError>>;
  /** What is known of a film or series in detail is no longer true: it was paid for. */
  forgetDetail(key: ItemKey): void;
  seriesDetail(key: ItemKey): Promise<Result<SeriesDetail, AppError>>;
  /** The operator's landing page; stored with the catalogue, so that Home does not change shape while it starts. */
  readonly landing: ReadonlySignal<LandingState>;
  /** Asks for the landing page again. Never rejects: what cannot be read stays as it was. */
  refreshLanding(): Promise<void>;
  /**
   * A source's own catalogue, whose rows its search index speaks of; `null` while only first rows are here. It holds rows the profile may
   * not see: what is found in it is shown only when `catalog` knows its key.
   */
  catalogOf(sourceId: SourceId): ColumnarCatalog | null;
  /** A source's guide files, the most trusted first. */
  guidesOf(sourceId: SourceId): readonly ColumnarGuide[];
  /**
   * The stored search index of a source's present catalogue, chunks as `encodeSearchIndex` made them; `null`: there is none, it has to
   * be built. Never rejects.
   */
  readSearchChunks(sourceId: SourceId): Promise<readonly Uint8Array[] | null>;
  /** The same for the programmes of {@link guidesOf}, one entry for each. Never rejects. */
  readGuideSearchChunks(sourceId: SourceId): Promise<ReadonlyArray<readonly Uint8Array[] | null>>;
  /** The address of something to watch, asked for anew at every attempt. */
  resolve(target: PlayTarget, signal: CancelSignal, wish?: AddressWish): Promise<Result<PlayAnswer, AppError>>;
  /** Stops running fetches. */
  dispose(): void;
}
