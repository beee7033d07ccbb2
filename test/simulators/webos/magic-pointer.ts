import type { TelevisionParts } from '../core/television-parts';

/** At rest this long the pointer goes (tv-platforms 4.3). */
const IDLE_MS = 5_000;
const OK = 13;

/** The Magic Remote's pointer (W-04). */
export class MagicPointer {
  private readonly parts: TelevisionParts;
  private readonly pressOk: (code: number) => void;
  private x = 960;
  private y = 540;
  private isShown = false;
  private stopIdle: () => void = () => undefined;

  constructor(parts: TelevisionParts, pressOk: (code: number) => void) {
    this.parts = parts;
    this.pressOk = pressOk;
    // A person's own mouse is the Magic Remote.
    parts.window.addEventListener('mousemove', (event) => {
      if (event.isTrusted) this.show();
    }, true);
  }

  get isVisible(): boolean {
    return this.isShown;
  }

  /** Points at a place of the 1920x1080 space. */
  move(x: number, y: number): void {
    this.x = x;
    this.y = y;
    this.show();
    this.fire('mousemove');
  }

  click(): void {
    this.show();
    for (const name of ['mousedown', 'mouseup', 'click'] as const) this.fire(name);
    const { chaos, timers } = this.parts;
    if (chaos.strikes('okAfterClick')) timers.after(chaos.between(50, 350), () => { this.pressOk(OK); });
  }

  hide(): void {
    this.stopIdle();
    if (!this.isShown) return;
    this.isShown = false;
    this.tell();
  }

  private show(): void {
    this.stopIdle();
    this.stopIdle = this.parts.timers.after(IDLE_MS, () => { this.hide(); });
    if (this.isShown) return;
    this.isShown = true;
    this.tell();
  }

  private tell(): void {
    const event = new CustomEvent('cursorStateChange', { detail: { visibility: this.isShown } });
    // Firmware differs in where it writes the state.
    Object.defineProperty(event, 'visibility', { value: this.isShown });
    this.parts.window.document.dispatchEvent(event);
  }

  private fire(name: 'mousemove' | 'mousedown' | 'mouseup' | 'click'): void {
    const { window } = this.parts;
    const clientX = (this.x * window.innerWidth) / 1920;
    const clientY = (this.y * window.innerHeight) / 1080;
    const target = window.document.elementFromPoint(clientX, clientY) ?? window.document.body;
    target.dispatchEvent(new MouseEvent(name, { bubbles: true, cancelable: true, clientX, clientY, button: 0 }));
  }
}
