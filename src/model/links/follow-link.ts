import { parseItemKey } from '#core/base';
import type { Disposer } from '#core/base';
import { createScope, untracked } from '#core/state';
import type { Scope } from '#core/state';
import type { Action } from '#model/cards';
import type { CatalogModel } from '#model/catalog';
import type { Translator } from '#model/i18n';
import type { NavigationModel } from '#model/navigation';
import type { NoticesModel } from '#model/notices';
import type { SessionModel } from '#model/session';
import { actionOf } from './action-link';

/** What a link leads through. */
export interface LinkedApp {
  readonly session: Pick<SessionModel, 'phase'>;
  readonly catalog: Pick<CatalogModel, 'catalog' | 'refresh' | 'whole'>;
  readonly navigation: Pick<NavigationModel, 'current' | 'openAboveHome'>;
  readonly notices: Pick<NoticesModel, 'showToast'>;
  readonly translator: Pick<Translator, 't'>;
  perform(action: Action): void;
}

/** Longer is no title. */
const MAX_TERM_LENGTH = 100;

/** Whether the profile that watches sees what an action is about. */
function isThere({ catalog }: LinkedApp, action: Action): boolean {
  const key = action.kind === 'watch-episode' ? action.seriesKey : action.key;
  const kind = parseItemKey(key)?.kind;
  return kind !== undefined && kind !== 'episode' && catalog.catalog.peek().rowOf(kind, key) !== -1;
}

/** Opens what is there; what is not may come with a refresh that runs, after which its absence is told. */
async function carryOut(app: LinkedApp, action: Action, scope: Scope): Promise<void> {
  const { catalog, notices, translator } = app;
  if (!isThere(app, action)) await catalog.whole();
  scope.effect(() => {
    const isComing = catalog.refresh.value.kind === 'empty' || catalog.refresh.value.kind === 'loading';
    void catalog.catalog.value;
    untracked(() => {
      if (scope.isDisposed || (!isThere(app, action) && isComing)) return;
      scope.dispose();
      if (isThere(app, action)) app.perform(action);
      else notices.showToast(translator.t('detail.gone.title'));
    });
  });
}

function search({ navigation }: LinkedApp, term: string): void {
  navigation.openAboveHome({ name: 'search' });
  navigation.current.peek().remember('query', { id: term.slice(0, MAX_TERM_LENGTH), index: 1, offset: 0 });
}

/**
 * Does what the parameters of a link ask for, once somebody watches: opens or plays an item, or searches. Nothing else happens with parameters that mean
 * nothing here. The disposer ends the waiting.
 */
export function followLink(app: LinkedApp, params: Readonly<Record<string, unknown>>): Disposer {
  const scope = createScope();
  const action = actionOf(params);
  const term = params['search'];
  if (action === null && typeof term !== 'string') return () => undefined;
  let isBegun = false;
  scope.effect(() => {
    if (app.session.phase.value.kind !== 'ready' || isBegun) return;
    isBegun = true;
    untracked(() => {
      if (action !== null) void carryOut(app, action, scope);
      else if (typeof term === 'string' && term.trim() !== '') search(app, term.trim());
    });
  });
  return () => {
    scope.dispose();
  };
}
