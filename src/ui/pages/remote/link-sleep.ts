import type { Disposer } from '#core/base';
import { createScope, untracked } from '#core/state';
import type { AppModel } from '#model/app';
import type { SleepModel } from '#model/sleep';
import type { Ui } from '#ui/engine';
import { Z } from '#ui/theme';
import { SleepNote } from './sleep-note';

/** Shows the countdown of the last minute; the next key, whichever it is, only keeps the picture. */
export function linkSleep(ui: Ui, app: AppModel, sleep: SleepModel): Disposer {
  const scope = createScope();
  const keep = (): boolean => {
    sleep.keep();
    return true;
  };
  let open: { readonly view: SleepNote; readonly close: Disposer } | null = null;
  const hide = (): void => {
    open?.close();
    open = null;
    if (ui.keys.interceptor === keep) ui.keys.interceptor = null;
  };
  scope.effect(() => {
    const seconds = sleep.secondsLeft.value;
    untracked(() => {
      if (seconds < 0) {
        hide();
        return;
      }
      if (open === null) {
        open = ui.overlays.show(SleepNote, { translator: app.translator }, { z: Z.toast, motion: 'fade', takesFocus: false });
        ui.mirror.announce(`${app.translator.t('sleep.note', { count: seconds })} ${app.translator.t('sleep.keep')}`, 'assertive');
      }
      ui.keys.interceptor = keep;
      open.view.show(seconds);
    });
  });
  scope.add(hide);
  return () => {
    scope.dispose();
  };
}
