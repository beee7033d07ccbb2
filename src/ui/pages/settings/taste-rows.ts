import { parseItemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import type { AppModel } from '#model/app';
import { heading, switchRow } from './setting-rows';
import type { SettingsContext, SettingsRow } from './settings-rows';

/** Titles offered at once, the newest. */
const MOST_OFFERED = 60;

interface Offered {
  readonly id: string;
  readonly label: string;
}

function nameOf({ catalog }: AppModel, key: ItemKey): string {
  const reader = catalog.catalog.peek();
  const record = parseItemKey(key)?.kind === 'movie' ? reader.movie(reader.rowOf('movie', key)) : reader.series(reader.rowOf('series', key));
  return record?.name ?? '';
}

/** A row that opens what was hidden; what is chosen comes back. Nothing is offered where nothing was hidden. */
function hiddenRow(context: SettingsContext, id: string, offered: readonly Offered[], show: (id: string) => void): readonly SettingsRow[] {
  const { t, format } = context.app.translator;
  if (offered.length === 0) return [];
  const title = t(`settings.${id}`);
  return [
    {
      kind: 'item',
      id,
      content: { id, label: title, text: t(`settings.${id}.text`), value: format.number(offered.length) },
      press: () => context.ask({ id, title, choices: offered, selected: '', onChoose: show }),
    },
  ];
}

/** Whether anything is learnt of what the profile watches; rows of Home and titles that were hidden; and forgetting it all. */
export function tasteRows(context: SettingsContext): readonly SettingsRow[] {
  const { app } = context;
  const { t } = app.translator;
  const { taste } = app;
  const entries = taste.entries.value;
  const hidden = Array.from(taste.hiddenRows.value, ([id, label]) => ({ id, label }));
  const unwanted: Offered[] = [];
  for (const [key, { opinion }] of Array.from(entries).reverse()) {
    const label = opinion === 'not' && unwanted.length < MOST_OFFERED ? nameOf(app, key) : '';
    if (label !== '') unwanted.push({ id: key, label });
  }
  return [
    heading('home-heading', t('settings.home')),
    switchRow(context, 'learning', taste.learning.value.isOn, (isOn) => taste.setLearning({ ...taste.learning.peek(), isOn })),
    ...hiddenRow(context, 'hidden-rows', hidden, (id) => taste.setRowHidden(id, '', false)),
    ...hiddenRow(context, 'not-for-me', unwanted, (id) => taste.say(id as ItemKey, null)),
    {
      kind: 'item',
      id: 'forget-taste',
      content: { id: 'forget-taste', label: t('settings.forget-taste'), text: t('settings.forget-taste.text') },
      press: () => {
        taste.forget();
        app.notices.showToast(t('settings.taste-forgotten'));
      },
    },
  ];
}
