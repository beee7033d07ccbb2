import type { CardView } from '#model/cards';
import type { ShopModel, ShopRow, ShopShelf } from '#model/shop';
import { Ambient, CardGrid, EmptyState, ListItem, Tabs, VirtualList } from '#ui/components';
import { CANVAS_HEIGHT, CANVAS_WIDTH, createView, LightningElement } from '#ui/engine';
import type { AnyView, KeyPress, LeaveReason } from '#ui/engine';
import { GRID, SAFE } from '#ui/theme';
import { GridScrims } from '../library/grid-scrims';
import { ListCell } from '../list-cell';
import type { PageProps } from '../page-props';
import { TabbedPage } from '../tabbed-page';
import { GoodsAside } from './goods-aside';
import { openReceipt } from './receipt-panel';

/** How the page is made. */
export interface ShopPageProps extends PageProps {
  /** Its own; ended with the page. */
  readonly shop: ShopModel;
}

/** As in the grids of films and series, pixels. */
const TITLE_Y = SAFE.top - 4;
const TABS_Y = 132;
const CONTENT_Y = 236;
const EMPTY_Y = 200;
const LIST = { w: 1040, gap: 16 } as const;
const ASIDE_X = GRID.contentX + LIST.w + 64;
const TINT = '#3a2413';
const SLOT = 'shelf';

/** What the operator sells: plans, titles, events, things that are sent; and what was bought, with its receipts. */
export class ShopPage extends TabbedPage<ShopPageProps> {
  declare protected tabs: Tabs | null;
  declare private header: LightningElement;
  declare private grid: CardGrid;
  declare private scrims: GridScrims;
  declare private list: VirtualList<ListCell>;
  declare private aside: GoodsAside;
  declare private empty: EmptyState;
  declare private shelf: ShopShelf;
  declare private shelves: readonly ShopShelf[];
  declare private rows: readonly ShopRow[];

  override pageTitle(): string {
    return this.props.app.translator.t('nav.shop');
  }

  override enter(): void {
    const memory = this.props.entry.recall(SLOT);
    if (memory === null) return;
    this.shelf = memory.id as ShopShelf;
    this.isOnTabs = false;
  }

  /** Back from a checkout something may have been bought. */
  override restore(): void {
    this.props.shop.reload();
  }

  override leave(reason: LeaveReason): void {
    this.props.entry.remember(SLOT, { id: this.shelf, index: 0, offset: 0 });
    if (reason === 'closed') this.props.shop.dispose();
  }

  override isAtTop(): boolean {
    return this.isOnTabs || (this.shelf === 'titles' ? this.grid.isAtTop : this.list.index <= 0);
  }

  override goToTop(): void {
    this.isOnTabs = true;
    this.grid.focusIndex(0);
    this.ui.focus.refresh();
    this.ui.focus.check();
  }

  override _getFocused(): AnyView {
    if (this.empty.visible && !(this.isOnTabs && this.tabs !== null)) return this.empty;
    return super._getFocused();
  }

  override _handleDown(press: KeyPress): boolean {
    if (this.panel === null && !this.empty.visible) return true;
    return super._handleDown(press);
  }

  protected override build(): void {
    const { shop } = this.props;
    this.shelf = 'plans';
    this.shelves = [];
    this.rows = [];
    this.tabs = null;
    this.isOnTabs = true;
    this.add(Ambient, {}).show(TINT);
    this.buildGrid();
    this.buildList();
    this.aside = this.add(GoodsAside, {}, { x: ASIDE_X, y: CONTENT_Y });
    this.scrims = this.add(GridScrims, {});
    this.header = this.put(new LightningElement(this.stage), 0, 0, CANVAS_WIDTH, CONTENT_Y);
    this.header.childList.a(this.addText({ style: 'title2', content: this.pageTitle() }, GRID.contentX, TITLE_Y));
    this.empty = this.add(EmptyState, { width: GRID.contentWidth }, { x: GRID.contentX, y: EMPTY_Y });
    this.empty.visible = false;
    this.bind(shop.shelves, (shelves) => {
      this.showShelves(shelves);
    });
    this.bind(shop.titles, (titles) => {
      this.grid.setItems(titles);
    });
    this.bind(shop.state, (state) => {
      if (state.kind === 'failed') this.showFailure();
      else if (this.empty.visible && state.kind === 'loading') this.empty.visible = false;
    });
  }

  protected override get panel(): AnyView | null {
    if (this.shelf === 'titles') return this.grid.isEmpty ? null : this.grid;
    return this.list.length === 0 ? null : this.list;
  }

  private buildGrid(): void {
    this.grid = this.add(
      CardGrid,
      {
        columns: GRID.columnsPoster, shape: 'poster', width: GRID.contentWidth, restY: CONTENT_Y, name: this.props.app.translator.t('shop.shelf.titles'),
        onPress: (id) => {
          this.openCard(id);
        },
        onScroll: (offset, isJump) => {
          this.scrims.follow(this.header, offset, isJump);
        },
      },
      { x: GRID.contentX, y: CONTENT_Y },
    );
  }

  private buildList(): void {
    const pitch = ListItem.heightOf('card', this.theme.rowGain) + LIST.gap;
    this.list = this.add(
      VirtualList<ListCell>,
      {
        width: LIST.w,
        pitch,
        visible: Math.floor((CANVAS_HEIGHT - SAFE.bottom - CONTENT_Y + LIST.gap) / pitch),
        edge: 'leave',
        createCell: (stage) => createView(stage, ListCell, { width: LIST.w, look: 'card', onPress: () => this.openRow() }),
        bindCell: (cell, index) => {
          const row = this.rows[index];
          if (row !== undefined) cell.show({ id: row.id, label: row.label, text: row.text, value: row.value }, index, this.rows.length);
        },
        onMove: () => {
          this.showAside();
        },
      },
      { x: GRID.contentX, y: CONTENT_Y },
    );
  }

  private showShelves(shelves: readonly ShopShelf[]): void {
    if (shelves.length === 0) return;
    this.empty.visible = false;
    const { t } = this.props.app.translator;
    const isSame = this.shelves.join() === shelves.join();
    this.shelves = shelves;
    if (shelves.indexOf(this.shelf) === -1) this.shelf = shelves[0] ?? 'orders';
    if (!isSame) {
      if (this.tabs !== null) this.header.childList.remove(this.tabs);
      this.tabs = createView(this.stage, Tabs, {
        tabs: shelves.map((id) => ({ id, label: t(`shop.shelf.${id}`) })),
        selected: this.shelf,
        maxWidth: GRID.contentWidth,
        name: this.pageTitle(),
        onSelect: (id: string) => {
          this.showShelf(this.shelves.find((shelf) => shelf === id) ?? this.shelf);
        },
        onPress: () => {
          this.isOnTabs = this.panel === null;
          this.ui.focus.refresh();
          this.ui.focus.check();
        },
      });
      this.tabs.x = GRID.contentX;
      this.tabs.y = TABS_Y;
      this.header.childList.a(this.tabs);
    }
    this.showShelf(this.shelf);
  }

  private showShelf(shelf: ShopShelf): void {
    this.shelf = shelf;
    const { shop, app } = this.props;
    const isGrid = shelf === 'titles';
    this.rows = isGrid ? [] : shop.rowsOf(shelf);
    this.list.setItems({ length: this.rows.length, idAt: (index) => this.rows[index]?.id ?? '', indexOf: (id) => this.rows.findIndex((row) => row.id === id) });
    this.list.visible = !isGrid;
    this.grid.visible = isGrid;
    if (isGrid) this.grid.focusIndex(0);
    this.scrims.follow(this.header, 0, true);
    this.showAside();
    if (!isGrid && this.rows.length === 0) this.showNothing(app.translator.t('shop.no-orders'));
    else this.empty.visible = false;
    this.ui.mirror.setFact('shelf', shelf);
    this.ui.focus.refresh();
    this.ui.focus.check();
  }

  private showAside(): void {
    const hasAside = this.shelf === 'goods' || this.shelf === 'events';
    const row = hasAside ? this.rows[Math.max(0, this.list.index)] : undefined;
    this.aside.show(row ?? null, this.shelf === 'goods' ? 'bag' : 'ticket');
  }

  private showNothing(text: string): void {
    const { navigation, translator } = this.props.app;
    this.empty.show({ title: text, text: translator.t('shop.no-orders.text'), icon: 'bag', buttons: [{ id: 'home', label: translator.t('nav.home'), icon: 'home', onPress: () => navigation.open({ name: 'home' }) }] });
    this.empty.visible = true;
  }

  private showFailure(): void {
    const { app, shop } = this.props;
    const state = shop.state.peek();
    if (state.kind !== 'failed') return;
    const { title, text, label } = app.notices.describe(state.error);
    this.empty.show({ title, text, label, icon: 'warn', buttons: [{ id: 'retry', label: app.translator.t('banner.try-again'), icon: 'restart', onPress: () => { shop.reload(); } }] });
    this.empty.visible = true;
    this.isOnTabs = false;
    this.ui.focus.refresh();
    this.ui.focus.check();
  }

  private openRow(): void {
    const { app, shop } = this.props;
    const row = this.rows[this.list.index];
    if (row === undefined) return;
    const { onOk } = row;
    if (onOk.kind === 'open') app.navigation.open(onOk.route);
    else if (onOk.kind === 'perform') app.perform(onOk.action);
    else if (onOk.kind === 'say') app.notices.showToast(onOk.text);
    else {
      const receipt = shop.receiptOf(row.id);
      if (receipt !== null) openReceipt(this.ui, app, receipt);
    }
  }

  private openCard(id: string): void {
    const titles = this.props.shop.titles.peek();
    const card: CardView | null = titles.at(titles.indexOf(id));
    if (card !== null) this.props.app.perform(card.action);
  }
}
