import { describe, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../base';
import { EMPTY_LEDGER, grantWatchTime, judgeWatchTime, NO_TIME_RULES, parseLedger, parseTimeRules, passWatchTime } from './watch-time';
import type { LocalTime, TimeRules, WatchLedger } from './watch-time';

/** Days begin at midnight UTC here. */
const localOf = (ms: number): LocalTime => ({ day: Math.floor(ms / DAY_MS), minute: Math.floor((ms % DAY_MS) / MINUTE_MS) });
const MIDNIGHT = Date.UTC(2026, 10, 27);
const at = (hours: number, minutes = 0): number => MIDNIGHT + hours * HOUR_MS + minutes * MINUTE_MS;
const HOUR_A_DAY: TimeRules = { ...NO_TIME_RULES, minutesPerDay: 60 };
const BED_AT_EIGHT: TimeRules = { ...NO_TIME_RULES, bedtime: 20 * 60 };

/** Runs the app, one look a minute: `watch 30`, `idle 5`, `sleep 600`, `start 19:00` (after it was off), `clock 21:00` (somebody sets it), `grant`. */
function play(rules: TimeRules, script: string): string {
  let wallMs = at(12);
  let ledger: WatchLedger = { ...EMPTY_LEDGER };
  const look = (elapsedMs: number, isWatching: boolean, isContinuous: boolean): void => {
    ledger = passWatchTime(ledger, rules, { wallMs, elapsedMs, isWatching, isContinuous }, localOf);
  };
  const clock = (word: string): number => {
    const [day, time] = word.indexOf('+') === 0 ? [Number(word.slice(1, 2)), word.slice(3)] : [0, word];
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return at(hours, minutes) + day * DAY_MS;
  };
  look(0, false, false);
  for (const step of script.split(', ')) {
    const [verb = ''] = step.split(' ');
      const what = step.slice(verb.length + 1);
    if (verb === 'watch' || verb === 'idle') {
      for (let i = 0; i < Number(what); i += 1) {
        wallMs += MINUTE_MS;
        look(MINUTE_MS, verb === 'watch', true);
      }
    } else if (verb === 'clock') wallMs = clock(what);
    else if (verb === 'grant') ledger = grantWatchTime(ledger);
    else {
      wallMs = verb === 'start' ? clock(what) : wallMs + Number(what) * MINUTE_MS;
      look(0, false, false);
    }
  }
  const verdict = judgeWatchTime(ledger, rules, localOf(ledger.lastMs));
  return verdict.kind === 'open' ? `${String(Math.round(verdict.leftMs / MINUTE_MS))} left` : verdict.kind === 'over' ? verdict.reason : 'free';
}

describe('an hour a day', () => {
  test.each([
    ['start 12:00', '60 left'],
    ['watch 20', '40 left'],
    ['watch 20, idle 30, watch 10', '30 left'],
    ['watch 60', 'budget'],
    ['watch 60, grant', '10 left'],
    ['watch 60, grant, watch 4', '6 left'],
    ['watch 60, grant, watch 10', 'budget'],
    // Granted early it is there when the hour is over.
    ['watch 50, grant, watch 10', '10 left'],
    ['watch 60, start +1 08:00', '60 left'],
    ['watch 60, sleep 720', '60 left'],
    ['watch 60, sleep 60', 'budget'],
    // The minute that ends at midnight is the new day's.
    ['start 23:30, watch 25, watch 10', '54 left'],
    // The clock is set to tomorrow, and back.
    ['watch 60, clock +1 12:00, idle 2', 'budget'],
    ['watch 60, clock +1 12:00, idle 2, clock 13:02, idle 2', 'budget'],
    ['watch 30, clock 08:00, watch 10', '20 left'],
    // Set to tomorrow while it was off: what is watched then is missing tomorrow.
    ['watch 60, start +1 12:00, watch 60, start 13:00', 'budget'],
    ['watch 60, start +1 12:00, watch 60, start 13:00, start +1 18:00', 'budget'],
  ])('%s: %s', (script, expected) => {
    expect(play(HOUR_A_DAY, script)).toBe(expected);
  });
});

describe('bed at eight, up at six', () => {
  test.each([
    ['start 19:00', '60 left'],
    ['start 19:00, watch 55', '5 left'],
    ['start 19:00, watch 60', 'bedtime'],
    ['start 23:59', 'bedtime'],
    ['start +1 05:59', 'bedtime'],
    ['start +1 06:00', '840 left'],
    ['start 20:10, grant, watch 9', '1 left'],
    ['start 20:10, grant, watch 10', 'bedtime'],
    // Somebody sets the clock.
    ['start 20:10, clock 15:00, idle 1', 'bedtime'],
    ['start 20:10, clock +1 07:00, idle 1', 'bedtime'],
    ['start 20:10, clock 15:00, idle 1, start 15:05', 'bedtime'],
    // It was days ahead: now it is right.
    ['start +4 21:00, start 15:00', '300 left'],
  ])('%s: %s', (script, expected) => {
    expect(play(BED_AT_EIGHT, script)).toBe(expected);
  });
});

test('a set that does not know the time yet believes the first time it hears; without rules all is free', () => {
  const unset = passWatchTime(EMPTY_LEDGER, HOUR_A_DAY, { wallMs: 5000, elapsedMs: 0, isWatching: false, isContinuous: false }, localOf);
  const told = passWatchTime(unset, HOUR_A_DAY, { wallMs: at(9), elapsedMs: 1000, isWatching: true, isContinuous: true }, localOf);
  expect(told.lastMs).toBe(at(9));
  expect(play(NO_TIME_RULES, 'watch 600')).toBe('free');
});

test('a bedtime after midnight, and both limits: the nearer one counts', () => {
  expect(play({ minutesPerDay: -1, bedtime: 30, wakeUp: 360 }, 'start +1 00:20')).toBe('10 left');
  expect(play({ minutesPerDay: -1, bedtime: 30, wakeUp: 360 }, 'start +1 00:40')).toBe('bedtime');
  expect(play({ ...BED_AT_EIGHT, minutesPerDay: 30 }, 'start 19:45')).toBe('15 left');
  expect(play({ ...BED_AT_EIGHT, minutesPerDay: 10 }, 'start 19:30, watch 10')).toBe('budget');
});

test('torn values', () => {
  expect([parseTimeRules(null), parseTimeRules('x').minutesPerDay, parseTimeRules({ bedtime: 1200 })]).toEqual([NO_TIME_RULES, 60, { ...NO_TIME_RULES, bedtime: 1200 }]);
  expect(parseLedger({ usedMs: -5, day: 3 })).toEqual({ ...EMPTY_LEDGER, day: 3 });
});
