import { parseItemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import { asFields } from '#core/wire';
import type { CatalogModel } from '#model/catalog';
import type { LiveModel } from '#model/live';
import type { LogPort, StoragePort } from '#ports';
import { readStored, writeStored } from '#sources/storage';

/** Goes on with the channel of the last time, which need not be among the first rows of the catalogue. */
export async function watchLast(catalog: CatalogModel, live: LiveModel, key: ItemKey): Promise<void> {
  if (catalog.catalog.peek().rowOf('channel', key) === -1) await catalog.whole();
  if (live.lastKey.peek() === key) live.watch(key);
}

/** The group of all channels. */
const ALL = 'all';

/** Which channel each profile watched last. */
export class LastChannel {
  private readonly storage: StoragePort;
  private readonly log: LogPort;
  private profileId: string | null = null;

  constructor(storage: StoragePort, log: LogPort) {
    this.storage = storage;
    this.log = log;
  }

  /** Switches to a profile and reads its channel, and the group it was chosen in. */
  async open(profileId: string | null): Promise<{ readonly key: ItemKey | null; readonly group: string }> {
    this.profileId = profileId;
    if (profileId === null) return { key: null, group: ALL };
    const { key, group } = asFields(await readStored(this.storage, this.log, this.name(profileId))) ?? {};
    const isChannel = typeof key === 'string' && parseItemKey(key)?.kind === 'channel';
    return { key: isChannel ? (key as ItemKey) : null, group: typeof group === 'string' ? group : ALL };
  }

  /** Keeps a channel; losing it costs one key press, so a failure is only logged. */
  remember(key: ItemKey, group: string): void {
    if (this.profileId === null) return;
    writeStored(this.storage, this.name(this.profileId), { key, group }).catch((error: unknown) => {
      this.log.write('warn', 'last channel not kept', { reason: error instanceof Error ? error.message : 'unknown' });
    });
  }

  private name(profileId: string): string {
    return `live-last.${profileId}`;
  }
}
