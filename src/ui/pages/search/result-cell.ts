import type { ResultView } from '#model/search';
import type { AnyView } from '#ui/engine';

/** A cell of a row of results. */
export interface ResultCell extends AnyView {
  /** Shows a result, the `index`th (from 0) of `count`; `null` hides the cell. */
  show(result: ResultView | null, index: number, count: number): void;
  /** How urgent its picture is; absent: it has none that matters. */
  setUrgent?(isInView: boolean): void;
}
