import { NEVER_CANCELLED, runInSlices, toAppError } from '#core/base';
import type { ItemKey } from '#core/base';
import type { CatalogReader, ColumnarCatalog, FacetChoice, FacetCounts, FacetName, Row, RowList } from '#core/catalog';
import { computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { CardList, CardView } from '#model/cards';
import { lazyCardList, posterCard } from '#model/cards';
import type { LibraryDeps } from './create-library-model';
import type * as filtering from './filtering';
import type { FilterChip, FilterGroup, LibraryCategory, LibraryGrid, LibrarySort, TitleVersion } from './library-model';
import { sortTitles } from './sort-titles';
import type { TitleSifter } from './title-sifter-contract';

type TitleKind = 'movie' | 'series';

const FACETS: readonly FacetName[] = ['genre', 'year', 'language', 'rating', 'source'];
const NOTHING: RowList = { length: 0, at: () => -1, indexOf: () => -1 };

/** Facet and value of a chip's id. */
function partsOf(id: string): { readonly facet: FacetName; readonly value: string } | null {
  const at = id.indexOf(':');
  const facet = FACETS.find((name) => name === id.slice(0, at));
  return facet === undefined ? null : { facet, value: id.slice(at + 1) };
}

class Grid implements LibraryGrid {
  readonly sort = signal<LibrarySort>('newest');
  readonly categories: ReadonlySignal<readonly LibraryCategory[]>;
  readonly category: ReadonlySignal<string>;
  readonly cards: ReadonlySignal<CardList>;
  readonly countText: ReadonlySignal<string>;
  readonly isLoading: ReadonlySignal<boolean>;
  readonly chips: ReadonlySignal<readonly FilterChip[]>;
  private readonly chosen = signal('all');
  private readonly choice = signal<FacetChoice>({});
  private readonly sifter = signal<TitleSifter | null>(null);
  private readonly rows: ReadonlySignal<readonly Row[]>;
  private readonly deps: LibraryDeps;
  private readonly kind: TitleKind;
  private late: typeof filtering | null = null;
  private everything: { readonly mark: string; readonly counts: FacetCounts } | null = null;
  private preparing: Promise<void> | null = null;

  constructor(deps: LibraryDeps, kind: TitleKind) {
    const { catalog, translator } = deps;
    this.deps = deps;
    this.kind = kind;
    this.categories = computed(() => this.makeCategories());
    this.category = computed(() => {
      const id = this.chosen.value;
      return this.categories.value.some((each) => each.id === id) ? id : 'all';
    });
    this.rows = computed(() => sortTitles(catalog.catalog.value, kind, this.narrowed(), this.sort.value));
    this.cards = computed(() => this.makeCards());
    this.countText = computed(() => translator.t(kind === 'movie' ? 'library.films' : 'library.series', { count: this.rows.value.length }));
    this.isLoading = computed(() => {
      const reader = catalog.catalog.value;
      if (reader.count(kind) > 0) return this.isFiltered && this.sifterOf(reader) === null;
      const refresh = catalog.refresh.value.kind;
      return refresh === 'empty' || refresh === 'loading';
    });
    this.chips = computed(() => this.makeChips());
  }

  chooseCategory(id: string): void {
    this.chosen.value = id;
  }

  chooseSort(next: LibrarySort): void {
    this.sort.value = next;
  }

  prepare(): Promise<void> {
    if (this.sifterOf(this.deps.catalog.catalog.peek()) !== null) return Promise.resolve();
    this.preparing ??= this.build()
      .catch((error: unknown) => {
        this.deps.log.write('warn', 'titles cannot be filtered', { reason: toAppError(error).message });
      })
      .then(() => {
        this.preparing = null;
      });
    return this.preparing;
  }

  filterGroups(): readonly FilterGroup[] {
    const sifter = this.sifterOf(this.deps.catalog.catalog.value);
    if (this.late === null || sifter === null) return [];
    const base = this.base();
    const choice = this.choice.value;
    const { revision } = this.deps.catalog.catalog.peek();
    const mark = `${revision} ${this.category.peek()}`;
    // Counted once for each list: it says which values there are.
    if (this.everything?.mark !== mark) this.everything = { mark, counts: sifter.count(base, {}) };
    const all = this.everything.counts;
    return this.late.filterGroups(this.deps, FACETS, choice, { all, now: this.isFiltered ? sifter.count(base, choice) : all });
  }

  toggleFilter(id: string): void {
    const parts = partsOf(id);
    if (parts === null) return;
    const choice = this.choice.peek();
    const values = choice[parts.facet] ?? [];
    const isIn = values.indexOf(parts.value) !== -1;
    this.choice.value = { ...choice, [parts.facet]: isIn ? values.filter((value) => value !== parts.value) : values.concat(parts.value) };
  }

  clearFilters(): void {
    this.choice.value = {};
  }

  versionsOf(key: ItemKey): readonly TitleVersion[] {
    const reader = this.deps.catalog.catalog.value;
    const sifter = this.sifterOf(reader);
    const row = reader.rowOf(this.kind, key);
    const rows = sifter === null || row === -1 ? [] : sifter.versions(row);
    return this.late === null || rows.length < 2 ? [] : this.late.versionLabels(this.deps, reader, this.kind, rows, key);
  }

  private get isFiltered(): boolean {
    const choice = this.choice.value;
    return FACETS.some((facet) => (choice[facet] ?? []).length > 0);
  }

  private sifterOf(reader: CatalogReader): TitleSifter | null {
    const sifter = this.sifter.value;
    return sifter?.fits(reader) === true ? sifter : null;
  }

  private base(): RowList {
    const id = this.category.value;
    return this.deps.catalog.catalog.value.rows(this.kind, id === 'all' ? 'all' : Number(id.slice(1)));
  }

  /** What cannot be filtered yet shows nothing rather than titles that do not fit. */
  private narrowed(): RowList {
    const sifter = this.sifterOf(this.deps.catalog.catalog.value);
    if (sifter !== null) return sifter.narrow(this.base(), this.choice.value);
    return this.isFiltered ? NOTHING : this.base();
  }

  private async build(): Promise<void> {
    const { catalog, clock, sourceIds } = this.deps;
    this.late ??= await import('./filtering');
    // What is stored comes first; a catalogue that takes its place meanwhile is looked through in turn.
    for (;;) {
      await catalog.whole();
      const parts = sourceIds().map((id) => catalog.catalogOf(id)).filter((part): part is ColumnarCatalog => part !== null);
      const sifter = await runInSlices(clock, this.late.buildTitleSifter(this.kind, parts), NEVER_CANCELLED);
      const now = sourceIds().map((id) => catalog.catalogOf(id)).filter((part) => part !== null);
      if (now.some((part, index) => part !== parts[index]) || now.length !== parts.length) continue;
      this.sifter.value = sifter;
      return;
    }
  }

  private makeCategories(): readonly LibraryCategory[] {
    const reader = this.deps.catalog.catalog.value;
    const all = { id: 'all', name: this.deps.translator.t('library.all'), count: reader.count(this.kind) };
    return [all].concat(reader.categories(this.kind).map((each) => ({ id: `c${String(each.index)}`, name: each.name, count: each.count })));
  }

  private makeChips(): readonly FilterChip[] {
    const choice = this.choice.value;
    const chips: FilterChip[] = [];
    for (const facet of FACETS) {
      for (const value of choice[facet] ?? []) chips.push({ id: `${facet}:${value}`, label: this.late?.chipLabel(this.deps, facet, value) ?? value });
    }
    return chips;
  }

  private makeCards(): CardList {
    const { catalog, cards, translator, progress } = this.deps;
    // A new list object when language or progress change, so that visible cells are bound again.
    void translator.locale.value;
    void progress.revision.value;
    const reader = catalog.catalog.value;
    const sifter = this.sifterOf(reader);
    const list = this.rows.value;
    return lazyCardList(
      list.length,
      (index) => {
        const row = list[index] ?? -1;
        const card = posterCard(cards, reader, this.kind, row);
        return card === null || sifter === null ? card : this.withVersions(card, reader, sifter.versions(row));
      },
      (id) => {
        const row = reader.rowOf(this.kind, id as ItemKey);
        return row === -1 ? -1 : list.indexOf(row);
      },
    );
  }

  private withVersions(card: CardView, reader: CatalogReader, rows: readonly Row[]): CardView {
    const count = rows.filter((row) => (this.kind === 'movie' ? reader.movie(row) : reader.series(row)) !== null).length;
    if (count < 2) return card;
    const text = this.deps.translator.t('library.versions', { count });
    return { ...card, facts: card.facts.concat(text), spoken: `${card.spoken}, ${text}` };
  }
}

/** Makes the grid of films or of series. */
export function createGrid(deps: LibraryDeps, kind: TitleKind): LibraryGrid {
  return new Grid(deps, kind);
}
