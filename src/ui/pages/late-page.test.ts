import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { AppCore } from '#model/app';
import { createSampleApp, settle } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { createView } from '#ui/engine';
import { LatePage } from './late-page';
import type { PageMaker } from './late-page';
import { SettingsPage } from './settings/settings-page';

let screen: TestStage;
let app: AppCore;
let finish: (maker: PageMaker | Error) => void;

beforeEach(async () => {
  const sample = await createSampleApp();
  ({ app } = sample);
  screen = createTestStage({ host: sample.host });
  const load = (): Promise<PageMaker> =>
    new Promise((resolve, reject) => {
      finish = (maker) => { if (maker instanceof Error) reject(maker); else resolve(maker); };
    });
  const { navigation } = app;
  screen.engine.root.pages.follow(
    { current: navigation.current, direction: navigation.direction, create: (stage, entry) => createView(stage, LatePage, { app, entry, load }) },
    3,
  );
  app.navigation.open({ name: 'add-source' });
  screen.frame();
});

afterEach(() => {
  screen.dispose();
  app.dispose();
});

test('is the page once its code is there, with focus, keys and name', async () => {
  expect(screen.mirror()).toMatchObject({ page: 'add-source', focus: null });
  finish((stage, props) => createView(stage, SettingsPage, { ...props, control: null, time: null, keys: null, spoilers: null }));
  await settle();
  screen.frame();
  const before = screen.mirror();
  expect(before.focus).not.toBeNull();
  screen.press('down');
  expect(screen.mirror().focus).not.toEqual(before.focus);
});

test('keys pressed before its code came act on the page, in their order', async () => {
  screen.press('down');
  screen.press('down');
  finish((stage, props) => createView(stage, SettingsPage, { ...props, control: null, time: null, keys: null, spoilers: null }));
  await settle();
  screen.frame();
  expect(screen.mirror().focus?.index).toBe(3);
});

test('left before its code came it does not begin behind another page, and does when it is in front again', async () => {
  const shown: string[] = [];
  const maker: PageMaker = (stage, props) => {
    shown.push(props.entry.route.name);
    return createView(stage, SettingsPage, { ...props, control: null, time: null, keys: null, spoilers: null });
  };
  const finishFirst = finish;
  app.navigation.open({ name: 'lineup' });
  screen.frame();
  finishFirst(maker);
  await settle();
  expect(shown).toEqual([]);
  screen.press('back');
  screen.settle();
  finish(maker);
  await settle();
  screen.frame();
  expect([shown, screen.mirror().page, screen.mirror().focus === null]).toEqual([['add-source'], 'add-source', false]);
});

test('goes back where its code does not come, and Back works while it is awaited', async () => {
  const depth = (): string => app.navigation.current.peek().route.name;
  finish(new Error('gone'));
  await settle();
  expect(depth()).toBe('home');
  app.navigation.open({ name: 'add-source' });
  screen.frame();
  screen.press('back');
  expect(depth()).toBe('home');
});
