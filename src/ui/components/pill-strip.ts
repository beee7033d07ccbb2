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
  declare private pills: Pill[];
  declare private cursor: number;
  declare private chosen: string;
  declare private length: number;
  declare private specs: string;

  /** Id of the pill with the cursor; empty without pills. */
  get focusedId(): string {
    return this.pills[this.cursor]?.props.id ?? '';
  }

  /** Whether there is nothing to choose. */
  get isEmpty(): boolean {
    return this.pills.length === 0;
  }

  /** Shows these choices and the chosen one; the cursor goes there, unless the choices are the same and it has the focus. */
  setPills(specs: readonly PillSpec[], chosen: string): void {
    const signature = specs.map((spec) => `${spec.id} ${spec.label}`).join('\n');
    if (signature === this.specs) {
      this.select(chosen);
      return;
    }
    this.specs = signature;
    const focusedBefore = this.hasFocus() ? this.cursor : -1;
    for (const pill of this.pills) this.strip.childList.remove(pill);
    const gap = GAPS[this.props.look];
    this.length = 0;
    this.pills = specs.map((spec, index) => {
      const props = { ...spec, look: this.props.look, index: index + 1, count: specs.length, onPress: () => this.choose(spec.id) };
      const pill = new Pill(this.stage, { props });
      pill.x = this.length;
      this.length += pill.w + gap;
      this.strip.childList.a(pill);
      return pill;
    });
    this.length = Math.max(0, this.length - gap);
    this.cursor = focusedBefore === -1 ? Math.max(0, specs.findIndex((spec) => spec.id === chosen)) : Math.min(focusedBefore, Math.max(0, specs.length - 1));
    this.chosen = '';
    this.mark(chosen);
    this.reveal(true);
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
    this.specs = '';
    this.cursor = 0;
    this.chosen = '';
    this.length = 0;
  }

  /** The cursor follows while the strip has no focus. Tells nobody. */
  private select(id: string): void {
    this.mark(id);
    const index = this.pills.findIndex((pill) => pill.props.id === id);
    if (index !== -1 && !this.hasFocus()) {
      this.cursor = index;
      this.reveal(true);
    }
  }

  private step(delta: 1 | -1, isHeld: boolean): boolean {
    const next = stepLine(this.cursor, this.pills.length, delta, isHeld, 'leave');
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
    if (this.pills.find((pill) => pill.props.id === id)?.props.isAction !== true) this.mark(id);
    this.props.onChoose(id);
  }

  private mark(id: string): void {
    this.chosen = id;
    for (const pill of this.pills) pill.choose(pill.props.id === id || pill.props.isAction === true);
  }

  private reveal(isJump: boolean): void {
    const pill = this.pills[this.cursor];
    if (pill === undefined) return;
    const { motion } = this.ui;
    const now = -motion.target(this.strip, 'x');
    const most = Math.max(0, this.length - this.props.width);
    const least = pill.x + pill.w + PEEK - this.props.width;
    const offset = Math.max(0, Math.min(most, Math.max(least, Math.min(now, pill.x - PEEK))));
    if (isJump) motion.set(this.strip, 'x', -offset);
    else motion.to(this.strip, 'x', -offset, 'rowScroll');
  }
}
