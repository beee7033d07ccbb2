import { beforeEach, expect, test } from '@jest/globals';
import { HOUR_MS, itemKey, MINUTE_MS } from '#core/base';
import type { ItemKey, SourceId } from '#core/base';
import type { Dialog } from '#model/notices';
import { createStoredCell } from '#sources/storage';
import { createSampleApp, FakeClock, FakeLog, FakeStorage, settle } from '#test/harness/fakes';
import { createRemindersModel } from './create-reminders-model';
import type { Reminder } from './reminders-model';

const ARENA = itemKey('p1' as SourceId, 'channel', 'arena');
let clock: FakeClock;
let storage: FakeStorage;
let asked: Array<Omit<Dialog, 'id'>>;
let answer: string;
let watched: ItemKey[];
let known: boolean;
let reminder: (inMs: number) => Reminder;
let make: () => ReturnType<typeof createRemindersModel>;

beforeEach(async () => {
  const { app } = await createSampleApp();
  clock = new FakeClock();
  storage = new FakeStorage();
  asked = [];
  watched = [];
  answer = 'later';
  known = true;
  reminder = (inMs) => ({ channelKey: ARENA, channelName: 'Arena Live', title: 'Studio Arena', startMs: clock.nowMs() + inMs, stopMs: clock.nowMs() + inMs + HOUR_MS });
  make = () =>
    createRemindersModel({
      clock,
      log: new FakeLog(),
      translator: app.translator,
      notices: { ask(question) { asked.push(question); return Promise.resolve(answer); } },
      cellOf: (id) => createStoredCell(storage, new FakeLog(), `reminders.${id}`),
      isKnown: () => known,
      watch: (key) => watched.push(key),
    });
});

test('one is set and cleared, survives a restart, and belongs to its profile', async () => {
  const one = reminder(2 * HOUR_MS);
  const first = make();
  await first.openProfile('a');
  expect([first.toggle(one), first.has(ARENA, one.startMs)]).toEqual([true, true]);
  await settle();
  const again = make();
  await again.openProfile('b');
  expect(again.list.value).toEqual([]);
  await again.openProfile('a');
  expect(again.list.value).toEqual([one]);
  expect([again.toggle(one), again.has(ARENA, one.startMs)]).toEqual([false, false]);
});

test('it is told a minute before, once, and Watch goes to the channel', async () => {
  const reminders = make();
  await reminders.openProfile('a');
  reminders.toggle(reminder(30 * MINUTE_MS));
  await clock.advance(28 * MINUTE_MS);
  expect(asked).toEqual([]);
  answer = 'watch';
  await clock.advance(MINUTE_MS);
  expect(asked.map(({ title, text, safeId }) => [title, text, safeId])).toEqual([['Studio Arena', 'Begins at 21:11 on Arena Live.', 'later']]);
  expect([watched, reminders.list.value]).toEqual([[ARENA], []]);
  await clock.advance(HOUR_MS);
  expect(asked).toHaveLength(1);
});

test('what began while the set was off is told at the start, what is over is dropped', async () => {
  const before = make();
  await before.openProfile('a');
  before.toggle(reminder(10 * MINUTE_MS));
  before.toggle(reminder(-3 * HOUR_MS));
  before.toggle(reminder(20 * HOUR_MS));
  await settle();
  before.dispose();
  await clock.advance(40 * MINUTE_MS);
  const reminders = make();
  await reminders.openProfile('a');
  expect(asked.map(({ text }) => text)).toEqual(['Began at 20:51 on Arena Live.']);
  expect(reminders.list.value).toHaveLength(1);
});

test('a channel the profile may not see is not told of; one that comes later is', async () => {
  const reminders = make();
  known = false;
  await reminders.openProfile('a');
  reminders.toggle(reminder(5 * MINUTE_MS));
  await clock.advance(10 * MINUTE_MS);
  expect(asked).toEqual([]);
  known = true;
  await clock.advance(MINUTE_MS);
  expect(asked).toHaveLength(1);
});
