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
const CHOOSE = [...OPENED, 'ok', ...LATE] as const;
const CODE = [...CHOOSE, 'ok', ...WORK] as const;
const inLanguage = (locale: Locale, steps: Scene['steps']): Scene => ({ locale, steps });

/** Moving to another set without an account, and backups. */
export const TRANSFER_SCENES: Readonly<Record<string, Scene>> = {
  'transfer': { steps: OPENED },
  'transfer-arabic': inLanguage('ar', [...OPENED, 'down', 'down']),
  'transfer-choose': { steps: CHOOSE },
  'transfer-code': { steps: CODE },
};
