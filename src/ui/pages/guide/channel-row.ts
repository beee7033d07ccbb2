import type { GuideCell, GuideRow } from '#model/guide-grid';
import { LogoTile } from '#ui/components';
import { createView, LightningElement, View } from '#ui/engine';
import type { AnyView, Text } from '#ui/engine';
import { CARDS, EPG, withAlpha } from '#ui/theme';
import { CellPlate } from './cell-plate';
import { LAYER, ROW_WIDTH, TIMELINE_X } from './guide-look';
import { ProgrammeCell } from './programme-cell';

/** How a row is made. */
export interface ChannelRowProps {
  readonly height: number;
  readonly hint: string;
  /** Said of the channel that plays. */
  readonly playing: string;
  speak(cell: GuideCell): string;
  /** The pointer is on a cell of this row. */
  onPoint(index: number, atMs: number): void;
}

/** How a row is shown. */
export interface RowLook {
  /** Where the window begins, milliseconds since 1970. */
  readonly fromMs: number;
  /** The cell the cursor is in, or would be. */
  readonly focusAt: number;
  /** Without the times of programmes: somebody holds a key. */
  readonly isRough: boolean;
}

/** Cells of one row; shorter programmes than seven minutes on average do not all fit, and the one in focus always does. */
const MAX_CELLS = 26;
/** Beside the channel that plays. */
const MARK = { w: 5, h: 32 } as const;
/** How far programmes come from the side when the window moves: further, they would pass over the channels. Pixels. */
const SLIDE = 64;
const NUMBER = { x: 14, w: 62 } as const;
const LOGO_X = 80;
const [LOGO_W, LOGO_H] = CARDS.logoTile.guide;

/** A channel with its programmes in the window. Cells are kept and bound again; there are never more than a row has shown. */
export class ChannelRow extends View<ChannelRowProps> {
  declare private plate: CellPlate;
  declare private mark: LightningElement;
  declare private number: Text;
  declare private logo: LogoTile;
  declare private timeline: LightningElement;
  declare private cells: ProgrammeCell[];
  declare private row: GuideRow | null;
  declare private look: RowLook;
  /** Slots that show what they are to show. */
  declare private isFilled: boolean[];
  /** Which call of {@link ChannelRow.show} is being carried out. */
  declare private turn: number;

  /** Cells made so far. */
  get cellCount(): number {
    return this.cells.length;
  }

  /** Shows a channel. */
  show(row: GuideRow, look: RowLook): void {
    const isOther = this.row?.channel.key !== row.channel.key || this.look.fromMs !== look.fromMs;
    this.row = row;
    this.look = look;
    this.turn += 1;
    this.isFilled = [];
    this.number.content = row.channel.number;
    this.mark.visible = row.channel.isPlaying;
    this.logo.show({ logo: row.channel.logo, number: row.channel.number, name: row.channel.name });
    this.fill(this.turn, 0);
    // Programmes of other hours must not stand under these until it is their turn.
    this.cells.forEach((cell, slot) => {
      if (slot >= this.count || (isOther && this.isFilled[slot] !== true)) cell.visible = false;
    });
  }

  /** The cursor came to another cell of this row. */
  focusOn(focusAt: number): void {
    const { row, look } = this;
    if (row === null || look.focusAt === focusAt) return;
    const isSpecial = Math.max(focusAt, look.focusAt) >= MAX_CELLS;
    this.look = { ...look, focusAt };
    if (isSpecial) this.show(row, this.look);
  }

  /** The programmes come in from the side towards which the window has moved: 1 later, -1 earlier. */
  slideIn(direction: 1 | -1): void {
    const { motion } = this.ui;
    const { timeline } = this;
    motion.set(timeline, 'x', TIMELINE_X + direction * SLIDE);
    motion.set(timeline, 'alpha', 0.001);
    motion.to(timeline, 'x', TIMELINE_X, 'epgScroll');
    motion.to(timeline, 'alpha', 1, 'epgScroll');
  }

  override describeGroup(): string {
    const channel = this.row?.channel;
    if (channel === undefined) return '';
    return [channel.number, channel.name, channel.isPlaying ? this.props.playing : ''].filter((part) => part !== '').join(', ');
  }

  override _getFocused(): AnyView {
    const slot = Math.min(this.look.focusAt, MAX_CELLS - 1);
    this.fillSlot(slot);
    return this.cells[slot] ?? this;
  }

  override focusChild(child: AnyView): boolean {
    const cell = this.cells.find((each) => each === child)?.shown;
    if (this.row === null || cell === null || cell === undefined) return false;
    this.props.onPoint(this.row.index, cell.fromMs);
    return true;
  }

  protected override build(): void {
    const { height } = this.props;
    const { color, isHighContrast, borderWidth } = this.theme;
    this.row = null;
    this.cells = [];
    this.isFilled = [];
    this.turn = 0;
    this.look = { fromMs: 0, focusAt: 0, isRough: false };
    this.w = ROW_WIDTH;
    this.h = height;
    this.plate = this.put(new CellPlate(this.stage));
    this.plate.setUp({ height, radius: EPG.cellRadius, border: borderWidth, borderColor: color.line });
    this.plate.setWidth(EPG.channelColumn.w);
    this.plate.tint(isHighContrast ? color.bg : color.panel);
    this.plate.zIndex = LAYER.plate;
    this.mark = this.put(new LightningElement(this.stage), 0, (height - MARK.h) / 2, MARK.w, MARK.h);
    this.mark.rect = true;
    this.mark.color = color.accent;
    this.mark.zIndex = LAYER.icon;
    this.mark.visible = false;
    this.number = this.addText({ style: 'meta', maxWidth: NUMBER.w, direction: 'ltr', color: color.text3 });
    this.number.moveTo(NUMBER.x, (height - this.number.lineHeight) / 2);
    this.number.zIndex = LAYER.text;
    this.logo = this.add(LogoTile, { width: LOGO_W, height: LOGO_H, layer: LAYER.logo }, { x: LOGO_X, y: (height - LOGO_H) / 2 });
    // The plate is its ground.
    this.logo.tint(withAlpha(color.panel, 0));
    this.timeline = this.put(new LightningElement(this.stage), TIMELINE_X, 0, EPG.timelineWidth, height);
  }

  /** Narrow cells beyond the last place are left out; the one in focus takes it then. */
  private get count(): number {
    return Math.min(this.row?.cells.length ?? 0, MAX_CELLS);
  }

  /** Shows the cells from a slot on: now or, where the frame has no time left, in the next ones. */
  private fill(turn: number, from: number): void {
    if (from >= this.count) return;
    this.ui.frameWork.build(() => {
      // Another channel or another time has been asked for since.
      if (turn !== this.turn) return;
      this.fillSlot(from);
      this.fill(turn, from + 1);
    });
  }

  private fillSlot(slot: number): void {
    const { count, look, row } = this;
    if (row === null || slot >= count || this.isFilled[slot] === true) return;
    const cell = row.cells[slot === count - 1 && look.focusAt >= count ? look.focusAt : slot];
    // Those before it have places of their own.
    for (let made = this.cells.length; made <= slot; made += 1) this.cellFor(made).visible = false;
    this.isFilled[slot] = true;
    if (cell !== undefined) this.cellFor(slot).show(cell, look.fromMs, look.isRough);
  }

  private cellFor(slot: number): ProgrammeCell {
    const known = this.cells[slot];
    if (known !== undefined) {
      known.visible = true;
      return known;
    }
    const { height, hint, speak } = this.props;
    const cell = createView(this.stage, ProgrammeCell, { height, hint, speak });
    this.timeline.childList.a(cell);
    this.cells.push(cell);
    return cell;
  }
}
