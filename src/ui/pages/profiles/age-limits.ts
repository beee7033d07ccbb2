import type { AppModel } from '#model/app';

/** Limits offered: none, and the steps of the rating systems in use. */
export const AGE_LIMITS: readonly number[] = [-1, 0, 6, 7, 10, 12, 14, 16, 18];

/** `Up to age 12`, or the word for no limit. */
export function ageText({ translator }: Pick<AppModel, 'translator'>, limit: number): string {
  return limit < 0 ? translator.t('profiles.no-limit') : translator.t('profile.up-to-age', { age: limit });
}
