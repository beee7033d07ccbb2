import type { Disposer } from '#core/base';
import type { AppModel } from '#model/app';
import type { KeyAction, KeysModel } from '#model/keys';
import type { Ui } from '#ui/engine';
import { askSleep } from './ask-sleep';
import { openKeyPad } from './key-pad-overlay';

/** Pages a key can open. */
const PAGES = { 'open-home': 'home', 'open-live': 'live', 'open-guide': 'guide', 'open-movies': 'movies', 'open-series': 'series', 'open-my-list': 'my-list', 'open-search': 'search', 'open-settings': 'settings' } as const;

/** Carries out what a key was given. What asks something waits for its answer: no key goes past a question or a PIN. */
function act(ui: Ui, app: AppModel, action: KeyAction): void {
  if (ui.overlays.hasFocusRoot || app.session.phase.peek().kind !== 'ready') return;
  if (action === 'sleep') void askSleep(ui, app);
  else if (action === 'pad') openKeyPad(ui, app);
  else if (app.navigation.current.peek().route.name !== PAGES[action]) app.navigation.open({ name: PAGES[action] });
}

/** From now on the remote's keys are what the plan says. */
export function linkKeys(ui: Ui, app: AppModel, keys: KeysModel): Disposer {
  const leave = keys.attach({
    send: (event) => {
      ui.keys.admit(event);
    },
    act: (action) => {
      act(ui, app, action);
    },
  });
  const remap = keys.take.bind(keys);
  ui.keys.remap = remap;
  return () => {
    if (ui.keys.remap === remap) ui.keys.remap = null;
    leave();
  };
}
