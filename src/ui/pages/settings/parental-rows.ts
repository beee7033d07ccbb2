import { parseItemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import { categoryLock } from '#core/parental';
import type { ListItemContent } from '#ui/components';
import type { ParentalControl } from '#model/parental';
import { profileFields } from '../profiles/profile-fields';
import { AGE_LIMITS, ageText } from '../profiles/age-limits';
import { heading } from './setting-rows';
import type { SettingsContext, SettingsRow } from './settings-rows';
import { told } from './told';
import { timeRows } from './time-rows';

/** Things that can be locked from here at once; more are locked by category. */
const MOST_OFFERED = 60;

interface Offered {
  readonly id: string;
  readonly label: string;
}

function item(content: ListItemContent, press: () => void): SettingsRow {
  return { kind: 'item', id: content.id, content, press };
}

function pinRows({ app }: SettingsContext, control: ParentalControl): readonly SettingsRow[] {
  const { t } = app.translator;
  const hasPin = control.hasHouseholdPin.value;
  const choose = item({ id: 'pin', label: t(hasPin ? 'parental.change-pin' : 'parental.set-pin'), text: t('parental.pin.text') }, () => void control.choosePin('household'));
  if (!hasPin) return [choose];
  return [choose, item({ id: 'pin-remove', label: t('parental.remove-pin'), text: t('parental.remove-pin.text') }, () => told(app, control.removePin('household')))];
}

function ruleRows(context: SettingsContext, control: ParentalControl): readonly SettingsRow[] {
  const { app } = context;
  const { t } = app.translator;
  const rules = app.parental.rules.value;
  const profile = app.session.profile.value;
  const lock = (id: string, isOn: boolean, set: (isOn: boolean) => void): SettingsRow =>
    item({ id, label: t(`parental.${id}`), text: t(`parental.${id}.text`), role: 'switch', isOn, state: t(isOn ? 'settings.on' : 'settings.off') }, () => set(!isOn));
  const age = item({ id: 'age', label: t('parental.age'), text: t('parental.age.text'), value: ageText(app, rules.maxAge) }, () => {
    context.ask({
      id: 'age',
      title: t('parental.age'),
      choices: AGE_LIMITS.map((limit) => ({ id: String(limit), label: ageText(app, limit) })),
      selected: String(rules.maxAge),
      onChoose: (id) => {
        if (profile !== null) told(app, control.saveProfile(profile.id, { ...profileFields(profile), maxAge: Number(id) }));
      },
    });
  });
  const unrated = lock('unrated', rules.isUnratedLocked, (isOn) => told(app, control.changeRules({ isUnratedLocked: isOn })));
  const strength = item({ id: 'strength', label: t('parental.strength'), text: t('parental.strength.text'), value: t(`parental.${rules.strength}`) }, () => {
    context.ask({
      id: 'strength',
      title: t('parental.strength'),
      choices: (['hide', 'ask'] as const).map((each) => ({ id: each, label: t(`parental.${each}`) })),
      selected: rules.strength,
      onChoose: (id) => told(app, control.changeRules({ strength: id === 'ask' ? 'ask' : 'hide' })),
    });
  });
  return [age, ...(rules.maxAge >= 0 ? [unrated] : []), lock('adult', rules.isAdultLocked, (isOn) => told(app, control.changeRules({ isAdultLocked: isOn }))), strength];
}

/** Categories that are not locked yet; the id is what the rules know them by. */
function categoriesOf({ app }: SettingsContext): readonly Offered[] {
  const { t } = app.translator;
  const reader = app.catalog.catalog.peek();
  const locked = app.parental.rules.peek().categories;
  const all: Offered[] = [];
  for (const kind of ['channel', 'movie', 'series'] as const) {
    for (const { sourceId, name } of reader.categories(kind)) {
      const id = categoryLock(kind, sourceId, name);
      if (locked.indexOf(id) === -1) all.push({ id, label: `${t(`parental.of-${kind}`)} · ${name}` });
    }
  }
  return all;
}

/** What was watched and what is in lists: what a parent has at hand to lock. */
function titlesOf({ app }: SettingsContext): readonly Offered[] {
  const reader = app.catalog.catalog.peek();
  const locked = app.parental.rules.peek().keys;
  const last = app.live.lastKey.peek();
  const keys = new Set<ItemKey>(last === null ? [] : [last]);
  for (const point of app.progress.recent()) keys.add(point.parentKey === '' ? point.key : point.parentKey);
  for (const key of app.favourites.keys.peek()) keys.add(key);
  const offered: Offered[] = [];
  for (const key of Array.from(keys)) {
    const kind = parseItemKey(key)?.kind;
    if (kind === undefined || kind === 'episode' || locked.indexOf(key) !== -1) continue;
    const row = reader.rowOf(kind, key);
    const record = kind === 'channel' ? reader.channel(row) : kind === 'movie' ? reader.movie(row) : reader.series(row);
    if (record !== null && offered.length < MOST_OFFERED) offered.push({ id: key, label: record.name });
  }
  return offered;
}

function lockRows(context: SettingsContext, control: ParentalControl): readonly SettingsRow[] {
  const { app } = context;
  const { t } = app.translator;
  const { rules } = app.parental;
  const offer = (id: string, offered: readonly Offered[], onChoose: (chosen: Offered) => void): void => {
    if (offered.length === 0) app.notices.showToast(t('parental.nothing-to-lock'));
    else context.ask({ id, title: t(`parental.${id}`), choices: offered, selected: '', onChoose: (chosen) => offered.filter((each) => each.id === chosen).forEach(onChoose) });
  };
  const lockCategory = item({ id: 'lock-category', label: t('parental.lock-category'), icon: 'plus' }, () => {
    offer('lock-category', categoriesOf(context), ({ id, label }) => {
      const { categories, names } = rules.peek();
      told(app, control.changeRules({ categories: categories.concat(id), names: { ...names, [id]: label } }));
    });
  });
  const lockTitle = item({ id: 'lock-title', label: t('parental.lock-title'), text: t('parental.lock-title.text'), icon: 'plus' }, () => {
    offer('lock-title', titlesOf(context), ({ id, label }) => {
      const { keys, names } = rules.peek();
      told(app, control.changeRules({ keys: keys.concat(id as ItemKey), names: { ...names, [id]: label } }));
    });
  });
  const locked = [...rules.value.categories, ...rules.value.keys].map((id) =>
    item({ id: `locked-${id}`, label: rules.value.names[id] ?? id, value: t('parental.unlock'), icon: 'lock' }, () => {
      const { categories, keys, names } = rules.peek();
      const { [id]: _gone, ...left } = names;
      told(app, control.changeRules({ categories: categories.filter((each) => each !== id), keys: keys.filter((each) => each !== id), names: left }));
    }),
  );
  return [lockCategory, lockTitle, ...locked];
}

/** The PIN, what the profile that watches may not see, and what is locked by hand. Behind the household's PIN, where there is one. */
export function parentalRows(context: SettingsContext): readonly SettingsRow[] {
  const { app, control } = context;
  const { t } = app.translator;
  if (control === null) return [];
  if (!control.isOpen.value) {
    return [item({ id: 'parental-open', label: t('parental.open'), text: t('parental.open.text'), icon: 'lock' }, () => void control.open())];
  }
  return [
    heading('pin-heading', t('parental.pin')),
    ...pinRows(context, control),
    heading('rules-heading', t('parental.for-profile', { name: app.session.profile.value?.name ?? '' })),
    ...ruleRows(context, control),
    heading('time-heading', t('watch-time.title')),
    ...timeRows(context, control),
    heading('locks-heading', t('parental.locks')),
    ...lockRows(context, control),
  ];
}
