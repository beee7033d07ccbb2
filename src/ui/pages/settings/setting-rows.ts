import type { SettingsContext, SettingsRow } from './settings-rows';

/** A heading over the rows that follow. */
export function heading(id: string, label: string): SettingsRow {
  return { kind: 'heading', id, label };
}

/** A setting that is on or off, in the words of `settings.<id>`. */
export function switchRow({ app }: Pick<SettingsContext, 'app'>, id: string, isOn: boolean, set: (isOn: boolean) => void): SettingsRow {
  const { t } = app.translator;
  const content = { id, label: t(`settings.${id}`), text: t(`settings.${id}.text`), role: 'switch', isOn, state: t(isOn ? 'settings.on' : 'settings.off') } as const;
  return { kind: 'item', id, content, press: () => set(!isOn) };
}

/** A setting with several answers, in the words of `settings.<id>`. */
export interface Answers<V extends string> {
  readonly id: string;
  readonly values: readonly V[];
  readonly now: V;
  readonly text?: string;
  /** Names an answer. */
  labelOf(value: string): string;
  set(value: V): void;
}

/** A row that opens a panel with its answers. */
export function answersRow<V extends string>({ app, ask }: Pick<SettingsContext, 'app' | 'ask'>, { id, values, now, text, labelOf, set }: Answers<V>): SettingsRow {
  const title = app.translator.t(`settings.${id}`);
  return {
    kind: 'item',
    id,
    content: { id, label: title, value: labelOf(now), ...(text === undefined ? {} : { text }) },
    press: () =>
      ask({
        id,
        title,
        choices: values.map((value) => ({ id: value, label: labelOf(value) })),
        selected: now,
        onChoose: (chosen) => {
          const value = values.find((each) => each === chosen);
          if (value !== undefined) set(value);
        },
      }),
  };
}
