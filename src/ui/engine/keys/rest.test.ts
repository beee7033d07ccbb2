import { expect, test } from '@jest/globals';
import { createTestStage } from '#test/harness/stage';

test('work that is due earlier does not wait for work that was asked for first', () => {
  const screen = createTestStage();
  const order: string[] = [];
  const { rest } = screen.engine.ui;
  rest.after({}, 9000, () => order.push('slow'));
  rest.after({}, 400, () => order.push('quick'));
  screen.frame(500);
  expect(order).toEqual(['quick']);
  screen.frame(9000);
  expect(order).toEqual(['quick', 'slow']);
  screen.dispose();
});
