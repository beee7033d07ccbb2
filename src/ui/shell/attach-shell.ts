import type { Disposer } from '#core/base';
import { createScope, untracked } from '#core/state';
import type { AppModel } from '#model/app';
import { PAGES_ALIVE } from '#ui/engine';
import type { Engine } from '#ui/engine';
import { addNotices } from '#ui/overlays';
import { createPage, linkLateParts } from '#ui/pages';
import { Z } from '#ui/theme';
import type { BrandLook } from '#ui/theme';
import { Rail } from './rail';
import { scriptsOf, shellTheme } from './shell-theme';
import { speechWords } from './speech-words';
import { TopBar } from './top-bar';

/** Puts the lasting parts above the pages, with the theme and the words of the moment. */
function addChrome({ root, ui }: Engine, app: AppModel): void {
  ui.mirror.setWords(speechWords(app.translator));
  root.addChrome(TopBar, { app }, Z.topBar);
  root.addChrome(Rail, { app }, Z.rail);
  const banner = addNotices(root, app);
  // Up where nothing above has focus: the banner is there.
  root._handleUp = (press) => !press.isHeld && !ui.overlays.hasFocusRoot && banner.takeFocus();
}

/**
 * Joins a running engine to the models: pages of the back stack, rail and top bar, questions and messages, theme and
 * words. The disposer ends the following; the engine stays and is its owner's to dispose.
 */
export function attachShell(engine: Engine, app: AppModel, brand?: BrandLook): Disposer {
  const scope = createScope();
  const { root, ui } = engine;
  const { navigation, translator } = app;
  const theme = shellTheme(app, brand);
  engine.setTheme(theme.peek());
  ui.images.wayTo = (url, done) => { app.session.wayToPicture(url, done); };
  addChrome(engine, app);
  engine.onRebuild = () => {
    addChrome(engine, app);
  };
  root.pages.follow(
    { current: navigation.current, direction: navigation.direction, create: (stage, entry) => createPage(stage, app, entry) },
    PAGES_ALIVE[app.capabilities.memoryClass],
  );
  scope.add(linkLateParts(ui, app));
  scope.effect(() => {
    const next = theme.value;
    const locale = translator.locale.value;
    untracked(() => {
      void ui.fonts.load(scriptsOf(locale));
      engine.setTheme(next);
    });
  });
  scope.add(() => {
    engine.onRebuild = null;
    root.clearChrome();
  });
  return () => {
    scope.dispose();
  };
}
