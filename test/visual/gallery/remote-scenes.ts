import { itemKey } from '#core/base';
import { platformSourceId } from '#sources/registry';
import { SAMPLE_PLATFORM_URL } from '#test/harness/fakes';
import type { Scene, SceneStep } from './scenes';

const SOURCE = platformSourceId(SAMPLE_PLATFORM_URL);
const LATE = [100, 100, 100] as const;
const openSettings: SceneStep = ({ app }) => { app.navigation.open({ name: 'settings' }); };
const TO_KEYS = [openSettings, ...LATE, 'down', 'down', 'down', 'down', 'down', 'right'] as const;
const change: SceneStep = async ({ app }) => {
  const keys = (await app.openExtras()).keys;
  await keys.give('short', 'yellow', 'open-guide');
  await keys.give('held', 'red', 'sleep');
};
const watch: SceneStep = ({ app }) => { app.perform({ kind: 'watch-movie', key: itemKey(SOURCE, 'movie', 'kestrel'), from: 'start' }); };

/** Picture and data, the sleep timer, and the keys of the remote. */
export const REMOTE_SCENES: Readonly<Record<string, Scene>> = {
  'settings-picture': { steps: [openSettings, ...LATE, 'down', 'down', 'right', 'down', 'down', 'down', 'down', 'down', 'down', async ({ app }) => { await app.settings.set('pictureLimit', '720'); await app.settings.set('buffer', 'long'); }] },
  'settings-keys': { steps: [change, ...TO_KEYS, 'down', 'down', 'down', 'down'] },
  'diagnostics-failures': {
    steps: [
      async ({ app, host }) => {
        const atMs = host.clock.nowMs();
        const failure = (code: string, part: string, ago: number, count: number): object => ({ code, part, atMs: atMs - ago * 60_000, count });
        Object.assign((await app.openExtras()).failures.failures, { value: [failure('media.unreachable', 'live', 4, 3), failure('source.html-answer', 'xtream', 90, 1), failure('media.decode', 'film', 1500, 2), failure('net.timeout', 'platform', 3100, 1)] });
      },
      ({ app }) => { app.navigation.open({ name: 'diagnostics' }); }, ...LATE, 'right', 'ok',
    ],
  },
  // A cut line on its way.
  'marquee': {
    steps: [
      1200,
      ({ app }) => { void app.notices.ask({ title: 'Leave the recording?', text: '', buttons: [{ id: 'stay', label: 'Stay here and go on with the recording until its end' }, { id: 'go', label: 'Go' }], safeId: 'stay' }); },
      1400, 1200,
    ],
  },
  'settings-keys-arabic': { locale: 'ar', steps: [change, openSettings, ...LATE, 'down', 'down', 'down', 'down', 'down', 'left', 'down', 'down', 'down', 'down'] },
  'key-pad-arabic': { locale: 'ar', steps: [change, openSettings, ...LATE, 'down', 'down', 'down', 'down', 'down', 'left', 'down', 'ok', 'right', 'right', 'down'] },
  'settings-picture-arabic': { locale: 'ar', steps: [openSettings, ...LATE, 'down', 'down', 'left', 'down', 'down', 'down', 'down', 'down', 'down', async ({ app }) => { await app.settings.set('pictureLimit', '720'); }] },
  'rehearsal': {
    steps: [
      async ({ app }) => { const rehearsal = await (await app.openExtras()).openRehearsal(); rehearsal.mark('start', 'passed'); rehearsal.mark('back', 'passed'); rehearsal.mark('focus', 'failed'); },
      ({ app }) => { app.navigation.open({ name: 'rehearsal' }); }, ...LATE, 'down',
    ],
  },
  'settings-key-uses': { steps: [change, ...TO_KEYS, 'down', 'down', 'down', 'down', 'down', 'ok'] },
  'key-tester': { steps: [change, ...TO_KEYS, 'ok', 'yellow', 'digit7', 'channelUp', 'yellow'] },
  'key-pad': { steps: [change, ...TO_KEYS, 'down', 'ok', 'right', 'right', 'right', 'down'] },
  'sleep-choices': { steps: [watch, 300, 300, 'blue', 'up', 'left', 'left', 'left', 'ok', ...LATE], restMs: 600 },
  'sleep-note': { steps: [watch, 300, 300, async ({ app }) => { (await app.openExtras()).sleep.set({ kind: 'minutes', minutes: 0.7 }); }, ...LATE], restMs: 600 },
};
