import { parseItemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import type { CatalogReader, Row } from '#core/catalog';
import { computed, signal } from '#core/state';
import type { Cards, CardView } from '#model/cards';
import { fixedCardList, lazyCardList } from '#model/cards';
import type { CatalogModel } from '#model/catalog';
import type { FavouritesModel } from '#model/favourites';
import type { Translator } from '#model/i18n';
import type { ProgressModel } from '#model/progress';
import type { LibraryGrid, LibraryModel, LibrarySort } from './library-model';
import { sortTitles } from './sort-titles';

/** What the grids need. */
export interface LibraryDeps {
  readonly catalog: CatalogModel;
  readonly cards: Cards;
  readonly translator: Translator;
  readonly favourites: FavouritesModel;
  readonly progress: ProgressModel;
}

function cardAt(cards: Cards, catalog: CatalogReader, kind: 'movie' | 'series', row: Row): CardView | null {
  if (kind === 'movie') {
    const movie = catalog.movie(row);
    return movie === null ? null : cards.movie(movie, 'poster');
  }
  const series = catalog.series(row);
  return series === null ? null : cards.series(series, 'poster');
}

function createGrid(deps: LibraryDeps, kind: 'movie' | 'series'): LibraryGrid {
  const { catalog, translator } = deps;
  const chosen = signal('all');
  const sort = signal<LibrarySort>('newest');
  const categories = computed(() => {
    const reader = catalog.catalog.value;
    const all = { id: 'all', name: translator.t('library.all'), count: reader.count(kind) };
    return [all].concat(reader.categories(kind).map((each) => ({ id: `c${String(each.index)}`, name: each.name, count: each.count })));
  });
  const category = computed(() => {
    const id = chosen.value;
    return categories.value.some((each) => each.id === id) ? id : 'all';
  });
  const rows = computed(() => {
    const reader = catalog.catalog.value;
    const id = category.value;
    return sortTitles(reader, kind, reader.rows(kind, id === 'all' ? 'all' : Number(id.slice(1))), sort.value);
  });
  return {
    categories,
    category,
    sort,
    cards: computed(() => {
      // A new list object when language or progress change, so that visible cells are bound again.
      void translator.locale.value;
      void deps.progress.revision.value;
      const reader = catalog.catalog.value;
      const list = rows.value;
      return lazyCardList(
        list.length,
        (index) => cardAt(deps.cards, reader, kind, list[index] ?? -1),
        (id) => {
          const row = reader.rowOf(kind, id as ItemKey);
          return row === -1 ? -1 : list.indexOf(row);
        },
      );
    }),
    countText: computed(() => translator.t(kind === 'movie' ? 'library.films' : 'library.series', { count: rows.value.length })),
    isLoading: computed(
      () => catalog.catalog.value.count(kind) === 0 && (catalog.refresh.value.kind === 'empty' || catalog.refresh.value.kind === 'loading'),
    ),
    chooseCategory(id) {
      chosen.value = id;
    },
    chooseSort(next) {
      sort.value = next;
    },
  };
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
      for (const key of Array.from(deps.favourites.keys.value).reverse()) {
        const kind = parseItemKey(key)?.kind;
        if (kind !== 'movie' && kind !== 'series') continue;
        const card = cardAt(deps.cards, reader, kind, reader.rowOf(kind, key));
        if (card !== null) found.push(card);
      }
      return fixedCardList(found);
    }),
  };
}
