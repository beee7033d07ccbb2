import type { Disposer } from '#core/base';
import { signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { ClockPort, PointerEvent } from '#ports';
import type { LightningElement, Stage } from '../lightning';
import type { AnyView } from '../view/view';
import type { KeyGate } from './key-gate';

/** What views may know of the pointer. */
export interface PointerState {
  /** Row arrows show while it does. */
  readonly isVisible: ReadonlySignal<boolean>;
}

/** The shortest time between two steps of the wheel. Smaller: one flick runs through a whole list. */
const WHEEL_MS = 120;

interface PointTarget extends LightningElement {
  readonly canPoint?: boolean;
  /** Milliseconds the pointer must rest before focus follows: the rail waits. */
  readonly pointDelayMs?: number;
}

/** Whether an element of Lightning's tree is one of our views. */
function isView(element: LightningElement): element is AnyView {
  return element.isComponent === true && typeof (element as Partial<AnyView>).focusChild === 'function';
}

/**
 * The pointer moves focus: what it hovers is focused through the same views and memory as by keys, a click is OK, a long
 * click is a long OK, the wheel asks the hovered list. When it hides, focus stays.
 */
export class PointerAdapter implements PointerState {
  private readonly stage: Stage;
  private readonly clock: ClockPort;
  private readonly keys: KeyGate;
  private readonly visible = signal(false);
  private hovered: LightningElement | null = null;
  private stopDelay: Disposer | null = null;
  private wheelMs = -Infinity;
  private isDown = false;

  /** Whether a view may be focused by the pointer now; what lies under a dialog may not. */
  admits: ((target: AnyView) => boolean) | null = null;

  constructor(stage: Stage, clock: ClockPort, keys: KeyGate) {
    this.stage = stage;
    this.clock = clock;
    this.keys = keys;
  }

  get isVisible(): ReadonlySignal<boolean> {
    return this.visible;
  }

  /** Takes an event of the host's pointer; coordinates of the 1920x1080 space. */
  take(event: PointerEvent): void {
    this.visible.value = event.type !== 'hide';
    switch (event.type) {
      case 'show':
        return;
      case 'hide':
        this.leave();
        return;
      case 'wheel':
        this.wheel(this.targetAt(event.x, event.y), event.deltaY > 0 ? 1 : -1);
        return;
      case 'move':
        this.hover(this.targetAt(event.x, event.y));
        return;
      case 'down':
      case 'up':
        this.click(event.type, this.targetAt(event.x, event.y));
    }
  }

  private leave(): void {
    this.hovered = null;
    this.stopDelay?.();
    this.stopDelay = null;
  }

  private hover(target: PointTarget | null): void {
    if (target === this.hovered) return;
    this.leave();
    this.hovered = target;
    if (target === null) return;
    const delayMs = target.pointDelayMs ?? 0;
    if (delayMs === 0) this.focus(target);
    else {
      this.stopDelay = this.clock.after(delayMs, () => {
        this.stopDelay = null;
        this.focus(target);
      });
    }
  }

  private click(type: 'down' | 'up', target: PointTarget | null): void {
    if (type === 'down') {
      if (target === null) return;
      this.focus(target);
      this.isDown = true;
      this.keys.take({ key: 'ok', phase: 'down', isHeld: false, heldMs: 0 });
    } else if (this.isDown) {
      this.isDown = false;
      this.keys.take({ key: 'ok', phase: 'up', isHeld: false, heldMs: 0 });
    }
  }

  private wheel(target: LightningElement | null, delta: 1 | -1): void {
    const nowMs = this.clock.monotonicMs();
    if (nowMs - this.wheelMs < WHEEL_MS) return;
    this.wheelMs = nowMs;
    for (let element = target; element !== null; element = element.parent) {
      const view = element as Partial<AnyView>;
      if (view._handleWheel?.(delta) === true) break;
    }
    this.stage.application.updateFocusPath();
    this.keys.onAfterKey?.();
  }

  /** Tells every container above which child the pointer is on; one that refuses keeps focus where it is. */
  private focus(target: LightningElement): void {
    if (!isView(target) || this.admits?.(target) === false) return;
    let child: AnyView = target;
    for (let element = target.parent; element !== null; element = element.parent) {
      if (!isView(element)) continue;
      if (!element.focusChild(child)) return;
      child = element;
    }
    this.stage.application.updateFocusPath();
    this.keys.onAfterKey?.();
  }

  private targetAt(x: number, y: number): PointTarget | null {
    const precision = this.stage.getRenderPrecision();
    const cores = this.stage.getChildrenByPosition(x * precision, y * precision);
    for (let i = cores.length - 1; i >= 0; i -= 1) {
      for (let element: LightningElement | null = cores[i]?.element ?? null; element !== null; element = element.parent) {
        if ((element as PointTarget).canPoint === true) return element;
      }
    }
    return null;
  }
}
