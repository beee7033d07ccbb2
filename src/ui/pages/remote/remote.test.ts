import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { SampleApp } from '#test/harness/fakes';
import { openPagedApp } from '#test/harness/paged-app';
import type { PagedApp } from '#test/harness/paged-app';
import type { TestStage } from '#test/harness/stage';

let paged: PagedApp;
let stage: TestStage;
let sample: SampleApp;

beforeEach(async () => {
  paged = await openPagedApp();
  ({ stage, sample } = paged);
});

afterEach(() => {
  paged.end();
});

const arrive = (): Promise<void> => paged.arrive();
const route = (): string => paged.route();

test('a changed key leads where it was told to, but past no panel', async () => {
  const keys = (await sample.app.openExtras()).keys;
  await keys.give('short', 'red', 'open-live');
  await keys.give('short', 'green', 'pad');
  await arrive();
  stage.press('green');
  stage.press('red');
  expect([stage.mirror().overlay, route()]).toEqual(['key-pad', 'home']);
  stage.press('back');
  stage.press('red');
  expect(route()).toBe('live');
});

test('Back that is held opens the keys on screen, which put everything back', async () => {
  const keys = (await sample.app.openExtras()).keys;
  await keys.give('short', 'red', 'nothing');
  await arrive();
  const { host } = sample;
  stage.engine.ui.keys.take({ key: 'back', phase: 'down', isHeld: false, heldMs: 0 });
  await host.clock.advance(1100);
  await arrive();
  stage.engine.ui.keys.take({ key: 'back', phase: 'up', isHeld: true, heldMs: 1200 });
  expect(stage.mirror().overlay).toBe('key-pad');
  for (let i = 0; i < 12; i += 1) stage.press('down');
  expect(stage.mirror().focus).toMatchObject({ id: 'keys-reset', name: 'Put all keys back' });
  stage.press('ok');
  await arrive();
  expect([keys.plan.peek(), stage.mirror().overlay]).toEqual([{ short: {}, held: {} }, '']);
});

test('the last minute is counted down and said, and the next key only keeps the picture', async () => {
  const { app, host } = sample;
  host.speech.isEnabled = true;
  const channel = app.live.channels.peek().at(0);
  app.perform({ kind: 'watch-channel', key: channel?.key ?? app.live.lastKey.peek() ?? ('' as never) });
  await host.clock.advance(10);
  await arrive();
  (await app.openExtras()).sleep.set({ kind: 'minutes', minutes: 15 });
  await arrive();
  await host.clock.advance(14.5 * 60_000);
  await arrive();
  const before = [route(), app.player.nowPlaying.peek()?.kind];
  expect(host.speech.spoken.join(' ')).toContain('The picture stops in');
  stage.press('back');
  expect([route(), app.player.nowPlaying.peek()?.kind]).toEqual(before);
  expect(app.sleep.peek()?.choice.peek()).toEqual({ kind: 'off' });
  await host.clock.advance(60_000);
  expect(app.player.nowPlaying.peek()?.kind).toBe('live');
});
