import { afterEach, expect, test } from '@jest/globals';
import { createAppModel } from '#model/app';
import type { AppCore } from '#model/app';
import { createSampleApp, readStrings } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { createPage } from '../create-page';

let screen: TestStage;
let app: AppCore;
let host: FakeHost;
afterEach(() => {
  screen.dispose();
  app.dispose();
});

/** A set that is signed in, has lost what it knew of the account, and cannot read it now. */
async function openBlocked(): Promise<void> {
  const sample = await createSampleApp({ stage: 'profiles' });
  sample.app.dispose();
  ({ host } = sample);
  for (const key of Array.from(host.storage.values.keys())) if (key.startsWith('account.')) host.storage.values.delete(key);
  host.http.on('/api/v1/me', 'net.timeout');
  app = createAppModel({ host, loadStrings: readStrings });
  await app.prepare();
  screen = createTestStage({ host });
  const { navigation } = app;
  screen.engine.root.pages.follow({ current: navigation.current, direction: navigation.direction, create: (stage, entry) => createPage(stage, app, entry) }, 3);
  screen.frame();
  expect(screen.mirror()).toMatchObject({ page: 'start', focus: null });
  await app.boot();
  await host.clock.advance(60_000);
  screen.frame();
}

test('a start that cannot go on says why and offers three ways', async () => {
  await openBlocked();
  expect(app.session.phase.peek().kind).toBe('blocked');
  expect(screen.mirror().focus).toMatchObject({ id: 'try-again', index: 1, count: 3 });
  screen.press('right');
  expect(screen.mirror().focus?.id).toBe('sign-out');
  screen.press('right');
  screen.press('ok');
  expect(screen.mirror().page).toBe('add-source');
});

test('trying again stays here while nothing has changed; signing out leads to sign-in', async () => {
  await openBlocked();
  screen.press('ok');
  await host.clock.advance(60_000);
  screen.frame();
  expect(screen.mirror()).toMatchObject({ page: 'start', focus: { id: 'try-again' } });
  screen.press('right');
  screen.press('ok');
  await host.clock.advance(60_000);
  screen.frame();
  expect(screen.mirror().page).toBe('sign-in');
});
