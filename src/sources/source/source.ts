import type { AppError, CancelSignal, Disposer, ItemKey, Result, SourceId } from '#core/base';
import type {
  CatalogReader,
  ChannelRecord,
  ColumnarCatalog,
  EpisodeRecord,
  MovieDetail,
  MovieRecord,
  ProgrammeRecord,
  SeriesDetail,
  SeriesRecord,
} from '#core/catalog';
import type { Mark } from '#core/playback';
import type { ColumnarGuide } from '#core/guide';
import type { WireHome } from '#core/wire';
import type { MediaSource, StreamForm } from '#ports';
import type { ProfileSync } from './profile-sync';
import type { GuideReport, RefreshReport } from './refresh-report';

/** Kinds of sources. */
export type SourceKind = 'platform' | 'xtream' | 'playlist' | 'stalker';

/** What somebody wants to watch. */
export type PlayTarget =
  | { readonly kind: 'live'; readonly channel: ChannelRecord }
  | {
      readonly kind: 'archive';
      readonly channel: ChannelRecord;
      readonly startMs: number;
      readonly stopMs: number;
      readonly catchupId: string;
    }
  | { readonly kind: 'movie'; readonly movie: MovieRecord }
  | { readonly kind: 'episode'; readonly episode: EpisodeRecord }
  | { readonly kind: 'trailer'; readonly key: ItemKey; readonly url: string }
  /** What the platform recorded of the channel `key`. */
  | { readonly kind: 'recording'; readonly key: ItemKey; readonly id: string };

/** A subtitle file beside the stream. */
export interface SubtitleFile {
  readonly language: string;
  readonly label: string;
  readonly url: string;
}

/** Where to get it. Addresses may hold credentials and may run out: ask again for every attempt. */
export interface PlayAnswer {
  readonly media: MediaSource;
  /** WebVTT thumbnail track; empty without one. */
  readonly thumbnailsUrl: string;
  readonly subtitles: readonly SubtitleFile[];
  /** What is known of its stretches; absent: nothing. */
  readonly marks?: readonly Mark[];
  /** Whether the server of the stream is the platform's own: it may be told how playback goes (CMCD). Absent: no. */
  readonly isOurs?: boolean;
  /** The platform's own id of a title that may be interrupted by advertising. Absent: there is none. */
  readonly breaksOf?: string;
  /** Forms the same can be had in beside this one, the likeliest first; absent: none. */
  readonly otherForms?: readonly StreamForm[];
  /**
   * Keeps the stream's place among those the account may play at once, until the disposer is called; `onLost` is told when another
   * device took it. Absent: nobody counts.
   */
  readonly hold?: (onLost: (error: AppError) => void) => Disposer;
}

/** `nothing`: asking for an address counts as watching. `address`: asking is free. `stream`: a line is to spare. */
export type RoomBeside = 'nothing' | 'address' | 'stream';

/** How an address is wanted; a source that has no choice gives what it has. */
export interface AddressWish {
  /** One of {@link PlayAnswer.otherForms}. */
  readonly form?: StreamForm;
  /** What is remembered of the account is asked anew, and a line that is full is not tried (`source.connection-limit`). */
  readonly isAnew?: boolean;
}

/** The account behind a source, as far as the provider tells. */
export interface SourceAccount {
  readonly name: string;
  /** 0: does not expire, or not told. */
  readonly expiresAtMs: number;
  readonly isTrial: boolean;
  /** 0: no limit, or not told. */
  readonly maxConnections: number;
  readonly activeConnections: number;
}

/** How far a refresh is; `fraction` -1 when nobody knows. */
export interface RefreshCount {
  readonly channels: number;
  readonly movies: number;
  readonly series: number;
  readonly fraction: number;
}

/** How a refresh may run. */
export interface RefreshOptions {
  readonly signal: CancelSignal;
  /** Mark of the stored catalogue (ETag or revision); a source that still has it answers `unchanged`. Empty: none. */
  readonly knownMark: string;
  /**
   * The stored catalogue as `encodeSnapshot` makes it, for sources that can fetch the difference to it; `null` when it is not at
   * hand. Asked once at most.
   */
  knownChunks?(): Promise<readonly Uint8Array[] | null>;
  /** At most about ten times a second. */
  onProgress(count: RefreshCount): void;
  /** The first rows of a long list, once and long before the rest; a catalogue to be shown and never stored. */
  onPreview?(snapshot: ColumnarCatalog): void;
}

/** A fetched catalogue. */
export interface ChangedCatalog {
  readonly kind: 'changed';
  readonly snapshot: ColumnarCatalog;
  readonly mark: string;
  /** What was read and what was left out; absent for sources that do not parse. */
  readonly report?: RefreshReport;
  /** The catalogue as `encodeSnapshot` makes it, so that storing it costs no second encoding. */
  readonly snapshotChunks?: readonly Uint8Array[];
  /** Its search index as `encodeSearchIndex` makes it; absent or empty: {@link Source.searchIndex} has it, or it is to be built. */
  readonly searchChunks?: readonly Uint8Array[];
}

/** A fetched catalogue with its mark, or the word that the stored one is good. */
export type RefreshOutcome = { readonly kind: 'unchanged' } | ChangedCatalog;

/** What {@link Source.searchIndex} is asked for. */
export interface SearchIndexRequest {
  /** The catalogue's, as {@link ChangedCatalog.mark} said it. */
  readonly mark: string;
  /** The catalogue's own; an index of another one is refused. */
  readonly revision: string;
  readonly signal: CancelSignal;
}

/** What {@link Source.loadGuideFiles} is asked for. */
export interface GuideFilesRequest {
  /** Only programmes of its channels are kept. */
  readonly catalog: CatalogReader;
  readonly signal: CancelSignal;
  /** Marks of the guides that are stored, in the order they were handed out; empty texts and missing ones: none. */
  readonly knownMarks?: readonly string[];
  /** Channels to keep beside those of the catalogue, by their ids in the guide: somebody chose them by hand. Absent: none. */
  readonly extraIds?: readonly string[];
}

/** One guide file: the stored one at the same place is good, or this one. */
export type GuideFile =
  | { readonly kind: 'unchanged'; readonly mark: string }
  | {
      readonly kind: 'changed';
      readonly guide: ColumnarGuide;
      readonly mark: string;
      readonly report?: GuideReport;
      /** The guide as `encodeGuide` makes it. */
      readonly guideChunks?: readonly Uint8Array[];
      /** The index over its programmes; absent or empty: to be built. */
      readonly searchChunks?: readonly Uint8Array[];
    };

/** Which programmes are wanted. */
export interface GuideRequest {
  /** Channels of this source, in order of interest. */
  readonly channels: readonly ChannelRecord[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly signal: CancelSignal;
  /** {@link GuideWindow.archived} is wanted too. Default false. */
  readonly wantsArchived?: boolean;
}

/** Programmes of some channels inside a window. */
export interface GuideWindow {
  readonly fromMs: number;
  readonly toMs: number;
  /** By guide key; a wanted channel without programmes has an empty list. */
  readonly programmes: ReadonlyMap<string, readonly ProgrammeRecord[]>;
  /** The same at the times by which the provider's archive is asked for them, which may differ by a fault of its clocks. Absent: not asked for or not told. */
  readonly archived?: ReadonlyMap<string, readonly ProgrammeRecord[]>;
}

/**
 * Where data comes from: our platform, an Xtream line, a playlist; all behind one shape. Every failure is a value with a
 * registered code; only bugs throw.
 */
export interface Source {
  readonly id: SourceId;
  readonly kind: SourceKind;
  /** Asks whether the account is good. Codes: `source.*`, `auth.*`, `http.*`, `net.*`. */
  check(signal: CancelSignal): Promise<Result<SourceAccount, AppError>>;
  /** Fetches everything into one snapshot of this source. An answer without any row is `source.empty`. */
  refresh(options: RefreshOptions): Promise<Result<RefreshOutcome, AppError>>;
  /**
   * The search index of a catalogue that this source handed out, as `encodeSearchIndex` makes it; `storage.broken` when what comes is one
   * of another catalogue or version. Absent: the source has none, it is built here.
   */
  searchIndex?(request: SearchIndexRequest): Promise<Result<readonly Uint8Array[], AppError>>;
  /**
   * How programmes come: `window` and `channel` by {@link fetchGuide} (`channel`: a few at a time), `file` whole by
   * {@link loadGuideFiles}, `none` not at all. Known after the first refresh or restart.
   */
  readonly guideMode: 'window' | 'channel' | 'file' | 'none';
  fetchGuide(request: GuideRequest): Promise<Result<GuideWindow, AppError>>;
  /** Reads the guide files of this source for the channels of its catalogue; the first that knows a channel answers for it. */
  loadGuideFiles(request: GuideFilesRequest): Promise<Result<readonly GuideFile[], AppError>>;
  movieDetail(movie: MovieRecord, signal: CancelSignal): Promise<Result<MovieDetail, AppError>>;
  seriesDetail(series: SeriesRecord, signal: CancelSignal): Promise<Result<SeriesDetail, AppError>>;
  /** The operator's landing page; `null` for sources without one. */
  landing(signal: CancelSignal): Promise<Result<WireHome | null, AppError>>;
  resolve(target: PlayTarget, signal: CancelSignal, wish?: AddressWish): Promise<Result<PlayAnswer, AppError>>;
  /** What may be done ahead for a channel while another of this source plays, or for a title whose page is open. Absent: nothing. */
  roomBeside?(): RoomBeside;
  /** Where a picture is loaded from so that its host does not see this set; `null`: nowhere. Never rejects. Absent: as it is. */
  readonly pictureAddress?: (url: string) => Promise<string | null>;
  /** Progress and favourites per profile; `null` for sources that do not know the viewer. */
  readonly sync: ProfileSync | null;
  /** Stops what runs. */
  dispose(): void;
}
