import { parseItemKey } from '#core/base';
import type { Disposer } from '#core/base';
import type { CatalogCore } from '#model/catalog';
import type { LineupModel } from '#model/lineup';
import type { Host } from '#ports';
import type { StoredCell } from '#sources/storage';
import type { AppModel } from './app-model';
import { LateOfProfile } from './late-of-profile';

/** What the line-up takes of the app. */
type ArrangedApp = Pick<AppModel, 'translator' | 'session' | 'live'> & { readonly catalog: CatalogCore };

/** Loads the line-up: without its code the provider's stays. */
export class LateLineup extends LateOfProfile<LineupModel> {
  private readonly listeners = new Set<() => void>();
  private readonly app: ArrangedApp;

  constructor(host: Host, app: ArrangedApp) {
    super(host, 'lineup', 'no line-up');
    this.app = app;
  }

  /** Hears each change as it is stored. */
  onKept(listener: () => void): Disposer {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  protected override cellOf(profileId: string): StoredCell {
    const cell = super.cellOf(profileId);
    return {
      ...cell,
      write: (value) => {
        this.listeners.forEach((listener) => {
          listener();
        });
        return cell.write(value);
      },
    };
  }

  protected override async load(): Promise<LineupModel> {
    const { createLineupModel } = await import('#model/lineup');
    const { clock, log } = this.host;
    const { translator, catalog, session } = this.app;
    return createLineupModel({
      clock, log, translator, catalog,
      sourceIds: () => session.sources.peek().map(({ id }) => id),
      isListed: (key) => {
        const source = parseItemKey(key)?.source;
        return source !== undefined && (catalog.catalogOf(source)?.rowOf('channel', key) ?? -1) !== -1;
      },
      versions: () => this.app.live.channelVersions(),
      guides: catalog,
      cellOf: (id) => this.cellOf(id),
    });
  }
}
