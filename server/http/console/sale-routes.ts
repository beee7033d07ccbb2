import { Type } from '@sinclair/typebox';
import { AppError, DAY_MS, HOUR_MS } from '#core/base';
import type { ConsoleSale, ConsoleTarget } from '#server/console';
import type { Platform } from '#server/domain';
import type { ConsoleRoutes } from './console-routes';
import { ItemNames, mustBeInCatalogue } from './item-names';

const MOST_FOUND = 30;
const NAME = /^[a-z0-9][a-z0-9._-]{0,39}$/;
const STRICT = { additionalProperties: false };
const Name = Type.String({ minLength: 1, maxLength: 100 });
const Minor = Type.Integer({ minimum: 0, maximum: 1_000_000_000 });
const Count = Type.Integer({ minimum: 0, maximum: 100_000 });
const Currency = Type.String({ pattern: '^[A-Z]{3}$' });
/** A row of the catalogue, as forms send it. */
export const TargetBody = Type.Object({
  kind: Type.Union([Type.Literal('category'), Type.Literal('channel'), Type.Literal('movie'), Type.Literal('series')]), itemId: Type.Integer({ minimum: 0 }),
}, STRICT);
const Plan = Type.Object({
  name: Name, priceMinor: Minor, currency: Currency, periodCount: Type.Integer({ minimum: 1, maximum: 999 }),
  periodUnit: Type.Union([Type.Literal('day'), Type.Literal('month'), Type.Literal('year')]), trialDays: Count, graceDays: Count, maxStreams: Count,
  maxDevices: Count, streamPolicy: Type.Union([Type.Literal('reject'), Type.Literal('roll-over')]), isSold: Type.Boolean(),
  bouquetIds: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 200 }),
}, STRICT);
const Bouquet = Type.Object({ name: Name, targets: Type.Array(TargetBody, { maxItems: 2000 }) }, STRICT);
const Offer = Type.Object({
  target: TargetBody, model: Type.Union([Type.Literal('rent'), Type.Literal('buy')]), priceMinor: Minor, currency: Currency, startWithinDays: Count,
  windowHours: Count, isSold: Type.Boolean(),
}, STRICT);
const Coupon = Type.Object({
  kind: Type.Union([Type.Literal('percent'), Type.Literal('amount')]), value: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
  currency: Type.String({ pattern: '^([A-Z]{3})?$' }), planId: Type.String({ maxLength: 40 }), maxUses: Count, maxPerAccount: Count,
  untilMs: Type.Integer({ minimum: 0, maximum: 8_640_000_000_000_000 }),
}, STRICT);

const Moment = Type.Integer({ minimum: 1, maximum: 8_640_000_000_000_000 });
const Event = Type.Object({
  channelId: Type.Integer({ minimum: 0 }), name: Name, description: Type.String({ maxLength: 1000 }), picture: Type.String({ maxLength: 2000, pattern: '^(https?://.+|/.*)?$' }), priceMinor: Minor, currency: Currency,
  startsAtMs: Moment, endsAtMs: Moment, replayHours: Type.Integer({ minimum: 0, maximum: 24 * 365 }), isSold: Type.Boolean(),
}, STRICT);

/** What is wrong with a form, said to who filled it in. */
export function invalid(message: string): AppError {
  return new AppError('input.invalid', { message });
}

/** A short name of something that is sold; throws `input.invalid` when it is none. */
export function shortName(id: string): string {
  if (!NAME.test(id)) throw invalid('A short name has up to 40 small letters, digits, dots and dashes.');
  return id;
}

/** What is sold, and the rows of the catalogue it is made of. */
class SaleDesk {
  constructor(private readonly platform: Platform) {}

  async all(): Promise<ConsoleSale> {
    const { rights, money } = this.platform.store;
    const names = new ItemNames(this.platform);
    const [bouquets, offers] = [await rights.bouquets(), await rights.offers()];
    await names.learn([...bouquets.flatMap(({ targets }) => targets), ...offers.map(({ target }) => target)]);
    return {
      plans: await rights.plans(),
      bouquets: await Promise.all(bouquets.map(async ({ id, name, targets }) => ({ id, name, targets: await Promise.all(targets.map((target) => names.named(target))) }))),
      offers: await Promise.all(offers.flatMap(({ model, ...offer }) => (model === 'event' ? [] : [{ ...offer, model }])).map(async (offer) => ({
        id: offer.id, target: await names.named(offer.target), model: offer.model, priceMinor: offer.priceMinor, currency: offer.currency,
        startWithinDays: Math.round(offer.startWithinMs / DAY_MS), windowHours: Math.round(offer.windowMs / HOUR_MS), isSold: offer.isSold,
      }))),
      events: await Promise.all(offers.flatMap(({ event, ...offer }) => (event === undefined ? [] : [{ ...offer, event }])).map(async ({ id, target, priceMinor, currency, isSold, event }) => {
        const { replayMs, ...facts } = event;
        return { ...facts, id, channel: await names.named(target), priceMinor, currency, isSold, replayHours: Math.round(replayMs / HOUR_MS) };
      })),
      coupons: await money.coupons(),
    };
  }

  /** Rows of the catalogue whose name holds `text`. */
  async find(text: string): Promise<readonly ConsoleTarget[]> {
    const wanted = text.trim().toLowerCase();
    const found: ConsoleTarget[] = [];
    if (wanted === '') return found;
    const take = (kind: ConsoleTarget['kind'], rows: ReadonlyArray<{ readonly id: number; readonly name: string }>): boolean => {
      for (const { id, name } of rows) if (found.length < MOST_FOUND && name.toLowerCase().includes(wanted)) found.push({ kind, itemId: id, name });
      return found.length >= MOST_FOUND;
    };
    const { catalog } = this.platform.store;
    for (const kind of ['channel', 'movie', 'series'] as const) if (take('category', await catalog.categories(kind))) return found;
    for await (const page of catalog.channels({ includesAdult: true })) if (take('channel', page)) return found;
    for await (const page of catalog.listedMovies({ includesAdult: true })) if (take('movie', page)) return found;
    for await (const page of catalog.listedSeries({ includesAdult: true })) if (take('series', page)) return found;
    return found;
  }
}

/** `sale`, `find`, `plans`, `bouquets`, `offers`, `events`, `coupons`. Storing one under a name that is there replaces it. */
export function saleRoutes(routes: ConsoleRoutes, platform: Platform): void {
  const { rights, money } = platform.store;
  const desk = new SaleDesk(platform);

  routes.read('sale', 'look', () => desk.all());
  routes.read('find', 'look', async ({ query }) => ({ items: await desk.find((query['text'] ?? '').slice(0, 100)) }));

  routes.change('PUT', 'plans/:id', 'sale', Plan, async ({ id, body }) => {
    const known = new Set((await rights.bouquets()).map((bouquet) => bouquet.id));
    const missing = body.bouquetIds.find((bouquet) => !known.has(bouquet));
    if (missing !== undefined) throw invalid(`There is no bouquet "${missing}".`);
    await rights.putPlan({ id: shortName(id), ...body });
    return { note: { action: 'plan.set', subject: id, detail: `${String(body.priceMinor)} ${body.currency}${body.isSold ? '' : ', not sold'}` } };
  });

  routes.change('PUT', 'bouquets/:id', 'sale', Bouquet, async ({ id, body }) => {
    await mustBeInCatalogue(platform, body.targets);
    await rights.putBouquet({ id: shortName(id), ...body });
    return { note: { action: 'bouquet.set', subject: id, detail: `${String(body.targets.length)} rows` } };
  });

  routes.change('PUT', 'offers/:id', 'sale', Offer, async ({ id, body }) => {
    const { startWithinDays, windowHours, ...offer } = body;
    await mustBeInCatalogue(platform, [offer.target]);
    const isRent = offer.model === 'rent';
    const before = (await rights.offers()).find((it) => it.id === id);
    if (before?.event !== undefined) throw invalid('An event has this short name.');
    const clocks = { startWithinMs: isRent ? startWithinDays * DAY_MS : 0, windowMs: isRent ? windowHours * HOUR_MS : 0 };
    await rights.putOffer({ id: shortName(id), ...offer, ...clocks, rightsEndMs: before?.rightsEndMs ?? 0 });
    return { note: { action: 'offer.set', subject: id, detail: `${offer.model} ${String(offer.priceMinor)} ${offer.currency}` } };
  });

  routes.change('PUT', 'events/:id', 'sale', Event, async ({ id, body }) => {
    const { channelId, priceMinor, currency, isSold, replayHours, ...facts } = body;
    const target = { kind: 'channel', itemId: channelId } as const;
    if (facts.endsAtMs <= facts.startsAtMs) throw invalid('An event has to end after it starts.');
    await mustBeInCatalogue(platform, [target]);
    const before = (await rights.offers()).find((it) => it.id === id);
    if (before !== undefined && before.event === undefined) throw invalid('An offer has this short name.');
    // Who paid for an event paid for its channel: it moves in time, not elsewhere.
    if (before !== undefined && before.target.itemId !== channelId) throw invalid('An event stays on its channel. Call it off and add another one.');
    if (before?.event?.isCancelled === true) throw invalid('This event was called off. Add another one.');
    const clocks = { startWithinMs: 0, windowMs: 0, rightsEndMs: 0 };
    await rights.putOffer({ id: shortName(id), target, model: 'event', priceMinor, currency, isSold, ...clocks, event: { ...facts, replayMs: replayHours * HOUR_MS, isCancelled: false } });
    return { note: { action: 'event.set', subject: id, detail: `${String(priceMinor)} ${currency}, ${new Date(facts.startsAtMs).toISOString()}` } };
  });

  routes.change('POST', 'events/:id/cancel', 'refund', null, async ({ id }) => {
    const answer = await platform.billing.cancelEvent(id);
    return { answer, note: { action: 'event.cancel', subject: id, detail: `${String(answer.refunded)} refunded, ${String(answer.failed)} not` } };
  });

  routes.change('PUT', 'coupons/:id', 'sale', Coupon, async ({ id, body }) => {
    if (!/^[A-Z0-9]{3,40}$/.test(id)) throw invalid('A code has 3 to 40 capital letters and digits.');
    if (body.kind === 'percent' ? body.value > 100 || body.currency !== '' : body.currency === '') throw invalid('A percentage is 1 to 100; an amount needs a currency.');
    await money.putCoupon({ id, ...body });
    return { note: { action: 'coupon.set', subject: id, detail: `${String(body.value)} ${body.kind === 'percent' ? '%' : body.currency}` } };
  });
}
