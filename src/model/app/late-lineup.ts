import { Once, parseItemKey, toAppError } from '#core/base';
import type { CatalogCore } from '#model/catalog';
import type { LineupModel } from '#model/lineup';
import type { Host } from '#ports';
import { createStoredCell } from '#sources/storage';
import type { StoredCell } from '#sources/storage';
import type { AppModel } from './app-model';

/** What the line-up takes of the app. */
type ArrangedApp = Pick<AppModel, 'translator' | 'session' | 'live'> & { readonly catalog: CatalogCore };

/** Loads the line-up where a profile has one, or where it is to be edited: the start of the app does not carry it. */
export class LateLineup {
  private readonly made = new Once(() => this.make());
  private profileId: string | null = null;
  private readonly host: Host;
  private readonly app: ArrangedApp;

  constructor(host: Host, app: ArrangedApp) {
    this.host = host;
    this.app = app;
  }

  /** The line-up of the profile that watches. Rejects where its code cannot be loaded; the next call tries again. */
  open(): Promise<LineupModel> {
    return this.made.get();
  }

  /** Somebody else watches; resolves when channels are seen as they arranged them. Without the code the provider's line-up stays. */
  async useProfile(profileId: string | null): Promise<void> {
    this.profileId = profileId;
    try {
      const { current } = this.made;
      if (current !== null) await (await current).openProfile(profileId);
      else if (profileId !== null && (await this.cell(profileId).read()) !== null && this.profileId === profileId) await this.open();
    } catch (error) {
      this.host.log.write('warn', 'no line-up', { reason: toAppError(error).message });
    }
  }

  /** Lets go of it. */
  dispose(): void {
    this.made.use((lineup) => {
      lineup.dispose();
    });
    this.made.forget();
  }

  private cell(profileId: string): StoredCell {
    return createStoredCell(this.host.storage, this.host.log, `lineup.${profileId}`);
  }

  private async make(): Promise<LineupModel> {
    const { createLineupModel } = await import('#model/lineup');
    const { clock, log } = this.host;
    const { translator, catalog, session } = this.app;
    const lineup = createLineupModel({
      clock, log, translator, catalog,
      sourceIds: () => session.sources.peek().map(({ id }) => id),
      isListed: (key) => {
        const source = parseItemKey(key)?.source;
        return source !== undefined && (catalog.catalogOf(source)?.rowOf('channel', key) ?? -1) !== -1;
      },
      versions: () => this.app.live.channelVersions(),
      guides: catalog,
      cellOf: (id) => this.cell(id),
    });
    await lineup.openProfile(this.profileId);
    return lineup;
  }
}
