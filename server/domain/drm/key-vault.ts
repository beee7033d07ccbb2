import { AppError } from '#core/base';
import type { DrmKeyRow, DrmStore, DrmTitleRow } from '#server/store';
import { Sealer } from '../sealer';
import type { ServerKeys } from '../server-keys';

/** A content key in clear: 32 small hexadecimal digits each. */
export interface ContentKey {
  readonly keyId: string;
  readonly key: string;
}

const HEX_16_BYTES = /^[0-9a-f]{32}$/;

/** Key id and key as operators write them: hexadecimal, dashes of a UUID allowed, `<key id>:<key>`; `null` for anything else. */
export function readContentKey(text: string): ContentKey | null {
  const [keyId = '', key = '', ...rest] = text.trim().toLowerCase().replace(/-/g, '').split(':');
  return rest.length === 0 && HEX_16_BYTES.test(keyId) && HEX_16_BYTES.test(key) ? { keyId, key } : null;
}

/** Content keys of protected rows. The store holds them encrypted under the platform's secret; they are in clear in memory alone, for one licence. */
export class KeyVault {
  private readonly sealer: Sealer;

  constructor(
    private readonly store: DrmStore,
    keys: ServerKeys,
  ) {
    this.sealer = new Sealer(keys, 'drm', 'key');
  }

  /** Stores or replaces a protected row with all its keys. */
  async put(row: DrmTitleRow, keys: readonly ContentKey[]): Promise<void> {
    const sealed = keys.map(({ keyId, key }): DrmKeyRow => ({ keyId, sealedKey: this.sealer.seal(key, keyId) }));
    await this.store.put(row, sealed);
  }

  /** The keys of a row. Throws `media.drm` where one was sealed by another secret than this platform's. */
  async keys({ kind, itemId }: Pick<DrmTitleRow, 'kind' | 'itemId'>): Promise<readonly ContentKey[]> {
    return (await this.store.keys(kind, itemId)).map(({ keyId, sealedKey }) => {
      const key = this.sealer.open(sealedKey, keyId);
      if (key === null) throw new AppError('media.drm', { message: 'A key of this title was kept under another secret.', facts: { reason: 'key-unreadable' } });
      return { keyId, key };
    });
  }
}
