import type { AppModel } from '#model/app';
import type { ParentalControl, ProfileFields } from '#model/parental';
import type { ProfileView } from '#model/session';
import type { ListItemContent } from '#ui/components';
import type { Ui } from '#ui/engine';
import { askChoice } from '../../choice/choice-panel';
import type { SettingsRow } from '../../settings/settings-rows';
import { AGE_LIMITS, ageText } from '../age-limits';

/** What rows read and do. */
export interface ProfileEditing {
  readonly app: AppModel;
  readonly control: ParentalControl;
  readonly ui: Ui;
  /** `null`: a new one. */
  readonly profile: ProfileView | null;
  readonly fields: ProfileFields;
  readonly avatars: readonly string[];
  askName(): void;
  change(fields: Partial<ProfileFields>): void;
  add(): void;
  close(): void;
}

/** A child's profile begins with this limit. */
const KIDS_AGE = 7;

function item(content: ListItemContent, press: () => void): SettingsRow {
  return { kind: 'item', id: content.id, content, press };
}

function limitRows(editing: ProfileEditing): readonly SettingsRow[] {
  const { app, ui, fields, change, avatars } = editing;
  const { t } = app.translator;
  const picture = item({ id: 'profile-avatar', label: t('profiles.picture'), value: t(`profiles.picture.${fields.avatar}`) }, () => {
    const choices = avatars.map((id) => ({ id, label: t(`profiles.picture.${id}`) }));
    askChoice(ui, { id: 'profile-avatar', title: t('profiles.picture'), choices, selected: fields.avatar, onChoose: (avatar) => change({ avatar }) });
  });
  const kids = item(
    { id: 'profile-kids', label: t('profiles.kids'), text: t('profiles.kids.text'), role: 'switch', isOn: fields.isKids, state: t(fields.isKids ? 'settings.on' : 'settings.off') },
    () => change(fields.isKids ? { isKids: false, maxAge: -1 } : { isKids: true, maxAge: fields.maxAge < 0 ? KIDS_AGE : fields.maxAge }),
  );
  const age = item({ id: 'profile-age', label: t('parental.age'), value: ageText(app, fields.maxAge) }, () => {
    const choices = AGE_LIMITS.map((limit) => ({ id: String(limit), label: ageText(app, limit) }));
    askChoice(ui, { id: 'profile-age', title: t('parental.age'), choices, selected: String(fields.maxAge), onChoose: (id) => change({ maxAge: Number(id) }) });
  });
  return [picture, kids, age];
}

function guardRows({ app, control, close }: ProfileEditing, profile: ProfileView): readonly SettingsRow[] {
  const { t } = app.translator;
  const tell = (kept: Awaited<ReturnType<ParentalControl['removePin']>>): void => {
    if (!kept.ok) app.notices.showFailure(kept.error);
  };
  const rows = [
    item({ id: 'profile-pin', label: t(profile.hasPin ? 'parental.change-pin' : 'parental.set-pin'), text: t('profiles.pin.text') }, () => void control.choosePin(profile.id)),
  ];
  if (profile.hasPin) rows.push(item({ id: 'profile-pin-remove', label: t('parental.remove-pin') }, () => void control.removePin(profile.id).then(tell)));
  if (app.session.profiles.peek().length < 2) return rows;
  const remove = item({ id: 'profile-remove', label: t('profiles.remove'), text: t('profiles.remove.text') }, () => {
    const question = {
      title: t('profiles.remove-title', { name: profile.name }),
      text: t('profiles.remove.text'),
      buttons: [{ id: 'keep', label: t('profiles.keep') }, { id: 'remove', label: t('profiles.remove') }],
      safeId: 'keep',
    };
    void app.notices.ask(question).then(async (answer) => {
      if (answer !== 'remove') return;
      close();
      tell(await control.removeProfile(profile.id));
    });
  });
  return rows.concat(remove);
}

/** Lines of the editor as they are now. */
export function profileRows(editing: ProfileEditing): readonly SettingsRow[] {
  const { app, profile, fields, askName, add } = editing;
  const { t } = app.translator;
  const name = item({ id: 'profile-name', label: t('profiles.name'), value: fields.name, icon: 'pencil' }, askName);
  const rows = [name, ...limitRows(editing)];
  if (profile !== null) return rows.concat(guardRows(editing, profile));
  return rows.concat(item({ id: 'profile-add', label: t('profiles.add'), icon: 'plus', isDisabled: fields.name === '' }, () => (fields.name === '' ? askName() : add())));
}
