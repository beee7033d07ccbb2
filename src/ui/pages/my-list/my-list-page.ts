import type { ButtonSpec, CardContent } from '#ui/components';
import type { CardList, CardView } from '#model/cards';
import { Ambient, ButtonRow, CardGrid, EmptyState } from '#ui/components';
import { CANVAS_WIDTH, LightningElement } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';
import { AMBIENT, GRID, ROWS, SAFE } from '#ui/theme';
import { GridPage } from '../grid-page';
import { openOptions } from '../open-options';
import { GridScrims } from '../library/grid-scrims';

const TITLE_Y = SAFE.top - 4;
const EMPTY_Y = 200;
/** Beside the title: the end of the line is the clock's. */
const TOP_Y = 44;
const TOP_GAP = 32;
/** Of the empty page: embers, from the mock `s2-empty-list`. */
const EMPTY_LIGHT = '#5a2a18';

/** My list: the titles the viewer saved, newest first. */
export class MyListPage extends GridPage {
  declare private ambient: Ambient;
  declare private header: LightningElement;
  declare private scrims: GridScrims;
  /** Beside the title: what else was kept. */
  declare private top: ButtonRow;
  declare private isOnTop: boolean;

  override pageTitle(): string {
    return this.props.app.translator.t('nav.my-list');
  }

  override goToTop(): void {
    this.isOnTop = false;
    super.goToTop();
  }

  override focusChild(child: AnyView): boolean {
    this.isOnTop = child === this.top && !this.top.isEmpty;
    return child === this._getFocused();
  }

  override _getFocused(): AnyView {
    return this.isOnTop && !this.top.isEmpty && !this.grid.isEmpty ? this.top : super._getFocused();
  }

  override _handleUp(press: KeyPress): boolean {
    if (this.grid.isEmpty || this.isOnTop || this.top.isEmpty || press.isHeld) return false;
    this.isOnTop = true;
    return true;
  }

  override _handleDown(_press: KeyPress): boolean {
    if (!this.isOnTop) return false;
    this.isOnTop = false;
    return true;
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
        onScroll: (offset, isJump) => this.scrims.follow(this.header, offset, isJump),
      },
      { x: GRID.contentX, y: ROWS.anchorY },
    );
    this.scrims = this.add(GridScrims, {});
    this.header = this.put(new LightningElement(this.stage), 0, 0, CANVAS_WIDTH, ROWS.anchorY);
    const title = this.addText({ style: 'title2', content: this.pageTitle() }, GRID.contentX, TITLE_Y);
    this.header.childList.a(title);
    this.isOnTop = false;
    this.top = this.add(ButtonRow, { maxWidth: GRID.contentWidth - title.width - TOP_GAP, height: 64 }, { x: GRID.contentX + title.width + TOP_GAP, y: TOP_Y });
    this.empty = this.add(EmptyState, { width: GRID.contentWidth }, { x: GRID.contentX, y: EMPTY_Y });
    this.header.childList.a(this.top);
    this.fillEmpty();
    this.followRecordings();
    this.own(() => {
      this.ui.rest.cancel(this.ambient);
    });
    this.bind(app.library.myList, (cards) => this.showCards(cards));
  }

  /** The way to what the platform recorded, where it records. */
  private recordingsButton(): readonly ButtonSpec[] {
    const { navigation, translator, recordings } = this.props.app;
    const model = recordings.model.peek();
    if (model === null || (!model.isOffered.peek() && model.cards.peek().length === 0)) return [];
    return [{ id: 'recordings', label: translator.t('recordings.title'), icon: 'rec', onPress: () => { navigation.open({ name: 'recordings' }); } }];
  }

  private followRecordings(): void {
    this.whileAttached((scope) => {
      this.props.app.recordings.open().then((model) => {
        if (model === null || scope.isDisposed) return;
        scope.effect(() => {
          void [model.isOffered.value, model.cards.value];
          this.fillEmpty();
          this.top.setButtons(this.recordingsButton());
          this.ui.focus.check();
        });
      }, () => undefined);
    });
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
        ...this.recordingsButton(),
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
}
