import { MINUTE_MS } from '#core/base';
import type { TimeRules } from '#core/parental';
import type { Translator } from '#model/i18n';
import type { ParentalControl, WatchTimeModel } from '#model/parental';
import type { SettingsContext, SettingsRow } from './settings-rows';
import { told } from './told';

/** Minutes a day that are offered. */
const BUDGETS = [-1, 30, 45, 60, 90, 120, 180, 240] as const;
/** Bedtimes that are offered, minutes after midnight. */
const BEDTIMES = [-1, 1080, 1110, 1140, 1170, 1200, 1230, 1260, 1290, 1320, 1350, 1380] as const;

function budgetText({ t, format }: Translator, minutes: number): string {
  return minutes < 0 ? t('watch-time.no-limit') : format.duration(minutes * MINUTE_MS);
}

function bedtimeText({ t, format }: Translator, time: WatchTimeModel, minute: number): string {
  return minute < 0 ? t('watch-time.no-limit') : format.time(time.momentOf(minute));
}

/** How long and until when the profile may watch. A limit nobody guards is none: the PIN is chosen with the first one. */
export function timeRows({ app, ask, time }: SettingsContext, control: ParentalControl): readonly SettingsRow[] {
  if (time === null) return [];
  const { translator } = app;
  const { t } = translator;
  const rules = time.rules.value;
  const change = async (next: Partial<TimeRules>): Promise<void> => {
    if (control.hasHouseholdPin.peek() || (await control.choosePin('household'))) told(app, time.setRules(next));
  };
  const row = (id: 'budget' | 'bedtime', values: readonly number[], now: number, textOf: (value: number) => string, set: (value: number) => void): SettingsRow => ({
    kind: 'item',
    id: `time-${id}`,
    content: { id: `time-${id}`, label: t(`watch-time.${id}`), text: t(`watch-time.${id}.text`), value: textOf(now) },
    press: () =>
      ask({
        id: `time-${id}`,
        title: t(`watch-time.${id}`),
        choices: values.map((value) => ({ id: String(value), label: textOf(value) })),
        selected: String(now),
        onChoose: (chosen) => set(Number(chosen)),
      }),
  });
  return [
    row('budget', BUDGETS, rules.minutesPerDay, (value) => budgetText(translator, value), (minutesPerDay) => void change({ minutesPerDay })),
    row('bedtime', BEDTIMES, rules.bedtime, (value) => bedtimeText(translator, time, value), (bedtime) => void change({ bedtime })),
  ];
}
