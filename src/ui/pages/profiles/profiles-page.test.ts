import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { AppCore } from '#model/app';
import { createSampleApp } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { createPage } from '../create-page';

let screen: TestStage;
let app: AppCore;
let host: FakeHost;
beforeEach(async () => {
  ({ app, host } = await createSampleApp({ stage: 'profiles' }));
  screen = createTestStage({ host });
  const { navigation } = app;
  screen.engine.root.pages.follow({ current: navigation.current, direction: navigation.direction, create: (stage, entry) => createPage(stage, app, entry) }, 3);
  screen.frame();
});
afterEach(() => {
  screen.dispose();
  app.dispose();
});

test('walks between people, tells age and lock, stops at the ends', () => {
  expect(screen.mirror()).toMatchObject({ page: 'profiles', focus: { role: 'button', id: 'ingrid', name: 'Ingrid', index: 1, count: 4 } });
  screen.press('right');
  expect(screen.mirror().focus).toMatchObject({ id: 'mateo', state: 'locked' });
  screen.hold('right', 6);
  expect(screen.mirror().focus).toMatchObject({ id: 'kids', details: 'Up to age 7' });
  screen.press('down');
  expect(screen.mirror().focus?.id).toBe('sign-out');
  screen.press('up');
  expect(screen.mirror().focus?.id).toBe('kids');
});

test('a locked profile says so and stays; another one opens Home', async () => {
  screen.press('right');
  screen.press('ok');
  await host.clock.advance(10);
  expect(app.notices.toast.peek()?.text).toBe('This profile is locked with a PIN.');
  expect(app.navigation.current.peek().route.name).toBe('profiles');
  screen.press('right');
  screen.press('ok');
  await host.clock.advance(10);
  expect(app.session.profile.peek()?.id).toBe('noor');
  expect(app.navigation.current.peek().route.name).toBe('home');
});

test('comes back with focus on the last profile', async () => {
  screen.hold('right', 6);
  screen.press('ok');
  await host.clock.advance(10);
  screen.frame();
  app.session.switchProfile();
  await host.clock.advance(10);
  screen.settle();
  expect(screen.mirror()).toMatchObject({ page: 'profiles', focus: { id: 'kids' } });
});
