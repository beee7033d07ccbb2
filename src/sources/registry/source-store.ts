import type { SourceId } from '#core/base';
import { asFields, listOf, oneOf, rowsOf, textOf } from '#core/wire';
import type { Fields } from '#core/wire';
import type { LogPort, ProxyRoute, StoragePort } from '#ports';
import type { SourceKind } from '#sources/source';
import { createStoredCell, readStored, writeStored } from '#sources/storage';
import type { StoredCell } from '#sources/storage';

/** A configured source without its secrets. */
export interface SourceConfig {
  readonly id: SourceId;
  readonly kind: SourceKind;
  readonly name: string;
  /** For labels. */
  readonly host: string;
  /** Whether it goes by a proxy or the relay; told by the secret, whatever the list says. */
  readonly isPrivate?: true;
}

/** The platform's relay: a source that goes by it goes by the one the viewer is signed in to. */
export interface RelayRoute {
  readonly kind: 'relay';
}

/** The way of a private source. */
export type SourceRoute = ProxyRoute | RelayRoute;

/** What only the source itself may see. Playlist addresses often hold credentials, so addresses are secrets too. */
export interface SourceSecret {
  readonly address: string;
  readonly username: string;
  readonly password: string;
  /** The MAC address a portal knows this set by; absent for other sources. */
  readonly mac?: string;
  /** The way everything of this source goes by; absent: directly. */
  readonly route?: SourceRoute;
}

/** A source with everything needed to make it. */
export interface StoredSource {
  readonly config: SourceConfig;
  readonly secret: SourceSecret;
}

const LIST_KEY = 'sources.v1';
const SECRET_PREFIX = 'source-secret.';
const TOKENS_PREFIX = 'tokens.';

function judgeConfig(fields: Fields): SourceConfig | null {
  const id = textOf(fields, 'id');
  const kind = oneOf(fields['kind'], ['platform', 'xtream', 'playlist', 'stalker'] as const);
  if (!/^[a-z0-9]+$/.test(id) || kind === null) return null;
  return { id: id as SourceId, kind, name: textOf(fields, 'name'), host: textOf(fields, 'host') };
}

/**
 * A stored route. One that cannot be read becomes one that leads nowhere: it must not open the way it was meant to close.
 */
export function judgeRoute(value: unknown): SourceRoute | null {
  if (value === undefined || value === null) return null;
  const fields = asFields(value);
  const kind = fields === null ? null : oneOf(fields['kind'], ['http', 'https', 'socks5', 'relay'] as const);
  if (fields === null || kind === null) return { kind: 'http', host: '', port: 0, username: '', password: '' };
  if (kind === 'relay') return { kind };
  const port = fields['port'];
  return {
    kind, host: textOf(fields, 'host'), port: typeof port === 'number' ? port : 0, username: textOf(fields, 'username'), password: textOf(fields, 'password'),
  };
}

/**
 * Where a source keeps what it was given for its secret: tokens of a sign-in, what a portal knows the set by. Removed with the source. Secret.
 */
export function sourceMemory(storage: StoragePort, log: LogPort, id: SourceId): StoredCell {
  return createStoredCell(storage, log, TOKENS_PREFIX + id);
}

/**
 * Configured sources on the set. The list names them; each secret has its own key. Written so that a killed process leaves either
 * the old or the new state: a secret before the list that names it, the list before the secret it no longer names.
 */
export class SourceStore {
  private readonly storage: StoragePort;
  private readonly log: LogPort;
  private readonly list: StoredCell;

  constructor(storage: StoragePort, log: LogPort) {
    this.storage = storage;
    this.log = log;
    this.list = createStoredCell(storage, log, LIST_KEY);
  }

  /** The configured sources in order; one whose secret is gone is left out. Secrets nobody names are removed. */
  async load(): Promise<readonly StoredSource[]> {
    const fields = asFields(await this.list.read());
    const configs = fields === null ? [] : rowsOf(listOf(fields, 'sources'), judgeConfig);
    const found: StoredSource[] = [];
    for (const config of configs) {
      const secret = asFields(await readStored(this.storage, this.log, SECRET_PREFIX + config.id));
      const address = secret === null ? '' : textOf(secret, 'address');
      if (secret === null || address === '') continue;
      const mac = textOf(secret, 'mac');
      const login = { username: textOf(secret, 'username'), password: textOf(secret, 'password') };
      const route = judgeRoute(secret['route']);
      const named = route === null ? config : { ...config, isPrivate: true as const };
      found.push({ config: named, secret: { address, ...login, ...(mac === '' ? {} : { mac }), ...(route === null ? {} : { route }) } });
    }
    await this.sweep(found.map((source) => source.config.id));
    return found;
  }

  /** Adds or replaces one; durable when it resolves. `all` is the list as it shall be. */
  async put(source: StoredSource, all: readonly SourceConfig[]): Promise<void> {
    await writeStored(this.storage, SECRET_PREFIX + source.config.id, source.secret);
    await this.putList(all);
  }

  /** Writes the list alone: names, order. */
  putList(all: readonly SourceConfig[]): Promise<void> {
    return this.list.write(() => ({ sources: all }));
  }

  /** Takes one out; `all` is the list without it. */
  async remove(id: SourceId, all: readonly SourceConfig[]): Promise<void> {
    await this.putList(all);
    await this.storage.remove(SECRET_PREFIX + id);
    await this.storage.remove(TOKENS_PREFIX + id);
  }

  /** Where the tokens of a platform's sign-in are kept. */
  tokensCell(id: SourceId): StoredCell {
    return sourceMemory(this.storage, this.log, id);
  }

  private async sweep(named: readonly string[]): Promise<void> {
    for (const prefix of [SECRET_PREFIX, TOKENS_PREFIX]) {
      for (const key of await this.storage.keys(prefix)) {
        if (named.indexOf(key.slice(prefix.length)) === -1) await this.storage.remove(key);
      }
    }
  }
}
