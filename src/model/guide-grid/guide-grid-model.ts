import type { ItemKey } from '#core/base';
import type { TimeSpan } from '#core/guide';
import type { ReadonlySignal } from '#core/state';
import type { ChannelView } from '#model/live';
import type { RecordingAction } from '#model/recordings';

/** Where a programme lies seen from now. */
export type GuidePhase = 'past' | 'now' | 'later';

/** A programme of the grid, or a stretch nothing is known of. Times in milliseconds since 1970, stops exclusive. */
export interface GuideCell {
  /** `<channel key>@<start>`; a stretch without information is named by where it begins in the window. */
  readonly id: string;
  /** The whole time, also outside the window; of a stretch without information its part within. */
  readonly startMs: number;
  readonly stopMs: number;
  /** The part inside the window. */
  readonly fromMs: number;
  readonly toMs: number;
  /** The programme; the channel's name where the channel has no guide; else the words for "no information". */
  readonly title: string;
  /** `20:15 – 22:10`, and only its beginning for narrow cells; empty without information. */
  readonly range: string;
  readonly start: string;
  readonly phase: GuidePhase;
  /** `false`: nothing is known of this time. */
  readonly hasProgramme: boolean;
  /** Whether the archive of the channel still has it, or has it from its start. */
  readonly hasArchive: boolean;
  readonly hasReminder: boolean;
  /** Whether the platform records it, or did. */
  readonly isRecorded: boolean;
  /** 0..1 while it runs, else -1. */
  readonly progress: number;
}

/** A channel of the grid with what lies in the window, without a gap and in order. */
export interface GuideRow {
  readonly channel: ChannelView;
  /** Place in the list, from 0. */
  readonly index: number;
  readonly cells: readonly GuideCell[];
}

/** What is in view and where the cursor is. Its time is always inside the window, its row always among those in view. */
export interface GuidePlace extends TimeSpan {
  /** Row of the cursor; -1 without channels. */
  readonly index: number;
  /** First row in view. */
  readonly first: number;
  /** Rows there are. */
  readonly count: number;
  /** The moment the cursor stands at; the cell around it has the focus. */
  readonly atMs: number;
  /** Another object: what rows show has changed (guide, channels, minute, reminders, language). */
  readonly content: object;
}

/** What is told about the cell in focus. */
export interface GuideDetails {
  readonly channelName: string;
  readonly channelNumber: string;
  readonly isLive: boolean;
  readonly title: string;
  /** `Tomorrow` (not for today), `20:15 – 22:10`, `Football`, `1 h 29 min left`. */
  readonly facts: readonly string[];
  readonly badges: readonly string[];
  /** `From start, 7 days`, `From the recording`, or empty. */
  readonly archive: string;
  /** `Reminder set`, or empty. */
  readonly reminder: string;
  /** `Will be recorded`, or empty. */
  readonly recording: string;
  readonly description: string;
  /** Something of it is kept back until {@link GuideGridModel.show}. */
  readonly isVeiled: boolean;
  /** May be empty. */
  readonly picture: string;
}

/** What can be done with the cell in focus. */
export type GuideAction = 'watch' | 'start-over' | 'catch-up' | 'remind' | 'forget' | RecordingAction;

/** A day that can be jumped to. */
export interface GuideDay {
  /** Days from today: -7..14. */
  readonly offset: number;
  readonly name: string;
}

/**
 * The guide as a grid: channels of Live TV's chosen category and order, by time. No call costs work in proportion to the number of
 * channels, except where the list itself changed.
 */
export interface GuideGridModel {
  readonly place: ReadonlySignal<GuidePlace>;
  /** A row by its index; `null` out of range. Kept until `place.content` or the window changes. */
  rowAt(index: number): GuideRow | null;
  /** Which cell of a row the cursor's time falls into. */
  cellAt(row: GuideRow): number;
  /** The row of the cursor and the cell in focus; `null` without channels. */
  focused(): { readonly row: GuideRow; readonly cell: GuideCell } | null;
  /** What the announcer says of a cell, without its channel. */
  spoken(cell: GuideCell): string;
  details(): GuideDetails | null;
  /** Whether the programme in focus counts as sport whose result is kept; `null`: nothing of the kind is kept, or there is no programme. */
  sport(): boolean | null;
  /** Tells what is kept back of the programme in focus. */
  show(): void;
  /** Says whether programmes of the title in focus are sport. */
  markSport(isSport: boolean): void;
  /** What OK does comes first. */
  actions(): readonly GuideAction[];
  act(action: GuideAction): void;
  /** OK: plays what runs, what is past from the archive, sets or clears a reminder of what comes. */
  press(): void;

  moveRows(delta: number, isHeld: boolean): void;
  /** To the cell after or before; the window follows. `false`: there is no more guide that way. */
  moveTime(direction: 1 | -1): boolean;
  /** The window moves by two hours, the cursor stays in it. */
  pageTime(direction: 1 | -1): void;
  /** The same time of another day. */
  jumpDays(days: number): void;
  /** Days there are, and the one of the cursor. */
  days(): { readonly list: readonly GuideDay[]; readonly current: number };
  jumpToNow(): void;
  /** Whether the cursor is on what runs now. */
  isAtNow(): boolean;
  /** Puts the cursor on a channel of the chosen category, now or as soon as it is there. */
  beginAt(key: ItemKey): void;
  /** Puts the cursor on a channel; one that is not in the chosen category is looked for among all. */
  toChannel(key: ItemKey): void;
  /** Lists another of Live TV's categories; the cursor stays on its channel where the category has it, else goes to the first. */
  chooseCategory(id: string): void;
  /** The pointer is on a cell: the cursor goes there, the window stays. */
  pointAt(index: number, atMs: number): void;
  /** Asks for programmes of what is in view. Call it at rest. */
  wantInView(): void;
}
