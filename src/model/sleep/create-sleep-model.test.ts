import { beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE_MS } from '#core/base';
import type { ItemKey } from '#core/base';
import { signal } from '#core/state';
import { createTranslator } from '#model/i18n';
import type { NowPlaying } from '#model/player';
import { FakeClock, readStrings } from '#test/harness/fakes';
import { createSleepModel } from './create-sleep-model';
import type { SleepModel } from './sleep-model';

const key = (id: string): ItemKey => `s:channel:${id}` as ItemKey;

let clock: FakeClock;
let sleep: SleepModel;
let toasts: string[];
let asked: string[];
let stops: number;
const nowPlaying = signal<Pick<NowPlaying, 'key' | 'kind'> | null>(null);
const banner = signal<{ readonly startMs: number; readonly lengthMs: number } | null>(null);
const durationMs = signal(0);
const isLengthHidden = signal(false);
const positionMs = signal(0);

beforeEach(async () => {
  clock = new FakeClock();
  toasts = [];
  asked = [];
  stops = 0;
  nowPlaying.value = { kind: 'live', key: key('1') };
  banner.value = { startMs: clock.nowMs() - 10 * MINUTE_MS, lengthMs: 30 * MINUTE_MS };
  durationMs.value = 0;
  positionMs.value = 0;
  const translator = createTranslator({ clock, loadStrings: readStrings, isTwelveHour: () => false });
  await translator.setLocale('en');
  sleep = createSleepModel({
    clock, translator, player: { nowPlaying, banner, durationMs, positionMs, isLengthHidden }, stopPlaying: () => void (stops += 1),
    notices: { showToast: (text) => void toasts.push(text), ask: ({ title }) => { asked.push(title); return Promise.resolve('close'); } },
  });
});

test('counts down in its last minute and then stops once', () => {
  sleep.set({ kind: 'minutes', minutes: 15 });
  clock.tick(13.5 * MINUTE_MS);
  expect(sleep.secondsLeft.value).toBe(-1);
  clock.tick(MINUTE_MS);
  expect(sleep.secondsLeft.value).toBe(30);
  clock.tick(MINUTE_MS);
  expect([stops, asked.length, sleep.choice.value.kind, sleep.secondsLeft.value]).toEqual([1, 1, 'off', -1]);
  clock.tick(30 * MINUTE_MS);
  expect([stops, clock.pending]).toEqual([1, 0]);
});

test('who is awake keeps the picture', () => {
  sleep.set({ kind: 'minutes', minutes: 1 });
  clock.tick(50_000);
  sleep.keep();
  clock.tick(5 * MINUTE_MS);
  expect([stops, toasts.length, sleep.choice.value.kind]).toEqual([0, 1, 'off']);
});

test('says nothing where nothing plays', () => {
  sleep.set({ kind: 'minutes', minutes: 1 });
  nowPlaying.value = null;
  clock.tick(2 * MINUTE_MS);
  expect([stops, asked, sleep.choice.value.kind]).toEqual([0, [], 'off']);
});

describe('with the programme', () => {
  test('live: the end that was chosen holds although the next programme is on already', () => {
    sleep.set({ kind: 'programme' });
    clock.tick(19 * MINUTE_MS + 30_000);
    expect(sleep.secondsLeft.value).toBe(30);
    banner.value = { startMs: clock.nowMs(), lengthMs: 60 * MINUTE_MS };
    clock.tick(MINUTE_MS);
    expect(stops).toBe(1);
  });

  test('another channel has another end', () => {
    sleep.set({ kind: 'programme' });
    nowPlaying.value = { kind: 'live', key: key('2') };
    banner.value = { startMs: clock.nowMs(), lengthMs: 50 * MINUTE_MS };
    clock.tick(30 * MINUTE_MS);
    expect(stops).toBe(0);
    clock.tick(21 * MINUTE_MS);
    expect(stops).toBe(1);
  });

  test('a film follows its position and stops before the next one begins', () => {
    nowPlaying.value = { kind: 'movie', key: key('f') };
    durationMs.value = 90 * MINUTE_MS;
    positionMs.value = 80 * MINUTE_MS;
    sleep.set({ kind: 'programme' });
    clock.tick(20 * MINUTE_MS);
    // Paused meanwhile.
    expect(stops).toBe(0);
    positionMs.value = 90 * MINUTE_MS - 900;
    clock.tick(1000);
    expect(stops).toBe(1);
  });

  test('the end of what may not tell its length is not offered', () => {
    nowPlaying.value = { kind: 'archive', key: key('f') };
    durationMs.value = 120 * MINUTE_MS;
    isLengthHidden.value = true;
    expect(sleep.canEndWithProgramme).toBe(false);
    isLengthHidden.value = false;
    expect(sleep.canEndWithProgramme).toBe(true);
  });

  test('chosen while nothing plays it waits for something; without a guide it cannot be chosen', () => {
    nowPlaying.value = null;
    expect(sleep.canEndWithProgramme).toBe(true);
    sleep.set({ kind: 'programme' });
    clock.tick(60 * MINUTE_MS);
    nowPlaying.value = { kind: 'live', key: key('1') };
    banner.value = { startMs: 0, lengthMs: 0 };
    clock.tick(60 * MINUTE_MS);
    expect([stops, sleep.canEndWithProgramme, sleep.choice.value.kind]).toEqual([0, false, 'programme']);
  });
});
