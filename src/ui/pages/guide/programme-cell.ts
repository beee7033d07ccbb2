import type { GuideCell } from '#model/guide-grid';
import { Bar, Icon, View } from '#ui/engine';
import type { FocusLook, IconName, Spoken, Text } from '#ui/engine';
import { EPG, FOCUS, withAlpha } from '#ui/theme';
import type { Argb } from '#ui/theme';
import { CellPlate } from './cell-plate';
import { LAYER, pixelsOf } from './guide-look';

/** How a cell is made. */
export interface ProgrammeCellProps {
  readonly height: number;
  /** What else the keys do; spoken the first three times. */
  readonly hint: string;
  /** What the announcer says of what the cell shows. */
  speak(cell: GuideCell): string;
}

const { cellGap: GAP, cellPaddingX: PAD, minWidth: MIN, titleY: TITLE_Y, timeY: TIME_Y } = EPG;
const ICON = { size: 28, right: 44, pitch: 36, y: 14 } as const;
const MARKS: readonly IconName[] = ['catchup', 'bell', 'rec'];
const BAR = { h: 5, bottom: 11 } as const;
/** Past programmes are quieter. */
const PAST_ALPHA = 0.55;
const LOOK: FocusLook = Object.freeze({ scale: 1, radius: EPG.cellRadius, hasRing: false, hasLift: FOCUS.epgCell.lift });

interface Inks {
  readonly fill: Argb;
  readonly title: Argb;
  readonly time: Argb;
  readonly mark: Argb;
}

/** A programme of the grid, as long as it lasts. Bound again while the grid moves. */
export class ProgrammeCell extends View<ProgrammeCellProps> {
  declare private cell: GuideCell | null;
  declare private plate: CellPlate;
  declare private title: Text;
  declare private time: Text;
  declare private marks: Icon[];
  /** How far the programme is; made when the cell first needs it. */
  declare private bars: readonly [track: Bar, fill: Bar] | null;

  /** What it shows; `null` before the first. */
  get shown(): GuideCell | null {
    return this.cell;
  }

  /** Shows a cell of a window that begins at `fromMs`. `isRough`: without its time, which is drawn at rest. */
  show(cell: GuideCell, fromMs: number, isRough: boolean): void {
    this.cell = cell;
    this.x = pixelsOf(cell.fromMs, fromMs);
    // The shortest programme is still something to stand on.
    const width = Math.max(MIN.fill, pixelsOf(cell.toMs, fromMs) - this.x - GAP);
    this.w = width;
    this.plate.setWidth(width);
    this.showMarks(cell, width);
    this.showWords(cell, width, isRough);
    this.paint();
    if (this.hasFocus()) this.ui.focus.refresh();
  }

  override describe(): Spoken | null {
    const { cell } = this;
    return cell === null ? null : { role: 'gridcell', name: this.props.speak(cell), id: cell.id, hint: this.props.hint };
  }

  override getFocusLook(): FocusLook {
    return LOOK;
  }

  override _focus(): void {
    this.paint();
  }

  override _unfocus(): void {
    this.paint();
  }

  protected override build(): void {
    const { borderWidth, color } = this.theme;
    const { height } = this.props;
    this.cell = null;
    this.bars = null;
    this.h = height;
    this.canPoint = true;
    this.plate = this.put(new CellPlate(this.stage));
    this.plate.setUp({ height, radius: EPG.cellRadius, border: borderWidth, borderColor: color.line });
    this.plate.zIndex = LAYER.plate;
    this.title = this.addText({ style: 'label', maxWidth: 1 }, PAD, TITLE_Y);
    this.time = this.addText({ style: 'caption', maxWidth: 1 });
    this.title.zIndex = LAYER.text;
    this.time.zIndex = LAYER.text;
    this.marks = MARKS.map((_name, index) => {
      const mark = this.put(new Icon(this.stage));
      mark.y = ICON.y;
      mark.zIndex = LAYER.icon + index;
      mark.visible = false;
      return mark;
    });
  }

  private showMarks(cell: GuideCell, width: number): void {
    const isShown = [cell.hasArchive, cell.hasReminder, cell.isRecorded];
    let place = 0;
    this.marks.forEach((mark, index) => {
      const isHere = isShown[index] === true && width > MIN.icons;
      if (isHere && mark.name === '') mark.setUp(MARKS[index] ?? '', ICON.size, this.theme.color.text3);
      mark.visible = isHere;
      if (!isHere) return;
      mark.x = width - ICON.right - place * ICON.pitch;
      place += 1;
    });
  }

  private showWords(cell: GuideCell, width: number, isRough: boolean): void {
    const { type } = this.theme;
    const marks = this.marks.filter((mark) => mark.visible).length;
    const isTitled = width > MIN.title;
    const time = isRough || width <= MIN.time ? '' : width > MIN.timeRange ? cell.range : cell.start;
    if (isTitled) this.title.show(cell.title, width - PAD - PAD + 4 - marks * ICON.pitch);
    else this.title.content = '';
    this.time.show(time, width - PAD - 12);
    const { height } = this.props;
    // Without a second line the title stands in the middle.
    this.title.moveTo(PAD, cell.hasProgramme ? TITLE_Y : (height - type.label.line) / 2);
    this.time.moveTo(PAD, Math.max(TIME_Y, TITLE_Y + type.label.line - 1));
  }

  private paint(): void {
    const { cell } = this;
    if (cell === null) return;
    const inks = this.inks(cell);
    const isFocused = this.hasFocus();
    this.plate.tint(inks.fill);
    this.plate.hasBorder = !isFocused;
    this.title.color = inks.title;
    this.time.color = inks.time;
    for (const mark of this.marks) mark.color = inks.mark;
    this.showProgress(isFocused ? cell.progress : -1);
  }

  private showProgress(progress: number): void {
    const length = this.w - 2 * PAD;
    if (progress < 0 || length < BAR.h) {
      for (const bar of this.bars ?? []) bar.visible = false;
      return;
    }
    const { color, mixed } = this.theme;
    if (this.bars === null) {
      const y = this.props.height - BAR.bottom;
      const bars = [this.put(new Bar(this.stage), PAD, y), this.put(new Bar(this.stage), PAD, y)] as const;
      bars[0].setUp(BAR.h, mixed.onFocusTrack);
      bars[1].setUp(BAR.h, color.onFocus);
      for (const bar of bars) bar.zIndex = LAYER.icon;
      this.bars = bars;
    }
    this.bars[0].setLength(length);
    this.bars[1].setLength(Math.round(length * progress));
  }

  private inks(cell: GuideCell): Inks {
    const { color, isHighContrast } = this.theme;
    if (this.hasFocus()) return { fill: color.focus, title: color.onFocus, time: color.onFocus2, mark: color.onFocus2 };
    const isPast = cell.phase === 'past';
    const isQuiet = isPast || !cell.hasProgramme;
    const plain = cell.phase === 'now' && cell.hasProgramme ? color.surface2 : color.surface;
    return {
      fill: isHighContrast ? color.bg : isQuiet ? withAlpha(color.surface, PAST_ALPHA) : plain,
      title: isQuiet ? color.text2 : color.text,
      time: isPast ? color.text3 : color.text2,
      mark: color.text3,
    };
  }
}
