import type { AppError, Result } from '../base';
import { asFields, isTrue, listOf, numberOf, oneOf, parseObject, rowsOf, textOf, textsOf } from './fields';
import type { WireAccess, WireOrder, WirePrice, WireShop } from './wire';

const CURRENCY = /^[A-Z]{3}$/;

/** A price, or `null` for anything that is none. */
export function readWirePrice(value: unknown): WirePrice | null {
  const fields = asFields(value);
  if (fields === null) return null;
  const [amountMinor, currency] = [numberOf(fields, 'amountMinor', -1), textOf(fields, 'currency')];
  return amountMinor >= 0 && CURRENCY.test(currency) ? { amountMinor, currency } : null;
}

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
  }));
}

/** Judges `POST /api/v1/orders` and `GET /api/v1/orders/:id`. */
export function parseWireOrder(value: unknown): Result<WireOrder, AppError> {
  return parseObject(value, 'order', (fields) => {
    const id = textOf(fields, 'id');
    const kind = oneOf(fields['kind'], ['plan', 'title'] as const);
    const status = oneOf(fields['status'], ['open', 'failed', 'paid', 'refunded'] as const);
    const price = readWirePrice(fields['price']);
    if (id === '' || kind === null || status === null || price === null) return null;
    return {
      id, kind, status, price,
      refId: textOf(fields, 'refId'),
      discountMinor: numberOf(fields, 'discountMinor', 0),
      creditMinor: numberOf(fields, 'creditMinor', 0),
      dueMinor: numberOf(fields, 'dueMinor', price.amountMinor),
      isSandbox: isTrue(fields, 'isSandbox'),
      createdAtMs: numberOf(fields, 'createdAtMs', 0),
      paidAtMs: numberOf(fields, 'paidAtMs', 0),
      payUrl: textOf(fields, 'payUrl'),
    };
  });
}
