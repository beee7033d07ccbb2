import type { CardContent } from '#ui/components';
import type { CardList, CardView } from '#model/cards';
import { Ambient, CardGrid, EmptyState } from '#ui/components';
import { CANVAS_WIDTH, LightningElement } from '#ui/engine';
import type { AnyView, KeyPress, LeaveReason } from '#ui/engine';
import { AMBIENT, GRID, ROWS, SAFE } from '#ui/theme';
import { HearthPage } from '../hearth-page';
import { openOptions } from '../open-options';
import { GridScrims } from '../library/grid-scrims';

const TITLE_Y = SAFE.top - 4;
const EMPTY_Y = 200;
/** Of the empty page: embers, from the mock `s2-empty-list`. */
const EMPTY_LIGHT = '#5a2a18';

/** My list: the titles the viewer saved, newest first. */
export class MyListPage extends HearthPage {
  declare private ambient: Ambient;
  declare private header: LightningElement;
  declare private scrims: GridScrims;
  declare private grid: CardGrid;
  declare private empty: EmptyState;

  override pageTitle(): string {
    return this.props.app.translator.t('nav.my-list');
  }

  override enter(): void {
    const memory = this.props.entry.recall('grid');
    if (memory !== null) this.grid.recall(memory);
  }

  override leave(_reason: LeaveReason): void {
    if (!this.grid.isEmpty) this.props.entry.remember('grid', this.grid.memory);
  }

  override isAtTop(): boolean {
    return this.grid.isEmpty || this.grid.isAtTop;
  }

  override goToTop(): void {
    this.grid.focusIndex(0);
  }

  override focusChild(child: AnyView): boolean {
    return child === this._getFocused();
  }

  override _getFocused(): AnyView {
    return this.grid.isEmpty ? this.empty : this.grid;
  }

  override _handlePlayPause(_press: KeyPress): boolean {
    const card = this.focusedCard();
    if (card === null) return false;
    this.props.app.perform(card.kind === 'movie' ? { kind: 'watch-movie', key: card.key, from: 'resume' } : card.action);
    return true;
  }

  protected override build(): void {
    const { app } = this.props;
    this.ambient = this.add(Ambient, {});
    this.grid = this.add(
      CardGrid,
      {
        columns: GRID.columnsPoster,
        shape: 'poster',
        width: GRID.contentWidth,
        restY: ROWS.anchorY,
        name: this.pageTitle(),
        onPress: (id) => this.openCard(id),
        onHold: () => void openOptions(this.ui, app, this.focusedCard()),
        onFocus: (card) => this.light(card),
        onScroll: (offset, isJump) => this.scrollHeader(offset, isJump),
      },
      { x: GRID.contentX, y: ROWS.anchorY },
    );
    this.scrims = this.add(GridScrims, {});
    this.header = this.put(new LightningElement(this.stage), 0, 0, CANVAS_WIDTH, ROWS.anchorY);
    this.header.childList.a(this.addText({ style: 'title2', content: this.pageTitle() }, GRID.contentX, TITLE_Y));
    this.empty = this.add(EmptyState, { width: GRID.contentWidth }, { x: GRID.contentX, y: EMPTY_Y });
    this.fillEmpty();
    this.own(() => {
      this.ui.rest.cancel(this.ambient);
    });
    this.bind(app.library.myList, (cards) => this.showCards(cards));
  }

  private fillEmpty(): void {
    const { navigation, translator } = this.props.app;
    const { t } = translator;
    this.empty.show({
      title: t('my-list.empty.title'),
      text: t('my-list.empty.text'),
      buttons: [
        { id: 'movies', label: t('my-list.empty.movies'), icon: 'movie', onPress: () => navigation.open({ name: 'movies' }) },
        { id: 'series', label: t('my-list.empty.series'), icon: 'series', onPress: () => navigation.open({ name: 'series' }) },
      ],
    });
  }

  private showCards(cards: CardList): void {
    this.grid.setItems(cards);
    this.grid.visible = cards.length > 0;
    this.empty.visible = cards.length === 0;
    if (cards.length === 0) {
      this.ui.rest.cancel(this.ambient);
      this.ambient.show(EMPTY_LIGHT);
    }
    this.ui.focus.check();
  }

  private focusedCard(): CardView | null {
    const cards = this.props.app.library.myList.peek();
    return cards.at(cards.indexOf(this.grid.focusedId));
  }

  private openCard(id: string): void {
    const cards = this.props.app.library.myList.peek();
    const card = cards.at(cards.indexOf(id));
    if (card !== null) this.props.app.perform(card.action);
  }

  private light(card: CardContent): void {
    this.ui.rest.after(this.ambient, AMBIENT.idleBeforeChangeMs, () => this.ambient.show(card.tint));
  }

  private scrollHeader(offset: number, isJump: boolean): void {
    const { motion } = this.ui;
    if (isJump) motion.set(this.header, 'y', -offset);
    else motion.to(this.header, 'y', -offset, 'columnScroll');
    this.scrims.setScrolled(offset > 0);
  }
}
