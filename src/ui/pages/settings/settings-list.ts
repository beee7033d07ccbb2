import { LEAVE, stepLine } from '#core/focus';
import { ListItem } from '#ui/components';
import type { ListItemContent } from '#ui/components';
import { CANVAS_HEIGHT, createView, LightningElement, Text, View } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';
import { CONTROLS, ROWS, SAFE } from '#ui/theme';
import type { SettingsRow } from './settings-rows';

/** How the right list is made. */
export interface SettingsListProps {
  readonly width: number;
  /** From the top of the page to the list, pixels: it scrolls where it would pass the safe edge. */
  readonly top: number;
}

/** From the mock: a heading and what follows it, pixels. */
const HEADING_HEIGHT = 56;
const HEADING_INSET = 4;
const HEADING_GAP = 20;
const GAP = CONTROLS.settingsRow.pitch - CONTROLS.settingsRow.h;

/** What was shown before, where it says the same: it is not drawn again. */
function asBefore(before: ListItemContent | undefined, now: ListItemContent): ListItemContent {
  const fields = Object.keys(now) as Array<keyof ListItemContent>;
  return before !== undefined && fields.length === Object.keys(before).length && fields.every((field) => before[field] === now[field]) ? before : now;
}

/** What one row of the list is and where: kept, so that rows are drawn when there is time. */
interface PlacedRow {
  readonly y: number;
  /** Words of a heading; `null`: an item. */
  readonly heading: string | null;
  /** Place among the items, or among the headings. */
  readonly index: number;
}

/**
 * The settings of a section: headings and rows, scrolling where there are more than fit. Left is handed on. The row with the focus is there at
 * once, the others as frames have time; rows are used again from section to section.
 */
export class SettingsList extends View<SettingsListProps> {
  declare private layer: LightningElement;
  declare private rows: readonly SettingsRow[];
  declare private placed: readonly PlacedRow[];
  declare private contents: readonly ListItemContent[];
  /** Of each item, from the list's top. */
  declare private tops: readonly number[];
  /** Made so far; there may be more than the section has. */
  declare private items: Array<ListItem | undefined>;
  declare private headings: Array<Text | undefined>;
  declare private signature: string;
  declare private cursor: number;
  /** Which call of {@link SettingsList.setRows} is being carried out. */
  declare private turn: number;

  /** Id of the row with the cursor; empty without rows. */
  get focusedId(): string {
    return this.contents[this.cursor]?.id ?? '';
  }

  /** Whether there is nothing to press. */
  get isEmpty(): boolean {
    return this.contents.length === 0;
  }

  /** Shows rows. The cursor stays on its row; `isOther`: these are other settings and it begins at the first. */
  setRows(rows: readonly SettingsRow[], isOther: boolean): void {
    const before = this.focusedId;
    const signature = rows.map((row) => row.kind + row.id).join('\n');
    const isSame = signature === this.signature;
    this.rows = rows;
    this.signature = signature;
    const contents = rows.filter((row) => row.kind === 'item');
    this.contents = contents.map((row, index) => asBefore(this.contents[index], { ...row.content, index: index + 1, count: contents.length }));
    const kept = this.contents.findIndex(({ id }) => id === before);
    if (isOther) this.cursor = 0;
    else this.cursor = kept === -1 ? Math.max(0, Math.min(this.cursor, contents.length - 1)) : kept;
    this.turn += 1;
    if (!isSame) this.placeRows();
    if (this.hasFocus()) this.itemAt(this.cursor);
    if (isSame) for (let row = 0; row < this.placed.length; row += 1) this.draw(row);
    else this.fill(this.turn, 0);
    this.scroll(true);
  }

  /** Puts the cursor on a row; unknown ids change nothing. */
  focusId(id: string): void {
    const index = this.contents.findIndex((content) => content.id === id);
    if (index !== -1) this.moveTo(index, true);
  }

  override focusChild(child: AnyView): boolean {
    const index = this.items.findIndex((item) => item === child);
    if (index === -1) return false;
    this.moveTo(index, false);
    return true;
  }

  override _getFocused(): AnyView {
    return this.itemAt(this.cursor) ?? this;
  }

  override _handleUp(press: KeyPress): boolean {
    return this.step(-1, press.isHeld);
  }

  override _handleDown(press: KeyPress): boolean {
    return this.step(1, press.isHeld);
  }

  override _handleWheel(delta: 1 | -1): boolean {
    return this.step(delta, true);
  }

  protected override build(): void {
    this.w = this.props.width;
    this.h = CANVAS_HEIGHT - this.props.top;
    this.layer = this.put(new LightningElement(this.stage), 0, 0, this.w, this.h);
    this.rows = [];
    this.placed = [];
    this.contents = [];
    this.tops = [];
    this.items = [];
    this.headings = [];
    this.signature = '';
    this.cursor = 0;
    this.turn = 0;
  }

  /** Works out where the rows stand. What other rows were drawn by is out of sight until it is drawn anew. */
  private placeRows(): void {
    const { rowGain, type } = this.theme;
    const placed: PlacedRow[] = [];
    const tops: number[] = [];
    let headings = 0;
    let y = 0;
    for (const row of this.rows) {
      if (row.kind === 'heading') {
        if (y > 0) y += HEADING_GAP;
        placed.push({ y, heading: row.label, index: headings });
        headings += 1;
        y += Math.max(HEADING_HEIGHT, type.heading.line + GAP);
        continue;
      }
      placed.push({ y, heading: null, index: tops.length });
      tops.push(y);
      y += ListItem.heightOf('card', rowGain) + GAP;
    }
    this.placed = placed;
    this.tops = tops;
    for (const part of [...this.items, ...this.headings]) if (part !== undefined) part.visible = false;
  }

  /** Draws the rows from `from` on, now or, where the frame has no time left, in the next ones. */
  private fill(turn: number, from: number): void {
    if (from >= this.placed.length) return;
    this.ui.frameWork.build(() => {
      // Another section has been asked for since.
      if (turn !== this.turn) return;
      this.draw(from);
      this.fill(turn, from + 1);
    });
  }

  private draw(at: number): void {
    const row = this.placed[at];
    if (row === undefined) return;
    if (row.heading === null) this.itemAt(row.index);
    else this.drawHeading(row.index, row.heading, row.y);
  }

  private drawHeading(index: number, words: string, y: number): void {
    let heading = this.headings[index];
    if (heading === undefined) {
      heading = new Text(this.stage);
      heading.setUp({ style: 'heading', maxWidth: this.props.width });
      this.layer.childList.a(heading);
      this.headings[index] = heading;
    }
    heading.content = words;
    heading.visible = true;
    heading.moveTo(HEADING_INSET, y);
    this.hidePassed(heading, y);
  }

  /** The view of an item, showing what it is to show; `null` out of range. */
  private itemAt(index: number): ListItem | null {
    const content = this.contents[index];
    const y = this.tops[index];
    if (content === undefined || y === undefined) return null;
    let item = this.items[index];
    if (item === undefined) {
      const made: ListItem = createView(this.stage, ListItem, { width: this.props.width, onPress: () => this.press(made) });
      this.layer.childList.a(made);
      this.items[index] = item = made;
    }
    if (item.visible && item.shown === content) return item;
    item.y = y;
    item.visible = true;
    item.show(content);
    this.hidePassed(item, y);
    return item;
  }

  private press(item: ListItem): void {
    const row = this.rows.find((each) => each.kind === 'item' && each.id === item.shown.id);
    if (row?.kind === 'item') row.press();
  }

  private step(delta: 1 | -1, isHeld: boolean): boolean {
    const next = stepLine(this.cursor, this.contents.length, delta, isHeld, 'stop');
    if (next === LEAVE) return false;
    this.moveTo(next, false);
    return true;
  }

  private moveTo(index: number, isJump: boolean): void {
    this.cursor = index;
    this.scroll(isJump);
  }

  /** The focused row stays between the list's top and the safe edge; its heading comes along. */
  private scroll(isJump: boolean): void {
    const { motion, focus } = this.ui;
    const top = this.tops[this.cursor];
    if (top !== undefined) {
      const room = CANVAS_HEIGHT - SAFE.bottom - this.props.top;
      const now = -motion.target(this.layer, 'y');
      const above = this.cursor === 0 ? 0 : top - ROWS.headerHeight - HEADING_GAP;
      const offset = Math.max(top + ListItem.heightOf('card', this.theme.rowGain) - room, Math.min(now, above), 0);
      if (isJump) motion.set(this.layer, 'y', -offset);
      else motion.to(this.layer, 'y', -offset, 'columnScroll');
      for (const part of [...this.headings, ...this.items]) if (part !== undefined) this.hidePassed(part, part.y);
    }
    focus.refresh(isJump);
    focus.check();
  }

  /** What has scrolled past the list's top cannot be seen. */
  private hidePassed(part: LightningElement, y: number): void {
    part.alpha = y < -this.ui.motion.target(this.layer, 'y') - GAP ? 0 : 1;
  }
}
