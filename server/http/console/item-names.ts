import type { Platform } from '#server/domain';
import type { RightsTarget } from '#server/store';

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
    return this.of(`${target.kind}:${String(target.itemId)}`);
  }

  private async read(item: string): Promise<string> {
    const { catalog } = this.platform.store;
    const [kind = '', number = ''] = item.split(':');
    const id = Number(number);
    const fallback = `${kind} ${number}`;
    if (kind === 'channel') return (await catalog.channel(id))?.name ?? fallback;
    if (kind === 'movie') return (await catalog.movie(id))?.name ?? fallback;
    if (kind === 'series') return (await catalog.seriesById(id))?.name ?? fallback;
    if (kind === 'category') {
      const lists = await Promise.all((['channel', 'movie', 'series'] as const).map((list) => catalog.categories(list)));
      return lists.flat().find((row) => row.id === id)?.name ?? fallback;
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

  of(id: string): Promise<string> {
    let name = this.known.get(id);
    if (name === undefined) {
      name = this.platform.store.accounts.byId(id).then((row) => row?.name ?? id);
      this.known.set(id, name);
    }
    return name;
  }
}
