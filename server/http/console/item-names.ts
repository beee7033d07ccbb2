import { AppError } from '#core/base';
import type { Platform } from '#server/domain';
import type { CatalogStore, RightsTarget } from '#server/store';

/** A row of the catalogue as names are looked up by. */
function itemOf({ kind, itemId }: RightsTarget): string {
  return `${kind}:${String(itemId)}`;
}

function goneText(kind: string, id: string | number): string {
  return `${kind} ${String(id)}`;
}

async function allCategories(catalog: CatalogStore): Promise<ReadonlyArray<{ readonly id: number; readonly name: string }>> {
  return (await Promise.all((['channel', 'movie', 'series'] as const).map((list) => catalog.categories(list)))).flat();
}

/** Names of the targets that are in the catalogue, by {@link itemOf}; each kind is read at once. */
async function namesOf(catalog: CatalogStore, targets: readonly RightsTarget[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  const read = async (kind: RightsTarget['kind'], rowsOf: (ids: readonly number[]) => Promise<ReadonlyArray<{ readonly id: number; readonly name: string }>>): Promise<void> => {
    const ids = Array.from(new Set(targets.filter((target) => target.kind === kind).map(({ itemId }) => itemId)));
    if (ids.length === 0) return;
    for (const { id, name } of await rowsOf(ids)) names.set(itemOf({ kind, itemId: id }), name);
  };
  await read('channel', (ids) => catalog.channelsById(ids));
  await read('movie', (ids) => catalog.moviesById(ids));
  await read('series', (ids) => catalog.seriesByIds(ids));
  await read('category', () => allCategories(catalog));
  return names;
}

/** Throws `input.invalid` when one is not in the catalogue: a right on nothing is a mistake. */
export async function mustBeInCatalogue({ store }: Platform, targets: readonly RightsTarget[]): Promise<void> {
  const names = await namesOf(store.catalog, targets);
  const missing = targets.find((target) => !names.has(itemOf(target)));
  if (missing !== undefined) throw new AppError('input.invalid', { message: `There is no ${missing.kind} ${String(missing.itemId)}.` });
}

/** Names catalogue rows as people call them; a row that is gone is told by kind and number. */
export class ItemNames {
  private readonly known = new Map<string, Promise<string>>();

  constructor(private readonly platform: Platform) {}

  /** Name of an item written `channel:12`. */
  of(item: string): Promise<string> {
    let name = this.known.get(item);
    if (name === undefined) {
      name = this.read(item);
      this.known.set(item, name);
    }
    return name;
  }

  /** Name of what a right is on. */
  ofTarget(target: RightsTarget): Promise<string> {
    return this.of(itemOf(target));
  }

  /** What a right is on, with its name. */
  async named<Target extends RightsTarget>(target: Target): Promise<Target & { readonly name: string }> {
    return { ...target, name: await this.ofTarget(target) };
  }

  /** Reads the names of many at once, before they are asked for one by one. */
  async learn(targets: readonly RightsTarget[]): Promise<void> {
    const names = await namesOf(this.platform.store.catalog, targets);
    for (const target of targets) this.known.set(itemOf(target), Promise.resolve(names.get(itemOf(target)) ?? goneText(target.kind, target.itemId)));
  }

  private async read(item: string): Promise<string> {
    const { catalog } = this.platform.store;
    const [kind = '', number = ''] = item.split(':');
    const id = Number(number);
    const fallback = goneText(kind, number);
    if (kind === 'channel') return (await catalog.channel(id))?.name ?? fallback;
    if (kind === 'movie') return (await catalog.movie(id))?.name ?? fallback;
    if (kind === 'series') return (await catalog.seriesById(id))?.name ?? fallback;
    if (kind === 'category') {
      return (await allCategories(catalog)).find((row) => row.id === id)?.name ?? fallback;
    }
    const episode = kind === 'episode' ? await catalog.episode(id) : null;
    if (episode === null) return fallback;
    const series = await catalog.seriesById(episode.seriesId);
    return `${series?.name ?? ''} S${String(episode.season)} E${String(episode.number)}`.trim();
  }
}

/** Names accounts; one that is gone is told by its id. */
export class AccountNames {
  private readonly known = new Map<string, Promise<string>>();

  constructor(private readonly platform: Platform) {}

  /** Reads the names of many at once, before they are asked for one by one. */
  async learn(ids: readonly string[]): Promise<void> {
    const rows = await this.platform.store.accounts.byIds(Array.from(new Set(ids)));
    for (const { id, name } of rows) this.known.set(id, Promise.resolve(name));
  }

  of(id: string): Promise<string> {
    let name = this.known.get(id);
    if (name === undefined) {
      name = this.platform.store.accounts.byId(id).then((row) => row?.name ?? id);
      this.known.set(id, name);
    }
    return name;
  }
}
