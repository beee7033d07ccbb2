import type { Steps } from '../base';
import type { GuideReader, ProgrammeRecord } from '../catalog';
import type { GuidePage } from './guide-page';

/** A channel somebody wants a guide for. Fields as in {@link ChannelRecord}. */
export interface WantedChannel {
  readonly guideKey: string;
  readonly guideName?: string;
  readonly name: string;
}

/** Options of {@link createGuideBuilder}. */
export interface GuideBuilderOptions {
  /** The middle of the window; programmes that end before or begin after it are not kept. */
  readonly nowMs: number;
  /** How far back is kept. Default 7 days. */
  readonly pastMs?: number;
  /** How far ahead is kept. Default 14 days. */
  readonly futureMs?: number;
  /**
   * Channels to keep; absent: all. Matched in this order: id = guide key (then without regard to case), display name = guide
   * name (spaces and underscores alike), display name = channel name, then the same names normalised.
   */
  readonly wanted?: readonly WantedChannel[];
  /** Added to every time of this guide, for guides with a wrong zone. Default 0. */
  readonly offsetMs?: number;
  /** Most programmes kept; what comes after is left out. Default and limit 2,097,151. */
  readonly maxProgrammes?: number;
  /** Most bytes of texts kept; what comes after is left out. Default 1 GB, which is no limit in practice. */
  readonly maxTextBytes?: number;
}

/** A programme on its way in; times in milliseconds since 1970. */
export type ProgrammeInput = Pick<ProgrammeRecord, 'startMs' | 'stopMs' | 'title'> & Partial<Omit<ProgrammeRecord, 'channelKey'>>;

/** A channel a guide describes. */
export interface GuideChannel {
  readonly id: string;
  readonly names: readonly string[];
  readonly icon: string;
}

/** How a wanted channel found its guide, best first; `none`: not at all. */
export type MatchKind = 'id' | 'id-case' | 'guide-name' | 'name' | 'normalised' | 'none';

/** What became of one wanted guide key. */
export interface GuideMatch {
  readonly guideKey: string;
  readonly kind: MatchKind;
  /** The guide's id of the channel; empty for `none`. */
  readonly channelId: string;
  /** Other channels of the guide that fit equally well, so that somebody may choose; the first ten. Mostly empty. */
  readonly rivals: readonly string[];
}

/** A span of time in milliseconds since 1970. */
export interface TimeSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * A guide read by numbers, without making an object or decoding a text. Channels and programmes have numbers that are valid for
 * this guide only, for as long as it lives; -1 means none. A key's shift (`guideKeyWithShift`) is part of its number: all
 * times are as the viewer sees them.
 */
export interface GuideRows extends GuideReader {
  /** The number of the channel a key stands for; -1 when nothing is known of it. A map look-up. */
  channelOf(guideKey: string): number;
  /** {@link channelOf} of many keys. Fills and returns `into` where given, which must be as long. */
  channelsOf(guideKeys: readonly string[], into?: Int32Array): Int32Array;
  /**
   * What runs and what follows on many channels: `out[2 * i]` gets the programme running at `atMs` on `channels[i]`, `out[2 * i + 1]`
   * the next one. Logarithmic per channel, no allocation. `out` must hold two numbers per channel.
   */
  rowsNowNext(channels: ArrayLike<number>, atMs: number, out: Int32Array): void;
  /**
   * The cells of a grid: everything that overlaps `fromMs..toMs` on each channel, gaps included, into `page` (a new one when absent,
   * otherwise the same again). No allocation once the page has grown.
   */
  page(channels: ArrayLike<number>, fromMs: number, toMs: number, page?: GuidePage): GuidePage;
  /** One channel of {@link rowsNowNext}: fills `out[at]` and `out[at + 1]`. */
  putNowNext(channel: number, atMs: number, out: Int32Array, at: number): void;
  /** One channel of {@link page}: puts its programmes that overlap `fromMs..toMs` into `page`. */
  putCells(channel: number, fromMs: number, toMs: number, page: GuidePage): void;
  /** Programmes of a channel that overlap `fromMs..toMs`: the first and the one behind the last; equal when there are none. */
  rowsBetween(channel: number, fromMs: number, toMs: number): readonly [first: number, behind: number];
  startMs(row: number): number;
  /** Exclusive. */
  stopMs(row: number): number;
  /** Only the title; decoded at every call. */
  title(row: number): string;
  /** All of a programme; `null` for -1. `guideKey` becomes its `channelKey`; absent: the guide's own id of the channel. */
  record(row: number, guideKey?: string): ProgrammeRecord | null;
  /** The channel a programme belongs to, without its shift. Logarithmic. */
  channelOfRow(row: number): number;
  /** Keys a channel answers to: the guide keys that were matched to it, or its id. For going from a programme to channels. */
  keysOf(channel: number): readonly string[];
  /** From the first start to the last stop on a channel; `null` without programmes. */
  coverage(channel: number): TimeSpan | null;
}

/** An immutable guide, with what settings pages and benches ask beyond {@link GuideRows}. */
export interface GuideSnapshot extends GuideRows {
  /** Channels that have programmes. */
  readonly channelCount: number;
  readonly programmeCount: number;
  /** Channels the guide describes and that were kept, with or without programmes. */
  channels(): readonly GuideChannel[];
  /** What became of each wanted guide key, in the order of the wishes; empty for guides built without wishes. */
  matches(): readonly GuideMatch[];
  /** Bytes held by columns and texts. */
  readonly heldBytes: number;
}

/** What putting programmes in order had to repair. */
export interface GuideRepairs {
  /** Left out: begins at the same moment as another one of its channel. */
  readonly doubled: number;
  /** Shortened: ran into the next one. */
  readonly overlapping: number;
  /** Ended at the next start, since nobody told the stop. */
  readonly openEnded: number;
  /** Left out: its channel is nobody's, which became clear only later. */
  readonly unwanted: number;
}

/** Collects programmes into one {@link GuideSnapshot}: columns and one heap, no object per programme. */
export interface GuideBuilder {
  /** Describes a channel; needed before its programmes only for matching by name. */
  addChannel(channel: GuideChannel): void;
  /** Adds a programme of the channel with this guide id; `false` if it was not wanted, outside the window or over the capacity. */
  addProgramme(channelId: string, programme: ProgrammeInput): boolean;
  readonly programmeCount: number;
  /** Valid after {@link finish}. */
  readonly repairs: GuideRepairs;
  /** Sorts, closes open ends (a missing stop is the next start), removes doubles. The builder must not be used after. */
  finish(revision?: string): GuideSnapshot;
  /** As {@link finish}, in slices. */
  finishSteps(revision?: string): Steps<GuideSnapshot>;
}

/**
 * What {@link createXmltvReader} read. Every programme is accounted for: `programmes` = `kept` + `unwanted` + `outsideWindow` +
 * `noChannel` + `noStart` + `unreadableTime` + `tooLong` + `overCapacity` + `unfinished`.
 */
export interface XmltvReport {
  readonly bytes: number;
  /** Elements seen, kept or not. */
  readonly channels: number;
  readonly programmes: number;
  /** Programmes kept in the builder; those given twice are found by `finish` ({@link GuideRepairs}). */
  readonly kept: number;
  /** Left out: nobody asked for the channel. */
  readonly unwanted: number;
  /** Left out: ends before or begins behind the window. */
  readonly outsideWindow: number;
  /** Left out: names no channel. */
  readonly noChannel: number;
  /** Left out: has no start. */
  readonly noStart: number;
  /** Left out: its start is no time. */
  readonly unreadableTime: number;
  /** `noChannel` + `noStart` + `unreadableTime`. */
  readonly unreadable: number;
  /** Left out: element longer than 1 MB. */
  readonly tooLong: number;
  /** Left out: the builder was full. */
  readonly overCapacity: number;
  /** Left out: the file ended within it. 0 or 1. */
  readonly unfinished: number;
  /** Channels left out: element longer than 1 MB. */
  readonly tooLongChannels: number;
  /** The file ended within an element, or before `</tv>`. What came before is kept. */
  readonly isCut: boolean;
}
