import { LEAVE, stepLine } from '#core/focus';
import { ListItem } from '#ui/components';
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

/** The settings of a section: headings and rows, scrolling where there are more than fit. Left is handed on. */
export class SettingsList extends View<SettingsListProps> {
  declare private layer: LightningElement;
  declare private rows: readonly SettingsRow[];
  declare private items: ListItem[];
  declare private headings: Text[];
  declare private signature: string;
  declare private cursor: number;

  /** Id of the row with the cursor; empty without rows. */
  get focusedId(): string {
    return this.items[this.cursor]?.shown.id ?? '';
  }

  /** Whether there is nothing to press. */
  get isEmpty(): boolean {
    return this.items.length === 0;
  }

  /** Shows rows. The cursor stays on its row; `isOther`: these are other settings and it begins at the first. */
  setRows(rows: readonly SettingsRow[], isOther: boolean): void {
    const before = this.focusedId;
    const signature = rows.map((row) => row.kind + row.id).join('\n');
    this.rows = rows;
    if (signature !== this.signature) this.rebuild();
    this.signature = signature;
    const contents = rows.filter((row) => row.kind === 'item');
    contents.forEach((row, index) => {
      this.items[index]?.show({ ...row.content, index: index + 1, count: contents.length });
    });
    const kept = this.items.findIndex((item) => item.shown.id === before);
    if (isOther) this.cursor = 0;
    else this.cursor = kept === -1 ? Math.max(0, Math.min(this.cursor, this.items.length - 1)) : kept;
    this.scroll(true);
  }

  /** Puts the cursor on a row; unknown ids change nothing. */
  focusId(id: string): void {
    const index = this.items.findIndex((item) => item.shown.id === id);
    if (index !== -1) this.moveTo(index, true);
  }

  override focusChild(child: AnyView): boolean {
    const index = this.items.findIndex((item) => item === child);
    if (index === -1) return false;
    this.moveTo(index, false);
    return true;
  }

  override _getFocused(): AnyView {
    return this.items[this.cursor] ?? this;
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
    this.items = [];
    this.headings = [];
    this.signature = '';
    this.cursor = 0;
  }

  private rebuild(): void {
    const { width } = this.props;
    this.layer.childList.clear();
    this.items = [];
    this.headings = [];
    let y = 0;
    for (const row of this.rows) {
      if (row.kind === 'heading') {
        if (y > 0) y += HEADING_GAP;
        const heading = new Text(this.stage);
        heading.setUp({ style: 'heading', content: row.label, maxWidth: width });
        heading.moveTo(HEADING_INSET, y);
        this.layer.childList.a(heading);
        this.headings.push(heading);
        y += Math.max(HEADING_HEIGHT, heading.lineHeight + GAP);
        continue;
      }
      const item: ListItem = createView(this.stage, ListItem, { width, onPress: () => this.press(item) });
      item.y = y;
      this.layer.childList.a(item);
      this.items.push(item);
      y += item.h + GAP;
    }
  }

  private press(item: ListItem): void {
    const row = this.rows.find((each) => each.kind === 'item' && each.id === item.shown.id);
    if (row?.kind === 'item') row.press();
  }

  private step(delta: 1 | -1, isHeld: boolean): boolean {
    const next = stepLine(this.cursor, this.items.length, delta, isHeld, 'stop');
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
    const item = this.items[this.cursor];
    if (item !== undefined) {
      const room = CANVAS_HEIGHT - SAFE.bottom - this.props.top;
      const now = -motion.target(this.layer, 'y');
      const above = this.cursor === 0 ? 0 : item.y - ROWS.headerHeight - HEADING_GAP;
      const offset = Math.max(item.y + item.h - room, Math.min(now, above), 0);
      if (isJump) motion.set(this.layer, 'y', -offset);
      else motion.to(this.layer, 'y', -offset, 'columnScroll');
      for (const each of this.headings) each.alpha = each.y < offset - GAP ? 0 : 1;
      for (const each of this.items) each.alpha = each.y < offset - GAP ? 0 : 1;
    }
    focus.refresh(isJump);
    focus.check();
  }
}
