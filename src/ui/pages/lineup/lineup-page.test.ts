import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createSampleApp } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { createPage } from '../create-page';

let stage: TestStage;
let sample: SampleApp;

async function late(): Promise<void> {
  for (let i = 0; i < 12; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    await sample.host.clock.advance(5);
  }
  stage.settle();
}

beforeEach(async () => {
  sample = await createSampleApp();
  stage = createTestStage({ host: sample.host });
  const { navigation } = sample.app;
  stage.engine.root.pages.follow({ current: navigation.current, direction: navigation.direction, create: (on, entry) => createPage(on, sample.app, entry) }, 3);
  // Its code is here before the page asks for it.
  await Promise.all([import('.'), sample.app.openLineup()]);
  navigation.open({ name: 'lineup' });
  stage.settle();
  await late();
});
afterEach(() => {
  stage.dispose();
  sample.app.dispose();
});

const names = (): readonly string[] => {
  const channels = sample.app.live.channels.peek();
  return Array.from({ length: channels.length }, (_, index) => channels.at(index)?.name ?? '');
};
const go = (key: 'up' | 'down', id: string): void => {
  for (let i = 0; i < 20 && stage.mirror().focus?.id !== id; i += 1) stage.press(key);
};

test('two ticked channels are hidden at once, and red brings them back', async () => {
  const before = names();
  expect(stage.mirror()).toMatchObject({ page: 'lineup', focus: { role: 'tab', id: 'all' } });
  stage.press('right');
  stage.press('ok');
  expect(stage.mirror().focus).toMatchObject({ role: 'checkbox', isChecked: true, index: 1 });
  stage.press('down');
  stage.press('ok');
  stage.press('right');
  expect(stage.mirror().focus).toMatchObject({ id: 'hide', role: 'button' });
  stage.press('ok');
  await late();
  expect(names()).toEqual(before.slice(2));
  stage.press('left');
  expect(stage.mirror().focus).toMatchObject({ details: 'Hidden', isChecked: false });
  stage.press('red');
  await late();
  expect(names()).toEqual(before);
});

test('a channel moves down and stays in focus; Back goes from column to column and out', async () => {
  const before = names();
  stage.press('right');
  stage.press('right');
  go('down', 'down');
  stage.press('ok');
  await late();
  expect([names()[0], names()[1]]).toEqual([before[1], before[0]]);
  stage.press('back');
  expect(stage.mirror().focus).toMatchObject({ role: 'checkbox', index: 2 });
  stage.press('back');
  stage.press('back');
  stage.settle();
  expect(sample.app.navigation.current.peek().route.name).toBe('home');
});

test('a list is made by name and takes the channel in focus', async () => {
  stage.press('right');
  stage.press('right');
  go('down', 'add-to');
  stage.press('ok');
  stage.settle();
  expect(stage.mirror().overlay).toBe('lineup-name');
  stage.press('ok');
  for (let i = 0; i < 6; i += 1) stage.press('down');
  expect(stage.mirror().focus?.id).toBe('name-done');
  stage.press('ok');
  await late();
  expect(sample.app.live.categories.peek().map(({ name, count }) => [name, count])).toContainEqual(['1', 1]);
});
