import type { AppModel } from '#model/app';
import type { ProfileView } from '#model/session';
import type { Ui } from '#ui/engine';
import { Z } from '#ui/theme';
import { ProfileEditor } from './profile-editor';

/** Changes a profile, or adds one (`null`), above the page; behind the PIN that guards it. Resolves when the editor is open, or is not to be: `isWanted` says whether the page is still in front. */
export async function openProfileEditor(ui: Ui, app: AppModel, profile: ProfileView | null, isWanted: () => boolean): Promise<void> {
  const control = await app.parental.control();
  if (control === null || !(await control.open(profile?.id)) || !isWanted()) return;
  // Another device may have removed it meanwhile.
  if (profile !== null && app.session.profiles.peek().every(({ id }) => id !== profile.id)) return;
  const opened = ui.overlays.show(ProfileEditor, { app, control, profile, close: () => opened.close() }, { z: Z.panel, motion: 'overlay', takesFocus: true });
  if (profile === null) opened.view.askName();
}
