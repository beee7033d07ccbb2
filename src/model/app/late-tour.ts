import { createCancelSource, toAppError } from '#core/base';
import type { CancelSignal, Disposer } from '#core/base';
import { effect } from '#core/state';
import { asFields } from '#core/wire';
import type { CatalogSnapshot } from '#core/catalog';
import type { CatalogCore } from '#model/catalog';
import type { TourModel } from '#model/tour';
import type { Host } from '#ports';
import { createStoredCell } from '#sources/storage';
import type { StoredCell } from '#sources/storage';
import type { AppModel } from './app-model';

/** Lists with fewer groups need no sorting out. */
const MANY_GROUPS = 12;

type TouredApp = AppModel & { readonly catalog: CatalogCore };

const cellOf = (host: Host, profileId: string, family = 'tour'): StoredCell => createStoredCell(host.storage, host.log, `${family}.${profileId}`);
const isOwnOf = ({ session }: TouredApp) => (id: string): boolean => session.sources.peek().some((source) => source.id === id && source.kind !== 'platform');

/** A tour through own sources; its code comes when it is asked for. Rejects where that cannot be loaded. */
export async function openTour(host: Host, app: TouredApp): Promise<TourModel> {
  const [{ createTourModel }, lineup] = await Promise.all([import('#model/tour'), app.openLineup()]);
  const { translator, session, catalog } = app;
  const profileId = session.profile.peek()?.id ?? '';
  return createTourModel({
    clock: host.clock,
    log: host.log,
    translator,
    catalog: catalog.plain,
    lineup,
    isOwn: isOwnOf(app),
    cell: cellOf(host, profileId),
    draftCell: cellOf(host, profileId, 'tour-draft'),
    profileId,
  });
}

/** Opens the tour by itself, once, when the first list of a source that was just added has been read and has many groups. */
function offerTour(app: TouredApp): Disposer {
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

/** Hides new groups of what the profile never wants whenever lists were read. Without such a choice it reads one small record, and no more. */
function watchNever(host: Host, app: TouredApp): Disposer {
  let life = createCancelSource();
  const stop = effect(() => {
    const { session, catalog } = app;
    const profileId = session.profile.value?.id;
    const lists = catalog.plain.value;
    life.cancel();
    if (profileId === undefined || session.phase.value.kind !== 'ready' || catalog.refresh.value.kind === 'loading') return;
    life = createCancelSource();
    const { signal } = life;
    hideNew(host, app, profileId, lists, signal).catch((error: unknown) => {
      if (!signal.isCancelled) host.log.write('warn', 'new groups nobody wants were not hidden', { code: toAppError(error).code });
    });
  });
  return () => {
    stop();
    life.cancel();
  };
}

async function hideNew(host: Host, app: TouredApp, profileId: string, lists: CatalogSnapshot, signal: CancelSignal): Promise<void> {
  const cell = cellOf(host, profileId);
  const choices = asFields(asFields(await cell.read())?.['choices']) ?? {};
  if (signal.isCancelled || !Object.keys(choices).some((id) => choices[id] === 'never')) return;
  const [{ hideNever }, lineup] = await Promise.all([import('#model/tour'), app.openLineup()]);
  await hideNever({ clock: host.clock, profileId, lineup, cell, isOwn: isOwnOf(app) }, lists, signal);
}

/** Both of them. */
export function startTours(host: Host, app: TouredApp): Disposer {
  const stops = [offerTour(app), watchNever(host, app)];
  return () => stops.forEach((stop) => stop());
}
