import { AppError, MINUTE_MS, SECOND_MS } from '#core/base';
import type { Disposer, Result } from '#core/base';
import { readWireAddress } from '#core/wire';
import type { RelaySettings } from '#server/config';
import type { AccountsStore } from '#server/store';
import { randomToken } from '../server-keys';
import type { ServerKeys } from '../server-keys';
import type { Sessions } from '../sessions';
import type { SharedCounts } from '../shared-counts';
import { AddressGuard } from './address-guard';
import { judgeHeaders, judgeUrl } from './judge-request';
import { checkOnward, readOnwardProxy } from './onward-proxy';
import { RelayLimits } from './relay-limits';
import { PICTURE_TURN_MS, RelayStreams } from './relay-streams';
import { readAtMost } from './read-at-most';
import { AddressSealer } from './sealed-address';
import type { RelayClaim } from './sealed-address';
import { askUpstream, resolveByName } from './upstream-request';
import type { UpstreamAnswer, UpstreamRequest, WayOut } from './upstream-request';

/** What the relay is made of. */
export interface RelayParts {
  readonly settings: RelaySettings;
  /** Address the world reaches the platform at; empty: nobody can be asked for the exit. */
  readonly publicUrl: string;
  readonly keys: ServerKeys;
  readonly sessions: Pick<Sessions, 'isOpen'>;
  readonly accounts: Pick<AccountsStore, 'byId'>;
  /** Volumes of all nodes; absent or `null`: each node counts by itself. */
  readonly counts?: SharedCounts | null;
  readonly nowMs: () => number;
  /** Resolves names; absent: the system does. */
  readonly resolve?: (name: string) => Promise<readonly string[]>;
}

/** A sign-in that asks. */
export interface RelayUser {
  readonly accountId: string;
  readonly familyId: string;
}

/** What addresses are wanted for. */
export interface RelayWish {
  readonly urls: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly isPicture: boolean;
  /** The first of them is a manifest of DASH: it is handed out as one or not at all. */
  readonly isManifest?: boolean;
}

/** How the world sees the relay. */
export interface RelayExit {
  readonly address: string;
  /** ISO 3166-1 alpha-2; empty where nobody knows. */
  readonly country: string;
}

/** What is known of a sign-in is believed this long: segments come every few seconds. */
const STANDING_MS = 15 * SECOND_MS;
/** How long the answer on the exit and on the onward proxy's health is believed. */
const EXIT_MS = MINUTE_MS;
const HEALTH_MS = 5 * SECOND_MS;
const EXIT_LIMIT_BYTES = 4_096;

/**
 * The operator's relay: asks hosts of the internet for viewers who are signed in, by the operator's way out and no other. Gives out
 * addresses for players, which cannot say who they are; what those stand for nobody reads but this platform.
 */
export class Relay {
  readonly limits: RelayLimits;
  readonly streams: RelayStreams;
  private readonly parts: RelayParts;
  private readonly sealer: AddressSealer;
  private readonly way: WayOut;
  private readonly standing = new Map<string, { readonly atMs: number; readonly isGood: boolean }>();
  private exit: { readonly atMs: number; readonly value: RelayExit | null } | null = null;
  private healthyAtMs = -HEALTH_MS;

  /** Throws `input.invalid` for an onward proxy that cannot be read: it must not become "directly". */
  constructor(parts: RelayParts) {
    const { settings, nowMs } = parts;
    const proxy = settings.proxy === '' ? null : readOnwardProxy(settings.proxy);
    if (settings.proxy !== '' && proxy === null) throw new AppError('input.invalid', { message: 'HEARTH_RELAY_PROXY cannot be read, for example HEARTH_RELAY_PROXY=socks5://name:password@host:1080' });
    this.parts = parts;
    this.sealer = new AddressSealer(parts.keys);
    this.way = { guard: new AddressGuard(settings.networks), hosts: settings.hosts, proxy, resolve: parts.resolve ?? resolveByName };
    this.limits = new RelayLimits({ connections: settings.connections, bytesPerDay: settings.gigabytesPerDay * 1e9 }, nowMs, parts.counts ?? null);
    this.streams = new RelayStreams(nowMs);
  }

  /** Throws `net.relay-off` where the operator offers none. */
  demandOn(): void {
    if (!this.parts.settings.isOn) throw new AppError('net.relay-off', { message: 'This platform has no relay.' });
  }

  /**
   * Texts for addresses of the relay, in the order of the wish (empty: a picture that may not be had), and the id of their stream. Throws `net.relay-refused`,
   * `source.bad-address`, `input.invalid`; `net.tunnel-down` while the onward proxy is.
   */
  async sign(user: RelayUser, wish: RelayWish): Promise<{ readonly streamId: string; readonly tokens: readonly string[] }> {
    this.demandOn();
    const headers = must(judgeHeaders(wish.headers));
    const urls = wish.urls.map((url) => {
      const judged = judgeUrl(url, this.way);
      if (!judged.ok && !wish.isPicture) throw judged.error;
      return judged.ok ? judged.value.href : '';
    });
    if (!wish.isPicture) await this.demandOnward();
    const now = this.parts.nowMs();
    const streamId = wish.isPicture ? 'pictures' : randomToken(9);
    if (!wish.isPicture) this.streams.start(streamId, user.accountId);
    const issuedAtSec = Math.floor((wish.isPicture ? Math.floor(now / PICTURE_TURN_MS) * PICTURE_TURN_MS : now) / SECOND_MS);
    const claim = { streamId, accountId: user.accountId, familyId: user.familyId, issuedAtSec, isPicture: wish.isPicture, headers };
    const roleOf = (index: number): RelayClaim['role'] => (index === 0 && wish.isManifest === true ? 'manifest' : 'part');
    return { streamId, tokens: urls.map((url, index) => (url === '' ? '' : this.sealer.seal({ ...claim, role: roleOf(index), url }))) };
  }

  /** The text of another address of the same stream: a part named in its playlist or manifest, a template of parts, or where the manifest is next. */
  partOf(claim: RelayClaim, url: string, role: RelayClaim['role'] = 'part'): string {
    return this.sealer.seal({ ...claim, role, url });
  }

  /**
   * What a text of an address stands for. Throws `http.forbidden` for one that is not ours, over, or whose viewer has been signed out or
   * closed; which of these is told to nobody.
   */
  async open(token: string): Promise<RelayClaim> {
    this.demandOn();
    const claim = this.sealer.open(token);
    if (claim === null || !this.streams.use(claim) || !(await this.stands(claim))) throw new AppError('http.forbidden', { message: 'This address is not or no longer good.' });
    return claim;
  }

  /** Judged headers of a request; throws `input.invalid`. */
  headersOf(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    return must(judgeHeaders(headers));
  }

  /** Takes a place among the account's requests until the disposer runs; throws `net.relay-limit`. */
  enter(accountId: string): Promise<Disposer> {
    return this.limits.enter(accountId);
  }

  /** Asks a host by the operator's way out; errors as `askUpstream`. */
  ask(request: UpstreamRequest): Promise<UpstreamAnswer> {
    return askUpstream(request, this.way);
  }

  /** How the world sees the relay; `null` where nobody can be asked. Throws `net.tunnel-down` or `net.tunnel-refused` while the onward proxy fails. */
  async seenAs(): Promise<RelayExit | null> {
    this.demandOn();
    await this.demandOnward();
    const { nowMs, publicUrl } = this.parts;
    if (this.exit !== null && nowMs() - this.exit.atMs < EXIT_MS) return this.exit.value;
    const value = publicUrl === '' ? null : await this.askExit(`${publicUrl}/api/v1/address`);
    this.exit = { atMs: nowMs(), value };
    return value;
  }

  private async askExit(url: string): Promise<RelayExit | null> {
    const ending = AbortSignal.timeout(5 * SECOND_MS);
    try {
      const { status, response } = await askUpstream({ url, method: 'GET', headers: { accept: 'application/json' }, body: null, headTimeoutMs: 5 * SECOND_MS, signal: ending }, { ...this.way, hosts: [] });
      const body = await readAtMost(response, EXIT_LIMIT_BYTES);
      return body !== null && status === 200 ? readWireAddress(body.toString('utf8')) : null;
    } catch (error) {
      if (error instanceof AppError && error.code.startsWith('net.tunnel-')) throw error;
      // The platform cannot reach itself from outside: then nothing is claimed.
      return null;
    }
  }

  private async demandOnward(): Promise<void> {
    const { nowMs } = this.parts;
    if (this.way.proxy === null || nowMs() - this.healthyAtMs < HEALTH_MS) return;
    await checkOnward(this.way.proxy);
    this.healthyAtMs = nowMs();
  }

  /** Whether the sign-in an address was given out to still stands. */
  private async stands({ accountId, familyId }: RelayClaim): Promise<boolean> {
    const now = this.parts.nowMs();
    const known = this.standing.get(familyId);
    if (known !== undefined && now - known.atMs < STANDING_MS) return known.isGood;
    const account = await this.parts.accounts.byId(accountId);
    const isGood = account !== null && account.status === 'active' && (await this.parts.sessions.isOpen({ accountId, familyId, deviceId: '' }));
    if (this.standing.size > 1_000) this.standing.clear();
    this.standing.set(familyId, { atMs: now, isGood });
    return isGood;
  }
}

function must<T>(result: Result<T, AppError>): T {
  if (!result.ok) throw result.error;
  return result.value;
}
