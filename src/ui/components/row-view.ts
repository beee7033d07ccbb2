import type { View } from '#ui/engine';

/** What brings a row back: the item by id, its place in case it is gone, and the start of the window. */
export interface RowMemory {
  readonly id: string;
  readonly index: number;
  readonly offset: number;
}

/** As much of an entry of the back stack as rows need. */
export interface RowMemoryStore {
  remember(slot: string, record: RowMemory): void;
  recall(slot: string): RowMemory | null;
}

/** A row of a {@link RowColumn}: any view that says how high it is. What is absent, a row does not offer. */
export interface RowView extends View {
  /** Stable: focus memory is bound to it. */
  readonly rowId: string;
  /** From the row's top to its end, pixels; the column adds the gap. */
  readonly rowHeight: number;
  /** Where the row's top rests while it has focus; absent: the column's `top`. */
  readonly rowAnchor?: number;
  /** Nothing to focus: passed over. */
  readonly isEmpty?: boolean;
  /** Middle of what has, or would have, focus; pixels from the row's start. */
  readonly focusX?: number;
  /** Whether it ever had focus. */
  readonly isVisited?: boolean;
  readonly memory?: RowMemory;
  /** Focus comes from a row above or below for the first time: the item nearest to `x` gets it. */
  focusNear?(x: number): void;
  recall?(memory: RowMemory): void;
  /** Far from view a row lets go of what is dear. */
  setAwake?(isAwake: boolean): void;
}
