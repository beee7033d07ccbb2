import { describe, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '#core/base';
import type { AvailabilityRow, EventFacts, TitleRightRow } from '#server/store';
import { rounds } from '#test/harness/rounds';
import { addPeriod, CountryFinder, decide, isTitleRightOpen, subscriptionState, targetKey, titleRightEndMs } from './index';
import type { HeldPlan, RightsAction, RightsAsset, RightsContext, RightsDevice, RightsSubject } from './index';

const NOW = 1_800_000_000_000;
const CONTEXT: RightsContext = { nowMs: NOW, country: 'NZ' };
const SUBJECT: RightsSubject = { status: 'active', expiresAtMs: 0, allowsAdult: false, maxAge: -1, plans: [], titles: [] };
const FILM = { kind: 'movie', itemId: 7 } as const;
const ASSET: RightsAsset = { isAdult: false, age: 12, names: new Set([targetKey(FILM), 'category:3']), bouquetIds: [], offers: [], availability: [] };
const SPORT: RightsAsset = { ...ASSET, bouquetIds: ['sport'] };
const FOR_RENT: RightsAsset = { ...ASSET, offers: [{ id: 'o', isSold: true }] };

function aPlan(paidForMs: number, changes: Partial<HeldPlan['plan']> & Partial<HeldPlan['subscription']> = {}): HeldPlan {
  const { trialUntilMs = NOW - DAY_MS, graceMs = 0, endedAtMs = 0, startedAtMs = NOW - 40 * DAY_MS, ...plan } = changes;
  return {
    subscription: { startedAtMs, trialUntilMs, paidUntilMs: NOW + paidForMs, graceMs, endedAtMs },
    plan: { bouquetIds: [], maxStreams: 2, maxDevices: 0, streamPolicy: 'reject', ...plan },
  };
}

function aRight(changes: Partial<TitleRightRow> = {}): TitleRightRow {
  return {
    id: 'r1', accountId: 'a', offerId: 'o', target: FILM, model: 'rent', purchasedAtMs: NOW - DAY_MS, startByMs: NOW + DAY_MS, windowMs: 2 * DAY_MS,
    firstPlayAtMs: 0, expiresAtMs: 0, rightsEndMs: 0, revokedAtMs: 0, ...changes,
  };
}

function anEvent(changes: Partial<EventFacts> = {}): EventFacts {
  return { name: 'Final', description: '', picture: '', startsAtMs: NOW - HOUR_MS, endsAtMs: NOW + 2 * HOUR_MS, replayMs: DAY_MS, isCancelled: false, ...changes };
}

function aRule(changes: Partial<AvailabilityRow>): RightsAsset {
  return { ...ASSET, availability: [{ id: 'x', target: null, effect: 'only', countries: [], fromMs: 0, untilMs: 0, ...changes }] };
}

const held = (...plans: HeldPlan[]): RightsSubject => ({ ...SUBJECT, plans });
const owning = (...titles: TitleRightRow[]): RightsSubject => ({ ...SUBJECT, titles });
const place = (at: number): RightsDevice => ({ place: at });

type Case = readonly [string, RightsSubject, RightsDevice | null, RightsAsset | null, RightsAction, string];

const CASES: readonly Case[] = [
  ['nothing single', SUBJECT, null, null, 'browse', 'account'],
  ['suspended comes before expired', { ...SUBJECT, status: 'suspended', expiresAtMs: 1 }, null, null, 'browse', 'suspended'],
  ['expired to the millisecond', { ...SUBJECT, expiresAtMs: NOW }, null, ASSET, 'play', 'expired'],
  ['not yet expired', { ...SUBJECT, expiresAtMs: NOW + 1 }, null, ASSET, 'play', 'account'],
  ['adult, not allowed', SUBJECT, null, { ...ASSET, isAdult: true }, 'browse', 'adult-not-allowed'],
  ['adult, allowed', { ...SUBJECT, allowsAdult: true }, null, { ...ASSET, isAdult: true, age: 18 }, 'play', 'account'],
  ['adult, allowed to the account, a child watches', { ...SUBJECT, allowsAdult: true, maxAge: 7 }, null, { ...ASSET, isAdult: true, age: -1 }, 'play', 'above-age-limit'],
  ['above the age limit', { ...SUBJECT, maxAge: 7 }, null, ASSET, 'play', 'above-age-limit'],
  ['above the age limit, its trailer', { ...SUBJECT, maxAge: 7 }, null, ASSET, 'preview', 'above-age-limit'],
  ['above the age limit, only named', { ...SUBJECT, maxAge: 7 }, null, ASSET, 'browse', 'account'],
  ['at the age limit', { ...SUBJECT, maxAge: 12 }, null, ASSET, 'play', 'account'],
  ['unrated', { ...SUBJECT, maxAge: 0 }, null, { ...ASSET, age: -1 }, 'play', 'account'],
  ['a bouquet, without any plan', SUBJECT, null, SPORT, 'play', 'not-in-plan'],
  ['a bouquet, its trailer', SUBJECT, null, SPORT, 'preview', 'account'],
  ['a bouquet of the plan', held(aPlan(DAY_MS, { bouquetIds: ['sport'] })), null, SPORT, 'play', 'plan'],
  ['a bouquet of another plan', held(aPlan(DAY_MS, { bouquetIds: ['film'] })), null, SPORT, 'play', 'not-in-plan'],
  ['a bouquet of one of two plans', held(aPlan(DAY_MS), aPlan(DAY_MS, { bouquetIds: ['sport'] })), null, SPORT, 'play', 'plan'],
  ['a plan that is over', held(aPlan(0)), null, ASSET, 'play', 'plan-over'],
  ['a plan that is over, its bouquet', held(aPlan(0, { bouquetIds: ['sport'] })), null, SPORT, 'play', 'plan-over'],
  ['a plan that is over, another bouquet', held(aPlan(0)), null, SPORT, 'play', 'not-in-plan'],
  ['a plan that is over may look around', held(aPlan(0)), null, ASSET, 'browse', 'account'],
  ['in grace', held(aPlan(-DAY_MS, { graceMs: 2 * DAY_MS })), null, ASSET, 'play', 'plan'],
  ['grace is over', held(aPlan(-2 * DAY_MS, { graceMs: 2 * DAY_MS })), null, ASSET, 'play', 'plan-over'],
  ['on trial', held(aPlan(-DAY_MS, { trialUntilMs: NOW + 1 })), null, ASSET, 'play', 'plan'],
  ['ended at once', held(aPlan(DAY_MS, { endedAtMs: NOW })), null, ASSET, 'play', 'plan-over'],
  ['the last device the plan allows', held(aPlan(DAY_MS, { maxDevices: 2 })), place(1), ASSET, 'play', 'plan'],
  ['one device more', held(aPlan(DAY_MS, { maxDevices: 2 })), place(2), ASSET, 'play', 'device-limit'],
  ['one device more may look around', held(aPlan(DAY_MS, { maxDevices: 2 })), place(2), ASSET, 'browse', 'account'],
  ['the more generous plan counts devices', held(aPlan(DAY_MS, { maxDevices: 2 }), aPlan(DAY_MS, { maxDevices: 5 })), place(2), ASSET, 'play', 'plan'],
  ['for rent', SUBJECT, null, FOR_RENT, 'play', 'rent-first'],
  ['for rent, with a plan that does not open it', held(aPlan(DAY_MS)), null, FOR_RENT, 'play', 'rent-first'],
  ['no longer for rent', SUBJECT, null, { ...ASSET, offers: [{ id: 'o', isSold: false }] }, 'play', 'not-in-plan'],
  ['for rent or in the plan', held(aPlan(DAY_MS, { bouquetIds: ['sport'] })), null, { ...FOR_RENT, bouquetIds: ['sport'] }, 'play', 'plan'],
  ['rented', owning(aRight()), null, FOR_RENT, 'play', 'rent'],
  ['rented by somebody whose plan is over', { ...held(aPlan(0)), titles: [aRight()] }, null, FOR_RENT, 'play', 'rent'],
  ['rented, never started, too late', owning(aRight({ startByMs: NOW })), null, FOR_RENT, 'play', 'rental-over'],
  ['rented, started, within the window', owning(aRight({ startByMs: NOW - 5, firstPlayAtMs: NOW - 9, expiresAtMs: NOW + 1 })), null, FOR_RENT, 'play', 'rent'],
  ['rented, started, after the window', owning(aRight({ firstPlayAtMs: NOW - 9, expiresAtMs: NOW })), null, FOR_RENT, 'play', 'rental-over'],
  ['bought', owning(aRight({ model: 'buy', startByMs: 0, windowMs: 0, firstPlayAtMs: 1 })), null, FOR_RENT, 'play', 'buy'],
  ['bought and paid back', owning(aRight({ model: 'buy', startByMs: 0, revokedAtMs: NOW - 1 })), null, FOR_RENT, 'play', 'rent-first'],
  ['another title was rented', owning(aRight({ target: { kind: 'movie', itemId: 8 } })), null, FOR_RENT, 'play', 'rent-first'],
  ['its whole category was bought', owning(aRight({ target: { kind: 'category', itemId: 3 } })), null, FOR_RENT, 'play', 'rent'],
  ['licensed here', SUBJECT, null, aRule({ countries: ['DE', 'NZ'] }), 'play', 'account'],
  ['licensed elsewhere', SUBJECT, null, aRule({ countries: ['DE'] }), 'play', 'country'],
  ['blacked out here', SUBJECT, null, aRule({ effect: 'not', countries: ['NZ'] }), 'play', 'country'],
  ['blacked out elsewhere', SUBJECT, null, aRule({ effect: 'not', countries: ['DE'] }), 'play', 'account'],
  ['not yet', SUBJECT, null, aRule({ fromMs: NOW + 1 }), 'play', 'not-yet'],
  ['not yet, its trailer neither', SUBJECT, null, aRule({ fromMs: NOW + 1 }), 'preview', 'not-yet'],
  ['no longer', SUBJECT, null, aRule({ untilMs: NOW }), 'play', 'no-longer'],
  ['a blackout for a while', SUBJECT, null, aRule({ effect: 'not', fromMs: NOW, untilMs: NOW + 1 }), 'play', 'not-yet'],
  ['a blackout that is over', SUBJECT, null, aRule({ effect: 'not', untilMs: NOW }), 'play', 'account'],
  ['bought, but not to be shown here', owning(aRight({ model: 'buy' })), null, { ...FOR_RENT, ...aRule({ countries: ['DE'] }) }, 'play', 'country'],
];

describe('decide', () => {
  test.each(CASES)('%s', (_name, subject, device, asset, action, expected) => {
    const answer = decide(subject, device, asset, action, CONTEXT);
    expect(answer.isAllowed ? answer.by : answer.reason).toBe(expected);
  });

  test('a licence for some countries is none where nobody knows the country; a blackout elsewhere is none either', () => {
    const reasonOf = (asset: RightsAsset): string => {
      const answer = decide(SUBJECT, null, asset, 'play', { nowMs: NOW, country: '' });
      return answer.isAllowed ? answer.by : answer.reason;
    };
    expect([reasonOf(aRule({ countries: ['NZ'] })), reasonOf(aRule({ effect: 'not', countries: ['NZ'] }))]).toEqual(['country', 'account']);
  });

  test('says until when: the end of account, plan, licence or the next blackout, whichever is first', () => {
    const untilMs = (subject: RightsSubject, asset: RightsAsset): number => {
      const answer = decide(subject, null, asset, 'play', CONTEXT);
      return answer.isAllowed ? answer.untilMs - NOW : -1;
    };
    expect(untilMs({ ...SUBJECT, expiresAtMs: NOW + 5 }, aRule({ untilMs: NOW + 9 }))).toBe(5);
    expect(untilMs(held(aPlan(50, { graceMs: 10 }), aPlan(20)), aRule({ untilMs: NOW + 90 }))).toBe(60);
    expect(untilMs(SUBJECT, aRule({ effect: 'not', fromMs: NOW + 3 }))).toBe(3);
    expect(untilMs(owning(aRight({ firstPlayAtMs: NOW - 9, expiresAtMs: NOW + 1 })), FOR_RENT)).toBe(-NOW);
  });
});

describe('events', () => {
  const CHANNEL: RightsAsset = { ...ASSET, age: -1, names: new Set(['channel:1']), bouquetIds: ['sport'] };
  const SUBSCRIBER = held(aPlan(9 * DAY_MS, { bouquetIds: ['sport'] }));
  const HOLDER = owning(aRight({ model: 'event', offerId: 'e', target: { kind: 'channel', itemId: 1 }, startByMs: 0, windowMs: 0 }));
  /** What is answered `hours` from now about what is on then, or about a stretch of so many hours from now on. */
  const ask = (subject: RightsSubject, hours: number, span: readonly [number, number] | null = null, changes: Partial<EventFacts> = {}, isSold = true): string => {
    const asset = { ...CHANNEL, offers: [{ id: 'e', isSold, event: anEvent({ startsAtMs: NOW, endsAtMs: NOW + 2 * HOUR_MS, ...changes }) }] };
    const airing = span === null ? {} : { airing: { fromMs: NOW + span[0] * HOUR_MS, untilMs: NOW + span[1] * HOUR_MS } };
    const answer = decide(subject, null, asset, 'play', { ...CONTEXT, nowMs: NOW + hours * HOUR_MS, ...airing });
    return answer.isAllowed ? `${answer.by} ${String((answer.untilMs - NOW) / HOUR_MS)}` : answer.reason;
  };

  test('while one runs its channel is for those who paid; the plan opens it before, until it begins, and after', () => {
    expect([-1, 0, 1.99, 2].map((hours) => ask(SUBSCRIBER, hours))).toEqual(['plan 0', 'rent-first', 'rent-first', 'plan 216']);
    expect([-1, 0, 1.99, 2].map((hours) => ask(HOLDER, hours))).toEqual(['not-in-plan', 'event 2', 'event 2', 'not-in-plan']);
    expect(ask({ ...HOLDER, plans: SUBSCRIBER.plans }, -1)).toBe('plan 216');
    expect([ask(HOLDER, 1, null, { startsAtMs: NOW + DAY_MS, endsAtMs: NOW + 2 * DAY_MS }), ask(HOLDER, 30, null, { startsAtMs: NOW + DAY_MS, endsAtMs: NOW + 2 * DAY_MS })]).toEqual(['not-in-plan', 'event 48']);
  });

  test('of the archive and of recordings it is closed for good, but to those who paid, for the time of its replay', () => {
    expect([[-1, 0], [-1, 1], [0, 2], [1, 3], [2, 3]].map(([from = 0, to = 0]) => ask(SUBSCRIBER, 5, [from, to]))).toEqual(['plan 216', 'no-longer', 'no-longer', 'no-longer', 'plan 216']);
    expect([1, 5, 25.9, 26].map((hours) => ask(HOLDER, hours, [0, 1]))).toEqual(['event 26', 'event 26', 'event 26', 'rental-over']);
    expect([1, 2].map((hours) => ask(HOLDER, hours, [0, 1], { replayMs: 0 }))).toEqual(['event 2', 'rental-over']);
    // Asked for beforehand, as a recording is.
    expect([ask(HOLDER, -5, [0, 1]), ask(SUBSCRIBER, -5, [0, 1])]).toEqual(['event 26', 'rent-first']);
  });

  test('what is taken off sale stays closed; what is called off closes nothing; what was paid back is worth nothing', () => {
    expect([ask(SUBSCRIBER, 1, null, {}, false), ask(HOLDER, 1, null, {}, false), ask(SUBSCRIBER, 1, null, { isCancelled: true })]).toEqual(['no-longer', 'event 2', 'plan 216']);
    const repaid = owning(aRight({ model: 'event', offerId: 'e', revokedAtMs: 1 }));
    expect([ask(repaid, 1), ask(owning(aRight({ model: 'event', offerId: 'another' })), 1)]).toEqual(['rent-first', 'rent-first']);
    // A right to an event is none to the channel.
    expect(decide(HOLDER, null, { ...CHANNEL, bouquetIds: [], offers: [{ id: 'o', isSold: true }] }, 'play', CONTEXT)).toMatchObject({ isAllowed: false, reason: 'rent-first' });
  });
});

/** A small generator with a period long enough for these tests. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function randomCase(seed: number): { subject: RightsSubject; device: RightsDevice | null; asset: RightsAsset; context: RightsContext } {
  const pick = seeded(seed);
  const any = <T>(values: readonly T[]): T => values[pick(values.length)] as T;
  const some = <T>(values: readonly T[]): T[] => values.filter(() => pick(2) === 0);
  const when = (): number => NOW + (pick(7) - 3) * DAY_MS;
  const plans = Array.from({ length: pick(3) }, () =>
    aPlan((pick(5) - 2) * DAY_MS, { bouquetIds: some(['sport', 'film']), maxDevices: pick(3), graceMs: pick(2) * DAY_MS, endedAtMs: any([0, 0, when()]), trialUntilMs: when() }));
  const titles = Array.from({ length: pick(3) }, (_, at) =>
    aRight({ id: String(at), model: any(['rent', 'buy', 'event']), offerId: any(['o', 'e']), target: any([FILM, { kind: 'movie', itemId: 8 }]), firstPlayAtMs: any([0, NOW - HOUR_MS]), startByMs: any([0, when()]), expiresAtMs: any([0, when()]), revokedAtMs: any([0, 0, NOW - 1]) }));
  const rules = Array.from({ length: pick(3) }, (_, at): AvailabilityRow =>
    ({ id: String(at), target: null, effect: any(['only', 'not']), countries: some(['NZ', 'DE']), fromMs: any([0, when()]), untilMs: any([0, when()]) }));
  return {
    subject: { status: any(['active', 'active', 'active', 'suspended']), expiresAtMs: any([0, 0, when()]), allowsAdult: pick(2) === 0, maxAge: any([-1, -1, 7, 18]), plans, titles },
    device: any([null, place(0), place(2)]),
    asset: { isAdult: pick(4) === 0, age: any([-1, 6, 16]), names: new Set([targetKey(FILM)]), bouquetIds: some(['sport', 'film']), offers: some([{ id: 'o', isSold: true }, { id: 'e', isSold: true, event: anEvent({ startsAtMs: NOW - any([1, -1]) * HOUR_MS }) }]).concat(any([[], [{ id: 'p', isSold: false }]])), availability: rules },
    context: { nowMs: NOW, country: any(['NZ', 'DE', '']) },
  };
}

test('whatever may be played may be previewed and named, and taking something away never opens anything (seeded cases)', () => {
  const allowed = { browse: 0, preview: 0, play: 0 };
  for (let seed = 1; seed <= rounds(5_000, 200_000); seed += 1) {
    const { subject, device, asset, context } = randomCase(seed);
    const may = (action: RightsAction, changes: Partial<RightsSubject> = {}, what: RightsAsset = asset): boolean =>
      decide({ ...subject, ...changes }, device, what, action, context).isAllowed;
    for (const action of ['browse', 'preview', 'play'] as const) if (may(action)) allowed[action] += 1;
    const opened = [
      [may('play'), may('preview')], [may('preview'), may('browse')],
      [may('play', { status: 'suspended' }), false], [may('browse', { expiresAtMs: NOW }), false],
      [may('play', { titles: [] }), may('play')], [may('play', { allowsAdult: false }), may('play')], [may('play', { maxAge: 0 }), may('play')],
      [may('play', { plans: subject.plans.map((it) => ({ ...it, subscription: { ...it.subscription, endedAtMs: 1 } })) }), may('play')],
      [may('play', {}, { ...asset, bouquetIds: [...asset.bouquetIds, 'other'] }), may('play')],
      [may('play', {}, { ...asset, availability: [...asset.availability, { id: 'n', target: null, effect: 'not', countries: [], fromMs: 0, untilMs: 0 }] }), false],
    ].flatMap(([less, more], at) => (less === true && more === false ? [at] : []));
    expect({ seed, opened }).toEqual({ seed, opened: [] });
  }
  // The cases are worth something only if both answers are frequent.
  for (const count of Object.values(allowed)) expect(count).toBeGreaterThan(rounds(375, 15_000));
});

describe('periods', () => {
  test.each([
    ['2026-01-31T10:00:00Z', 1, 'month', '2026-02-28T10:00:00.000Z'], ['2024-01-31T10:00:00Z', 1, 'month', '2024-02-29T10:00:00.000Z'],
    ['2024-02-29T00:00:00Z', 1, 'year', '2025-02-28T00:00:00.000Z'], ['2026-11-30T00:00:00Z', 3, 'month', '2027-02-28T00:00:00.000Z'],
    ['2026-12-31T23:59:59Z', 1, 'day', '2027-01-01T23:59:59.000Z'],
  ] as const)('%s and %s %s is %s', (from, count, unit, to) => {
    expect(new Date(addPeriod(Date.parse(from), count, unit)).toISOString()).toBe(to);
  });

  test('both clocks of a rental', () => {
    const rented = aRight({ startByMs: NOW + 30 * DAY_MS });
    expect([NOW - 2 * DAY_MS, NOW, NOW + 30 * DAY_MS].map((at) => isTitleRightOpen(rented, at))).toEqual([false, true, false]);
    const startedMs = NOW + 29 * DAY_MS;
    const started = { ...rented, firstPlayAtMs: startedMs, expiresAtMs: titleRightEndMs(rented, startedMs) };
    expect([NOW + 30 * DAY_MS, NOW + 31 * DAY_MS - 1, NOW + 31 * DAY_MS].map((at) => isTitleRightOpen(started, at))).toEqual([true, true, false]);
    expect(titleRightEndMs({ windowMs: 2 * DAY_MS, rightsEndMs: NOW + 1 }, NOW)).toBe(NOW + 1);
    expect(titleRightEndMs({ windowMs: 0, rightsEndMs: 0 }, NOW)).toBe(0);
  });

  test('states of a subscription, in order', () => {
    const row = { startedAtMs: 10, trialUntilMs: 20, paidUntilMs: 30, graceMs: 5, endedAtMs: 0 };
    expect([9, 10, 20, 30, 35].map((at) => subscriptionState(row, at))).toEqual(['over', 'trial', 'active', 'grace', 'over']);
    expect(subscriptionState({ ...row, endedAtMs: 25 }, 25)).toBe('over');
  });
});

describe('countries', () => {
  const finder = new CountryFinder('# header\n"192.0.2.0","192.0.2.127","NZ",x\n198.51.100.0/24,de\n2001:db8::/32,FR\n::ffff:203.0.113.0/120,IT\nbad,line,XX\n10.0.0.9,10.0.0.1,AA\n');
  test.each([
    ['192.0.2.0', 'NZ'], ['192.0.2.127', 'NZ'], ['192.0.2.128', ''], ['198.51.100.77', 'DE'], ['::ffff:198.51.100.77', 'DE'], ['2001:db8:1::5', 'FR'],
    ['2001:db9::', ''], ['203.0.113.9', 'IT'], ['10.0.0.5', ''], ['', ''], ['nonsense', ''], ['fe80::1%eth0', ''],
  ])('%s is in %s', (address, country) => {
    expect(finder.countryOf(address)).toBe(country);
  });

  test('a file without a single line is refused', () => {
    expect(finder.size).toBe(4);
    expect(() => new CountryFinder('address,country\n')).toThrow('no line');
  });
});
