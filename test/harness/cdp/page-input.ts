import { setTimeout as delay } from 'node:timers/promises';
import type { CdpConnection } from './cdp-connection';
import { keyName } from './key-names';

/** How a key is held. */
export interface HoldOptions {
  /** How long, milliseconds. */
  readonly forMs: number;
  /** Between two repeated downs; remotes repeat every 100 to 120 ms. Default 110. */
  readonly repeatMs?: number;
  /**
   * `repeat`: downs with `repeat === true` as desktop engines and LG send; `pairs`: an up and a down each time with
   * `repeat === false`, as Samsung sends. Default `repeat`.
   */
  readonly style?: 'repeat' | 'pairs';
}

/** Keys by `keyCode` and the pointer in CSS pixels, sent through the engine's own input path. */
export class PageInput {
  constructor(private readonly connection: CdpConnection) {}

  /** A key goes down. Resolves after the page handled it. */
  async keyDown(keyCode: number, isRepeat = false): Promise<void> {
    await this.dispatchKey('rawKeyDown', keyCode, isRepeat);
  }

  /** A key comes up. */
  async keyUp(keyCode: number): Promise<void> {
    await this.dispatchKey('keyUp', keyCode, false);
  }

  /** Down and up, `times` times. Both are on their way before the first is answered: on a starved machine a press must not become a hold. */
  async press(keyCode: number, times = 1): Promise<void> {
    for (let i = 0; i < times; i += 1) await Promise.all([this.keyDown(keyCode), this.keyUp(keyCode)]);
  }

  /** Presses several keys one after the other. */
  async pressAll(keyCodes: readonly number[]): Promise<void> {
    for (const keyCode of keyCodes) await this.press(keyCode);
  }

  /** Holds a key and lets it go; returns how many downs were sent. */
  async hold(keyCode: number, options: HoldOptions): Promise<number> {
    const repeatMs = options.repeatMs ?? 110;
    const sendsPairs = options.style === 'pairs';
    await this.keyDown(keyCode);
    let downs = 1;
    for (let heldMs = repeatMs; heldMs < options.forMs; heldMs += repeatMs) {
      await delay(repeatMs);
      if (sendsPairs) await this.keyUp(keyCode);
      await this.keyDown(keyCode, !sendsPairs);
      downs += 1;
    }
    await this.keyUp(keyCode);
    return downs;
  }

  /** Moves the pointer. */
  async move(x: number, y: number): Promise<void> {
    await this.connection.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y });
  }

  /** Moves and clicks with the left button. */
  async click(x: number, y: number): Promise<void> {
    await this.move(x, y);
    for (const type of ['mousePressed', 'mouseReleased']) {
      await this.connection.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
    }
  }

  /** Turns the wheel at a place; positive is down. */
  async wheel(x: number, y: number, deltaY: number): Promise<void> {
    await this.connection.send('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, deltaX: 0, deltaY });
  }

  private async dispatchKey(type: 'rawKeyDown' | 'keyUp', keyCode: number, isRepeat: boolean): Promise<void> {
    await this.connection.send('Input.dispatchKeyEvent', {
      type,
      windowsVirtualKeyCode: keyCode,
      nativeVirtualKeyCode: keyCode,
      key: keyName(keyCode),
      autoRepeat: isRepeat,
    });
  }
}
