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
});
