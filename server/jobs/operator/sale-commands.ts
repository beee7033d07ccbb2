import type { AvailabilityRow, PlanRow, RightsTarget, StreamPolicy } from '#server/store';
import { dateText, mustBeThere, nameAt, tableText, wordAt } from './operator-tools';
import type { OperatorCommand } from './operator-tools';
import { amountText, problem } from './operator-words';

function policyOf(word: string): StreamPolicy {
  if (word !== 'reject' && word !== 'roll-over') throw problem(`--policy is "${word}"; it must be reject or roll-over`);
  return word;
}

function targetText(target: RightsTarget | null): string {
  return target === null ? 'everything' : `${target.kind} ${String(target.itemId)}`;
}

const TARGETS = '[--category <ids>] [--channel <ids>] [--movie <ids>] [--series <ids>]';
const ONE_TARGET = '--movie|--series|--channel|--category <id>';

const PLAN_COMMANDS: Readonly<Record<string, OperatorCommand>> = {
  'plan set': {
    usage: '<plan> --price <amount> [--name <text>] [--currency EUR] [--period 1month] [--trial <days>] [--grace <days>] [--streams <number>] [--devices <number>] [--policy reject|roll-over] [--bouquets <names>] [--ended]',
    async run(words, { store }) {
      const id = nameAt(words, 2, 'the name of a plan');
      const currency = words.currency();
      const plan: PlanRow = {
        id, name: words.text('name', id), priceMinor: words.amount('price', currency), currency, ...words.period(), trialDays: words.count('trial', 0),
        graceDays: words.count('grace', 3), maxStreams: words.count('streams', 2), maxDevices: words.count('devices', 0),
        streamPolicy: policyOf(words.text('policy', 'roll-over')), bouquetIds: words.list('bouquets'), isSold: !words.has('ended'),
      };
      words.endOfFlags();
      const known = new Set((await store.rights.bouquets()).map((bouquet) => bouquet.id));
      const missing = plan.bouquetIds.filter((bouquet) => !known.has(bouquet));
      if (missing.length > 0) throw problem(`there is no bouquet "${missing.join('", "')}"`);
      await store.rights.putPlan(plan);
      return `Plan ${id}: ${amountText(plan.priceMinor, currency)} for ${String(plan.periodCount)} ${plan.periodUnit}${plan.isSold ? '' : ', no longer sold'}.`;
    },
  },
  'plan list': {
    usage: '',
    async run(_words, { store }) {
      const rows = (await store.rights.plans()).map((plan) => [
        plan.id, plan.name, `${amountText(plan.priceMinor, plan.currency)} / ${String(plan.periodCount)} ${plan.periodUnit}`, `${String(plan.trialDays)} days free`,
        `${String(plan.maxStreams)} streams (${plan.streamPolicy})`, `${String(plan.maxDevices)} devices`, plan.bouquetIds.join(', '), plan.isSold ? '' : 'no longer sold',
      ]);
      return rows.length === 0 ? 'There are no plans.' : tableText(rows);
    },
  },
  'bouquet set': {
    usage: `<bouquet> [--name <text>] ${TARGETS}`,
    async run(words, tools) {
      const id = nameAt(words, 2, 'the name of a bouquet');
      const bouquet = { id, name: words.text('name', id), targets: words.targets() };
      words.endOfFlags();
      await mustBeThere(tools, bouquet.targets);
      await tools.store.rights.putBouquet(bouquet);
      return `Bouquet ${id}: ${bouquet.targets.map(targetText).join(', ') || 'nothing'}. Only plans that name it open what is in it.`;
    },
  },
  'bouquet list': {
    usage: '',
    async run(_words, { store }) {
      const rows = (await store.rights.bouquets()).map((bouquet) => [bouquet.id, bouquet.name, bouquet.targets.map(targetText).join(', ')]);
      return rows.length === 0 ? 'There are no bouquets.' : tableText(rows);
    },
  },
};

const OFFER_COMMANDS: Readonly<Record<string, OperatorCommand>> = {
  'offer set': {
    usage: `<offer> --rent|--buy --price <amount> ${ONE_TARGET} [--currency EUR] [--start-within 30d] [--window 48h] [--rights-end <date>] [--ended]`,
    async run(words, tools) {
      const id = nameAt(words, 2, 'the name of an offer');
      const [isRent, isBuy] = [words.has('rent'), words.has('buy')];
      if (isRent === isBuy) throw problem('say --rent or --buy');
      const currency = words.currency();
      const offer = {
        id, target: words.target(), model: isRent ? 'rent' : 'buy', priceMinor: words.amount('price', currency), currency,
        startWithinMs: isRent ? words.duration('start-within', '30d') : 0, windowMs: isRent ? words.duration('window', '48h') : 0,
        rightsEndMs: words.moment('rights-end'), isSold: !words.has('ended'),
      } as const;
      words.endOfFlags();
      await mustBeThere(tools, [offer.target]);
      await tools.store.rights.putOffer(offer);
      return `Offer ${id}: ${offer.model} ${targetText(offer.target)} for ${amountText(offer.priceMinor, currency)}${offer.isSold ? '' : ', no longer sold'}.`;
    },
  },
  'offer list': {
    usage: '',
    async run(_words, { store }) {
      const rows = (await store.rights.offers()).map((offer) => [
        offer.id, offer.model, targetText(offer.target), amountText(offer.priceMinor, offer.currency), offer.event?.isCancelled === true ? 'called off' : offer.isSold ? '' : 'no longer sold',
        offer.event === undefined ? '' : `${offer.event.name}, ${dateText(offer.event.startsAtMs, '')}`,
      ]);
      return rows.length === 0 ? 'There are no offers.' : tableText(rows);
    },
  },
  'event set': {
    usage: '<event> --channel <number> --name <text> --starts <moment> --ends <moment> --price <amount> [--currency EUR] [--replay 24h] [--about <text>] [--picture <address>] [--ended]',
    async run(words, tools) {
      const id = nameAt(words, 2, 'the name of an event');
      const currency = words.currency();
      const target = words.target();
      if (target.kind !== 'channel') throw problem('an event is on a channel: --channel and its number');
      const event = {
        name: words.text('name'), description: words.text('about', ''), picture: words.text('picture', ''), startsAtMs: words.moment('starts'), endsAtMs: words.moment('ends'),
        replayMs: words.duration('replay', '24h'), isCancelled: false,
      };
      const offer = { id, target, model: 'event', priceMinor: words.amount('price', currency), currency, startWithinMs: 0, windowMs: 0, rightsEndMs: 0, isSold: !words.has('ended'), event } as const;
      words.endOfFlags();
      if (event.startsAtMs <= 0 || event.endsAtMs <= event.startsAtMs) throw problem('an event needs --starts and a later --ends');
      const before = (await tools.store.rights.offers()).find((it) => it.id === id);
      if (before !== undefined && (before.event === undefined || before.event.isCancelled || before.target.itemId !== target.itemId)) throw problem(`"${id}" is something else by now; take another name`);
      await mustBeThere(tools, [target]);
      await tools.store.rights.putOffer(offer);
      return `Event ${id}: ${event.name} on ${targetText(target)}, ${dateText(event.startsAtMs, '')} to ${dateText(event.endsAtMs, '')}, ${amountText(offer.priceMinor, currency)}.`;
    },
  },
  'event cancel': {
    usage: '<event>',
    async run(words, tools) {
      const { refunded, failed } = await tools.billing.cancelEvent(wordAt(words, 2, 'the name of an event'));
      return `Called off. Orders refunded: ${String(refunded)}, not refunded: ${String(failed)}.`;
    },
  },
  'coupon set': {
    usage: '<CODE> --percent <number> | --off <amount> [--currency EUR] [--plan <plan>] [--uses <number>] [--per-account 1] [--until <date>]',
    async run(words, { store }) {
      const id = wordAt(words, 2, 'the code of the coupon').toUpperCase();
      if (!/^[A-Z0-9]{3,40}$/.test(id)) throw problem('a code has 3 to 40 letters and digits');
      const isPercent = words.has('percent');
      const currency = isPercent ? '' : words.currency();
      const value = isPercent ? words.count('percent') : words.amount('off', currency);
      if (isPercent && (value < 1 || value > 100)) throw problem('--percent must be from 1 to 100');
      const coupon = {
        id, kind: isPercent ? 'percent' : 'amount', value, currency, planId: words.text('plan', ''), maxUses: words.count('uses', 0),
        maxPerAccount: words.count('per-account', 1), untilMs: words.moment('until'),
      } as const;
      words.endOfFlags();
      await store.money.putCoupon(coupon);
      return `Coupon ${id}: ${isPercent ? `${String(value)} %` : amountText(value, currency)} off.`;
    },
  },
};

const RULE_COMMANDS: Readonly<Record<string, OperatorCommand>> = {
  'rule set': {
    usage: `<rule> --only|--not --all | ${ONE_TARGET} [--countries NZ,AU] [--from <date>] [--until <date>]`,
    async run(words, tools) {
      const id = nameAt(words, 2, 'the name of a rule');
      const [isOnly, isNot] = [words.has('only'), words.has('not')];
      if (isOnly === isNot) throw problem('say --only (nowhere else, at no other time) or --not (a blackout)');
      const countries = words.list('countries').map((country) => country.toUpperCase());
      if (countries.some((country) => !/^[A-Z]{2}$/.test(country))) throw problem('--countries takes codes of two letters, for example NZ,AU');
      const target = words.has('all') ? null : words.target();
      const rule: AvailabilityRow = { id, target, effect: isOnly ? 'only' : 'not', countries, fromMs: words.moment('from'), untilMs: words.moment('until') };
      words.endOfFlags();
      await mustBeThere(tools, target === null ? [] : [target]);
      await tools.store.rights.putAvailability(rule);
      const place = countries.length === 0 ? 'everywhere' : `in ${countries.join(', ')}`;
      return `Rule ${id}: ${targetText(target)} ${isOnly ? 'only' : 'not'} ${place}, from ${dateText(rule.fromMs, 'ever')} until ${dateText(rule.untilMs, 'ever')}.`;
    },
  },
  'rule remove': {
    usage: '<rule>',
    async run(words, { store }) {
      const id = wordAt(words, 2, 'the name of a rule');
      if (!(await store.rights.removeAvailability(id))) throw problem(`there is no rule "${id}"`);
      return `Rule ${id} is gone.`;
    },
  },
  'rule list': {
    usage: '',
    async run(_words, { store }) {
      const rows = (await store.rights.availability()).map((rule) => [
        rule.id, targetText(rule.target), rule.effect, rule.countries.join(',') || 'everywhere', dateText(rule.fromMs, 'ever'), dateText(rule.untilMs, 'ever'),
      ]);
      return rows.length === 0 ? 'There are no rules.' : tableText(rows);
    },
  },
};

/** Commands about what is sold and where it may be shown. */
export const SALE_COMMANDS: Readonly<Record<string, OperatorCommand>> = { ...PLAN_COMMANDS, ...OFFER_COMMANDS, ...RULE_COMMANDS };
