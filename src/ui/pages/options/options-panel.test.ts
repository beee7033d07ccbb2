import { afterEach, expect, test } from '@jest/globals';
import { createSampleApp } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { createPage } from '../create-page';

let screen: TestStage;
let sample: SampleApp;
afterEach(() => {
  screen.dispose();
  sample.app.dispose();
});

async function holdOkOnFirstCard(): Promise<void> {
  sample = await createSampleApp({});
  screen = createTestStage({ host: sample.host });
  const { navigation } = sample.app;
  screen.engine.root.pages.follow(
    { current: navigation.current, direction: navigation.direction, create: (stage, entry) => createPage(stage, sample.app, entry) },
    3,
  );
  screen.settle();
  screen.press('down');
  screen.settle();
  screen.send({ key: 'ok', phase: 'down', isHeld: false, heldMs: 0 });
  screen.frame(700);
  screen.send({ key: 'ok', phase: 'up', isHeld: false, heldMs: 700 });
  // The panel's code is loaded.
  await new Promise((resolve) => setTimeout(resolve, 0));
  await new Promise((resolve) => setTimeout(resolve, 0));
  screen.settle();
}

test('OK held on a card opens its options; Back closes them and the card has the focus again', async () => {
  await holdOkOnFirstCard();
  expect(screen.mirror()).toMatchObject({ overlay: 'options', focus: { id: 'resume', role: 'button', index: 1 } });
  screen.press('back');
  screen.settle();
  expect(screen.mirror()).toMatchObject({ overlay: '', page: 'home', group: 'Continue watching' });
});

test('an option acts and closes the panel', async () => {
  await holdOkOnFirstCard();
  for (let i = 0; i < 8 && screen.mirror().focus?.id !== 'remove'; i += 1) screen.press('down');
  const before = sample.app.home.rows.peek()[0]?.cards.length ?? 0;
  screen.press('ok');
  await new Promise((resolve) => setTimeout(resolve, 0));
  screen.settle();
  expect(screen.mirror().overlay).toBe('');
  expect(sample.app.home.rows.peek()[0]?.cards.length).toBe(before - 1);
});

test('nothing of the page beneath is reached', async () => {
  await holdOkOnFirstCard();
  screen.press('right');
  screen.press('up');
  expect(screen.mirror().focus?.id).toBe('resume');
  screen.press('left');
  screen.settle();
  expect([screen.mirror().overlay, sample.app.navigation.isRailOpen.peek()]).toEqual(['', false]);
});
