import type { BlobStoragePort, Capabilities, ClockPort, HttpPort, LogPort, ServicePort, StoragePort } from '#ports';
import { HttpClient } from '#sources/http';
import type { Ingest } from '#sources/ingest';
import { PlaylistSource } from '#sources/playlist';
import { FileHttp, fileIdOf } from '#sources/playlist-file';
import { ProxyTunnel, RelayTunnel, RoutedHttp, RoutedSource } from '#sources/private-connection';
import type { RelayApi } from '#sources/private-connection';
import { sourceMemory } from '#sources/registry';
import type { StoredSource } from '#sources/registry';
import type { Source } from '#sources/source';
import { StalkerSource } from '#sources/stalker';
import { XtreamSource } from '#sources/xtream';

/** What own sources work with. */
export interface OwnSourceDeps {
  readonly client: HttpClient;
  /** Reads their lists and guides; one for all of them. */
  readonly ingest: Ingest;
  readonly clock: ClockPort;
  readonly capabilities: Capabilities;
  readonly storage: StoragePort;
  readonly log: LogPort;
  readonly http: HttpPort;
  /** Where playlists are kept that came as a file. */
  readonly blobs: BlobStoragePort;
  /** Goes through proxies; `null` where the host cannot. */
  readonly service: ServicePort | null;
  /** The relay of the platform the viewer is signed in to; `null` while there is none. */
  relay(): RelayApi | null;
  /** Two-letter languages guides are read in, in order of preference. */
  languages(): readonly string[];
}

/** The source behind a stored playlist, Xtream line or portal; one with a route goes by it and no other way. */
export function makeOwnSource(stored: StoredSource, deps: OwnSourceDeps): Source {
  const { route } = stored.secret;
  if (route === undefined) return makeDirect(stored, deps);
  const tunnel = route.kind === 'relay' ? new RelayTunnel(() => deps.relay(), deps.clock) : new ProxyTunnel(deps.service, route);
  const http = new RoutedHttp(tunnel);
  return new RoutedSource(makeDirect(stored, { ...deps, http, client: new HttpClient(http) }), tunnel);
}

function makeDirect({ config, secret }: StoredSource, deps: OwnSourceDeps): Source {
  const { client, clock, capabilities, ingest, languages } = deps;
  if (config.kind === 'playlist') {
    const isKept = fileIdOf(secret.address) !== null;
    const reader = isKept ? new HttpClient(new FileHttp(deps.http, deps.blobs)) : client;
    return new PlaylistSource({ id: config.id, address: secret.address, client: reader, clock, ingest, languages });
  }
  if (config.kind === 'stalker') {
    const { storage, log, http } = deps;
    const access = { address: secret.address, mac: secret.mac ?? '', username: secret.username, password: secret.password };
    const { forbiddenHeaders } = http;
    return new StalkerSource({ id: config.id, access, client, clock, ingest, log, forbiddenHeaders, memory: sourceMemory(storage, log, config.id) });
  }
  const access = { server: secret.address, username: secret.username, password: secret.password };
  return new XtreamSource({ id: config.id, access, client, clock, capabilities, ingest, languages });
}
