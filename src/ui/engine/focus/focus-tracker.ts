import { Z } from '#ui/theme';
import type { LightningElement, Stage } from '../lightning';
import type { Ui } from '../ui';
import type { AnyView } from '../view/view';
import { FocusFrame } from './focus-frame';
import type { MutableBox } from './focus-frame';

interface RootWithFrame extends LightningElement {
  /** Pages and overlays: ring and shadow are drawn among their children. */
  readonly isFocusRoot?: boolean;
  focusFrame?: FocusFrame;
}

/**
 * Watches which view has focus and draws it: ring and shadow of its root, size and height of the view itself. Looks once
 * per frame at most, and only when something said that focus may have changed.
 */
export class FocusTracker {
  private readonly stage: Stage;
  private readonly ui: () => Ui;
  private readonly box: MutableBox = { x: 0, y: 0, w: 0, h: 0 };
  private focused: AnyView | null = null;
  private frame: FocusFrame | null = null;
  private isDirty = true;
  private isMoved = false;
  private isJumping = false;
  /** Told once per frame in which focus changed or was refreshed. */
  onChange: ((view: AnyView | null, isNew: boolean) => void) | null = null;
  /** Hears the same, for whoever does something about what has the focus. */
  onFocus: ((view: AnyView | null) => void) | null = null;

  constructor(stage: Stage, ui: () => Ui) {
    this.stage = stage;
    this.ui = ui;
  }

  /** The view that has focus; `null` before the first page. */
  get current(): AnyView | null {
    return this.focused;
  }

  /** Something may have moved focus: it is looked at before the next frame. */
  check(): void {
    this.isDirty = true;
  }

  /** What has focus was moved, resized or bound to another item: ring and mirror follow. `isJump`: without motion. */
  refresh(isJump = false): void {
    this.isMoved = true;
    this.isJumping = this.isJumping || isJump;
  }

  /** Draws what changed; called at the start of a frame, after effects. */
  flush(): void {
    if (!this.isDirty && !this.isMoved) return;
    const isMoved = this.isMoved;
    this.isDirty = false;
    this.isMoved = false;
    this.stage.application.updateFocusPath();
    const path = this.stage.application.focusPath;
    const leaf = (path?.[path.length - 1] as AnyView | undefined) ?? null;
    const view = leaf !== null && typeof (leaf as Partial<AnyView>).getFocusLook === 'function' ? leaf : null;
    const isNew = view !== this.focused;
    if (!isNew && !isMoved) return;
    if (isNew) this.change(view);
    this.draw(view);
    this.isJumping = false;
    this.onChange?.(view, isNew);
    this.onFocus?.(view);
  }

  private change(view: AnyView | null): void {
    const before = this.focused;
    this.focused = view;
    if (before === null) return;
    before.zIndex = 0;
    if (before.scale !== 1) this.ui().motion.to(before, 'scale', 1, 'focusMove');
  }

  private draw(view: AnyView | null): void {
    const look = view?.getFocusLook() ?? null;
    const root = view === null ? null : rootOf(view);
    const frame = root === null ? null : this.frameOf(root);
    const isOtherFrame = frame !== this.frame;
    if (isOtherFrame) this.frame?.hide();
    this.frame = frame;
    if (view === null || look === null || frame === null) {
      frame?.hide();
      return;
    }
    if (!look.hasRing && !look.hasLift) {
      frame.hide();
      return;
    }
    view.zIndex = Z.focusedCard;
    const { motion, keys } = this.ui();
    // While a key is held nothing grows: the ring alone moves.
    const scale = keys.isHeld ? 1 : look.scale;
    if (motion.target(view, 'scale') !== scale) {
      if (this.isJumping || isOtherFrame) motion.set(view, 'scale', scale);
      else motion.to(view, 'scale', scale, 'focusMove');
    }
    this.measure(view, frame.owner, scale);
    frame.show(this.box, look, scale, this.isJumping || isOtherFrame);
  }

  /** Where the view will be at rest, in its root: positions that are moving count as arrived. */
  private measure(view: AnyView, root: LightningElement, scale: number): void {
    const { motion, theme } = this.ui();
    const { w, h } = view;
    const isMirrored = theme.direction === 'rtl';
    let x = 0;
    let y = 0;
    for (let element: LightningElement = view; element !== root; ) {
      const { parent } = element;
      if (parent === null) break;
      const own = motion.target(element, 'x');
      x += isMirrored && parent.rtl === true && parent.w > 0 ? parent.w - element.w - own : own;
      y += motion.target(element, 'y');
      element = parent;
    }
    // The frame is a child of the root, whose x counts from the other side.
    if (isMirrored && root.rtl === true) x = root.w - x - w;
    this.box.w = w * scale;
    this.box.h = h * scale;
    this.box.x = x - (this.box.w - w) / 2;
    this.box.y = y - (this.box.h - h) / 2;
  }

  private frameOf(root: RootWithFrame): FocusFrame {
    root.focusFrame = root.focusFrame ?? new FocusFrame(this.stage, this.ui(), root);
    return root.focusFrame;
  }
}

function rootOf(view: AnyView): RootWithFrame | null {
  for (let element: LightningElement | null = view; element !== null; element = element.parent) {
    if ((element as RootWithFrame).isFocusRoot === true) return element;
  }
  return null;
}
