import type { Translator } from '#model/i18n';
import type { Host } from '#ports';
import type { HttpClient } from '#sources/http';
import type { Ingest } from '#sources/ingest';
import type { PlatformApi } from '#sources/platform';
import type { StoredSource } from '#sources/registry';
import type { Source } from '#sources/source';

/** What own sources are made with. */
export interface OwnSourcesDeps {
  readonly host: Host;
  readonly client: HttpClient;
  readonly translator: Translator;
  /** The platform the viewer is signed in to, whose relay sources may go by. */
  platform(): PlatformApi | null;
}

/** Makes the viewer's own sources, whose code is loaded with the first of them. */
export class OwnSources {
  private ingest: Ingest | null = null;
  private readonly deps: OwnSourcesDeps;

  constructor(deps: OwnSourcesDeps) {
    this.deps = deps;
  }

  /** A source as it was stored. Rejects where the code cannot be loaded. */
  async make(stored: StoredSource): Promise<Source> {
    const { host, client, translator, platform } = this.deps;
    const { createIngest, makeOwnSource } = await import('#sources/own-sources');
    const ingest = (this.ingest ??= createIngest(host));
    return makeOwnSource(stored, { ...host, client, capabilities: host.device.capabilities, ingest, relay: platform, languages: () => [translator.locale.peek()] });
  }

  /** Ends what reads lists. */
  dispose(): void {
    this.ingest?.dispose();
  }
}
