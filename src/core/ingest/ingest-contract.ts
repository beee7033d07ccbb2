import type { ErrorCode, ErrorFacts, SourceId, Steps } from '../base';
import type { ListedKind } from '../catalog';
import type { WantedChannel } from '../guide';
import type { PortalCategory, PortalListKind } from '../stalker';

/** What one job is to do. Its bytes follow in parts ({@link IngestPart}). */
export type IngestJob =
  /** A playlist into a catalogue; one part. */
  | {
      readonly kind: 'm3u';
      readonly sourceId: SourceId;
      /** Revision of the stored catalogue; one of the same content is answered as unchanged. Empty: none. */
      readonly knownRevision: string;
      /** Nothing is kept: only whether it is a playlist, how many entries there are so far, and its header. */
      readonly isProbe: boolean;
    }
  /** Categories and lists of an Xtream line into one catalogue; a part each, the categories of a kind before its rows. */
  | { readonly kind: 'xtream'; readonly sourceId: SourceId; readonly knownRevision: string }
  /** Lists and pages of a portal into one catalogue; a part each, the categories of a list before its rows. `root`: for pictures. */
  | { readonly kind: 'stalker'; readonly sourceId: SourceId; readonly root: string; readonly knownRevision: string }
  /** XMLTV guides; a part each, the most trusted first: channels one of them has are left out of the later ones. */
  | {
      readonly kind: 'xmltv';
      readonly nowMs: number;
      readonly pastMs?: number;
      readonly futureMs?: number;
      /** Two-letter languages in order of preference. */
      readonly languages: readonly string[];
    }
  /** The search index of a finished catalogue; each chunk of the snapshot is a part. */
  | { readonly kind: 'search-index' }
  /** The search index over the programmes of a finished guide; each chunk of the guide is a part. */
  | { readonly kind: 'programme-index' };

/** One file, list or chunk within a job. `lengthBytes` -1: not known (it only serves the estimate). */
export type IngestPart =
  /** `address`: where the list was found in the end, for relative addresses in it. */
  | { readonly what: 'playlist'; readonly address: string; readonly charset: string; readonly lengthBytes: number }
  | { readonly what: 'categories'; readonly kind: ListedKind }
  | { readonly what: 'rows'; readonly kind: ListedKind; readonly lengthBytes: number }
  /** `offsetMs` is added to every time of the guide. */
  | { readonly what: 'guide'; readonly charset: string; readonly offsetMs: number; readonly lengthBytes: number }
  | { readonly what: 'chunk' }
  /**
   * A list answer of a portal, or a page of one. `isAll`: it should name every category; those it does not are told. `isPeek`: it is only
   * counted.
   */
  | { readonly what: 'portal-list'; readonly list: PortalListKind; readonly isAll: boolean; readonly isPeek: boolean }
  /** Categories of a portal's list. Has neither bytes nor end, like all that follow. */
  | { readonly what: 'portal-categories'; readonly list: PortalListKind; readonly categories: readonly PortalCategory[] }
  /** What is read so far is to be told as `preview`. */
  | { readonly what: 'first-rows' }
  /** Channels whose programmes are kept, before the guides; as many parts as it takes. */
  | { readonly what: 'wanted'; readonly channels: readonly WantedChannel[] };

/** Parts without bytes; they have no end and no outcome. */
export type SaidPart = Extract<IngestPart, { what: 'portal-categories' | 'first-rows' | 'wanted' }>;

/** What a portal's list answer turned out to be: a page, or the sentence it came to instead. */
export type PortalPart =
  | {
      readonly kind: 'page';
      /** Objects in it. */
      readonly rows: number;
      /** What the portal claims; 0 if nothing. */
      readonly totalItems: number;
      readonly pageItems: number;
      /** Announced categories that no row named so far; empty unless `isAll`. */
      readonly unfilled: readonly string[];
    }
  | { readonly kind: 'refused' | 'denied'; readonly sentence: string };

/** A word to the program. `id` tells jobs apart; whoever starts them counts up. */
export type IngestRequest =
  /** Answered at once, for a sign of life. */
  | { readonly type: 'hello' }
  /** `mayInflate`: the engine's own inflate may be used (see {@link IngestProblem.isInflate}). */
  | { readonly type: 'start'; readonly id: number; readonly job: IngestJob; readonly mayInflate: boolean }
  | { readonly type: 'part'; readonly id: number; readonly part: IngestPart }
  /** The bytes belong to the program from here on. */
  | { readonly type: 'bytes'; readonly id: number; readonly bytes: Uint8Array }
  /** `isBroken`: the transfer ended before the file did. Answered by `part`. */
  | { readonly type: 'part-end'; readonly id: number; readonly isBroken: boolean }
  /** All parts were given. Answered by `done` or `failed`. */
  | { readonly type: 'end'; readonly id: number }
  /** Forgets the job; no answer follows. */
  | { readonly type: 'cancel'; readonly id: number };

/** How far a job is. */
export interface IngestProgress {
  /** Read so far, unpacked. */
  readonly bytes: number;
  readonly channels: number;
  readonly movies: number;
  readonly series: number;
  readonly episodes: number;
  /** 0..1, never going back; -1 when nobody knows. */
  readonly fraction: number;
}

/** An error as plain data. */
export interface IngestProblem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly facts: ErrorFacts;
  /** The engine's own inflate gave up where the library might not; the job may be tried again without it. */
  readonly isInflate: boolean;
}

/** A remark about one line (playlists) or byte (others), counted from 1. */
export interface IngestNote {
  readonly line: number;
  readonly reason: string;
}

/** What one part held. */
export interface PartReport {
  /** Unpacked. */
  readonly bytes: number;
  /** Rows, programmes or categories that were kept. */
  readonly kept: number;
  /** Left out on purpose: programmes of other channels and other times. */
  readonly unwanted: number;
  /** What was left out or is not whole, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** The first remarks. */
  readonly notes: readonly IngestNote[];
  /** The file ended before it was complete; what came before is kept. */
  readonly isCut: boolean;
}

/** How a part ended. */
export interface PartOutcome {
  /** `null`: it went well. What was read before an error is kept all the same. */
  readonly problem: IngestProblem | null;
  readonly report: PartReport;
  /** A finished guide as chunks of `encodeGuide`; `null` for other parts and for guides without programmes. */
  readonly guide: readonly Uint8Array[] | null;
  /** The search index over its programmes; empty without one. */
  readonly search: readonly Uint8Array[];
  /** Of a portal's list that was read without a problem. */
  readonly portal?: PortalPart;
}

/** What a playlist says of itself. */
export interface ListHeader {
  readonly name: string;
  /** Absolute, in order of the list. */
  readonly guideUrls: readonly string[];
}

/** What a job came to. */
export interface IngestResult {
  /** The catalogue as chunks of `encodeSnapshot`; `null` when unchanged, and for jobs that make none. */
  readonly catalog: readonly Uint8Array[] | null;
  /** The catalogue has the revision that was known. */
  readonly isUnchanged: boolean;
  /** Of the catalogue; empty for jobs that make none. */
  readonly revision: string;
  /** The search index as chunks; empty without one. */
  readonly search: readonly Uint8Array[];
  readonly progress: IngestProgress;
  readonly header: ListHeader;
}

/** A word from the program. Chunks belong to the receiver. */
export type IngestAnswer =
  | { readonly type: 'hello' }
  /** So many of the bytes given were used up, so that as many may follow. */
  | { readonly type: 'taken'; readonly id: number; readonly bytes: number; readonly progress: IngestProgress }
  /** A sign of life during long work. */
  | { readonly type: 'progress'; readonly id: number; readonly progress: IngestProgress }
  /** The first rows of a long list as a catalogue of their own. */
  | { readonly type: 'preview'; readonly id: number; readonly catalog: readonly Uint8Array[] }
  | { readonly type: 'part'; readonly id: number; readonly outcome: PartOutcome }
  | { readonly type: 'done'; readonly id: number; readonly result: IngestResult }
  | { readonly type: 'failed'; readonly id: number; readonly problem: IngestProblem };

/** Unpacks a stream beside the program's own work; see {@link InflateFactory}. */
export interface StreamInflate {
  /** Gives packed bytes. Nothing more may be given until `ready`. */
  push(bytes: Uint8Array): void;
  /** No more will come; `ended` follows. */
  end(): void;
  /** Nobody wants the rest. */
  cancel(): void;
}

/** What a {@link StreamInflate} tells, always later than the call that caused it. */
export interface InflateEvents {
  /** Plain bytes; they belong to the receiver. */
  take(bytes: Uint8Array): void;
  /** What was pushed is used up and everything it gave was taken. */
  ready(): void;
  /** Over: `isWhole` says whether the packed file was complete. */
  ended(isWhole: boolean): void;
  /** The engine refuses what it was given, be it damaged or only unusual (several members). */
  failed(): void;
}

/** Makes the engine's own unpacker of gzip (RFC 1952). */
export type InflateFactory = (events: InflateEvents) => StreamInflate;

/** The program: takes words, answers words, and works only while somebody takes steps of it. Nothing in it looks at a clock. */
export interface IngestProgram {
  /** Takes one word; quick, the work waits for {@link work}. */
  receive(request: IngestRequest): void;
  /** What is to be done now, in steps of about a millisecond of a desk computer; returns when nothing is left. */
  work(): Steps<void>;
  /** Says how far every running job is. */
  tellProgress(): void;
}

/** What the program runs on. */
export interface IngestHost {
  /** Sends an answer. Buffers in `transfer` may be taken away from the program. */
  post(answer: IngestAnswer, transfer: readonly ArrayBuffer[]): void;
  /** There is work although nothing was received: an unpacker has given bytes. */
  wake(): void;
  /** Absent: the library unpacks. */
  readonly createInflate?: InflateFactory;
  /** For encodings core does not read by itself. */
  readonly createDecoder?: (label: string) => { decode(bytes: Uint8Array, isLast: boolean): string } | null;
}

/** Makes the program; the same one runs in a thread of its own and in slices. */
export type IngestProgramFactory = (host: IngestHost) => IngestProgram;
