import { expect, test } from '@jest/globals';
import { createSampleApp, settle } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import { createPage } from '../create-page';

test('a step is read in full, answered, and stands with its answer', async () => {
  const sample = await createSampleApp();
  const { app, host } = sample;
  const stage = createTestStage({ host });
  const arrive = async (): Promise<void> => {
    stage.settle();
    await settle();
    stage.settle();
  };
  stage.engine.root.pages.follow({ current: app.navigation.current, direction: app.navigation.direction, create: (made, entry) => createPage(made, app, entry) }, 2);
  app.navigation.open({ name: 'rehearsal' });
  for (let i = 0; i < 4; i += 1) await arrive();
  expect(stage.mirror()).toMatchObject({ page: 'rehearsal', focus: { id: 'start', name: 'Start', value: 'Not tried', index: 1 } });
  stage.press('down');
  stage.press('ok');
  expect(app.notices.dialog.peek()).toMatchObject({ title: 'Back', text: expect.stringContaining('one step back'), safeId: 'later' });
  app.notices.answer('failed');
  await arrive();
  expect(stage.mirror().focus).toMatchObject({ id: 'back', value: 'Does not work' });
  expect((await (await app.openExtras()).openRehearsal()).report()).toContain('back: DOES NOT WORK');
  stage.press('back');
  expect(app.navigation.current.peek().route.name).toBe('home');
  stage.dispose();
  app.dispose();
});
