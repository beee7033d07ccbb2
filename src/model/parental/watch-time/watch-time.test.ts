import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { ProfileId } from '#core/base';
import { effect } from '#core/state';
import { createSampleApp, settle } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import type { WatchTimeModel } from '../watch-time-model';

const MINUTE = 60_000;
let sample: SampleApp;
let time: WatchTimeModel;

beforeEach(async () => {
  sample = await createSampleApp();
  time = await sample.app.openWatchTime();
});
afterEach(() => {
  sample.app.dispose();
});

async function watch(): Promise<void> {
  const { app, host } = sample;
  const card = app.home.rows.peek().flatMap(({ cards }) => cards).find(({ kind }) => kind === 'movie');
  if (card === undefined) throw new Error('expected a film');
  app.perform({ kind: 'watch-movie', key: card.key, from: 'start' });
  await host.clock.advance(100);
}
/** Minutes pass, a quarter at a time. */
async function minutes(count: number): Promise<void> {
  for (let i = 0; i < count * 4; i += 1) await sample.host.clock.advance(MINUTE / 4);
}
const isPlaying = (): boolean => sample.app.player.nowPlaying.peek() !== null;

test('half an hour: a warning at five minutes, then it ends, and nothing else plays', async () => {
  const { app } = sample;
  await time.setRules({ minutesPerDay: 30 });
  expect(time.verdict.peek()).toEqual({ kind: 'open', leftMs: 30 * MINUTE });
  const toasts: string[] = [];
  const stop = effect(() => {
    const text = app.notices.toast.value?.text;
    if (text !== undefined) toasts.push(text);
  });
  await watch();
  await minutes(24);
  expect([isPlaying(), toasts]).toEqual([true, []]);
  await minutes(2);
  expect(toasts).toEqual(['5 more minutes, then it is over for today.']);
  await minutes(5);
  stop();
  expect(toasts).toHaveLength(1);
  expect([isPlaying(), app.navigation.current.peek().route.name, app.notices.dialog.peek()?.title]).toEqual([false, 'home', 'That is it for today']);
  app.notices.answer('ok');
  await settle();
  await watch();
  expect([isPlaying(), app.notices.dialog.peek()?.title]).toEqual([false, 'That is it for today']);
});

test('ten more minutes cost the PIN; what was watched is kept over a change of profile', async () => {
  const { app, host } = sample;
  const pin = { isSet: false };
  host.http.on('PUT /pin', () => { pin.isSet = true; return { status: 204 }; });
  host.http.on('POST /pin/check', (request) => ({ body: String(request.body).indexOf('2580') === -1 ? { kind: 'wrong', triesLeft: 4 } : { kind: 'right', grant: 'g' } }));
  host.http.on('/api/v1/me', () => ({ body: { id: 'sample', name: 'Hearth', status: 'active', expiresAtMs: 0, maxConnections: 3, hasPin: pin.isSet, profiles: [{ id: 'ingrid', name: 'Ingrid', avatar: 'ember', maxAge: -1 }, { id: 'noor', name: 'Noor', avatar: 'plum', maxAge: -1 }] } }));
  const control = await app.parental.control();
  const chosen = control?.choosePin('household');
  await settle();
  await app.parental.prompt.peek()?.submit('2580');
  app.parental.prompt.peek()?.finish('right');
  await chosen;
  await time.setRules({ minutesPerDay: 1 });
  await watch();
  await minutes(2);
  app.notices.answer('more');
  await settle();
  app.parental.prompt.peek()?.finish('cancelled');
  await settle();
  expect(time.verdict.peek()).toEqual({ kind: 'over', reason: 'budget' });
  const granted = time.askMore();
  await settle();
  await app.parental.prompt.peek()?.submit('2580');
  app.parental.prompt.peek()?.finish('right');
  expect(await granted).toBe(true);
  expect(time.verdict.peek()).toEqual({ kind: 'open', leftMs: 10 * MINUTE });
  await watch();
  await minutes(3);
  expect(isPlaying()).toBe(true);
  app.session.switchProfile();
  await host.clock.advance(10);
  await app.session.chooseProfile('noor' as ProfileId);
  expect(time.verdict.peek()).toEqual({ kind: 'free' });
  app.session.switchProfile();
  await host.clock.advance(10);
  await app.session.chooseProfile('ingrid' as ProfileId);
  const verdict = time.verdict.peek();
  expect(verdict.kind === 'open' ? Math.round(verdict.leftMs / MINUTE) : verdict).toBe(7);
});

test('bedtime comes by the clock of the room', async () => {
  // 20:41 in the sample.
  await time.setRules({ bedtime: 20 * 60 + 45 });
  expect(sample.app.translator.format.time(time.momentOf(20 * 60 + 45))).toBe('20:45');
  await watch();
  await minutes(2);
  expect(isPlaying()).toBe(true);
  await minutes(3);
  expect([isPlaying(), sample.app.notices.dialog.peek()?.title]).toEqual([false, 'It is bedtime']);
});
