import { toAppError } from '#core/base';
import type { Disposer } from '#core/base';
import { createScope, untracked } from '#core/state';
import type { AppModel } from '#model/app';
import type { Ui } from '#ui/engine';
import { linkMarquee } from '../marquee';
import { openKeyPad } from './key-pad-overlay';
import { linkKeys } from './link-keys';
import { linkSleep } from './link-sleep';

/** Joins changed keys, keys on screen, the countdown of the sleep timer, the motion of cut titles and the set's assistant with the screen. */
export function linkRemote(ui: Ui, app: AppModel): Disposer {
  const scope = createScope();
  ui.keys.onBackHeld = () => {
    openKeyPad(ui, app);
  };
  scope.add(() => {
    ui.keys.onBackHeld = null;
  });
  scope.add(linkMarquee(ui));
  scope.effect(() => {
    const keys = app.keys.value;
    if (keys !== null) untracked(() => scope.add(linkKeys(ui, app, keys)));
  });
  scope.effect(() => {
    const sleep = app.sleep.value;
    if (sleep !== null) untracked(() => scope.add(linkSleep(ui, app, sleep)));
  });
  const listen = async (): Promise<void> => {
    const { voice } = await app.openExtras();
    if (voice === null) return;
    const { linkVoice } = await import('../voice');
    scope.add(linkVoice(ui, app, voice));
  };
  listen().catch((error: unknown) => {
    ui.log.write('warn', 'the assistant is not heard', { reason: toAppError(error).message });
  });
  return () => {
    scope.dispose();
  };
}
