import { effect } from '#core/state';
import type { Disposer } from '#core/base';
import type { CatalogCore } from '#model/catalog';
import type { TourModel } from '#model/tour';
import type { Host } from '#ports';
import { createStoredCell } from '#sources/storage';
import type { AppModel } from './app-model';

/** Lists with fewer groups need no sorting out. */
const MANY_GROUPS = 12;

type TouredApp = AppModel & { readonly catalog: CatalogCore };

/** A tour through own sources; its code comes when it is asked for. Rejects where that cannot be loaded. */
export async function openTour(host: Host, app: TouredApp): Promise<TourModel> {
  const [{ createTourModel }, lineup] = await Promise.all([import('#model/tour'), app.openLineup()]);
  const { translator, session, catalog } = app;
  return createTourModel({
    clock: host.clock,
    log: host.log,
    translator,
    catalog: catalog.plain,
    lineup,
    isOwn: (id) => session.sources.peek().some((source) => source.id === id && source.kind !== 'platform'),
    cell: createStoredCell(host.storage, host.log, `tour.${session.profile.peek()?.id ?? ''}`),
  });
}

/** Opens the tour by itself, once, when the first list of a source that was just added has been read and has many groups. */
export function offerTour(app: TouredApp): Disposer {
  let known: ReadonlySet<string> | null = null;
  const fresh = new Set<string>();
  return effect(() => {
    const { session, catalog, navigation } = app;
    const own = session.sources.value.filter(({ kind }) => kind !== 'platform').map(({ id }) => id);
    // What was there at the start is nothing new.
    if (session.phase.value.kind === 'starting') return;
    if (known !== null) for (const id of own) if (!known.has(id)) fresh.add(id);
    known = new Set(own);
    if (fresh.size === 0 || session.phase.value.kind !== 'ready' || session.profile.value?.isKids === true) return;
    const groups = catalog.plain.value.categories('channel').filter(({ sourceId }) => fresh.has(sourceId)).length;
    if (groups === 0 || catalog.refresh.value.kind === 'loading') return;
    fresh.clear();
    const { name } = navigation.current.peek().route;
    if (groups >= MANY_GROUPS && (name === 'home' || name === 'live' || name === 'settings')) navigation.open({ name: 'tour' });
  });
}
