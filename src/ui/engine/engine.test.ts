import { afterEach, describe, expect, test } from '@jest/globals';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { View } from './index';

class Leaf extends View<{ readonly name: string }> {
  protected override build(): void {
    this.w = 100;
    this.h = 50;
    this.addText({ style: 'label', content: this.props.name });
  }

  override describe() {
    return { role: 'button' as const, name: this.props.name };
  }
}

let screen: TestStage;
afterEach(() => {
  screen.dispose();
});

describe('a stage without a screen', () => {
  test('shows a view and tells of it', () => {
    screen = createTestStage();
    screen.mount(Leaf, { name: 'Play' });
    expect(screen.mirror().focus).toEqual({ role: 'button', name: 'Play' });
    expect(screen.drawCalls()).toBeGreaterThan(0);
  });

  test('what never moves gets no motion of its own, and what does is set where it is sent', () => {
    screen = createTestStage();
    const leaf = screen.mount(Leaf, { name: 'Play' });
    const { motion } = screen.engine.ui;
    motion.set(leaf, 'alpha', 0.5);
    motion.fade(leaf, 0.5, null);
    expect([leaf._transitions?.['alpha'], motion.target(leaf, 'alpha')]).toEqual([undefined, 0.5]);
    motion.to(leaf, 'alpha', 1, 'columnScroll');
    expect(motion.target(leaf, 'alpha')).toBe(1);
    motion.set(leaf, 'alpha', 0.25);
    screen.settle();
    expect([leaf.alpha, motion.target(leaf, 'alpha')]).toEqual([0.25, 0.25]);
  });
});
