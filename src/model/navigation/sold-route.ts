import type { AppError, ItemKey } from '#core/base';
import type { Route } from './navigation-model';

/** A place where something is sold. */
export type SoldRoute = Extract<Route, { readonly name: 'checkout' | 'plans' }>;

function firstOf(error: AppError, name: string): string {
  return String(error.facts[name] ?? '').split(',')[0] ?? '';
}

/** Where what the platform refused for want of money is sold: `key` or its event by itself, else with a plan, of which the platform names the cheapest first; `null`: nowhere. */
export function soldRoute(error: AppError, key: ItemKey): SoldRoute | null {
  const offer = firstOf(error, 'offers');
  if (offer !== '') return { name: 'checkout', key, offer };
  const plan = firstOf(error, 'plans');
  return plan === '' ? null : { name: 'plans', plan };
}
