import type { AvailabilityRow } from '#server/store';
import type { RightsContext } from './rights-types';

/** What the rules of a title come to: why it may not be shown, or until when it may (0: no end in sight). */
export type AvailabilityVerdict = { readonly reason: 'not-yet' | 'no-longer' | 'country' } | { readonly untilMs: number };

function isWithin(rule: AvailabilityRow, nowMs: number): boolean {
  return nowMs >= rule.fromMs && (rule.untilMs === 0 || nowMs < rule.untilMs);
}

function judgeOnly(rule: AvailabilityRow, { nowMs, country }: RightsContext): AvailabilityVerdict {
  // A licence for some countries is none where nobody knows the country.
  if (rule.countries.length > 0 && !rule.countries.includes(country)) return { reason: 'country' };
  if (nowMs < rule.fromMs) return { reason: 'not-yet' };
  return isWithin(rule, nowMs) ? { untilMs: rule.untilMs } : { reason: 'no-longer' };
}

function judgeNot(rule: AvailabilityRow, { nowMs, country }: RightsContext): AvailabilityVerdict {
  if (rule.countries.length > 0 && !rule.countries.includes(country)) return { untilMs: 0 };
  if (isWithin(rule, nowMs)) return { reason: rule.countries.length > 0 ? 'country' : rule.untilMs === 0 ? 'no-longer' : 'not-yet' };
  return { untilMs: nowMs < rule.fromMs ? rule.fromMs : 0 };
}

/**
 * What the rules come to. `not` rules all count; of `only` rules one that admits is enough, since a title may be licensed country by
 * country.
 */
export function judgeAvailability(rules: readonly AvailabilityRow[], context: RightsContext): AvailabilityVerdict {
  let untilMs = 0;
  for (const rule of rules.filter((it) => it.effect === 'not')) {
    const verdict = judgeNot(rule, context);
    if ('reason' in verdict) return verdict;
    if (verdict.untilMs > 0) untilMs = untilMs === 0 ? verdict.untilMs : Math.min(untilMs, verdict.untilMs);
  }
  const licences = rules.filter((it) => it.effect === 'only').map((rule) => judgeOnly(rule, context));
  if (licences.length === 0) return { untilMs };
  const ends = licences.flatMap((it) => ('untilMs' in it ? [it.untilMs] : []));
  const reasons = licences.flatMap((it) => ('reason' in it ? [it.reason] : []));
  if (ends.length === 0) return { reason: reasons.find((reason) => reason !== 'country') ?? 'country' };
  const licensedUntilMs = ends.includes(0) ? 0 : Math.max(...ends);
  return { untilMs: licensedUntilMs === 0 ? untilMs : untilMs === 0 ? licensedUntilMs : Math.min(untilMs, licensedUntilMs) };
}
