import type { ProfileId, SourceId } from '#core/base';
import { asFields, parseWireAccount } from '#core/wire';
import type { WireAccount } from '#core/wire';
import type { LogPort, StoragePort } from '#ports';
import { readStored, writeStored } from '#sources/storage';

const ACCOUNT_PREFIX = 'account.';
const LAST_PROFILE_KEY = 'profile.last';

/** The account as it was read last, so that a set without network starts all the same; and who watched last. */
export class AccountCache {
  private readonly storage: StoragePort;
  private readonly log: LogPort;

  constructor(storage: StoragePort, log: LogPort) {
    this.storage = storage;
    this.log = log;
  }

  async read(id: SourceId): Promise<WireAccount | null> {
    const parsed = parseWireAccount(await readStored(this.storage, this.log, ACCOUNT_PREFIX + id));
    return parsed.ok ? parsed.value : null;
  }

  async write(id: SourceId, account: WireAccount): Promise<void> {
    await this.quietly(writeStored(this.storage, ACCOUNT_PREFIX + id, account));
  }

  async remove(id: SourceId): Promise<void> {
    await this.quietly(this.storage.remove(ACCOUNT_PREFIX + id));
  }

  async lastProfile(): Promise<ProfileId | null> {
    const fields = asFields(await readStored(this.storage, this.log, LAST_PROFILE_KEY));
    const id = fields?.['id'];
    return typeof id === 'string' ? (id as ProfileId) : null;
  }

  async rememberProfile(id: ProfileId): Promise<void> {
    await this.quietly(writeStored(this.storage, LAST_PROFILE_KEY, { id }));
  }

  /** What is only a memory may be lost: the app goes on, the log says so. */
  private async quietly(write: Promise<void>): Promise<void> {
    try {
      await write;
    } catch (error) {
      this.log.write('warn', 'memory not kept', { reason: error instanceof Error ? error.message : 'unknown' });
    }
  }
}
