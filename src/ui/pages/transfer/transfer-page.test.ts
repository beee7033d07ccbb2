import { afterEach, expect, test } from '@jest/globals';
import { SampleApps, settle } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { createPage } from '../create-page';

const apps = new SampleApps();

afterEach(() => {
  apps.end();
});

interface Shown {
  readonly sample: SampleApp;
  readonly stage: TestStage;
  /** Lets work that is done in slices go on. */
  pass(turns?: number): Promise<void>;
  state(): string;
}

async function show(sample: SampleApp): Promise<Shown> {
  const { app, host } = sample;
  const stage = createTestStage({ host });
  stage.engine.root.pages.follow({ current: app.navigation.current, direction: app.navigation.direction, create: (made, entry) => createPage(made, app, entry) }, 2);
  app.navigation.open({ name: 'transfer' });
  const pass = async (turns = 12): Promise<void> => {
    for (let turn = 0; turn < turns; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      await host.clock.advance(10);
      await settle();
      stage.settle();
    }
  };
  await pass();
  return { sample, stage, pass, state: () => stage.mirror().facts.get('transfer') ?? '' };
}

test('the menu offers a code and the phone; a code is shown, forgotten at the platform, and Back leads to the menu before it leaves', async () => {
  const sample = await apps.open();
  const { host, app } = sample;
  const sent: string[] = [];
  host.http.on('POST /api/v1/boxes', (request) => {
    sent.push(`${request.url} ${String(request.body)}`);
    return request.url.indexOf('forget') === -1 ? { status: 201, body: { expiresAtMs: host.clock.nowMs() + 86_400_000 } } : { status: 204 };
  });
  const { stage, pass, state } = await show(sample);
  expect(stage.mirror()).toMatchObject({ page: 'transfer', focus: { id: 'send', role: 'button', index: 1, count: 4 } });
  stage.press('ok');
  await pass();
  expect([state(), stage.mirror().focus]).toMatchObject(['choosing', { id: 'go' }]);
  stage.press('down');
  stage.press('down');
  expect(stage.mirror().focus).toMatchObject({ id: 'lists', role: 'switch' });
  stage.press('ok');
  await pass();
  expect(stage.mirror().focus).toMatchObject({ id: 'lists', state: 'off' });
  stage.press('up');
  stage.press('up');
  stage.press('ok');
  await pass(200);
  expect(state()).toBe('code');
  expect(stage.mirror().facts.get('move-code')).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  stage.press('down');
  stage.press('ok');
  await pass();
  expect([state(), sent.length, sent[1]]).toEqual(['menu', 2, expect.stringMatching(/\/boxes\/[0-9a-f]{32}\/forget \{"word":"[0-9a-f]{32}"\}$/)]);
  stage.press('ok');
  await pass();
  stage.press('back');
  await pass();
  expect([state(), app.navigation.current.peek().route.name]).toEqual(['menu', 'transfer']);
  stage.press('back');
  expect(app.navigation.current.peek().route.name).toBe('home');
  stage.dispose();
});

test('a code is typed with the remote alone: no phone is told of the field', async () => {
  const { stage, pass } = await show(await apps.open());
  const told: unknown[] = [];
  const { typing } = stage.engine.ui;
  const before = typing.show.bind(typing);
  typing.show = (...args) => {
    told.push(args);
    before(...args);
  };
  stage.press('down');
  stage.press('ok');
  await pass();
  expect(stage.mirror()).toMatchObject({ overlay: 'move-code' });
  stage.press('digit7');
  await pass();
  expect(told).toEqual([]);
  stage.dispose();
});

test('a set that is signed out can be brought something from its first screen', async () => {
  const sample = await apps.open({ stage: 'signed-out' });
  const { stage } = await show(sample);
  expect(stage.mirror()).toMatchObject({ page: 'transfer', focus: { id: 'send' } });
  stage.press('back');
  expect(sample.app.navigation.current.peek().route.name).toBe('sign-in');
  stage.dispose();
});
