import { FOCUS, Z } from '#ui/theme';
import { LightningElement, RoundedRectangleShader, WholeRectangle } from '../lightning';
import type { Stage } from '../lightning';
import { NineSlice } from '../shapes/nine-slice';
import { roundedShaderOf } from '../shapes/box';
import type { Ui } from '../ui';
import type { FocusLook } from '../view/focus-look';

/** How far the shadow reaches beyond what it lies under. */
const LIFT = { left: 56, top: 40, grow: 112 } as const;

/** A rectangle that is written again and again: moving focus allocates nothing. */
export interface MutableBox {
  x: number;
  y: number;
  w: number;
  h: number;
}

/**
 * The one ring and the one shadow of a focus root (page or overlay). They lie in the root's own height order, the shadow
 * under the focused element and the ring above it, and move where the element will be at rest.
 */
export class FocusFrame {
  private readonly ui: Ui;
  private readonly root: LightningElement;
  private readonly ring: LightningElement;
  private readonly lift: NineSlice;
  private isRingShown = false;

  constructor(stage: Stage, ui: Ui, root: LightningElement) {
    this.ui = ui;
    this.root = root;
    const { theme } = ui;
    this.lift = new NineSlice(stage);
    this.lift.setUp('images/lift-9slice.png', FOCUS.card.lift.size, FOCUS.card.lift.slice);
    this.lift.zIndex = Z.focusedCard - 1;
    this.lift.visible = false;
    this.ring = new LightningElement(stage);
    this.ring.texture = new WholeRectangle(stage);
    this.ring.shader = { type: RoundedRectangleShader, radius: 16, stroke: theme.ringWidth, strokeColor: theme.color.focus, fillColor: 0x00ffffff };
    this.ring.zIndex = Z.focusRing;
    this.ring.visible = false;
    root.childList.a(this.lift);
    root.childList.a(this.ring);
  }

  /** The element ring and shadow belong to. */
  get owner(): LightningElement {
    return this.root;
  }

  /** Draws focus around `box`: the element at `scale`, root's coordinates. `isJump` places without moving. */
  show(box: MutableBox, look: FocusLook, scale: number, isJump: boolean): void {
    const { theme } = this.ui;
    const hasLift = look.hasLift && theme.hasLift && !this.ui.keys.isHeld;
    if (hasLift) {
      this.ui.motion.set(this.lift, 'x', box.x - LIFT.left);
      this.ui.motion.set(this.lift, 'y', box.y - LIFT.top);
      this.lift.setSize(box.w + LIFT.grow, box.h + LIFT.grow);
      if (!this.lift.visible || this.lift.alpha < 1) {
        this.lift.visible = true;
        if (isJump) this.ui.motion.set(this.lift, 'alpha', 1);
        else {
          this.ui.motion.set(this.lift, 'alpha', 0.001);
          this.ui.motion.to(this.lift, 'alpha', 1, 'focusMove');
        }
      }
    } else {
      this.lift.visible = false;
    }
    if (look.hasRing) this.showRing(box, look, scale, isJump);
    else this.hideRing();
  }

  /** Draws no focus. */
  hide(): void {
    this.hideRing();
    this.lift.visible = false;
  }

  /** Whether the ring is drawn; the mirror and tests ask. */
  get hasRing(): boolean {
    return this.isRingShown;
  }

  private showRing(box: MutableBox, look: FocusLook, scale: number, isJump: boolean): void {
    const { motion, theme } = this.ui;
    const stroke = theme.isHighContrast ? theme.ringWidth : (look.ringWidth ?? theme.ringWidth);
    const room = theme.ringGap + stroke;
    const x = Math.round(box.x - room);
    const y = Math.round(box.y - room);
    const w = Math.round(box.w + 2 * room);
    const h = Math.round(box.h + 2 * room);
    const shader = roundedShaderOf(this.ring);
    if (shader !== null) {
      shader.stroke = stroke;
      shader.radius = Math.min(look.radius * scale + room, w / 2, h / 2);
    }
    const isNew = isJump || !this.isRingShown;
    this.isRingShown = true;
    this.ring.visible = true;
    if (isNew) {
      motion.set(this.ring, 'x', x);
      motion.set(this.ring, 'y', y);
      motion.set(this.ring, 'w', w);
      motion.set(this.ring, 'h', h);
      return;
    }
    motion.to(this.ring, 'x', x, 'focusMove');
    motion.to(this.ring, 'y', y, 'focusMove');
    motion.to(this.ring, 'w', w, 'focusMove');
    motion.to(this.ring, 'h', h, 'focusMove');
  }

  private hideRing(): void {
    this.isRingShown = false;
    this.ring.visible = false;
  }
}
