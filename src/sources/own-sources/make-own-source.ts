import type { Capabilities, ClockPort } from '#ports';
import type { HttpClient } from '#sources/http';
import { PlaylistSource } from '#sources/playlist';
import type { StoredSource } from '#sources/registry';
import type { Source } from '#sources/source';
import { XtreamSource } from '#sources/xtream';

/** What own sources work with. */
export interface OwnSourceDeps {
  readonly client: HttpClient;
  readonly clock: ClockPort;
  readonly capabilities: Capabilities;
}

/** The source behind a stored playlist or Xtream line. */
export function makeOwnSource({ config, secret }: StoredSource, deps: OwnSourceDeps): Source {
  const { client, clock, capabilities } = deps;
  if (config.kind === 'playlist') return new PlaylistSource({ id: config.id, address: secret.address, client, clock });
  const access = { server: secret.address, username: secret.username, password: secret.password };
  return new XtreamSource({ id: config.id, access, client, clock, capabilities });
}
