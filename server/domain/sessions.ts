import { randomUUID } from 'node:crypto';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '#core/base';
import type { WireToken } from '#core/wire';
import type { DevicesStore, TokensStore } from '#server/store';
import { randomToken } from './server-keys';
import type { ServerKeys } from './server-keys';
import { tokenHash } from './token-hash';

/** Life of an access token. Longer: a revoked set keeps what it learnt; shorter: more refreshes. Revocation itself is at once. */
const ACCESS_LIFE_MS = 15 * MINUTE_MS;
/** A set unused for this long signs in again. */
const REFRESH_LIFE_MS = 90 * DAY_MS;
/** How long a replaced refresh token may be repeated: televisions lose the answer when they sleep in mid-request. */
const REFRESH_GRACE_MS = 60 * SECOND_MS;

/** What an access token says. */
export interface AccessFacts {
  readonly familyId: string;
  readonly accountId: string;
  readonly deviceId: string;
}

/** Where sign-ins and devices are kept. */
export interface SessionStores {
  readonly tokens: TokensStore;
  readonly devices: DevicesStore;
}

/** A set that signs in. */
export interface NewDevice {
  readonly clientId: string;
  readonly name: string;
  readonly ip: string;
}

/** Sign-ins of devices: short signed access tokens, rotating opaque refresh tokens stored by hash. */
export class Sessions {
  constructor(
    private readonly store: SessionStores,
    private readonly keys: ServerKeys,
    private readonly nowMs: () => number,
  ) {}

  /** Registers the device and starts its session. */
  async start(accountId: string, device: NewDevice): Promise<WireToken> {
    const now = this.nowMs();
    const deviceId = randomUUID();
    const familyId = randomUUID();
    await this.store.devices.create({
      id: deviceId, accountId, clientId: device.clientId, name: device.name, createdAtMs: now, lastSeenMs: now, lastIp: device.ip,
    });
    const refresh = randomToken();
    const family = { id: familyId, accountId, deviceId, createdAtMs: now, revokedAtMs: 0 };
    await this.store.tokens.start(family, { hash: tokenHash(refresh), familyId, issuedAtMs: now, expiresAtMs: now + REFRESH_LIFE_MS });
    return this.answer({ familyId, accountId, deviceId }, refresh);
  }

  /** Exchanges a refresh token; `null` when it is unknown, expired, revoked, or reused (which ends the session). */
  async refresh(presented: string, ip: string): Promise<WireToken | null> {
    const now = this.nowMs();
    const next = randomToken();
    const row = { hash: tokenHash(next), issuedAtMs: now, expiresAtMs: now + REFRESH_LIFE_MS };
    const outcome = await this.store.tokens.rotate(tokenHash(presented), row, REFRESH_GRACE_MS);
    if (outcome.kind !== 'rotated' && outcome.kind !== 'repeated') return null;
    const { id, accountId, deviceId } = outcome.family;
    await this.store.devices.touch(deviceId, now, ip);
    return this.answer({ familyId: id, accountId, deviceId }, next);
  }

  /** What a good access token says; `null` when it is not ours or over. Whether its session still stands is {@link isOpen}. */
  readAccess(token: string): AccessFacts | null {
    const read = this.readSigned(token);
    return read !== null && read.expiresAtMs > this.nowMs() ? read.facts : null;
  }

  /** Whether the session of an access token has not been ended. */
  async isOpen(facts: AccessFacts): Promise<boolean> {
    const family = await this.store.tokens.family(facts.familyId);
    return family !== null && family.revokedAtMs === 0;
  }

  /** Ends the session a token belongs to: an access token (expired ones too) or a refresh token. Others are passed over. */
  async end(token: string): Promise<void> {
    const familyId = this.readSigned(token)?.facts.familyId ?? (await this.store.tokens.familyOf(tokenHash(token)))?.id;
    if (familyId !== undefined) await this.store.tokens.revokeFamily(familyId, this.nowMs());
  }

  /** Signs a device of an account out, at once. */
  async endDevice(accountId: string, deviceId: string): Promise<void> {
    await this.store.tokens.revokeDevice(accountId, deviceId, this.nowMs());
  }

  private readSigned(token: string): { readonly facts: AccessFacts; readonly expiresAtMs: number } | null {
    const [version, payload, signature, ...rest] = token.split('.');
    if (version !== 'h1' || payload === undefined || signature === undefined || rest.length > 0) return null;
    if (!this.keys.isSigned('access', payload, signature)) return null;
    const [familyId, accountId, deviceId, expiry] = Buffer.from(payload, 'base64url').toString('utf8').split('|');
    if (familyId === undefined || accountId === undefined || deviceId === undefined) return null;
    return { facts: { familyId, accountId, deviceId }, expiresAtMs: Number(expiry) };
  }

  private answer(facts: AccessFacts, refreshToken: string): WireToken {
    const expiresAtMs = this.nowMs() + ACCESS_LIFE_MS;
    const payload = Buffer.from([facts.familyId, facts.accountId, facts.deviceId, String(expiresAtMs)].join('|')).toString('base64url');
    return {
      access_token: `h1.${payload}.${this.keys.sign('access', payload)}`,
      token_type: 'Bearer',
      expires_in: ACCESS_LIFE_MS / SECOND_MS,
      refresh_token: refreshToken,
    };
  }
}
