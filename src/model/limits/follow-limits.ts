import type { Disposer, ProfileId } from '#core/base';
import { parseParentalRules, parseTimeRules } from '#core/parental';
import type { ParentalRules, TimeRules } from '#core/parental';
import { asFields } from '#core/wire';
import { lookAtAccount } from '#model/account';
import type { AccountWatch } from '#model/account';
import type { PlatformApi } from '#sources/platform';

/** What following the account's limits needs. */
export interface FollowLimitsDeps extends AccountWatch {
  readonly session: AccountWatch['session'] & { platformApi(): Pick<PlatformApi, 'call'> | null };
  readonly parental: { readonly rules: { peek(): ParentalRules }; adoptRules(id: ProfileId, rules: ParentalRules): Promise<void> };
  readonly time: { readRules(id: string): Promise<TimeRules>; adoptRules(id: string, rules: TimeRules): Promise<void> };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * Takes over what the account keeps of the profile that watches: when it is chosen, when the app comes back, and every ten minutes. Without an
 * answer what was known last holds. What was changed here meanwhile is not overwritten: the next look brings it.
 */
export function followLimits(deps: FollowLimitsDeps): Disposer {
  const { session, parental, time } = deps;
  const look = async (): Promise<void> => {
    const api = session.platformApi();
    const id = session.profile.peek()?.id;
    if (api === null || id === undefined) return;
    const rulesBefore = parental.rules.peek();
    const timeBefore = await time.readRules(id);
    const answer = await api.call({ path: `/profiles/${encodeURIComponent(id)}/limits` });
    const kept = answer.ok ? asFields(answer.value.value) : null;
    if (kept === null || session.profile.peek()?.id !== id) return;
    const locked = asFields(kept['parental']);
    if (locked !== null && parental.rules.peek() === rulesBefore) {
      const rules = parseParentalRules({ ...locked, maxAge: rulesBefore.maxAge });
      if (!isSame(rules, parseParentalRules(rulesBefore))) await parental.adoptRules(id, rules);
    }
    const limited = asFields(kept['time']);
    if (limited !== null && isSame(await time.readRules(id), timeBefore)) {
      const rules = parseTimeRules(limited);
      if (!isSame(rules, timeBefore)) await time.adoptRules(id, rules);
    }
  };
  return lookAtAccount(deps, 'limits of the account not taken over', look).end;
}
