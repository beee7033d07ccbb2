import { itemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import { platformSourceId } from '#sources/registry';
import { SAMPLE_PLATFORM_URL } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import type { Scene, SceneStep } from './scenes';

const SOURCE = platformSourceId(SAMPLE_PLATFORM_URL);

/** What the platform says of every PIN. */
const answer = (body: object): SceneStep => ({ host }: SampleApp) => {
  host.http.on('POST /pin/check', { body });
};

/** Locks by hand, as settings do. */
const lock = (strength: 'hide' | 'ask', keys: readonly ItemKey[]): SceneStep => async ({ app }: SampleApp) => {
  const control = await app.parental.control();
  const names: Record<string, string> = {};
  keys.forEach((key) => (names[key] = key.indexOf('salt') === -1 ? 'Kestrel' : 'The Salt Road'));
  await control?.changeRules({ strength, keys, names, isAdultLocked: true });
};

const FILMS = ['velvet', 'silk', 'salt', 'kestrel'].map((id) => itemKey(SOURCE, 'movie', id));
const openSettings: SceneStep = ({ app }) => {
  app.navigation.open({ name: 'settings' });
};
const WRONG = ['digit1', 'digit2', 'digit3', 'digit4'] as const;
/** Late code and the frames that show it. */
const LATE = [100, 100, 100] as const;

/** PIN pad, profiles and parental control. */
export const PARENTAL_SCENES: Readonly<Record<string, Scene>> = {
  'pin-entry': { stage: 'profiles', steps: [answer({ kind: 'wrong', triesLeft: 2 }), 'right', 'ok', ...LATE, ...WRONG, ...LATE, 100, 100, 100] },
  'pin-two-digits': { stage: 'profiles', steps: ['right', 'ok', ...LATE, 'digit1', 'digit2'] },
  'pin-arabic': { stage: 'profiles', locale: 'ar', steps: ['left', 'ok', ...LATE, 'digit1', 'digit2'] },
  'pin-waits': { stage: 'profiles', steps: [answer({ kind: 'locked', waitMs: 300_000 }), 'right', 'ok', ...LATE, ...WRONG, ...LATE] },
  'pin-recovery': { stage: 'profiles', steps: ['right', 'ok', ...LATE, 'down', 'right', 'right', 'ok'] },
  'profiles-managing': { stage: 'profiles', steps: ['down', 'ok'] },
  'profile-editor': { stage: 'profiles', steps: ['right', 'right', 'down', 'ok', 'ok', ...LATE] },
  'profile-name': { stage: 'profiles', steps: ['left', 'right', 'right', 'right', 'right', 'ok', ...LATE, 'down', 'ok', 'right', 'ok'] },
  'settings-parental': { steps: [lock('ask', FILMS.slice(2)), openSettings, ...LATE, 'down', 'down', 'down', 'right', 'down'] },
  'settings-parental-locks': { steps: [lock('ask', FILMS.slice(2)), openSettings, ...LATE, 'down', 'down', 'down', 'right', 'down', 'down', 'down', 'down', 'down', 'down', 'down', 'down'] },
  'settings-watch-time': {
    steps: [async ({ app }) => { await (await app.openWatchTime()).setRules({ minutesPerDay: 90, bedtime: 1230 }); }, openSettings, ...LATE, 'down', 'down', 'down', 'right', 'down', 'down', 'down', 'down', 'down'],
  },
  'watch-time-over': {
    steps: [
      async ({ app }) => { await (await app.openWatchTime()).setRules({ bedtime: 1230 }); },
      ({ app }) => { app.perform({ kind: 'watch-movie', key: itemKey(SOURCE, 'movie', 'kestrel'), from: 'start' }); },
      300, 300,
    ],
  },
  // What is recommended never holds anything locked: a row of the operator's does.
  'locked-ask': { steps: [lock('ask', FILMS.concat(['meridian', 'carto'].map((id) => itemKey(SOURCE, 'movie', id)))), ...LATE, 'down', 'down', 'down', 'down', 'down'] },
  'locked-hide': { steps: [lock('hide', FILMS), ...LATE, 'down', 'down', 'down'] },
};
