import { computed } from '#core/state';
import type { CardContent } from '#ui/components';
import type { CardList, CardView } from '#model/cards';
import type { FilterChip, LibraryCategory, LibraryGrid, LibrarySort } from '#model/library';
import { Ambient, ButtonRow, CardGrid, EmptyState, PillStrip, Skeleton } from '#ui/components';
import type { ButtonSpec } from '#ui/components';
import { CANVAS_WIDTH, LightningElement } from '#ui/engine';
import { openFilters } from './open-filters';
import type { AnyView, KeyPress, Text } from '#ui/engine';
import { AMBIENT, CARDS, CONTROLS, GRID, SAFE } from '#ui/theme';
import { askChoice } from '../choice/choice-panel';
import { GridPage } from '../grid-page';
import { openOptions } from '../open-options';
import type { PageProps } from '../page-props';
import { GridScrims } from './grid-scrims';

/** Which of the two grids. */
export interface LibraryPageProps extends PageProps {
  readonly kind: 'movies' | 'series';
}

type Area = 'filters' | 'buttons' | 'grid' | 'empty';

/** From the mock, pixels from the top of the page. */
const TITLE_Y = SAFE.top - 4;
const COUNT_Y = SAFE.top + 10;
const COUNT_GAP = 48;
const FILTERS_Y = 132;
const GRID_Y = 226;
const EMPTY_Y = 200;
const SORT_GAP = 24;
const BUTTON_GAP = 16;
/** Pill that gives up all filters. */
const CLEAR = 'clear-filters';
const ROW_PITCH = 446;
const SORTS: readonly LibrarySort[] = ['newest', 'name', 'rating', 'year'];

/** Movies or Series: the provider's categories and the order above a grid of posters. */
export class LibraryPage extends GridPage<LibraryPageProps> {
  declare private library: LibraryGrid;
  declare private ambient: Ambient;
  declare private header: LightningElement;
  declare private count: Text;
  declare private filters: PillStrip;
  declare private buttons: ButtonRow;
  declare private scrims: GridScrims;
  declare private skeleton: Skeleton | null;
  declare private area: Area;
  /** The category or order was changed here: the grid begins at its top. */
  declare private isOtherList: boolean;

  override get canSleep(): boolean {
    return true;
  }

  override pageTitle(): string {
    return `${this.title}, ${this.library.countText.peek()}`;
  }

  override isAtTop(): boolean {
    return this.area !== 'grid' || this.grid.isAtTop;
  }

  override goToTop(): void {
    this.area = 'grid';
    super.goToTop();
  }

  override focusChild(child: AnyView): boolean {
    const areas: ReadonlyArray<readonly [AnyView, Area]> = [[this.filters, 'filters'], [this.buttons, 'buttons'], [this.grid, 'grid'], [this.empty, 'empty']];
    const found = areas.find(([view]) => view === child);
    if (found === undefined) return false;
    [, this.area] = found;
    return true;
  }

  override _getFocused(): AnyView {
    if (this.empty.visible) return this.empty;
    if (this.grid.isEmpty && this.area === 'grid') return this;
    return { filters: this.filters, buttons: this.buttons, grid: this.grid, empty: this.grid }[this.area];
  }

  override _handleUp(press: KeyPress): boolean {
    if (this.area !== 'grid' || press.isHeld || this.empty.visible || this.grid.isEmpty) return true;
    return this.goTo('filters');
  }

  override _handleDown(_press: KeyPress): boolean {
    return this.area === 'grid' || this.grid.isEmpty || this.goTo('grid');
  }

  override _handleRight(press: KeyPress): boolean {
    return this.area !== 'filters' || press.isHeld || this.goTo('buttons');
  }

  override _handleLeft(press: KeyPress): boolean {
    if (this.area === 'buttons' && !this.filters.isEmpty) return press.isHeld || this.goTo('filters');
    return super._handleLeft(press);
  }

  override _handleYellow(_press: KeyPress): boolean {
    this.openFilters();
    return true;
  }

  override _handleBlue(_press: KeyPress): boolean {
    if (!this.empty.visible) this.askSort();
    return true;
  }

  override _handlePlayPause(_press: KeyPress): boolean {
    const card = this.focusedCard();
    if (card === null) return false;
    this.props.app.perform(card.kind === 'movie' ? { kind: 'watch-movie', key: card.key, from: 'resume' } : card.action);
    return true;
  }

  protected override build(): void {
    const { app, kind } = this.props;
    this.library = app.library[kind];
    this.area = 'grid';
    this.isOtherList = false;
    this.skeleton = null;
    this.ambient = this.add(Ambient, {});
    this.grid = this.add(
      CardGrid,
      {
        columns: GRID.columnsPoster,
        shape: 'poster',
        width: GRID.contentWidth,
        restY: GRID_Y,
        name: this.title,
        onPress: (id) => this.openCard(id),
        onHold: () => void openOptions(this.ui, app, this.focusedCard()),
        onFocus: (card) => this.light(card),
        onScroll: (offset, isJump) => this.scrims.follow(this.header, offset, isJump),
      },
      { x: GRID.contentX, y: GRID_Y },
    );
    this.scrims = this.add(GridScrims, {});
    this.buildHeader();
    this.empty = this.add(EmptyState, { width: GRID.contentWidth }, { x: GRID.contentX, y: EMPTY_Y });
    this.empty.visible = false;
    this.own(() => {
      this.ui.rest.cancel(this.ambient);
    });
    this.follow();
  }

  private get title(): string {
    const { app, kind } = this.props;
    return app.translator.t(kind === 'movies' ? 'nav.movies' : 'nav.series');
  }

  private buildHeader(): void {
    const { t } = this.props.app.translator;
    this.header = this.put(new LightningElement(this.stage), 0, 0, CANVAS_WIDTH, GRID_Y);
    const title = this.addText({ style: 'title2', content: this.title }, GRID.contentX, TITLE_Y);
    this.count = this.addText({ style: 'meta', color: this.theme.color.text3 });
    this.count.moveTo(GRID.contentX + title.width + COUNT_GAP, COUNT_Y);
    this.buttons = this.add(ButtonRow, { maxWidth: GRID.contentWidth, height: CONTROLS.pill.h, gap: BUTTON_GAP, name: t('library.order') }, { y: FILTERS_Y });
    // The longest order decides: the strip never changes its width.
    const widthOf = (sort: LibrarySort): number => this.ui.meter.width(t(`library.sort.${sort}`), this.theme.type.label);
    this.showButtons(SORTS.reduce((widest, sort) => (widthOf(sort) > widthOf(widest) ? sort : widest)));
    const longest = this.buttons.rowWidth;
    this.filters = this.add(
      PillStrip,
      {
        width: GRID.contentWidth - longest - SORT_GAP,
        look: 'filter',
        choosesOn: 'press',
        name: t('library.categories'),
        onChoose: (id) => this.choosePill(id),
      },
      { x: GRID.contentX, y: FILTERS_Y },
    );
    for (const part of [title, this.count, this.buttons, this.filters]) this.header.childList.a(part);
  }

  private follow(): void {
    const { library } = this;
    const { catalog } = this.props.app;
    this.bind(computed(() => [library.chips.value, library.categories.value, library.category.value] as const), ([chips, categories, chosen]) => this.showPills(chips, categories, chosen));
    this.bind(library.sort, (sort) => this.showButtons(sort));
    // A new catalogue is looked through again.
    this.bind(catalog.catalog, () => void library.prepare());
    this.bind(library.countText, (text) => (this.count.content = text));
    this.bind(library.cards, (cards) => this.showCards(cards));
    this.bind(computed(() => [library.isLoading.value, library.cards.value.length, catalog.refresh.value] as const), ([isLoading, length]) => this.showState(isLoading, length));
  }

  /** What is filtered by stands before the categories and goes away with OK. */
  private showPills(chips: readonly FilterChip[], categories: readonly LibraryCategory[], chosen: string): void {
    const { t } = this.props.app.translator;
    const clear = chips.length === 0 ? [] : [{ id: CLEAR, label: t('library.clear-all'), isAction: true }];
    const active = chips.map(({ id, label }) => ({ id, label: `${label}  ×`, spoken: t('library.remove-filter', { filter: label }), isAction: true }));
    this.filters.setPills([...clear, ...active, ...categories.map((each) => ({ id: each.id, label: each.name }))], chosen);
  }

  private showCards(cards: CardList): void {
    this.grid.setItems(cards);
    if (this.isOtherList) this.grid.focusIndex(0);
    this.isOtherList = false;
  }

  private showState(isLoading: boolean, length: number): void {
    const isEmpty = length === 0 && !isLoading;
    const isFiltered = this.library.chips.peek().length > 0;
    // Who has filtered everything away needs the filters to come back.
    this.header.visible = !isEmpty || isFiltered;
    this.empty.visible = isEmpty;
    if (isEmpty) this.showEmpty();
    if (isLoading === (this.skeleton !== null)) {
      this.ui.focus.check();
      return;
    }
    if (this.skeleton !== null) this.drop(this.skeleton);
    this.skeleton = null;
    if (isLoading) {
      const blocks = Array.from({ length: 2 * GRID.columnsPoster }, (_, index) => ({
        x: GRID.contentX + (index % GRID.columnsPoster) * CARDS.poster.pitch,
        y: GRID_Y + Math.floor(index / GRID.columnsPoster) * ROW_PITCH,
        w: CARDS.poster.w,
        h: CARDS.poster.h,
      }));
      this.skeleton = this.add(Skeleton, { blocks });
    }
    this.ui.focus.check();
  }

  private showEmpty(): void {
    const { app, kind } = this.props;
    const { t } = app.translator;
    const refresh = app.catalog.refresh.peek();
    const live: ButtonSpec = { id: 'live', label: t('library.empty.live'), icon: 'live', onPress: () => app.navigation.open({ name: 'live' }) };
    if (this.library.chips.peek().length > 0) {
      const clear: ButtonSpec = { id: 'clear', label: t('library.clear-all'), icon: 'filter', onPress: () => this.choosePill(CLEAR) };
      this.empty.show({ title: t('library.none-match'), text: t('library.none-match.text'), buttons: [clear] });
      return;
    }
    if (refresh.kind === 'failed') {
      const { title, text, label } = app.notices.describe(refresh.error);
      const retry: ButtonSpec = { id: 'retry', label: t('banner.try-again'), icon: 'restart', onPress: () => void app.catalog.refreshNow() };
      this.empty.show({ title, text, label, icon: 'warn', buttons: [retry, live] });
      return;
    }
    this.empty.show({ title: t(`library.empty.${kind}.title`), text: t('library.empty.text'), buttons: [live] });
  }

  private showButtons(sort: LibrarySort): void {
    const { t } = this.props.app.translator;
    this.buttons.setButtons([
      { id: 'filter', label: t('library.filter'), icon: 'filter', onPress: () => this.openFilters() },
      { id: 'sort', label: t(`library.sort.${sort}`), icon: 'sort', onPress: () => this.askSort() },
    ]);
    this.buttons.x = GRID.contentRight - this.buttons.rowWidth;
  }

  private openFilters(): void {
    void openFilters(this.ui, this.props.app, this.library, () => (this.isOtherList = true));
  }

  private askSort(): void {
    const { t } = this.props.app.translator;
    askChoice(this.ui, {
      id: 'sort',
      title: t('library.order'),
      choices: SORTS.map((sort) => ({ id: sort, label: t(`library.sort.${sort}`) })),
      selected: this.library.sort.peek(),
      onChoose: (id) => {
        this.isOtherList = true;
        this.library.chooseSort(id as LibrarySort);
      },
    });
  }

  private choosePill(id: string): void {
    this.isOtherList = true;
    if (id === CLEAR) this.library.clearFilters();
    else if (id.indexOf(':') > 0) this.library.toggleFilter(id);
    else this.library.chooseCategory(id);
  }

  private openCard(id: string): void {
    const cards = this.library.cards.peek();
    const card = cards.at(cards.indexOf(id));
    if (card !== null) this.props.app.perform(card.action);
  }

  private focusedCard(): CardView | null {
    const cards = this.library.cards.peek();
    return this.area === 'grid' ? cards.at(cards.indexOf(this.grid.focusedId)) : null;
  }

  private light(card: CardContent): void {
    this.ui.rest.after(this.ambient, AMBIENT.idleBeforeChangeMs, () => this.ambient.show(card.tint));
  }

  private goTo(area: Area): boolean {
    this.area = area;
    this.ui.focus.check();
    return true;
  }
}
