import { scrollWindow, stepLine, LEAVE } from '#core/focus';
import { CARDS, ROWS } from '#ui/theme';
import { createView, LightningElement, View } from '#ui/engine';
import type { AnyView, KeyPress, Text } from '#ui/engine';
import { CastFace } from './cast-face';
import type { PersonContent } from './cast-face';
import { CellWindow } from './cell-window';

/** How a cast row is made. */
export interface CastRowProps {
  /** Id of the row, for the column's memory. */
  readonly id: string;
  /** Room for faces, pixels. */
  readonly width: number;
  /** OK on a person; absent: faces are there to be read. */
  onPress?(id: string): void;
}

const { pitch, w: SIZE } = CARDS.cast;
/** Faces begin below the row's title. */
const FACES_Y = ROWS.headerHeight + ROWS.headerToCards;
const NAME_GAP = 12;

/** A face with its name and part below. */
class CastCell extends View {
  declare face: CastFace;
  declare private label: Text;
  declare private part: Text;

  /** Shows a person, the `index`th (from 0) of `count`. */
  show(person: PersonContent, index: number, count: number): void {
    this.face.show(person, index, count);
    this.label.content = person.name;
    this.part.content = person.role;
  }

  override _getFocused(): AnyView {
    return this.face;
  }

  protected override build(): void {
    const { color, type } = this.theme;
    const maxWidth = pitch - NAME_GAP;
    this.w = maxWidth;
    this.h = SIZE + NAME_GAP + 2 * type.caption.line;
    this.face = this.add(CastFace, {});
    this.label = this.addText({ style: 'caption', maxWidth }, 0, SIZE + NAME_GAP);
    this.part = this.addText({ style: 'caption', color: color.text3, maxWidth }, 0, SIZE + NAME_GAP + type.caption.line);
  }
}

/** Faces of a film's cast and crew in one line: windowed and pooled like a row of cards. */
export class CastRow extends View<CastRowProps> {
  declare private heading: Text;
  /** Carries the cells: the one thing that moves when the row scrolls. */
  declare private strip: LightningElement;
  declare private cells: CellWindow<CastCell>;
  declare private people: readonly PersonContent[];
  declare private cursor: number;
  declare private first: number;
  declare private visibleCount: number;

  /** Id for the memory of the column around it. */
  get rowId(): string {
    return this.props.id;
  }

  /** Height from the title to the end of the parts, pixels. */
  get rowHeight(): number {
    return FACES_Y + SIZE + NAME_GAP + 2 * this.theme.type.caption.line;
  }

  /** Id of the person with the cursor; empty without people. */
  get focusedId(): string {
    return this.people[this.cursor]?.id ?? '';
  }

  /** Whether there is somebody to focus. */
  get isEmpty(): boolean {
    return this.people.length === 0;
  }

  /** Middle of the focused face, from the row's start. Pixels. */
  get focusX(): number {
    return (this.cursor - this.first) * pitch + SIZE / 2;
  }

  /** Sets the title. */
  setTitle(text: string): void {
    this.heading.content = text;
  }

  /** Shows these people; the cursor stays on its person where it can. */
  setPeople(people: readonly PersonContent[]): void {
    const before = this.focusedId;
    this.people = people;
    const kept = people.findIndex((person) => person.id === before);
    this.cursor = kept === -1 ? Math.max(0, Math.min(this.cursor, people.length - 1)) : kept;
    this.reveal(true);
  }

  /** Puts the cursor on a person; unknown ids change nothing. */
  focusId(id: string): void {
    const index = this.people.findIndex((person) => person.id === id);
    if (index !== -1) this.moveTo(index);
  }

  /** Puts the cursor on the face in view whose middle is nearest to `x`, pixels from the row's start. */
  focusNear(x: number): void {
    const slot = Math.max(0, Math.min(Math.round((x - SIZE / 2) / pitch), this.visibleCount - 1));
    this.moveTo(Math.max(0, Math.min(this.first + slot, this.people.length - 1)));
  }

  override describeGroup(): string {
    return this.heading.content;
  }

  override focusChild(child: AnyView): boolean {
    const index = this.cells.indexOf(child);
    if (index === -1) return false;
    this.moveTo(index);
    return true;
  }

  override _getFocused(): AnyView {
    return this.cells.cellOf(this.cursor) ?? this;
  }

  override _handleLeft(press: KeyPress): boolean {
    return this.step(-1, press.isHeld, 'leave');
  }

  override _handleRight(press: KeyPress): boolean {
    return this.step(1, press.isHeld, 'stop');
  }

  override _handleOk(_press: KeyPress): boolean {
    const id = this.focusedId;
    if (this.props.onPress === undefined || id === '') return false;
    this.props.onPress(id);
    return true;
  }

  protected override build(): void {
    this.people = [];
    this.cursor = 0;
    this.first = 0;
    this.w = this.props.width;
    this.h = this.rowHeight;
    this.visibleCount = Math.max(1, Math.floor((this.props.width + pitch - SIZE) / pitch));
    this.heading = this.addText({ style: 'heading', maxWidth: this.props.width });
    this.strip = this.put(new LightningElement(this.stage), 0, FACES_Y, this.props.width, this.rowHeight - FACES_Y);
    this.cells = new CellWindow<CastCell>([], {
      make: () => {
        const cell = createView(this.stage, CastCell, {});
        cell.visible = false;
        this.strip.childList.a(cell);
        return cell;
      },
      bind: (cell, index) => {
        const person = this.people[index];
        cell.visible = person !== undefined;
        cell.x = index * pitch;
        if (person !== undefined) cell.show(person, index, this.people.length);
      },
      release: (cell) => {
        cell.visible = false;
      },
      later: (work) => {
        this.ui.frameWork.build(work);
      },
    }, this.visibleCount + 2);
  }

  private step(delta: 1 | -1, isHeld: boolean, edge: 'leave' | 'stop'): boolean {
    const next = stepLine(this.cursor, this.people.length, delta, isHeld, edge);
    if (next === LEAVE) return false;
    this.moveTo(next);
    return true;
  }

  private moveTo(index: number): void {
    this.cursor = index;
    this.reveal(false);
  }

  private reveal(isFresh: boolean): void {
    const { people } = this;
    this.first = scrollWindow(this.cursor, this.first, this.visibleCount, people.length);
    this.cells.show(this.first - 1, Math.min(this.first + this.visibleCount, people.length - 1), isFresh, this.cursor);
    if (isFresh) this.ui.motion.set(this.strip, 'x', -this.first * pitch);
    else this.ui.motion.to(this.strip, 'x', -this.first * pitch, 'rowScroll');
    this.ui.focus.refresh();
    this.ui.focus.check();
  }
}
