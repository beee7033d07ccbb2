import { fixedCardList } from '#model/cards';
import type { CardView } from '#model/cards';
import type { HeroItem, HomeRow, HomeRowKind, HomeState } from '#model/home';
import { Ambient, CardRow, EmptyState, RowColumn, Skeleton } from '#ui/components';
import type { CardShape, EmptyContent } from '#ui/components';
import { CANVAS_HEIGHT, createView } from '#ui/engine';
import type { AnyView, KeyPress, LeaveReason } from '#ui/engine';
import { AMBIENT, GRID, ROWS } from '#ui/theme';
import { HearthPage } from '../hearth-page';
import { openOptions } from '../open-options';
import { HeroBackdrop } from './hero-backdrop';
import { HeroRow } from './hero-row';
import { HOME_SKELETON } from './home-skeleton';

const SHAPES: Readonly<Record<HomeRowKind, CardShape>> = { continue: 'landscape', 'on-now': 'live', poster: 'poster', landscape: 'landscape', top10: 'top10' };
const EMPTY_Y = 200;
/** Where the focused row's title rests while the banner is shown (mock `s3-offline`). */
const BELOW_BANNER = 220;

/** What a row of the page shows, kept beside its view. */
interface ShownRow {
  readonly kind: HomeRowKind;
  readonly view: CardRow;
  cards: readonly CardView[];
}

/** The landing page: a hero that changes, and rows of what there is to watch. */
export class HomePage extends HearthPage {
  declare private ambient: Ambient;
  declare private backdrop: HeroBackdrop;
  declare private column: RowColumn;
  declare private hero: HeroRow;
  declare private shown: Map<string, ShownRow>;
  /** What the page was made of last; `null` before the first time. */
  declare private content: { readonly rows: readonly HomeRow[]; readonly slides: readonly HeroItem[] } | null;
  declare private skeleton: Skeleton | null;
  declare private message: EmptyState | null;
  /** Rows whose being seen was told on this visit. */
  declare private told: Set<string>;
  /** Focus waits to be brought back until there are rows. */
  declare private isRecalling: boolean;

  override get canSleep(): boolean {
    return true;
  }

  override pageTitle(): string {
    const { t } = this.props.app.translator;
    const count = this.shown.size;
    return count === 0 ? t('nav.home') : t('home.page', { count });
  }

  override enter(): void {
    this.told.clear();
    this.isRecalling = true;
    this.recallFocus();
    void this.props.app.home.refresh();
  }

  override leave(_reason: LeaveReason): void {
    this.column.remember(this.props.entry);
  }

  override restore(): void {
    void this.props.app.home.refresh();
  }

  override isAtTop(): boolean {
    return this.column.isAtTop;
  }

  override goToTop(): void {
    this.hero.focusFirst();
    this.column.goToTop();
  }

  override _getFocused(): AnyView {
    if (this.message !== null) return this.message;
    return this.shown.size === 0 && this.hero.isEmpty ? this : this.column;
  }

  override _handlePlayPause(_press: KeyPress): boolean {
    this.playFocused();
    return true;
  }

  override _handlePlay(_press: KeyPress): boolean {
    this.playFocused();
    return true;
  }

  protected override build(): void {
    const { home, notices } = this.props.app;
    this.shown = new Map();
    this.told = new Set();
    this.content = null;
    this.skeleton = null;
    this.message = null;
    this.isRecalling = false;
    this.ambient = this.add(Ambient, {});
    this.backdrop = this.add(HeroBackdrop, {});
    this.column = this.add(
      RowColumn,
      {
        width: GRID.contentWidth,
        height: CANVAS_HEIGHT,
        top: ROWS.anchorY,
        onRow: () => {
          this.followRow();
        },
      },
      { x: GRID.contentX },
    );
    this.hero = createView(this.stage, HeroRow, {
      app: this.props.app,
      onSlide: (item, isSoon) => {
        if (isSoon) this.backdrop.show(item.backdrop);
        else this.ui.rest.after(this.backdrop, AMBIENT.idleBeforeChangeMs, () => { this.backdrop.show(item.backdrop); });
      },
    });
    this.bind(home.hero, () => {
      this.showContent();
    });
    this.bind(home.rows, () => {
      this.showContent();
    });
    this.bind(home.state, (state) => {
      this.showState(state);
    });
    this.bind(notices.banner, (banner) => {
      const top = banner === null ? ROWS.anchorY : BELOW_BANNER;
      this.hero.setRoomAbove(top - ROWS.anchorY);
      this.column.setTop(top);
      for (const { view } of Array.from(this.shown.values())) view.setDimmed(this.isOffline);
    });
  }

  private get isOffline(): boolean {
    return this.props.app.notices.banner.peek()?.kind === 'offline';
  }

  private showContent(): void {
    const { home } = this.props.app;
    const rows = home.rows.peek();
    const slides = home.hero.peek();
    if (this.content?.rows === rows && this.content.slides === slides) return;
    this.content = { rows, slides };
    this.hero.setSlides(slides);
    const views = rows.map((row) => this.showRow(row));
    for (const [id, { view }] of Array.from(this.shown)) if (views.indexOf(view) === -1) this.shown.delete(id);
    this.column.setRows(this.hero.isEmpty ? views : [this.hero, ...views]);
    this.recallFocus();
    this.followRow();
    this.ui.mirror.renamePage({ id: this.pageId, name: this.pageTitle() });
  }

  private showRow(row: HomeRow): CardRow {
    let shown = this.shown.get(row.id);
    if (shown?.kind !== row.kind) {
      shown = { kind: row.kind, view: this.makeRow(row), cards: [] };
      this.shown.set(row.id, shown);
    }
    shown.view.setDimmed(this.isOffline);
    // Rows that say the same keep their cards.
    if (shown.cards === row.cards) return shown.view;
    shown.cards = row.cards;
    shown.view.setTitle(row.title);
    shown.view.setItems(fixedCardList(row.cards));
    return shown.view;
  }

  private makeRow({ id, kind, title }: HomeRow): CardRow {
    const { app } = this.props;
    const cardOf = (cardId: string): CardView | undefined => this.shown.get(id)?.cards.find((card) => card.id === cardId);
    return createView(this.stage, CardRow, {
      id,
      shape: SHAPES[kind],
      width: GRID.contentWidth,
      ...(kind === 'on-now' ? { liveLabel: app.translator.t('live.badge') } : {}),
      onPress: (cardId) => {
        const card = cardOf(cardId);
        if (card === undefined) return;
        app.tellList('list_pressed', id, card.key, (this.shown.get(id)?.cards.indexOf(card) ?? 0) + 1);
        app.perform(card.action);
      },
      ...(kind === 'continue' ? { hint: app.translator.t('options.hint') } : {}),
      onHold: (cardId) => { void openOptions(this.ui, app, cardOf(cardId), { place: kind === 'continue' ? 'continue' : 'list', row: { id, title } }); },
      onFocus: ({ tint }) => {
        this.ui.rest.after(this.ambient, AMBIENT.idleBeforeChangeMs, () => { this.ambient.show(tint); });
      },
    });
  }

  private playFocused(): void {
    const { app } = this.props;
    const { slide } = this.hero;
    if (this.column.focusedRowId === this.hero.rowId) {
      if (slide !== null) app.home.playHero(slide);
      return;
    }
    const row = this.shown.get(this.column.focusedRowId);
    const card = row?.cards.find(({ id }) => id === row.view.focusedId);
    if (card === undefined) return;
    app.perform(card.action.kind === 'open-movie' ? { kind: 'watch-movie', key: card.key, from: 'resume' } : card.action);
  }

  private recallFocus(): void {
    if (!this.isRecalling || (this.shown.size === 0 && this.hero.isEmpty)) return;
    this.isRecalling = false;
    this.column.recall(this.props.entry);
    this.followRow();
  }

  private followRow(): void {
    const id = this.column.focusedRowId;
    const card = this.shown.get(id)?.cards[0];
    if (card !== undefined && !this.told.has(id)) {
      this.told.add(id);
      this.props.app.tellList('list_shown', id, card.key, 0);
    }
    this.backdrop.setShown(!this.hero.isEmpty && id === this.hero.rowId);
  }

  private showState(state: HomeState): void {
    if (state === 'loading') this.skeleton = this.skeleton ?? this.add(Skeleton, { blocks: HOME_SKELETON });
    else if (this.skeleton !== null) {
      this.drop(this.skeleton);
      this.skeleton = null;
    }
    if (state === 'empty' || state === 'failed') {
      this.message = this.message ?? this.add(EmptyState, { width: GRID.contentWidth }, { x: GRID.contentX, y: EMPTY_Y });
      this.message.show(state === 'empty' ? this.emptyContent() : this.failedContent());
    } else if (this.message !== null) {
      this.drop(this.message);
      this.message = null;
    }
    this.ui.focus.check();
  }

  private emptyContent(): EmptyContent {
    const { translator, navigation } = this.props.app;
    const { t } = translator;
    return {
      title: t('home.empty.title'),
      text: t('home.empty.text'),
      buttons: [{ id: 'settings', label: t('nav.settings'), icon: 'gear', onPress: () => { navigation.open({ name: 'settings' }); } }],
    };
  }

  private failedContent(): EmptyContent {
    const { catalog, notices, translator } = this.props.app;
    const refresh = catalog.refresh.peek();
    const words = refresh.kind === 'failed' ? notices.describe(refresh.error) : { title: '', text: '', label: '' };
    const again = { id: 'try-again', label: translator.t('banner.try-again'), icon: 'restart' as const, onPress: () => { void catalog.refreshNow(); } };
    return { ...words, icon: 'warn', buttons: [again] };
  }
}
