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

/** Which channel each profile watched last. */
export class LastChannel {
  private readonly storage: StoragePort;
  private readonly log: LogPort;
  private profileId: string | null = null;

  constructor(storage: StoragePort, log: LogPort) {
    this.storage = storage;
    this.log = log;
  }

  /** Switches to a profile and reads its channel. */
  async open(profileId: string | null): Promise<ItemKey | null> {
    this.profileId = profileId;
    if (profileId === null) return null;
    const key = asFields(await readStored(this.storage, this.log, this.name(profileId)))?.['key'];
    return typeof key === 'string' && parseItemKey(key)?.kind === 'channel' ? (key as ItemKey) : null;
  }

  /** Keeps a channel; losing it costs one key press, so a failure is only logged. */
  remember(key: ItemKey): void {
    if (this.profileId === null) return;
    writeStored(this.storage, this.name(this.profileId), { key }).catch((error: unknown) => {
      this.log.write('warn', 'last channel not kept', { reason: error instanceof Error ? error.message : 'unknown' });
    });
  }

  private name(profileId: string): string {
    return `live-last.${profileId}`;
  }
}
