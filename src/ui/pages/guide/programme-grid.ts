import type { GuideGridModel, GuidePlace } from '#model/guide-grid';
import { CellWindow } from '#ui/components';
import { createView, LightningElement, View } from '#ui/engine';
import type { AnyView } from '#ui/engine';
import { EPG } from '#ui/theme';
import { ChannelRow } from './channel-row';
import { LINE_Z, pixelsOf, ROW_WIDTH, TIMELINE_X } from './guide-look';

/** How the grid is made. */
export interface ProgrammeGridProps {
  readonly model: GuideGridModel;
  readonly visibleRows: number;
  /** What else the keys do; spoken the first three times. */
  readonly hint: string;
  /** Said of the channel that plays. */
  readonly playing: string;
  /** The cursor moved, or what it stands on changed. */
  onChange(): void;
}

/** One row above and one below what is in view are ready. */
const SPARE = 2;
/** Jumps longer than this are not shown as motion: the rows between were never there. */
const LONGEST_SLIDE = 3;
/** What large text adds to a row; with more only four rows would stand on the screen. */
const MOST_GAIN = 20;
/** The now line begins at the ruler's mark. */
const LINE_ABOVE = 16;

/** Rows of the guide around the cursor: a handful, bound again as it moves. Follows the model; has no cursor of its own. */
export class ProgrammeGrid extends View<ProgrammeGridProps> {
  declare private column: LightningElement;
  declare private rows: ChannelRow[];
  declare private window: CellWindow<ChannelRow>;
  declare private line: LightningElement;
  declare private place: GuidePlace | null;
  /** While a key is held new rows are drawn without their times. */
  declare private isRough: boolean;
  /** Which way the window has moved in time when rows were bound last. */
  declare private sideways: -1 | 0 | 1;
  /** Rows that are bound now appear with the scroll. */
  declare private isFollowing: boolean;

  /** Height of a row, pixels. */
  static heightOf(rowGain: number): number {
    return EPG.rowHeight + Math.min(rowGain, MOST_GAIN);
  }

  /** Distance from row to row. */
  static pitchOf(rowGain: number): number {
    return EPG.rowPitch + Math.min(rowGain, MOST_GAIN);
  }

  /** Cells made so far; they are never more, however long the list. */
  get cellCount(): number {
    return this.rows.reduce((sum, row) => sum + row.cellCount, 0);
  }

  override _getFocused(): AnyView {
    const index = this.place?.index ?? -1;
    return this.window.cellOf(index) ?? this;
  }

  override focusChild(child: AnyView): boolean {
    return this.rows.some((row) => row === child);
  }

  protected override build(): void {
    const { model, visibleRows } = this.props;
    const { color, rowGain } = this.theme;
    const pitch = ProgrammeGrid.pitchOf(rowGain);
    this.w = ROW_WIDTH;
    this.h = pitch * visibleRows;
    this.place = null;
    this.isRough = false;
    this.isFollowing = false;
    this.sideways = 0;
    this.column = this.put(new LightningElement(this.stage), 0, 0, ROW_WIDTH, this.h);
    this.rows = Array.from({ length: visibleRows + SPARE }, () => this.makeRow(ProgrammeGrid.heightOf(rowGain)));
    this.window = new CellWindow(this.rows, {
      bind: (row, index) => {
        this.bindRow(row, index, pitch);
      },
      release(row) {
        row.visible = false;
      },
      later: (work) => {
        this.ui.frameWork.build(work);
      },
    });
    this.line = this.put(new LightningElement(this.stage), 0, -LINE_ABOVE, EPG.nowLine.w, this.h + LINE_ABOVE - (pitch - ProgrammeGrid.heightOf(rowGain)));
    this.line.rect = true;
    this.line.color = color.accent;
    this.line.zIndex = LINE_Z;
    this.bind(model.place, (place) => {
      this.follow(place, pitch);
    });
    this.whileAttached((scope) => {
      scope.add(() => {
        this.ui.rest.cancel(this.column);
      });
    });
  }

  private makeRow(height: number): ChannelRow {
    const { hint, model, playing } = this.props;
    const row = createView(this.stage, ChannelRow, {
      height,
      hint,
      playing,
      speak: (cell) => model.spoken(cell),
      onPoint(index, atMs) {
        model.pointAt(index, atMs);
      },
    });
    row.visible = false;
    this.column.childList.a(row);
    return row;
  }

  private bindRow(row: ChannelRow, index: number, pitch: number): void {
    const { model } = this.props;
    const content = model.rowAt(index);
    row.visible = content !== null;
    row.y = index * pitch;
    if (content === null) return;
    row.show(content, { fromMs: model.place.peek().fromMs, focusAt: model.cellAt(content), isRough: this.isRough });
    if (!this.isFollowing) this.fade(row, index, false);
    if (this.sideways !== 0) row.slideIn(this.sideways);
  }

  private follow(place: GuidePlace, pitch: number): void {
    const before = this.place;
    this.place = place;
    const isFresh = before === null || before.content !== place.content || before.fromMs !== place.fromMs;
    this.isFollowing = true;
    this.sideways = before?.content === place.content && !this.ui.keys.isHeld ? (Math.sign(place.fromMs - before.fromMs) as -1 | 0 | 1) : 0;
    this.bindRows(place, isFresh);
    const isSliding = before !== null && before.first !== place.first && Math.abs(before.first - place.first) <= LONGEST_SLIDE;
    this.slide(place, pitch, isSliding);
    this.isFollowing = false;
    this.ui.focus.refresh(!isSliding);
    this.ui.focus.check();
    this.props.onChange();
  }

  private bindRows(place: GuidePlace, isFresh: boolean): void {
    const { model, visibleRows } = this.props;
    const [from, to] = [Math.max(0, place.first - 1), Math.min(place.count - 1, place.first + visibleRows)];
    this.isRough = this.ui.keys.isHeld;
    this.window.show(from, to, isFresh, place.index);
    const current = model.rowAt(place.index);
    if (current !== null) this.window.cellOf(place.index)?.focusOn(model.cellAt(current));
    if (!this.isRough) return;
    this.ui.rest.settled(this.column, () => {
      this.isRough = false;
      this.window.show(from, to, true, place.index);
    });
  }

  private slide(place: GuidePlace, pitch: number, isSliding: boolean): void {
    const { motion } = this.ui;
    const y = -place.first * pitch;
    if (isSliding) motion.to(this.column, 'y', y, 'columnScroll');
    else motion.set(this.column, 'y', y);
    for (const row of this.rows) {
      if (row.visible) this.fade(row, Math.round(row.y / pitch), isSliding);
    }
  }

  /** Rows outside the window cannot be seen. */
  private fade(row: ChannelRow, index: number, isSliding: boolean): void {
    const { first } = this.props.model.place.peek();
    const alpha = index >= first && index < first + this.props.visibleRows ? 1 : 0;
    this.ui.motion.fade(row, alpha, isSliding ? 'columnScroll' : null);
  }

  /** Puts the now line where `nowMs` is, and hides it outside the window. */
  showNow(nowMs: number): void {
    const { place } = this;
    const isInView = place !== null && place.count > 0 && nowMs >= place.fromMs && nowMs < place.toMs;
    this.line.visible = isInView;
    if (isInView) this.line.x = TIMELINE_X + pixelsOf(nowMs, place.fromMs) - 1;
  }
}
