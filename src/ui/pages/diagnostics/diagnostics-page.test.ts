import { expect, test } from '@jest/globals';
import { createSampleApp, settle } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import { createPage } from '../create-page';

test('what failed of late is listed, goes into the code, and can be cleared', async () => {
  const sample = await createSampleApp();
  const { app, host } = sample;
  const stage = createTestStage({ host });
  Object.assign((await app.openExtras()).failures.failures, { value: [{ code: 'media.unreachable', part: 'live', atMs: host.clock.nowMs() - 240_000, count: 3 }] });
  stage.engine.root.pages.follow({ current: app.navigation.current, direction: app.navigation.direction, create: (made, entry) => createPage(made, app, entry) }, 2);
  app.navigation.open({ name: 'diagnostics' });
  for (let i = 0; i < 4; i += 1) {
    stage.settle();
    await settle();
  }
  host.speech.isEnabled = true;
  expect(stage.mirror()).toMatchObject({ page: 'diagnostics', focus: { id: 'close' } });
  stage.press('right');
  stage.settle();
  expect(stage.mirror().focus).toMatchObject({ id: 'failures', name: 'Recent failures (1)' });
  stage.press('ok');
  stage.settle();
  expect(host.speech.spoken.join()).toMatch(/Today 20:3\d: HRT-\d{4} · 3× · Live TV/);
  stage.press('right');
  stage.press('ok');
  await settle();
  expect((await app.openExtras()).failures.failures.peek()).toEqual([]);
  stage.dispose();
  app.dispose();
});
