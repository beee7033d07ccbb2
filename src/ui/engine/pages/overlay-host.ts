import type { Disposer } from '#core/base';
import type { Motion } from '../motion';
import { View } from '../view/view';
import type { AnyView, ViewClass } from '../view/view';
import type { Overlay, OverlayMotion } from './overlay';

/** Any overlay, whatever its properties. */
export type AnyOverlay = Overlay;

/** How an overlay is shown. */
export interface OverlayOptions {
  /** Height among the others: `Z.panel`, `Z.dialog`, … */
  readonly z: number;
  readonly motion: OverlayMotion;
  /** Whether it takes the focus until it is closed. Toasts and clocks do not. */
  readonly takesFocus: boolean;
}

interface FocusRoot {
  readonly view: AnyView;
  /** The pointer may leave it for what lies below; `leave` is called then. */
  readonly leave: (() => void) | null;
}

const PANEL_SHIFT = 80;
const OVERLAY_SHIFT = 32;

/**
 * Everything above the page, and who has the focus: a stack of focus roots. Opening an overlay that takes focus pushes
 * it, closing it gives focus back to what was beneath, wherever that had it.
 */
export class OverlayHost extends View {
  declare private roots: FocusRoot[];
  declare private open: Set<AnyOverlay>;

  /** Shows an overlay; the disposer closes it. */
  show<V extends AnyOverlay>(type: ViewClass<V>, props: V['props'], options: OverlayOptions): { readonly view: V; readonly close: Disposer } {
    const view = this.add(type, props);
    view.zIndex = options.z;
    this.open.add(view);
    if (options.takesFocus) this.pushFocus(view, null);
    moveIn(this.ui.motion, view, options.motion);
    let isOpen = true;
    const close = (): void => {
      if (!isOpen) return;
      isOpen = false;
      this.open.delete(view);
      this.popFocus(view);
      moveOut(this.ui.motion, view, options.motion, () => {
        this.drop(view);
      });
    };
    return { view, close };
  }

  /** Whether any overlay is open that holds focus. */
  get hasFocusRoot(): boolean {
    return this.roots.length > 0;
  }

  /** Who has the focus above the page; `null`: the page. */
  get focusRoot(): AnyView | null {
    return this.roots[this.roots.length - 1]?.view ?? null;
  }

  /**
   * Gives the focus to a view that is already on screen (the rail) or an overlay. `leave`: what happens when the pointer
   * goes to something beneath; without it the pointer cannot.
   */
  pushFocus(view: AnyView, leave: (() => void) | null): void {
    this.popFocus(view);
    this.roots.push({ view, leave });
    this.told();
  }

  /** Takes the focus from a view; harmless when it has none. */
  popFocus(view: AnyView): void {
    const at = this.roots.findIndex((root) => root.view === view);
    if (at === -1) return;
    this.roots.splice(at, 1);
    this.told();
  }

  /** Asked by the pointer: whether `target` may be focused now. Leaves roots that let go. */
  admits(target: AnyView): boolean {
    const top = this.roots[this.roots.length - 1];
    if (top === undefined || top.view === target || top.view.isAncestorOf(target)) return true;
    if (top.leave === null) return false;
    top.leave();
    return true;
  }

  protected override build(): void {
    this.roots = [];
    this.open = new Set();
    this.w = 1920;
    this.h = 1080;
  }

  private told(): void {
    const root = this.focusRoot as Partial<AnyOverlay> | null;
    const id = root?.overlayId ?? '';
    this.ui.mirror.setOverlay({ id, name: root?.overlayTitle?.() ?? '' });
    this.ui.focus.refresh(true);
    this.ui.focus.check();
  }
}

function moveIn(motion: Motion, view: AnyView, kind: OverlayMotion): void {
  if (kind === 'none') return;
  motion.set(view, 'alpha', 0.001);
  if (kind === 'panel') {
    motion.set(view, 'x', PANEL_SHIFT);
    motion.to(view, 'x', 0, 'panelIn');
    motion.to(view, 'alpha', 1, 'panelIn');
  } else if (kind === 'overlay') {
    motion.set(view, 'y', OVERLAY_SHIFT);
    motion.to(view, 'y', 0, 'overlayIn');
    motion.to(view, 'alpha', 1, 'overlayIn');
  } else {
    motion.to(view, 'alpha', 1, 'overlayIn');
  }
}

function moveOut(motion: Motion, view: AnyView, kind: OverlayMotion, done: () => void): void {
  if (kind === 'none') {
    done();
    return;
  }
  if (kind === 'panel') motion.to(view, 'x', PANEL_SHIFT, 'panelOut');
  motion.toThen(view, 'alpha', 0, kind === 'panel' ? 'panelOut' : 'overlayOut', done);
}
