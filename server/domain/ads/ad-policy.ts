import { AppError, MINUTE_MS } from '#core/base';
import type { ConsoleStore } from '#server/store';

/** What holds for all advertising of the platform. */
export interface AdPolicy {
  /** Off: nobody sees any, whatever campaigns there are. */
  readonly isOn: boolean;
  /** A break inside a title after each of these; 0: none inside. */
  readonly midEveryMs: number;
  /** Advertisements in one break. */
  readonly mostPerBreak: number;
  /** Advertisements per device in an hour, of all campaigns; 0: no limit. */
  readonly perHour: number;
  /** Plans without advertising. */
  readonly adFreePlanIds: readonly string[];
}

/** Until an operator says otherwise. */
export const DEFAULT_AD_POLICY: AdPolicy = Object.freeze({ isOn: false, midEveryMs: 20 * MINUTE_MS, mostPerBreak: 2, perHour: 8, adFreePlanIds: [] });

const KEY = 'ads';
/** Breaks closer to each other are refused: nobody sold a title of advertisements. */
const SHORTEST_MID_MS = 5 * MINUTE_MS;
const MOST_PER_BREAK = 6;

/** Reads and keeps the {@link AdPolicy}. */
export class AdPolicies {
  constructor(private readonly store: ConsoleStore) {}

  /** The policy now. */
  async read(): Promise<AdPolicy> {
    const text = await this.store.setting(KEY);
    // Written by `write` alone.
    return text === '' ? DEFAULT_AD_POLICY : { ...DEFAULT_AD_POLICY, ...(JSON.parse(text) as Partial<AdPolicy>) };
  }

  /** Rejects with `input.invalid` and what is wrong. */
  async write(policy: AdPolicy): Promise<void> {
    if (policy.midEveryMs !== 0 && policy.midEveryMs < SHORTEST_MID_MS) throw new AppError('input.invalid', { message: 'Breaks are at least five minutes apart.' });
    if (policy.mostPerBreak < 1 || policy.mostPerBreak > MOST_PER_BREAK) throw new AppError('input.invalid', { message: 'A break has one to six advertisements.' });
    await this.store.putSetting(KEY, JSON.stringify(policy));
  }
}
