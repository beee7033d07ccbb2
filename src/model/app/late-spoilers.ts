import { signal } from '#core/state';
import type { CatalogCore } from '#model/catalog';
import type { SpoilersModel } from '#model/spoilers';
import type { Host } from '#ports';
import type { AppModel, SpoilersAccess } from './app-model';
import { LateOfProfile } from './late-of-profile';

/** What the protection takes of the app. */
type ProtectedApp = Pick<AppModel, 'translator'> & { readonly catalog: CatalogCore };

/** Loads the protection: without its code all is told. */
export class LateSpoilers extends LateOfProfile<SpoilersModel> implements SpoilersAccess {
  readonly model = signal<SpoilersModel | null>(null);
  private readonly app: ProtectedApp;

  constructor(host: Host, app: ProtectedApp) {
    super(host, 'spoilers', 'no protection');
    this.app = app;
  }

  protected override async load(): Promise<SpoilersModel> {
    const { createSpoilersModel } = await import('#model/spoilers');
    const { catalog, translator } = this.app;
    return createSpoilersModel({ clock: this.host.clock, translator, cellOf: (id) => this.cellOf(id), veilGuide: (veil) => { catalog.veilGuide(veil); } });
  }

  protected override async make(): Promise<SpoilersModel> {
    const model = await super.make();
    this.model.value = model;
    return model;
  }
}
