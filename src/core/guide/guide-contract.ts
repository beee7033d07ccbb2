import type { GuideReader, ProgrammeRecord } from '../catalog';

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
}

/** A programme on its way in; times in milliseconds since 1970. */
export type ProgrammeInput = Pick<ProgrammeRecord, 'startMs' | 'stopMs' | 'title'> & Partial<Omit<ProgrammeRecord, 'channelKey'>>;

/** A channel a guide describes. */
export interface GuideChannel {
  readonly id: string;
  readonly names: readonly string[];
  readonly icon: string;
}

/** An immutable guide, with what settings pages and benches ask beyond {@link GuideReader}. */
export interface GuideSnapshot extends GuideReader {
  /** Channels that have programmes. */
  readonly channelCount: number;
  readonly programmeCount: number;
  /** Channels the guide describes and that were kept, with or without programmes. */
  channels(): readonly GuideChannel[];
  /** Bytes held by columns and texts. */
  readonly heldBytes: number;
}

/** Collects programmes into one {@link GuideSnapshot}: columns and one heap, no object per programme. */
export interface GuideBuilder {
  /** Describes a channel; needed before its programmes only for matching by name. */
  addChannel(channel: GuideChannel): void;
  /** Adds a programme of the channel with this guide id; `false` if it was not wanted or outside the window. */
  addProgramme(channelId: string, programme: ProgrammeInput): boolean;
  readonly programmeCount: number;
  /** Sorts, closes open ends (a missing stop is the next start), removes doubles. The builder must not be used after. */
  finish(revision?: string): GuideSnapshot;
}

/** What {@link createXmltvReader} read. */
export interface XmltvReport {
  readonly bytes: number;
  /** Elements seen, kept or not. */
  readonly channels: number;
  readonly programmes: number;
  /** Programmes kept in the builder. */
  readonly kept: number;
  /** Left out: no readable start, no channel. */
  readonly unreadable: number;
  /** Left out: element longer than 1 MB. */
  readonly tooLong: number;
  /** The file ended within an element, or before `</tv>`. What came before is kept. */
  readonly isCut: boolean;
}
