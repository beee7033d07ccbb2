import type { Disposer } from '#core/base';
import { createScope } from '#core/state';
import type { ClockPort, PointerEvent } from '#ports';

/** A mouse at rest this long is gone from the picture, as on the sets. */
const IDLE_MS = 5_000;

/**
 * How the pointer comes and goes: `movement` (a mouse: shown by moving, hidden by keys and rest) or `system` (LG: the
 * set tells it by `cursorStateChange`).
 */
export type PointerPolicy = 'movement' | 'system';

/** Reads mouse and wheel as pointer events in the 1920x1080 space of the design. Dispose it to leave the window. */
export class PointerSource {
  private readonly window: Window;
  private readonly clock: ClockPort;
  private readonly policy: PointerPolicy;
  private readonly tell: (event: PointerEvent) => void;
  private readonly scope = createScope();
  private stopIdle: Disposer = () => undefined;
  private isShown = false;

  constructor(window: Window, clock: ClockPort, policy: PointerPolicy, tell: (event: PointerEvent) => void) {
    this.window = window;
    this.clock = clock;
    this.policy = policy;
    this.tell = tell;
    this.listenMouse('mousemove', 'move');
    this.listenMouse('mousedown', 'down');
    this.listenMouse('mouseup', 'up');
    const onWheel = (event: WheelEvent): void => {
      this.show();
      this.tell({ type: 'wheel', ...this.place(event), deltaY: event.deltaY });
    };
    window.addEventListener('wheel', onWheel, { passive: true });
    this.scope.add(() => {
      window.removeEventListener('wheel', onWheel);
    });
    if (policy === 'system') this.listenSystem();
  }

  /** A remote key was pressed: a mouse pointer leaves the picture; the system's pointer decides for itself. */
  onRemoteKey(): void {
    if (this.policy === 'movement') this.hide();
  }

  /** Leaves the window. */
  dispose(): void {
    this.stopIdle();
    this.scope.dispose();
  }

  private listenMouse(name: 'mousemove' | 'mousedown' | 'mouseup', type: 'move' | 'down' | 'up'): void {
    const handle = (event: MouseEvent): void => {
      if (type !== 'move' && event.button !== 0) return;
      this.show();
      this.tell({ type, ...this.place(event) });
    };
    this.window.addEventListener(name, handle);
    this.scope.add(() => {
      this.window.removeEventListener(name, handle);
    });
  }

  private listenSystem(): void {
    const handle = (event: Event): void => {
      if (isCursorVisible(event)) this.show();
      else this.hide();
    };
    this.window.document.addEventListener('cursorStateChange', handle);
    this.scope.add(() => {
      this.window.document.removeEventListener('cursorStateChange', handle);
    });
  }

  private show(): void {
    this.stopIdle();
    if (this.policy === 'movement') {
      this.stopIdle = this.clock.after(IDLE_MS, () => {
        this.hide();
      });
    }
    if (this.isShown) return;
    this.isShown = true;
    this.tell({ type: 'show' });
  }

  private hide(): void {
    this.stopIdle();
    if (!this.isShown) return;
    this.isShown = false;
    this.tell({ type: 'hide' });
  }

  private place(event: MouseEvent): { x: number; y: number } {
    return { x: (event.clientX * 1920) / this.window.innerWidth, y: (event.clientY * 1080) / this.window.innerHeight };
  }
}

/** LG writes the state into `detail.visibility` and, on some firmware, onto the event itself. */
function isCursorVisible(event: Event): boolean {
  const detail: unknown = 'detail' in event ? event.detail : null;
  if (typeof detail === 'object' && detail !== null && 'visibility' in detail) return detail.visibility === true;
  return 'visibility' in event && event.visibility === true;
}
