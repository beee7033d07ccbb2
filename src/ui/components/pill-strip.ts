import { LEAVE, stepLine } from '#core/focus';
import { LightningElement, View } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';
import { CONTROLS } from '#ui/theme';
import { Pill } from './pill';

/** A choice of a strip. */
export interface PillSpec {
  /** Stable: focus and tests find the pill by it. */
  readonly id: string;
  readonly label: string;
  /** Said instead of the label, where that is no word. */
  readonly spoken?: string;
  /** Something to do rather than a choice: filled like one, and OK on it always tells. */
  readonly isAction?: boolean;
}

/** How a strip is made. */
export interface PillStripProps {
  /** Room for pills; more of them scroll. Pixels. */
  readonly width: number;
  readonly look: 'tab' | 'filter';
  /** `move`: the pill under the cursor is chosen. `press`: OK chooses it. */
  readonly choosesOn: 'move' | 'press';
  /** Spoken name of the group. */
  readonly name?: string;
  /** Another pill was chosen. */
  onChoose(id: string): void;
}

const GAPS = { tab: CONTROLS.tab.gap, filter: CONTROLS.button.gap } as const;
/** Room kept beside the focused pill, so that its neighbour shows. */
const PEEK = 96;

/** One choice out of many, side by side; scrolls where there are more than fit. Left at the first and Right at the last are handed on. */
export class PillStrip extends View<PillStripProps> {
  declare private strip: LightningElement;
  declare private specs: readonly PillSpec[];
  /** The first of them, as far as they are made. */
  declare private pills: Pill[];
  declare private cursor: number;
  declare private chosen: string;
  /** From the first to the last that is made. */
  declare private length: number;
  declare private signature: string;

  /** Id of the pill with the cursor; empty without pills. */
  get focusedId(): string {
    return this.specs[this.cursor]?.id ?? '';
  }

  /** Whether there is nothing to choose. */
  get isEmpty(): boolean {
    return this.specs.length === 0;
  }

  /** Shows these choices and the chosen one; the cursor goes there, unless the choices are the same and it has the focus. */
  setPills(specs: readonly PillSpec[], chosen: string): void {
    const signature = specs.map((spec) => `${spec.id} ${spec.label}`).join('\n');
    if (signature === this.signature) {
      this.select(chosen);
      return;
    }
    this.signature = signature;
    const focusedBefore = this.hasFocus() ? this.cursor : -1;
    for (const pill of this.pills) this.strip.childList.remove(pill);
    this.specs = specs;
    this.pills = [];
    this.length = 0;
    this.cursor = focusedBefore === -1 ? Math.max(0, specs.findIndex((spec) => spec.id === chosen)) : Math.min(focusedBefore, Math.max(0, specs.length - 1));
    this.chosen = chosen;
    this.reveal(true);
    this.fill(specs);
    this.ui.focus.refresh();
    this.ui.focus.check();
  }

  override describeGroup(): string {
    return this.props.name ?? '';
  }

  override focusChild(child: AnyView): boolean {
    const index = this.pills.findIndex((pill) => pill === child);
    if (index === -1) return false;
    this.moveTo(index);
    return true;
  }

  override textsResized(): void {
    this.length = 0;
    this.pills.forEach((pill, index) => {
      this.placePill(pill, index);
    });
    this.reveal(true);
    this.ui.focus.refresh();
  }

  override _getFocused(): AnyView {
    return this.pills[this.cursor] ?? this;
  }

  override _handleLeft(press: KeyPress): boolean {
    return this.step(-1, press.isHeld);
  }

  override _handleRight(press: KeyPress): boolean {
    return this.step(1, press.isHeld);
  }

  override _handleWheel(delta: 1 | -1): boolean {
    return this.step(delta, true);
  }

  protected override build(): void {
    this.w = this.props.width;
    this.h = this.props.look === 'tab' ? CONTROLS.tab.h : CONTROLS.pill.h;
    // Pills scroll under what stands beside the strip.
    this.clipping = true;
    this.strip = this.put(new LightningElement(this.stage), 0, 0, this.w, this.h);
    this.pills = [];
    this.signature = '';
    this.specs = [];
    this.cursor = 0;
    this.chosen = '';
    this.length = 0;
  }

  /** The cursor follows while the strip has no focus. Tells nobody. */
  private select(id: string): void {
    this.mark(id);
    const index = this.specs.findIndex((spec) => spec.id === id);
    if (index !== -1 && !this.hasFocus()) {
      this.cursor = index;
      this.reveal(true);
    }
  }

  private step(delta: 1 | -1, isHeld: boolean): boolean {
    const next = stepLine(this.cursor, this.specs.length, delta, isHeld, 'leave');
    if (next === LEAVE) return false;
    this.moveTo(next);
    return true;
  }

  private moveTo(index: number): void {
    this.cursor = index;
    this.reveal(false);
    this.ui.focus.check();
    if (this.props.choosesOn === 'move') this.choose(this.focusedId);
  }

  private choose(id: string): void {
    if (id === this.chosen) return;
    if (this.specs.find((spec) => spec.id === id)?.isAction !== true) this.mark(id);
    this.props.onChoose(id);
  }

  private mark(id: string): void {
    this.chosen = id;
    for (const pill of this.pills) this.markPill(pill);
  }

  private markPill(pill: Pill): void {
    pill.choose(pill.props.id === this.chosen || pill.props.isAction === true);
  }

  /** Makes the pills after those that are there, now or, where the frame has no time left, in the next ones. */
  private fill(specs: readonly PillSpec[]): void {
    if (this.pills.length >= specs.length) return;
    this.ui.frameWork.build(() => {
      // Other pills have been asked for since.
      if (this.specs !== specs) return;
      this.makePills(this.pills.length + 1);
      this.fill(specs);
    });
  }

  /** Makes the first `count` pills, as far as they are not there. */
  private makePills(count: number): void {
    const { look } = this.props;
    while (this.pills.length < Math.min(count, this.specs.length)) {
      const index = this.pills.length;
      const spec = this.specs[index];
      if (spec === undefined) return;
      const props = { ...spec, look, index: index + 1, count: this.specs.length, onPress: () => this.choose(spec.id) };
      const pill = new Pill(this.stage, { props });
      this.placePill(pill, index);
      this.markPill(pill);
      this.strip.childList.a(pill);
      this.pills.push(pill);
    }
  }

  private placePill(pill: Pill, index: number): void {
    pill.x = index === 0 ? 0 : this.length + GAPS[this.props.look];
    this.length = pill.x + pill.w;
  }

  private reveal(isJump: boolean): void {
    // The neighbour shows beside it.
    this.makePills(this.cursor + 2);
    const pill = this.pills[this.cursor];
    if (pill === undefined) return;
    const { motion } = this.ui;
    const now = -motion.target(this.strip, 'x');
    const isWhole = this.pills.length === this.specs.length;
    const most = isWhole ? Math.max(0, this.length - this.props.width) : Infinity;
    const least = pill.x + pill.w + PEEK - this.props.width;
    const offset = Math.max(0, Math.min(most, Math.max(least, Math.min(now, pill.x - PEEK))));
    if (isJump) motion.set(this.strip, 'x', -offset);
    else motion.to(this.strip, 'x', -offset, 'rowScroll');
  }
}
