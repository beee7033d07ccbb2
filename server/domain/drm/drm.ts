import { AppError } from '#core/base';
import type { DrmSettings } from '#server/config';
import type { AccountsStore, CatalogStore, DrmKind, DrmStore, DrmSystem } from '#server/store';
import type { Leases } from '../leases';
import { channelItem } from '../play';
import type { Play } from '../play';
import { resolveByName } from '../relay';
import type { Rights, RightsItem } from '../rights';
import { Sealer } from '../sealer';
import type { ServerKeys } from '../server-keys';
import type { Sessions } from '../sessions';
import { clearKeyLicence, readClearKeyRequest } from './clear-key';
import { KeyVault } from './key-vault';
import { askLicenceServer } from './licence-server';
import type { Licence } from './licence-server';

/** What licences are given by. */
export interface DrmParts {
  readonly settings: DrmSettings;
  readonly store: DrmStore;
  readonly catalog: Pick<CatalogStore, 'channel'>;
  readonly play: Pick<Play, 'findFile'>;
  readonly accounts: Pick<AccountsStore, 'byId'>;
  readonly sessions: Pick<Sessions, 'isOpen'>;
  readonly rights: Rights;
  readonly leases: Leases;
  readonly keys: ServerKeys;
  readonly nowMs: () => number;
  /** Resolves names; absent: the system does. */
  readonly resolve?: (name: string) => Promise<readonly string[]>;
}

/** A stream that was let in and wants licences: what `play` knows of it. */
export interface DrmWish {
  readonly kind: DrmKind;
  readonly itemId: number;
  readonly accountId: string;
  readonly familyId: string;
  readonly deviceId: string;
  /** Of the profile that watches; -1 without a limit. */
  readonly maxAge: number;
  /** Empty where the stream is not counted. */
  readonly leaseId: string;
  readonly expiresAtMs: number;
}

/** Where licences of a system are had: a path of ours that is good for this stream alone. */
export interface DrmOffer {
  readonly system: DrmSystem;
  readonly path: string;
}

/** A player that asks for a licence. */
export interface LicenceRequest {
  readonly token: string;
  readonly system: DrmSystem;
  readonly challenge: Licence;
  /** Where it asks from, ISO 3166-1 alpha-2; empty: not known. */
  readonly country: string;
  /** The account of the bearer token that came along; `null` without one. Players of sets cannot send any. */
  readonly accountId: string | null;
  readonly signal: AbortSignal;
}

/** A wish as it stands in an address, short. */
type WishFacts = [DrmKind, number, string, string, string, number, string, number];

const NAME = 'licence address';

/**
 * Licences of protected streams. `play` hands out an address per stream; each licence asked for there is decided anew: the sign-in and the
 * stream's place must still stand, and `decide` must still allow the title to this account, from here, now.
 */
export class Drm {
  /** Content keys. */
  readonly vault: KeyVault;
  private readonly sealer: Sealer;

  constructor(private readonly parts: DrmParts) {
    this.vault = new KeyVault(parts.store, parts.keys);
    this.sealer = new Sealer(parts.keys, 'drm', 'token');
  }

  /** Where licences for a stream are had, the best system first; `null`: it is not protected. Empty: it is, and nothing is set up for it. */
  async offers(wish: DrmWish): Promise<readonly DrmOffer[] | null> {
    const title = await this.parts.store.title(wish.kind, wish.itemId);
    if (title === null) return null;
    const { kind, itemId, accountId, familyId, deviceId, maxAge, leaseId, expiresAtMs } = wish;
    const facts: WishFacts = [kind, itemId, accountId, familyId, deviceId, maxAge, leaseId, expiresAtMs];
    const token = this.sealer.seal(JSON.stringify(facts), NAME);
    return title.systems.filter((system) => this.isSetUp(system)).map((system) => ({ system, path: `/drm/${token}/${system}` }));
  }

  /**
   * A licence. Throws `http.forbidden` (an address that is not ours, over, or another account's), `auth.session-ended`, `media.replaced`
   * (the stream ended), `rights.*` and the like (not allowed any more), `media.drm-refused` (another title's key), `media.drm`, `input.invalid`.
   */
  async licence(request: LicenceRequest): Promise<Licence> {
    const wish = this.read(request.token);
    if (wish === null || (request.accountId !== null && request.accountId !== wish.accountId)) throw new AppError('http.forbidden', { message: 'This licence address is not or no longer good.' });
    const title = await this.parts.store.title(wish.kind, wish.itemId);
    if (title?.systems.includes(request.system) !== true || !this.isSetUp(request.system)) throw new AppError('media.drm-unsupported', { message: 'There are no licences of this system.' });
    await this.decide(wish, request.country);
    const { settings, resolve = resolveByName } = this.parts;
    if (request.system === 'clearkey') {
      const asked = readClearKeyRequest(request.challenge.body);
      return { contentType: 'application/json', body: clearKeyLicence(asked, await this.vault.keys(wish)) };
    }
    const server = settings[request.system];
    if (server === null) throw new AppError('media.drm-unsupported');
    return askLicenceServer(server, request.challenge, { networks: settings.networks, resolve }, request.signal);
  }

  private isSetUp(system: DrmSystem): boolean {
    const { settings } = this.parts;
    return system === 'clearkey' ? settings.isClearKeyOn : settings[system] !== null;
  }

  private read(token: string): DrmWish | null {
    const text = this.sealer.open(token, NAME);
    if (text === null) return null;
    // Written by this class alone: what opens is what was sealed.
    const [kind, itemId, accountId, familyId, deviceId, maxAge, leaseId, expiresAtMs] = JSON.parse(text) as WishFacts;
    return expiresAtMs <= this.parts.nowMs() ? null : { kind, itemId, accountId, familyId, deviceId, maxAge, leaseId, expiresAtMs };
  }

  private async decide({ kind, itemId, accountId, familyId, deviceId, maxAge, leaseId }: DrmWish, country: string): Promise<void> {
    const { accounts, sessions, leases, rights } = this.parts;
    const account = await accounts.byId(accountId);
    const isOpen = account !== null && (await sessions.isOpen({ accountId, familyId, deviceId }));
    if (!isOpen) throw new AppError('auth.session-ended', { message: 'This sign-in was ended.' });
    if (leaseId !== '') {
      const kept = await leases.beat(accountId, leaseId);
      if (!kept.ok) throw kept.error;
    }
    const item = await this.item(kind, itemId);
    if (item === null) throw new AppError('media.not-found', { message: 'This is no longer there.' });
    const refusal = await rights.refusal({ account, maxAge, deviceId, country }, item, 'play');
    if (refusal !== null) throw refusal;
  }

  private async item(kind: DrmKind, itemId: number): Promise<RightsItem | null> {
    const { catalog, play } = this.parts;
    if (kind === 'channel') {
      const channel = await catalog.channel(itemId);
      return channel === null ? null : channelItem(channel);
    }
    return (await play.findFile(kind, itemId))?.item ?? null;
  }
}
