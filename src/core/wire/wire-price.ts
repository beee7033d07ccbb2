import { asFields, numberOf, textOf } from './fields';
import type { WirePrice } from './wire';

const CURRENCY = /^[A-Z]{3}$/;

/** A price, or `null` for anything that is none. */
export function readWirePrice(value: unknown): WirePrice | null {
  const fields = asFields(value);
  if (fields === null) return null;
  const [amountMinor, currency] = [numberOf(fields, 'amountMinor', -1), textOf(fields, 'currency')];
  return amountMinor >= 0 && CURRENCY.test(currency) ? { amountMinor, currency } : null;
}
