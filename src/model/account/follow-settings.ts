import type { Disposer } from '#core/base';
import { batch, createScope } from '#core/state';
import { asFields } from '#core/wire';
import { judgeSettings } from '#model/settings';
import type { SettingsModel, SettingValues } from '#model/settings';
import type { PlatformApi } from '#sources/platform';
import { lookAtAccount } from './look-at-account';
import type { AccountWatch } from './look-at-account';

const PATH = '/me/settings';

/** What is a matter of taste, the same in front of every set. What depends on a set, its line, its place or its owner's consent is not among them. */
const TASTES = [
  'language', 'clockFormat', 'isAutoplayOn', 'isPreviewOn', 'areVersionsMerged', 'theme', 'textSize', 'isReducedMotionOn', 'audioLanguage', 'subtitleLanguage',
] as const;
type Taste = (typeof TASTES)[number];

/** What following the account's settings needs. */
export interface FollowSettingsDeps extends AccountWatch {
  readonly session: AccountWatch['session'] & { platformApi(): Pick<PlatformApi, 'call'> | null };
  readonly settings: SettingsModel;
  /** Whether anything was ever set on this set. */
  hasSettings(): Promise<boolean>;
}

function tastesOf(values: SettingValues): Readonly<Record<string, string | boolean>> {
  const tastes: Record<string, string | boolean> = {};
  for (const name of TASTES) tastes[name] = values[name];
  return tastes;
}

/**
 * A set that is new to its account begins with the tastes of the account's other sets; what is changed on any set is told the account. A set
 * on which something was set before keeps its own.
 */
export function followSettings(deps: FollowSettingsDeps): Disposer {
  const { session, settings } = deps;
  const scope = createScope();
  let known = JSON.stringify(tastesOf(settings.values.peek()));
  let isUnsent = false;

  const send = async (): Promise<void> => {
    const sent = known;
    const answer = await session.platformApi()?.call({ path: PATH, method: 'PUT', body: { values: JSON.parse(sent) as unknown } });
    if (answer?.ok === true && sent === known) isUnsent = false;
  };
  const adopt = async (): Promise<void> => {
    const answer = await session.platformApi()?.call({ path: PATH });
    const values = answer?.ok === true ? asFields(asFields(answer.value.value)?.['values']) : null;
    if (values === null || (await deps.hasSettings())) return;
    const judged = judgeSettings({ ...settings.values.peek(), ...values });
    const take = (name: Taste): Promise<void> => settings.set(name, judged[name]);
    known = JSON.stringify(tastesOf(judged));
    await Promise.all(batch(() => TASTES.map(take)));
  };
  const look = async (): Promise<void> => {
    if (isUnsent) await send();
    else if (session.profile.peek() !== null && !(await deps.hasSettings())) await adopt();
  };

  const looks = lookAtAccount(deps, 'settings of the account not followed', look);
  scope.effect(() => {
    const tastes = JSON.stringify(tastesOf(settings.values.value));
    if (tastes === known) return;
    known = tastes;
    isUnsent = true;
    // What fails is sent at the next look.
    looks.soon();
  });
  return () => {
    looks.end();
    scope.dispose();
  };
}
