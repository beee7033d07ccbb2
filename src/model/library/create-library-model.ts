import { parseItemKey } from '#core/base';
import type { SourceId } from '#core/base';
import { computed } from '#core/state';
import type { Cards, CardView } from '#model/cards';
import { fixedCardList, posterCard } from '#model/cards';
import type { CatalogModel } from '#model/catalog';
import type { FavouritesModel } from '#model/favourites';
import type { Translator } from '#model/i18n';
import type { ProgressModel } from '#model/progress';
import type { VersionMerger } from '#model/versions';
import type { ClockPort, LogPort } from '#ports';
import { createGrid } from './create-grid';
import type { LibraryModel } from './library-model';

/** What the grids need. */
export interface LibraryDeps {
  readonly clock: ClockPort;
  readonly log: LogPort;
  readonly catalog: CatalogModel;
  readonly cards: Cards;
  readonly translator: Translator;
  readonly favourites: FavouritesModel;
  readonly progress: ProgressModel;
  /** Leaves one version of each; `null` until it is loaded. Effects that read it follow. */
  versions(): VersionMerger | null;
  /** The sources whose rows make up the catalogue, in their order. */
  sourceIds(): readonly SourceId[];
  /** Name of a source; empty if unknown. */
  nameOf(sourceId: string): string;
}

/** Makes the grids and My list. */
export function createLibraryModel(deps: LibraryDeps): LibraryModel {
  return {
    movies: createGrid(deps, 'movie'),
    series: createGrid(deps, 'series'),
    myList: computed(() => {
      void deps.translator.locale.value;
      void deps.progress.revision.value;
      const reader = deps.catalog.catalog.value;
      const found: CardView[] = [];
      const keys = Array.from(deps.favourites.keys.value).reverse();
      for (const key of deps.versions()?.firstOfEach(reader, keys) ?? keys) {
        const kind = parseItemKey(key)?.kind;
        if (kind !== 'movie' && kind !== 'series') continue;
        const card = posterCard(deps.cards, reader, kind, reader.rowOf(kind, key));
        if (card !== null) found.push(card);
      }
      return fixedCardList(found);
    }),
  };
}
