import { AppError } from '#core/base';
import type { ErrorCode } from '#core/base';
import type { OfferRow, PlanRow } from '#server/store';
import type { DenyReason } from './rights-types';

interface Refusal {
  /** What the set shows its own words for. */
  readonly code: ErrorCode;
  /** English, for players without words of their own and for developers. */
  readonly message: string;
}

const REFUSALS: Readonly<Record<DenyReason, Refusal>> = {
  suspended: { code: 'auth.account-suspended', message: 'This account is suspended.' },
  expired: { code: 'source.expired', message: 'The subscription of this account is over.' },
  'adult-not-allowed': { code: 'http.forbidden', message: 'This is not part of the account.' },
  'above-age-limit': { code: 'rights.age', message: 'This is above the age limit of the profile.' },
  'not-yet': { code: 'rights.not-now', message: 'This may not be shown at this time.' },
  'no-longer': { code: 'rights.no-longer', message: 'This may no longer be shown.' },
  country: { code: 'rights.country', message: 'This may not be shown in this country.' },
  'device-limit': { code: 'rights.devices', message: 'The plan allows fewer devices. Sign another one out first.' },
  'plan-over': { code: 'rights.plan-over', message: 'The plan this belongs to is over.' },
  'not-in-plan': { code: 'rights.not-in-plan', message: 'The plan does not include this.' },
  'rent-first': { code: 'rights.rent-first', message: 'This has to be rented or bought first.' },
  'rental-over': { code: 'rights.rental-over', message: 'The rental is over.' },
};

/** What would open a row to somebody who may not have it, cheapest first. */
export interface Openings {
  readonly plans: readonly Pick<PlanRow, 'id'>[];
  readonly offers: readonly Pick<OfferRow, 'id'>[];
}

/** Whether a refusal is one that money ends. */
export function isForSale(reason: DenyReason): boolean {
  return reason === 'not-in-plan' || reason === 'plan-over' || reason === 'rent-first' || reason === 'rental-over';
}

/** The error a refusal is answered with; `facts.reason` names it for logs and support, `plans` and `offers` what would open it: ids divided by commas. */
export function rightsRefusal(reason: DenyReason, openings: Openings = { plans: [], offers: [] }): AppError {
  const { code, message } = REFUSALS[reason];
  const ids = (name: string, rows: readonly { readonly id: string }[]): Readonly<Record<string, string>> => (rows.length === 0 ? {} : { [name]: rows.map(({ id }) => id).join(',') });
  return new AppError(code, { message, facts: { reason, ...ids('plans', openings.plans), ...ids('offers', openings.offers) } });
}
