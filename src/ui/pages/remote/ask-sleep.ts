import { MINUTE_MS } from '#core/base';
import type { AppModel } from '#model/app';
import type { Translator } from '#model/i18n';
import type { SleepChoice, SleepModel } from '#model/sleep';
import type { Ui } from '#ui/engine';
import { askChoice } from '../choice/choice-panel';

/** Minutes that are offered. */
const MINUTES = [15, 30, 45, 60, 90, 120] as const;

function idOf(choice: SleepChoice): string {
  return choice.kind === 'minutes' ? String(choice.minutes) : choice.kind;
}

/** What the timer is set to: `Off`, `45 min · 23:10`, `With the end of the programme`. */
export function sleepText({ t, format }: Translator, sleep: SleepModel | null): string {
  const choice = sleep?.choice.value ?? { kind: 'off' };
  const stopsAtMs = sleep?.stopsAtMs.value ?? 0;
  if (choice.kind === 'off') return t('settings.none');
  const words = choice.kind === 'minutes' ? format.duration(choice.minutes * MINUTE_MS) : t('sleep.programme');
  return stopsAtMs === 0 ? words : `${words} · ${format.time(stopsAtMs)}`;
}

/** Asks when the picture should stop by itself, in a panel above whatever is shown. Never rejects. */
export async function askSleep(ui: Ui, app: AppModel): Promise<void> {
  const { translator, notices } = app;
  const { t, format } = translator;
  let sleep: SleepModel;
  try {
    sleep = (await app.openExtras()).sleep;
  } catch (error) {
    notices.showFailure(error);
    return;
  }
  askChoice(ui, {
    id: 'sleep',
    title: t('sleep.title'),
    choices: [
      { id: 'off', label: t('settings.none') },
      ...(sleep.canEndWithProgramme ? [{ id: 'programme', label: t('sleep.programme') }] : []),
      ...MINUTES.map((minutes) => ({ id: String(minutes), label: format.duration(minutes * MINUTE_MS) })),
    ],
    selected: idOf(sleep.choice.peek()),
    onChoose: (id) => {
      sleep.set(id === 'off' || id === 'programme' ? { kind: id } : { kind: 'minutes', minutes: Number(id) });
      const stopsAtMs = sleep.stopsAtMs.peek();
      if (stopsAtMs > 0) notices.showToast(t('sleep.set', { time: format.time(stopsAtMs) }));
    },
  });
}
