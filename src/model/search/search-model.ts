import type { ItemKey } from '#core/base';
import type { ReadonlySignal } from '#core/state';
import type { Action, CardView } from '#model/cards';

/** Kinds of results, in the order of their rows. */
export type ResultKind = 'live' | 'programme' | 'movie' | 'series';

/**
 * How a result is watched: `now` on a channel, from its `archive`, `later` when it begins, or at `any-time` (films, series, and channels
 * whose programme is not known).
 */
export type ResultWay = 'now' | 'archive' | 'later' | 'any-time';

/** One result as tiles and cards draw it; texts in the viewer's language. Made for what is in view. */
export interface ResultView {
  /** Unique in its list. */
  readonly id: string;
  readonly kind: ResultKind;
  readonly way: ResultWay;
  readonly title: string;
  /** Where it is: `Nord 1 HD`, `Yesterday 21:00 · Pulse 24`; empty for films and series. */
  readonly subtitle: string;
  /** How it is watched, told while it has the focus: `In the archive until Tomorrow 21:00`, `Film`, `2025`, `1 h 52 min`, the source's name. */
  readonly facts: readonly string[];
  /** Channel logo; empty elsewhere. */
  readonly logo: string;
  /** Of channels and programmes; empty elsewhere. */
  readonly channelName: string;
  /** Part of the running programme 0..1; -1: no bar. */
  readonly progress: number;
  /** The poster; `null` for channels and programmes. */
  readonly card: CardView | null;
  readonly spoken: string;
  readonly action: ResultAction;
}

/** A programme that is still to come. */
export interface LaterProgramme {
  readonly kind: 'tell-later';
  /** The channel's. */
  readonly key: ItemKey;
  readonly channelName: string;
  readonly title: string;
  /** `Tomorrow 20:00`. */
  readonly when: string;
  readonly startMs: number;
  readonly stopMs: number;
}

/** What OK does: watches or opens, or tells when it begins and what can be done until then. */
export type ResultAction = Action | LaterProgramme;

/** Results that are made on demand. */
export interface ResultList {
  readonly length: number;
  /** The result at `index`; `null` out of range. */
  at(index: number): ResultView | null;
  /** Index of the result with this id, or -1. */
  indexOf(id: string): number;
}

/** The results of one kind; never empty. */
export interface ResultGroup {
  readonly kind: ResultKind;
  /** Over the row: `Live now`. */
  readonly heading: string;
  /** On the tab: `Live 3`, `Films 60+`. */
  readonly label: string;
  readonly results: ResultList;
}

/** What a query found. */
export interface SearchAnswer {
  readonly query: string;
  /** Kinds that have something, in their order. */
  readonly groups: readonly ResultGroup[];
  /** `24 results for er: Live 3, Programmes 9`; empty without a query. */
  readonly summary: string;
}

/** A row of what people watch, for the page before anything is typed and where nothing was found. */
export interface PopularRow {
  readonly title: string;
  readonly cards: readonly CardView[];
}

/** Search over everything the sources have. Answers while typing; nothing is asked of any server. */
export interface SearchModel {
  readonly query: ReadonlySignal<string>;
  readonly answer: ReadonlySignal<SearchAnswer>;
  /** Whether indexes are still being read or built: what is missing may come yet. */
  readonly isPreparing: ReadonlySignal<boolean>;
  /** Ways to go on with what is typed. */
  readonly suggestions: ReadonlySignal<readonly string[]>;
  /** What might have been meant, where nothing was found. */
  readonly corrections: ReadonlySignal<readonly string[]>;
  /** What this profile searched for and opened, newest first. */
  readonly history: ReadonlySignal<readonly string[]>;
  readonly popular: ReadonlySignal<PopularRow | null>;
  setQuery(query: string): void;
  /** The programmes and titles with this person; `from` is the title the name was read on. */
  askPerson(name: string, from: ItemKey): void;
  /** Reads or builds what is missing, in slices; called when the page opens and whenever catalogue or guide have changed. Never rejects. */
  prepare(): Promise<void>;
  /** Says what is in view, so that the programmes of channels are known. */
  showing(kind: ResultKind, first: number, count: number): void;
  /** Carries out OK on a result and remembers the query. */
  open(result: ResultView): void;
  forgetHistory(): void;
  /** The page is gone: indexes are kept for some minutes, then let go of. */
  rest(): void;
  dispose(): void;
}
