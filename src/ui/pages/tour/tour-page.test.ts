import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { AppCore } from '#model/app';
import { createSampleApp } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { createPage } from '../create-page';

jest.setTimeout(30_000);

const GROUPS = ['DE | Sport', 'DE | Kino', 'UK | News', 'UK | Sport', 'UK | Kids', 'FR | Sport', 'FR | Cinéma', 'TR | Haber', 'TR | Spor', 'IT | Calcio', 'ES | Deportes', 'PL | Kino', 'XXX Adults'];

let screen: TestStage;
let app: AppCore;
let host: FakeHost;

async function pass(): Promise<void> {
  for (let i = 0; i < 6; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    await host.clock.advance(50);
    screen.frame();
  }
  screen.settle();
}

async function addList(groups: readonly string[]): Promise<void> {
  const rows = groups.map((group, at) => `#EXTINF:-1 group-title="${group}",Channel ${String(at)}\nhttp://line.example/${String(at)}.ts`);
  host.http.on('/list.m3u', { body: `#EXTM3U\n${rows.join('\n')}\n` });
  await app.session.addPlaylist({ address: 'http://line.example/list.m3u', name: 'Own' });
  await app.catalog.refreshNow();
  await pass();
}

beforeEach(async () => {
  ({ app, host } = await createSampleApp());
  screen = createTestStage({ host });
  const { navigation } = app;
  screen.engine.root.pages.follow({ current: navigation.current, direction: navigation.direction, create: (stage, entry) => createPage(stage, app, entry) }, 3);
  // Its code is here before the page asks for it.
  await Promise.all([import('./index'), import('#model/tour')]);
  await pass();
});
afterEach(() => {
  screen.dispose();
  app.dispose();
});

const route = (): string => app.navigation.current.peek().route.name;
const hidden = async (): Promise<number> => (await app.openLineup()).groups.peek().filter(({ isHidden }) => isHidden).length;

test('a source with many groups brings it up by itself; it is left without a trace, and comes up once', async () => {
  await addList(GROUPS);
  expect(screen.mirror()).toMatchObject({ page: 'tour', focus: { id: 'en', value: 'Now' } });
  screen.press('left');
  expect(screen.mirror().focus?.id).toBe('next');
  screen.press('right');
  expect(screen.mirror().focus?.id).toBe('skip');
  screen.press('right');
  expect(screen.mirror().focus?.id).toBe('en');
  screen.press('left');
  expect(screen.mirror().focus?.id).toBe('next');
  screen.press('back');
  await pass();
  expect([route(), await hidden()]).toEqual(['home', 0]);
  await app.catalog.refreshNow();
  await pass();
  expect(route()).toBe('home');
});

test('OK goes through now, later and never; held it keeps that one alone; Done hides the rest and the settings bring it back', async () => {
  await addList(GROUPS);
  const choices: string[] = [];
  screen.press('down');
  for (let i = 0; i < 3; i += 1) {
    choices.push(screen.mirror().focus?.value ?? '');
    screen.press('ok');
    screen.settle();
  }
  expect(choices).toEqual(['Later', 'Never', 'Now']);
  for (const id of ['next', 'next', 'done']) {
    screen.press('left');
    expect(screen.mirror().focus?.id).toBe(id);
    expect(screen.mirror().focus?.name).toMatch(/^(Next|Done)\. 3 of 13 channels stay/);
    screen.press('ok');
    await pass();
  }
  expect([route(), await hidden()]).toEqual(['home', GROUPS.length - 3]);
  app.navigation.open({ name: 'tour' });
  await pass();
  screen.press('left');
  expect(screen.mirror().focus?.id).toBe('next');
  screen.press('down');
  expect(screen.mirror().focus?.id).toBe('restore');
  screen.press('up');
  expect(screen.mirror().focus?.id).toBe('next');
  screen.press('down');
  screen.press('right');
  expect(screen.mirror().focus?.id).toBe('en');
  screen.press('left');
  screen.press('down');
  screen.press('ok');
  await pass();
  expect([route(), await hidden()]).toEqual(['home', 0]);
});

test('Back leads to the step and the row before, and whoever leaves finds their choices again', async () => {
  await addList(GROUPS);
  screen.press('down');
  screen.press('down');
  const left = screen.mirror().focus;
  expect(left?.value).toBe('Later');
  screen.press('ok');
  screen.press('left');
  screen.press('ok');
  await pass();
  expect(screen.mirror().facts.get('tour')).toBe('kinds');
  screen.press('back');
  await pass();
  expect(screen.mirror().facts.get('tour')).toBe('languages');
  expect(screen.mirror().focus).toMatchObject({ id: left?.id, value: 'Never' });
  screen.press('back');
  await pass();
  expect([route(), await hidden()]).toEqual(['home', 0]);
  app.navigation.open({ name: 'tour' });
  await pass();
  screen.press('down');
  screen.press('down');
  expect(screen.mirror().focus).toMatchObject({ id: left?.id, value: 'Never' });
});

test('a few groups are no reason to ask', async () => {
  await addList(GROUPS.slice(0, 5));
  expect(route()).toBe('home');
  app.navigation.open({ name: 'tour' });
  await pass();
  expect(screen.mirror()).toMatchObject({ page: 'tour' });
});

test('what came new of a language put at never is hidden when lists are read again, in the app itself', async () => {
  await addList(GROUPS);
  screen.press('down');
  screen.press('ok');
  screen.settle();
  expect(screen.mirror().focus).toMatchObject({ id: 'de', value: 'Never' });
  for (let i = 0; i < 3; i += 1) {
    screen.press('left');
    screen.press('ok');
    await pass();
  }
  const before = await hidden();
  const rows = GROUPS.concat('DE | Neu', 'UK | Neu').map((group, at) => `#EXTINF:-1 group-title="${group}",Channel ${String(at)}\nhttp://line.example/${String(at)}.ts`);
  host.http.on('/list.m3u', { body: `#EXTM3U\n${rows.join('\n')}\n` });
  await app.catalog.refreshNow();
  await pass();
  await pass();
  const groups = (await app.openLineup()).groups.peek();
  expect(groups.filter(({ name }) => / Neu$/.test(name)).map(({ name, isHidden }) => [name, isHidden])).toEqual([['DE | Neu', true], ['UK | Neu', false]]);
  expect(groups.filter(({ isHidden }) => isHidden).length).toBe(before + 1);
});
