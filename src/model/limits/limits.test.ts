import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ItemKey } from '#core/base';
import { NO_RULES, NO_TIME_RULES } from '#core/parental';
import type { ParentalRules } from '#core/parental';
import { signal } from '#core/state';
import { createSampleApp, settle } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { lockProgrammes } from './programme-lock';

let sample: SampleApp;

beforeEach(async () => {
  sample = await createSampleApp();
  await sample.app.openExtras();
  await settle();
});
afterEach(() => {
  sample.app.dispose();
});

const MINUTE = 60_000;
const pass = async (minutes: number): Promise<void> => {
  await sample.host.clock.advance(minutes * MINUTE);
  await settle();
};

describe('the account’s limits', () => {
  const PARENTAL = { isUnratedLocked: true, isAdultLocked: true, strength: 'ask', categories: ['movie:p1:Horror'], keys: [], names: {} };
  const TIME = { minutesPerDay: 45, bedtime: -1, wakeUp: 360 };

  test('what a parent set elsewhere holds here within ten minutes, offline the last that was known', async () => {
    const { app, host } = sample;
    let answer: object = { status: 200, body: { parental: PARENTAL, time: TIME, changedAtMs: 1 } };
    host.http.on('/limits', () => answer);
    await pass(11);
    expect(app.parental.rules.peek()).toMatchObject({ isUnratedLocked: true, strength: 'ask', categories: ['movie:p1:Horror'] });
    expect((await app.openWatchTime()).rules.peek()).toEqual(TIME);
    answer = { status: 503 };
    await pass(11);
    expect(app.parental.rules.peek().strength).toBe('ask');
    answer = { status: 200, body: { parental: null, time: null, changedAtMs: 0 } };
    await pass(11);
    expect([app.parental.rules.peek().strength, (await app.openWatchTime()).rules.peek()]).toEqual(['ask', TIME]);
  });

  test('a change goes to the account first; where it cannot, nothing changes', async () => {
    const { app, host } = sample;
    const control = await app.parental.control();
    const sent: unknown[] = [];
    let status = 204;
    host.http.on('/limits', (request) => {
      if (request.method !== 'PUT') return { body: { parental: null, time: null, changedAtMs: 0 } };
      sent.push(JSON.parse(String(request.body)));
      return { status };
    });
    expect((await control?.changeRules({ strength: 'ask' }))?.ok).toBe(true);
    // The age limit is the profile's own and does not go along.
    expect(sent).toEqual([{ parental: { isUnratedLocked: false, isAdultLocked: false, strength: 'ask', categories: [], keys: [], names: {} } }]);
    status = 403;
    expect((await control?.changeRules({ strength: 'hide' }))?.ok).toBe(false);
    const time = await app.openWatchTime();
    expect((await time.setRules({ minutesPerDay: 30 })).ok).toBe(false);
    expect([app.parental.rules.peek().strength, time.rules.peek()]).toEqual(['ask', NO_TIME_RULES]);
  });
});

describe('a running programme above the limit', () => {
  const KEY = 'p1:channel:1' as ItemKey;
  const ages = new Map([[0, 6], [60, 16], [120, 6]]);
  const START = 1_700_000_000_000;

  function bench(strength: ParentalRules['strength'], isWatched = true) {
    const { host } = sample;
    const said: string[] = [];
    const banner = signal<{ readonly startMs: number; readonly lengthMs: number; readonly channel: { readonly key: ItemKey } } | null>(null);
    const isUnlocked = signal(false);
    const opens = { isRight: false };
    const show = (minute: number): void => {
      banner.value = { startMs: START + minute * MINUTE, lengthMs: 60 * MINUTE, channel: { key: KEY } };
    };
    const nowNext = (_key: string, atMs: number) => {
      const minute = Math.floor((atMs - START) / MINUTE / 60) * 60;
      return { now: { age: ages.get(minute) ?? 0, stopMs: START + (minute + 60) * MINUTE }, next: null };
    };
    const leave = lockProgrammes({
      clock: host.clock, translator: sample.app.translator, notices: { showToast: () => void said.push('toast') },
      parental: { rules: signal({ ...NO_RULES, maxAge: 12, strength }), isUnlocked, unlock: () => { said.push('pin'); isUnlocked.value = opens.isRight; return Promise.resolve(opens.isRight); } },
      catalog: { catalog: signal({ rowOf: () => 0, channel: () => ({ guideKey: 'g' }) }), guide: signal({ nowNext }) } as never,
      player: { banner },
      stopPlaying: () => { said.push('stop'); banner.value = null; return isWatched; },
      watch: () => { said.push('watch'); show(60); },
    });
    return { said, show, opens, leave };
  }
  const rest = async (): Promise<void> => {
    await sample.host.clock.advance(10);
    await settle();
  };

  test('stops, and the PIN opens it', async () => {
    const { said, show, opens, leave } = bench('ask');
    show(0);
    await rest();
    expect(said).toEqual([]);
    show(60);
    await rest();
    expect(said).toEqual(['stop', 'toast', 'pin']);
    show(60);
    opens.isRight = true;
    await rest();
    expect(said.slice(3)).toEqual(['stop', 'toast', 'pin', 'watch']);
    await rest();
    expect(said).toHaveLength(7);
    leave();
  });

  test('where locked things are hidden nobody is asked, and a preview only stops', async () => {
    const hidden = bench('hide');
    hidden.show(60);
    await rest();
    expect(hidden.said).toEqual(['stop', 'toast']);
    hidden.leave();
    const preview = bench('ask', false);
    preview.show(60);
    await rest();
    expect(preview.said).toEqual(['stop']);
    preview.leave();
  });
});
