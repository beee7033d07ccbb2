import type { SampleApp } from '#test/harness/fakes';
import type { Locale } from '#model/i18n';
import type { Scene, SceneStep } from './scenes';

const LATE = [100, 100, 100] as const;
/** Turns for work that is done in slices. */
const WORK = Array.from({ length: 40 }, () => 40);

const open: SceneStep = ({ app }) => { app.navigation.open({ name: 'transfer' }); };
const keep: SceneStep = ({ host }: SampleApp) => {
  host.http.on('POST /api/v1/boxes', { status: 201, body: { expiresAtMs: host.clock.nowMs() + 86_400_000 } });
};
const OPENED = [keep, open, ...LATE, ...LATE] as const;
const CODE = [...OPENED, 'ok', ...LATE, 'ok', ...WORK] as const;
const inLanguage = (locale: Locale, steps: Scene['steps']): Scene => ({ locale, steps });

/** Moving to another set without an account, and backups. */
export const TRANSFER_SCENES: Readonly<Record<string, Scene>> = {
  'transfer': { steps: OPENED },
  'transfer-german': inLanguage('de', [...OPENED, 'down']),
  'transfer-arabic': inLanguage('ar', [...OPENED, 'down', 'down']),
  'transfer-choosing': { steps: [...OPENED, 'ok', ...LATE, 'down', 'down'] },
  'transfer-code': { steps: CODE },
  'transfer-code-arabic': inLanguage('ar', CODE),
  'transfer-nothing-there': { steps: [...OPENED, async ({ app, host }) => { host.http.on('GET /api/v1/boxes/', { status: 404, body: { error: { code: 'http.not-found' } } }); void app; }, 'down', 'ok', ...LATE, ...Array.from({ length: 12 }, () => 'digit7' as const), 'down', 'down', 'down', 'down', 'down', 'ok', ...WORK] },
};
