import type { AppError, Result } from '../base';
import type { Fields } from './fields';
import { asFields, isTrue, listOf, numberOf, oneOf, parseObject, rowsOf, textOf, textsOf } from './fields';
import type { WireAccess, WireOrder, WireOrders, WireQuote, WireShop, WireShopTitles } from './wire';
import type { WireBasket } from './wire-basket';
import { readWirePrice } from './wire-price';

/** Judges `GET /api/v1/shop/:kind/:id`. */
export function parseWireAccess(value: unknown): Result<WireAccess, AppError> {
  return parseObject(value, 'access', (fields) => ({
    isAllowed: isTrue(fields, 'isAllowed'),
    reason: textOf(fields, 'reason'),
    offers: rowsOf(listOf(fields, 'offers'), (offer) => {
      const price = readWirePrice(offer['price']);
      const model = oneOf(offer['model'], ['rent', 'buy'] as const);
      const id = textOf(offer, 'id');
      if (price === null || model === null || id === '') return null;
      return { id, model, price, startWithinMs: numberOf(offer, 'startWithinMs', 0), windowMs: numberOf(offer, 'windowMs', 0) };
    }),
    events: rowsOf(listOf(fields, 'events'), event),
    planIds: textsOf(fields, 'planIds'),
  }));
}

/** Judges `GET /api/v1/shop`. */
export function parseWireShop(value: unknown): Result<WireShop, AppError> {
  return parseObject(value, 'shop', (fields) => ({
    isOpen: isTrue(fields, 'isOpen'),
    isSandbox: isTrue(fields, 'isSandbox'),
    plans: rowsOf(listOf(fields, 'plans'), (plan) => {
      const price = readWirePrice(plan['price']);
      const periodUnit = oneOf(plan['periodUnit'], ['day', 'month', 'year'] as const);
      const [id, name] = [textOf(plan, 'id'), textOf(plan, 'name')];
      if (price === null || periodUnit === null || id === '') return null;
      return {
        id, name: name === '' ? id : name, price, periodUnit,
        periodCount: Math.max(1, numberOf(plan, 'periodCount', 1)),
        trialDays: numberOf(plan, 'trialDays', 0),
        maxStreams: numberOf(plan, 'maxStreams', 0),
        maxDevices: numberOf(plan, 'maxDevices', 0),
      };
    }),
    subscriptions: rowsOf(listOf(fields, 'subscriptions'), (held) => {
      const state = oneOf(held['state'], ['trial', 'active', 'grace', 'over'] as const);
      return state === null ? null : { planId: textOf(held, 'planId'), state, endsAtMs: numberOf(held, 'endsAtMs', 0) };
    }),
    titles: rowsOf(listOf(fields, 'titles'), (title) => {
      const model = oneOf(title['model'], ['rent', 'buy'] as const);
      if (model === null) return null;
      return {
        kind: textOf(title, 'kind'), id: textOf(title, 'id'), model, isOpen: isTrue(title, 'isOpen'),
        startByMs: numberOf(title, 'startByMs', 0), expiresAtMs: numberOf(title, 'expiresAtMs', 0),
      };
    }),
    goods: rowsOf(listOf(fields, 'goods'), product),
    events: rowsOf(listOf(fields, 'events'), (row) => {
      const read = event(row);
      const channelId = textOf(row, 'channelId');
      return read === null || channelId === '' ? null : { ...read, channelId };
    }),
    televisionShop: textOf(fields, 'televisionShop'),
  }));
}

function event(fields: Fields): WireAccess['events'][number] | null {
  const [offerId, name, price] = [textOf(fields, 'offerId'), textOf(fields, 'name'), readWirePrice(fields['price'])];
  const [startsAtMs, endsAtMs] = [numberOf(fields, 'startsAtMs', 0), numberOf(fields, 'endsAtMs', 0)];
  if (offerId === '' || price === null || startsAtMs <= 0 || endsAtMs <= startsAtMs) return null;
  return {
    offerId, name: name === '' ? offerId : name, price, startsAtMs, endsAtMs, description: textOf(fields, 'description'), picture: textOf(fields, 'picture'),
    replayMs: Math.max(0, numberOf(fields, 'replayMs', 0)), isHeld: isTrue(fields, 'isHeld'),
  };
}

function product(fields: Fields): WireShop['goods'][number] | null {
  const id = textOf(fields, 'id');
  const variants = rowsOf(listOf(fields, 'variants'), (variant) => {
    const price = readWirePrice(variant['price']);
    return price === null ? null : { id: textOf(variant, 'id'), name: textOf(variant, 'name'), price, left: Math.max(0, numberOf(variant, 'left', 0)) };
  });
  if (id === '' || variants.length === 0) return null;
  return { id, name: textOf(fields, 'name'), description: textOf(fields, 'description'), picture: textOf(fields, 'picture'), variants };
}

/** Judges `GET /api/v1/shop/titles`. */
export function parseWireShopTitles(value: unknown): Result<WireShopTitles, AppError> {
  return parseObject(value, 'shop titles', (fields) => ({
    items: rowsOf(listOf(fields, 'items'), (item) => {
      const kind = oneOf(item['kind'], ['movie', 'series', 'channel'] as const);
      const from = readWirePrice(item['from']);
      const id = textOf(item, 'id');
      return kind === null || from === null || id === '' ? null : { kind, id, from, rightsEndMs: numberOf(item, 'rightsEndMs', 0) };
    }),
  }));
}

/** Judges `POST /api/v1/quotes`. */
export function parseWireQuote(value: unknown): Result<WireQuote, AppError> {
  return parseObject(value, 'quote', quote);
}

function quote(fields: Fields): WireQuote | null {
  const price = readWirePrice(fields['price']);
  if (price === null) return null;
  const amount = (name: string): number => numberOf(fields, name, 0);
  return {
    price, discountMinor: amount('discountMinor'), creditMinor: amount('creditMinor'), shippingMinor: amount('shippingMinor'), taxMinor: amount('taxMinor'),
    dueMinor: numberOf(fields, 'dueMinor', price.amountMinor),
  };
}

/** Judges `GET /api/v1/basket`. */
export function parseWireBasket(value: unknown): Result<WireBasket, AppError> {
  return parseObject(value, 'basket', (fields) => {
    const sum = asFields(fields['sum']);
    return {
      lines: rowsOf(listOf(fields, 'lines'), (line) => {
        const [variantId, price, quantity] = [textOf(line, 'variantId'), readWirePrice(line['price']), Math.floor(numberOf(line, 'quantity', 0))];
        if (variantId === '' || price === null || quantity < 1) return null;
        const name = textOf(line, 'name');
        return {
          variantId, price, quantity, productId: textOf(line, 'productId'), name: name === '' ? variantId : name, picture: textOf(line, 'picture'),
          left: Math.max(0, Math.floor(numberOf(line, 'left', 0))),
        };
      }),
      sum: sum === null ? null : quote(sum),
    };
  });
}

/** Judges `POST /api/v1/orders` and `GET /api/v1/orders/:id`. */
export function parseWireOrder(value: unknown): Result<WireOrder, AppError> {
  return parseObject(value, 'order', order);
}

/** Judges `GET /api/v1/orders`. */
export function parseWireOrders(value: unknown): Result<WireOrders, AppError> {
  return parseObject(value, 'orders', (fields) => ({ items: rowsOf(listOf(fields, 'items'), order), historyUrl: textOf(fields, 'historyUrl') }));
}

function order(fields: Fields): WireOrder | null {
  const id = textOf(fields, 'id');
  const kind = oneOf(fields['kind'], ['plan', 'title', 'goods'] as const);
  const status = oneOf(fields['status'], ['open', 'failed', 'paid', 'refunded'] as const);
  const price = readWirePrice(fields['price']);
  if (id === '' || kind === null || status === null || price === null) return null;
  const refId = textOf(fields, 'refId');
  const name = textOf(fields, 'name');
  return {
    id, kind, status, price, refId,
    name: name === '' ? refId : name,
    quantity: Math.max(1, numberOf(fields, 'quantity', 1)),
    discountMinor: numberOf(fields, 'discountMinor', 0),
    creditMinor: numberOf(fields, 'creditMinor', 0),
    shippingMinor: numberOf(fields, 'shippingMinor', 0),
    dueMinor: numberOf(fields, 'dueMinor', price.amountMinor),
    delivery: textOf(fields, 'delivery'),
    deliveryNote: textOf(fields, 'deliveryNote'),
    isSandbox: isTrue(fields, 'isSandbox'),
    createdAtMs: numberOf(fields, 'createdAtMs', 0),
    paidAtMs: numberOf(fields, 'paidAtMs', 0),
    payUrl: textOf(fields, 'payUrl'),
    ...purchaseOf(asFields(fields['purchase'])),
  };
}

function purchaseOf(fields: Fields | null): Pick<WireOrder, 'purchase'> {
  const serverType = oneOf(fields?.['serverType'], ['PRD', 'DEV'] as const);
  if (fields === null || serverType === null || fields['shop'] !== 'samsung-checkout') return {};
  return { purchase: { shop: 'samsung-checkout', appId: textOf(fields, 'appId'), serverType, details: textOf(fields, 'details') } };
}
