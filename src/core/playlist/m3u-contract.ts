import type { AppError, Result } from '../base';
import type { AddressShape, DecoderFactory, SlidingBuffer } from '../text';
import type { Container } from './stream-kind';

/** What a row of a playlist is, guessed from its address, extension, duration and name. */
export type StreamKind = 'live' | 'movie' | 'episode';

/** First segments of a path that say what a row is; `vod` also stands for `movies`. */
export const PATH_FORM = { other: 0, live: 1, series: 2, movie: 3, vod: 4 } as const;

/** Fields of an entry that have a span of bytes. Numbers index into {@link M3uEntry}. */
export const M3U = {
  url: 0, name: 1, tvgId: 2, tvgName: 3, tvgLogo: 4, tvgChno: 5, tvgShift: 6, tvgRec: 7, timeshift: 8, radio: 9,
  catchup: 10, catchupDays: 11, catchupSource: 12, catchupCorrection: 13, userAgent: 14, referrer: 15, parentCode: 16,
  tvgType: 17, groupTitle: 18, media: 19, tvgUrl: 20,
} as const;

/** One of {@link M3U}. */
export type M3uField = (typeof M3U)[keyof typeof M3U];

/**
 * One entry as bytes. The parser hands out the same object again and again: read or copy what is wanted before returning
 * from {@link M3uSink.entry}. Spans point into `bytes`; `start(field) === end(field)` means absent or empty.
 */
export interface M3uEntry {
  readonly bytes: Uint8Array;
  /** The same memory in words of four bytes. */
  readonly words: Int32Array;
  /** Where fields begin and end, two numbers each, by their numbers; only of those in {@link present}. */
  readonly spans: Int32Array;
  /** Fields that are not empty, one bit each: `present & (1 << M3U.radio)`. */
  readonly present: number;
  /** The name; equal when it is empty. */
  readonly nameStart: number;
  readonly nameEnd: number;
  start(field: M3uField): number;
  end(field: M3uField): number;
  /** Whether the field is there and says anything but `0`, `false`, `no`. */
  isYes(field: M3uField): boolean;
  /** The field decoded; `""` when absent. */
  text(field: M3uField): string;
  readonly kind: StreamKind;
  /** Where the parts of the address lie in `bytes`. */
  readonly address: AddressShape;
  /**
   * Number of the directory the address lies in, 0 if the parser does not know it. Never the same for two directories, and below 1,000 for the first
   * thousand of them: for keeping what was found out about a directory.
   */
  readonly directory: number;
  /** Where the address's file begins and ends; only where {@link directory} is known. */
  readonly fileStart: number;
  readonly fileEnd: number;
  /** What the address's path begins with: {@link PATH_FORM}. */
  readonly pathForm: number;
  /** What the address's extension names; `null` if it is no media container. */
  readonly container: Container | null;
  /** From `#EXTINF`; -1 for live or unknown. */
  readonly durationSec: number;
  /** Line of the address, counted from 1. */
  readonly line: number;
  /**
   * The group in force: `group-title`, else the running `#EXTGRP`; may name several, separated by `;`. In an own array,
   * since it can stem from far above.
   */
  readonly groupBytes: Uint8Array;
  /** The same memory in words of four bytes. */
  readonly groupWords: Int32Array;
  readonly groupStart: number;
  readonly groupEnd: number;
  /** Number of the group's text: the same for the same text, from 0 (none) on as they are met; -1 for one too long to have a number. */
  readonly group: number;
  /** Attributes and directives without a field of their own, and request headers; made when asked for. */
  readonly hasExtras: boolean;
  /** Vendor attributes and `#KODIPROP` / `#EXTVLCOPT` options by lower-case name. */
  properties(): Readonly<Record<string, string>>;
  /** Request headers of pipes, `#EXTVLCOPT`, `#EXTHTTP` and attributes by lower-case name. */
  headers(): Readonly<Record<string, string>>;
  /** The address resolved against the playlist's own, without pipe headers; empty if the line is no address. */
  url(): string;
}

/** What `#EXTM3U` and list-wide directives said. Several header lines (joined playlists) add up. */
export interface M3uHeader {
  /** Guide addresses, absolute, without doubles, in order; behind those of header lines those of single channels (`tvg-url`). */
  readonly guideUrls: readonly string[];
  /** Title of the list (`#PLAYLIST`); empty if unnamed. */
  readonly name: string;
  readonly tvgShiftHours: number;
  readonly catchup: string;
  readonly catchupSource: string;
  readonly catchupDays: number;
  readonly catchupCorrectionHours: number;
  /** All attributes by lower-case name. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Reads many rows at once, where they are written as nearly all are. */
export interface M3uRows {
  /** The memory the playlist has to be in while it is read. */
  readonly window: SlidingBuffer;
  /** Rows the last {@link skim} read. */
  readonly count: number;
  /** Whether the last {@link skim} ended because the next row is not there as a whole. */
  readonly isCut: boolean;
  /** Reads rows of the window from `start` on, which begins a line, before `end`; where the first line begins that was not read. */
  skim(start: number, end: number): number;
  /** A name of an attribute the parser has met, as it stands: ` name="`. */
  learnKey(name: Uint8Array, field: M3uField | -1): void;
}

/** Takes what the parser finds. */
export interface M3uSink {
  /** Absent, or `null`: every row comes as an {@link entry}. Rows it reads do not. */
  readonly rows?: M3uRows | null;
  /** Called before the first entry that a header line applies to, again whenever another one adds to it. */
  header?(header: M3uHeader): void;
  entry(entry: M3uEntry): void;
}

/** Options of {@link createM3uParser}. */
export interface M3uParserOptions {
  /** The playlist's own address; relative addresses are resolved against it. */
  readonly baseUrl?: string;
  /** For playlists that are neither UTF-8, UTF-16 nor Windows-1252; absent: unknown bytes read as Windows-1252. */
  readonly createDecoder?: DecoderFactory;
  /** Encoding the server named (`charset=`); a byte order mark wins over it. */
  readonly charset?: string;
}

/** Why a line has no row, or why its row is not whole. */
export type M3uNoteReason =
  /** Text that is neither entry, directive nor address: decoration, comments without `#`. Line left out. */
  | 'free-text'
  /** `#EXTINF` that no address follows. Line left out. */
  | 'no-address'
  /** The address line is no address (`[NO PUBLIC STREAM]`). The row is kept and cannot be played. */
  | 'unreadable-address'
  /** Longer than any honest line (1 MB), or an entry with more than 2 MB of directives and comments. Left out with its entry. */
  | 'too-long'
  /** `#EXT…`, `#KODIPROP…` that means nothing here. Line left out. */
  | 'unknown-directive'
  /** A directive we know without anything to read in it: no `=`, broken JSON. Line left out. */
  | 'unreadable-directive';

/** A remark about one line, counted from 1. */
export interface M3uNote {
  readonly line: number;
  readonly reason: M3uNoteReason;
}

/** What a line can be. */
export type M3uLineKind =
  /** The address of a row, an unreadable one included. */
  | 'address'
  /** The `#EXTINF` of a row. */
  | 'info'
  /** `#EXTM3U`, `#PLAYLIST` and what else speaks of the whole list. */
  | 'header'
  /** A directive that was understood. */
  | 'directive'
  /** Begins with `#` and is no directive. */
  | 'comment'
  | 'blank'
  /** Left out; {@link M3uReport.notes} tells why. */
  | 'skipped';

/** What was read, for "2,059 channels, 3 lines skipped". */
export interface M3uReport {
  readonly bytes: number;
  readonly lines: number;
  /** Entries handed to the sink. */
  readonly entries: number;
  /** How many lines there are of each kind; together they are {@link lines}: no line is unaccounted for. */
  readonly lineKinds: Readonly<Record<M3uLineKind, number>>;
  /** Remarks by reason. All but `unreadable-address` are lines left out; together those are `lineKinds.skipped`. */
  readonly counts: Readonly<Record<M3uNoteReason, number>>;
  /** The first 200 remarks, in order of their lines. */
  readonly notes: readonly M3uNote[];
  readonly header: M3uHeader;
}

/**
 * Reads an M3U-plus playlist as it arrives. Holds at most one entry besides the chunk; the rows do not depend on where
 * chunks are cut. Grammar: protocols.md section 2.1 (pvr.iptvsimple, XUI templates).
 */
export interface M3uParser {
  /** Rows and bytes so far, for a progress bar. */
  readonly entries: number;
  readonly bytes: number;
  /** Reads on. The chunk may be reused by the caller afterwards. */
  push(chunk: Uint8Array): void;
  /**
   * Ends the list. Fails when nothing in it was an entry: `source.empty` (no bytes, or a header alone),
   * `source.html-answer`, `source.not-playlist` with `facts.answer` = `json`, `xmltv`, `hls` (a stream, not a list), `pls`,
   * `text` or `binary`.
   */
  end(): Result<M3uReport, AppError>;
}
