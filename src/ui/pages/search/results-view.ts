import type { ResultGroup, ResultKind, ResultList, ResultView, SearchAnswer } from '#model/search';
import { PillStrip, RowColumn } from '#ui/components';
import type { RowMemoryStore } from '#ui/components';
import { CANVAS_HEIGHT, createView, View } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';
import { ResultRow } from './result-row';
import type { ResultRowProps } from './result-row';

/** How the results are made. */
export interface ResultsViewProps extends Pick<ResultRowProps, 'onPress' | 'onHold' | 'onFocus' | 'onShow'> {
  readonly width: number;
  /** `All`, the first tab. */
  readonly allLabel: string;
  /** Spoken name of the tabs. */
  readonly tabsName: string;
}

/** From the mock, pixels from the view's top (the tabs') to the first heading. */
const ROWS_Y = 84;
/** Tabs begin a little before the rows, so that their words stand in one line with them. */
const TABS_X = -10;
const ALL = 'all';
const LINE_LENGTH: Readonly<Record<ResultKind, number>> = { live: 2, programme: 2, movie: 5, series: 5 };

/** Results in rows by kind, with tabs to see one kind in full. */
export class ResultsView extends View<ResultsViewProps> {
  declare private tabs: PillStrip;
  declare private rows: RowColumn;
  declare private made: Map<string, ResultRow>;
  declare private answer: SearchAnswer | null;
  declare private tab: string;
  declare private isOnTabs: boolean;

  /** Whether there is nothing to focus. */
  get isEmpty(): boolean {
    return this.answer === null || this.answer.groups.length === 0;
  }

  /** Whether the focus is on the tabs or the first row. */
  get isAtTop(): boolean {
    return this.isOnTabs || this.rows.isAtTop;
  }

  /** Shows an answer. Another query begins at the first row and result; the same one keeps the focus where it is. */
  show(answer: SearchAnswer): void {
    const isOther = answer.query !== this.answer?.query;
    this.answer = answer;
    if (isOther && this.tab !== ALL && !answer.groups.some(({ kind }) => kind === this.tab)) this.tab = ALL;
    this.tabs.setPills([{ id: ALL, label: this.props.allLabel }].concat(answer.groups.map(({ kind, label }) => ({ id: kind, label }))), this.tab);
    this.fill(isOther);
  }

  /** Notes tab, row and result. */
  remember(store: RowMemoryStore): void {
    store.remember('tab', { id: this.tab, index: 0, offset: 0 });
    this.rows.remember(store);
  }

  /** Brings back what was noted, as far as the answer has it. */
  recall(store: RowMemoryStore): boolean {
    const tab = store.recall('tab')?.id ?? ALL;
    if (tab !== this.tab && this.answer?.groups.some(({ kind }) => kind === tab) === true) this.choose(tab);
    this.isOnTabs = false;
    return this.rows.recall(store);
  }

  /** Puts the focus on the first row. */
  focusRows(): void {
    this.isOnTabs = false;
    this.ui.focus.check();
  }

  override focusChild(child: AnyView): boolean {
    this.isOnTabs = child === this.tabs;
    return true;
  }

  override _getFocused(): AnyView {
    return this.isOnTabs ? this.tabs : this.rows;
  }

  override _handleUp(press: KeyPress): boolean {
    if (this.isOnTabs) return false;
    if (!press.isHeld) this.isOnTabs = true;
    return true;
  }

  override _handleDown(_press: KeyPress): boolean {
    if (!this.isOnTabs) return true;
    this.isOnTabs = false;
    return true;
  }

  protected override build(): void {
    const { width, tabsName } = this.props;
    this.w = width;
    this.h = CANVAS_HEIGHT;
    this.made = new Map();
    this.answer = null;
    this.tab = ALL;
    this.isOnTabs = false;
    this.rows = this.add(RowColumn, { width, height: CANVAS_HEIGHT, top: ROWS_Y });
    this.tabs = this.add(PillStrip, { width: width - TABS_X, look: 'tab', choosesOn: 'move', name: tabsName, onChoose: (id) => this.choose(id) }, { x: TABS_X });
  }

  private choose(tab: string): void {
    this.tab = tab;
    this.fill(true);
  }

  private fill(isOther: boolean): void {
    const groups = this.answer?.groups ?? [];
    const only = groups.find(({ kind }) => kind === this.tab);
    const lines = only === undefined ? groups.map(({ kind, heading, results }) => ({ id: kind, kind, heading, results, isLine: false })) : linesOf(only);
    this.rows.setRows(
      lines.map((line) => {
        const row = this.rowOf(line);
        row.show(line.heading, line.results, isOther);
        return row;
      }),
    );
    if (isOther) this.rows.goToTop();
  }

  /** The row of a line; made once. */
  private rowOf({ id, kind, isLine }: Line): ResultRow {
    const { width, onPress, onHold, onFocus, onShow } = this.props;
    const row = this.made.get(id) ?? createView(this.stage, ResultRow, { id, kind, width, isLine, onPress, onHold, onFocus, onShow });
    this.made.set(id, row);
    return row;
  }
}

/** One row on the screen. */
interface Line extends Omit<ResultGroup, 'label'> {
  readonly id: string;
  /** One of many lines of a kind. */
  readonly isLine: boolean;
}

/** One kind in full: as many lines as it takes. */
function linesOf({ kind, heading, results }: ResultGroup): readonly Line[] {
  const lines: Line[] = [];
  const size = LINE_LENGTH[kind];
  for (let from = 0; from < results.length; from += size) {
    lines.push({ id: `${kind} ${String(from)}`, kind, isLine: true, heading: from === 0 ? heading : '', results: partOf(results, from, size) });
  }
  return lines;
}

/** Part of a list. */
function partOf(results: ResultList, from: number, size: number): ResultList {
  return {
    length: Math.min(size, results.length - from),
    at: (index): ResultView | null => (index < 0 || index >= size ? null : results.at(from + index)),
    indexOf(id) {
      const index = results.indexOf(id) - from;
      return index >= 0 && index < size ? index : -1;
    },
  };
}
