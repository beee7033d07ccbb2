import type { SettingValues } from './settings-model';

/** What pictures of these heights take as they are commonly sent, bits per second; streams that cost more are left out where an engine knows rates alone. */
const RATES = { '1080': 8_000_000, '720': 4_000_000, '480': 2_000_000 } as const;
/** With the data saver: an hour stays below 700 MB. */
const SAVER = { maxHeight: 480, maxBitrateBps: 1_500_000 } as const;

/** The best picture the settings allow, in lines and bits per second; `null`: any. */
export function pictureLimit({ pictureLimit: limit, isDataSaverOn }: SettingValues): { readonly maxHeight: number; readonly maxBitrateBps: number } | null {
  if (isDataSaverOn) return SAVER;
  return limit === 'none' ? null : { maxHeight: Number(limit), maxBitrateBps: RATES[limit] };
}
