import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { FrameHold } from './frame-hold';
import { LightningElement } from './lightning';
import { View } from './view/view';

const HOLD_MS = 400;

class Screen extends View {
  declare shape: LightningElement;

  protected override build(): void {
    this.shape = this.put(new LightningElement(this.stage), 0, 0, 100, 100);
    this.shape.rect = true;
  }

  override _handleOk(): boolean {
    return true;
  }
}

let screen: TestStage;
let view: Screen;
let frames: FrameHold;

/** Whether a frame after a change was drawn. */
const isDrawn = (): boolean => {
  view.shape.x += 10;
  const before = screen.counts.drawCalls;
  screen.frame();
  return screen.counts.drawCalls > before;
};

beforeEach(() => {
  screen = createTestStage();
  view = screen.mount(Screen, {});
  frames = new FrameHold(screen.engine.ui);
  screen.settle();
});
afterEach(() => {
  screen.dispose();
});

describe('a canvas that waits for a picture', () => {
  test('is drawn once more, and again when the time is over', () => {
    frames.hold(screen.host.clock.monotonicMs() + HOLD_MS);
    expect([isDrawn(), isDrawn(), isDrawn()]).toEqual([true, false, false]);
    screen.host.clock.tick(HOLD_MS);
    expect([isDrawn(), isDrawn()]).toEqual([true, true]);
  });

  test('shows what changed meanwhile when it is let go', () => {
    frames.hold(screen.host.clock.monotonicMs() + HOLD_MS);
    expect([isDrawn(), isDrawn()]).toEqual([true, false]);
    frames.release();
    const before = screen.counts.drawCalls;
    screen.frame();
    expect(screen.counts.drawCalls).toBeGreaterThan(before);
  });

  test('answers a key at once, and waits no more', () => {
    frames.hold(screen.host.clock.monotonicMs() + HOLD_MS);
    expect([isDrawn(), isDrawn()]).toEqual([true, false]);
    view.shape.x += 10;
    const before = screen.counts.drawCalls;
    screen.press('ok');
    expect(screen.counts.drawCalls).toBeGreaterThan(before);
    expect(isDrawn()).toBe(true);
  });

  test('draws what was left of an answer for later frames', () => {
    const { frameWork } = screen.engine.ui;
    frames.hold(screen.host.clock.monotonicMs() + HOLD_MS);
    expect(isDrawn()).toBe(true);
    // More than one frame has time for.
    for (let i = 0; i < 3; i += 1) frameWork.build(() => { screen.host.clock.tick(30); });
    expect(frameWork.waiting).toBeGreaterThan(0);
    expect(isDrawn()).toBe(frameWork.waiting > 0);
    screen.settle();
    expect([frameWork.waiting, isDrawn()]).toEqual([0, true]);
  });
});
