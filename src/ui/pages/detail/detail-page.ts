import type { ItemKey } from '#core/base';
import { computed } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { CardView } from '#model/cards';
import { fixedCardList } from '#model/cards';
import type { TitleVersion } from '#model/library';
import type { DetailState, PersonView, TitleHeader } from '#model/detail';
import { Ambient, ButtonRow, CardRow, CastRow, EmptyState, FactLine } from '#ui/components';
import type { ButtonSpec, Facts } from '#ui/components';
import { CANVAS_HEIGHT, CANVAS_WIDTH, createView, LightningElement, Picture } from '#ui/engine';
import type { AnyView, KeyPress, LeaveReason, Text, ViewClass } from '#ui/engine';
import { CARDS, GRID, ROWS } from '#ui/theme';
import { askChoice } from '../choice/choice-panel';
import { HearthPage } from '../hearth-page';
import { openOptions } from '../open-options';
import { Backdrop } from './backdrop';
import { DetailColumn } from './detail-column';
import type { DetailRow } from './detail-column';
import type { DetailLook } from './detail-look';
import { TitleBlock } from './title-block';

/** What both detail models have. */
export interface DetailVisit {
  readonly header: ReadonlySignal<TitleHeader | null>;
  readonly state: ReadonlySignal<DetailState>;
  readonly cast: ReadonlySignal<readonly PersonView[]>;
  readonly similar: ReadonlySignal<readonly CardView[]>;
  readonly saleFrom: ReadonlySignal<string>;
  readonly plan: ReadonlySignal<{ readonly id: string; readonly name: string } | null>;
  restOn(id: string): void;
  play(): void;
  buy(): void;
  toggleMyList(): void;
  retry(): void;
  dispose(): void;
}

const BUTTON_GAP = 16;
/** Without a backdrop the poster stands at the far side, below the clock. */
const POSTER_Y = 136;
/** Where the message about a title that is gone begins. */
const GONE_Y = 200;
const NO_HEADER: TitleHeader = { key: '' as TitleHeader['key'], title: '', titleArt: '', backdrop: '', poster: '', tint: '', facts: [], rating: '', critics: '', badges: [], plot: '' };

/**
 * What a film's and a series' page share: picture, title, facts, plot and buttons, known at once; faces and similar titles
 * when they have come. Makes its model per visit and ends it when it goes for good.
 */
export abstract class DetailPage<Visit extends DetailVisit> extends HearthPage {
  declare protected visit: Visit;
  declare protected look: DetailLook;
  declare protected column: DetailColumn;
  declare protected buttons: ButtonRow;
  declare protected cast: CastRow;
  declare protected similar: CardRow;
  declare protected message: Text;
  /** Title and what stands between it and the plot; it comes down where something below is missing. */
  declare protected top: LightningElement;
  declare private ambient: Ambient;
  declare private backdrop: Backdrop;
  declare private poster: Picture;
  declare private title: TitleBlock;
  declare private factLine: FactLine;
  declare private plot: Text;
  declare private gone: EmptyState | null;
  declare private isGone: boolean;
  declare private isWaiting: boolean;

  /** Opens the model of this visit. */
  protected abstract open(): Visit;
  /** Where things stand. */
  protected abstract makeLook(): DetailLook;
  /** Parts of this page's own; called before {@link DetailPage.makeRows}. */
  protected abstract buildOwn(): void;
  /** Rows from top to bottom. */
  protected abstract makeRows(): DetailRow[];
  /** What the title stands lower by, where a line between it and the plot is left out. Pixels. */
  protected topShift(_header: TitleHeader): number {
    return 0;
  }

  /** The line under the title. */
  protected abstract factsOf(header: TitleHeader): Facts;
  /** The buttons as they are now; read inside an effect. */
  protected abstract buttonSpecs(): readonly ButtonSpec[];
  /** What is said where the second half failed; empty: nothing. */
  protected abstract failureText(state: DetailState): string;
  /** Puts the rows below the buttons in their places. */
  protected abstract arrange(): void;
  /** Focus when the second half has come and the viewer has not moved. */
  protected abstract focusFirst(): void;

  override get canSleep(): boolean {
    return true;
  }

  override pageTitle(): string {
    return this.visit.header.peek()?.title ?? '';
  }

  override enter(): void {
    this.isWaiting = !this.column.recall(this.props.entry);
  }

  override leave(_reason: LeaveReason): void {
    this.column.remember(this.props.entry);
  }

  override restore(): void {
    // What had to be paid for may have been, meanwhile.
    if (this.visit.state.peek().kind === 'failed' || this.visit.saleFrom.peek() !== '' || this.visit.plan.peek() !== null) this.visit.retry();
  }

  override focusChild(child: AnyView): boolean {
    return child === (this.isGone ? this.gone : this.column);
  }

  override _getFocused(): AnyView {
    if (this.isGone) return this.gone ?? this;
    return this.visit.header.peek() === null ? this : this.column;
  }

  override _focus(): void {
    this.tellRest();
  }

  override _unfocus(): void {
    this.visit.restOn('');
  }

  /** The focus went elsewhere on the page. */
  override _focusChange(): void {
    this.tellRest();
  }

  override _captureKey(press: KeyPress): boolean {
    // Whoever has moved keeps their place when the rest arrives.
    if (press.key !== 'back') this.isWaiting = false;
    return false;
  }

  override _handlePlayPause(_press: KeyPress): boolean {
    this.visit.play();
    return true;
  }

  override _handlePlay(_press: KeyPress): boolean {
    this.visit.play();
    return true;
  }

  override _handleYellow(_press: KeyPress): boolean {
    this.visit.toggleMyList();
    return true;
  }

  protected override build(): void {
    this.visit = this.open();
    this.look = this.makeLook();
    this.gone = null;
    this.isGone = false;
    this.isWaiting = true;
    const ground = this.put(new LightningElement(this.stage), 0, 0, CANVAS_WIDTH, CANVAS_HEIGHT);
    ground.rect = true;
    ground.color = this.theme.color.bg;
    this.ambient = this.add(Ambient, {});
    this.column = this.add(DetailColumn, {});
    this.buildTop();
    this.buildRows();
    this.buildOwn();
    this.column.setRows(this.makeRows());
    this.follow();
    this.own(() => {
      this.visit.dispose();
    });
  }

  /** What large text moves the rows down by. */
  protected get shift(): number {
    return this.theme.isLargeText ? this.look.largeTextShift : 0;
  }

  /** Makes a view on the scrolling layer; `x`, `y` of the page at rest. */
  protected addTo<V extends AnyView>(type: ViewClass<V>, props: V['props'], x: number, y: number): V {
    const view = createView(this.stage, type, props);
    view.x = x;
    view.y = y;
    this.column.layer.childList.a(view);
    return view;
  }

  /** Puts an element on the scrolling layer. */
  protected putOn<E extends LightningElement>(element: E): E {
    this.column.layer.childList.a(element);
    return element;
  }

  /** The button that chooses another version of the title; none where there is one only. Read inside an effect. */
  protected versionButtons(kind: 'movie' | 'series'): readonly ButtonSpec[] {
    const { library, translator } = this.props.app;
    const header = this.visit.header.value;
    const versions = header === null ? [] : library[kind === 'movie' ? 'movies' : 'series'].versionsOf(header.key);
    if (versions.length < 2) return [];
    return [{ id: 'versions', label: translator.t('library.versions', { count: versions.length }), icon: 'swap', onPress: () => this.askVersion(kind, versions) }];
  }

  private askVersion(kind: 'movie' | 'series', versions: readonly TitleVersion[]): void {
    const { app } = this.props;
    askChoice(this.ui, {
      id: 'versions',
      title: app.translator.t('library.choose-version'),
      choices: versions.map(({ key, label }) => ({ id: key, label })),
      selected: versions.find(({ isThis }) => isThis)?.key ?? '',
      onChoose: (id) => app.perform({ kind: kind === 'movie' ? 'open-movie' : 'open-series', key: id as ItemKey }),
    });
  }

  /** Everything else that can be done with the title, as on its card. */
  protected openTitleOptions(kind: 'movie' | 'series'): void {
    const header = this.visit.header.peek();
    if (header === null) return;
    const { key, title, facts, poster } = header;
    void openOptions(this.ui, this.props.app, { id: key, key, kind, title, facts, image: poster, logo: '', action: { kind: kind === 'movie' ? 'open-movie' : 'open-series', key } }, { place: 'title' });
  }

  /** The rows both pages end with. */
  protected endRows(): DetailRow[] {
    const { cast, similar } = this;
    return [
      {
        id: 'cast', view: cast, y: 0, height: cast.rowHeight,
        isEmpty: () => cast.isEmpty, focusedId: () => cast.focusedId, focusId: (id) => cast.focusId(id), focusX: () => cast.focusX, focusNear: (x) => cast.focusNear(x),
      },
      {
        id: 'similar', view: similar, y: 0, height: similar.rowHeight,
        isEmpty: () => this.visit.similar.peek().length === 0, focusedId: () => similar.focusedId, focusId: (id) => similar.focusId(id), focusX: () => similar.focusX, focusNear: (x) => similar.focusNear(x),
      },
    ];
  }

  /** Puts faces and similar titles one below the other from `y` on. */
  protected arrangeEnd(rows: readonly DetailRow[], y: number): void {
    let next = y + (this.message.content === '' ? 0 : this.message.height + ROWS.gapAfter);
    this.message.moveTo(GRID.contentX, y);
    for (const row of rows) {
      row.y = next;
      if (!row.isEmpty()) next += row.height + ROWS.gapAfter;
    }
  }

  private buildTop(): void {
    const { look, shift } = this;
    const x = GRID.contentX;
    this.backdrop = this.addTo(Backdrop, { look: look.backdrop }, 0, 0);
    this.poster = this.putOn(new Picture(this.stage));
    this.poster.setUp({ w: CARDS.poster.w, h: CARDS.poster.h, radius: CARDS.poster.radius });
    this.poster.x = GRID.contentRight - CARDS.poster.w;
    this.poster.y = POSTER_Y;
    this.top = this.putOn(new LightningElement(this.stage));
    this.top.w = CANVAS_WIDTH;
    this.title = this.addTo(TitleBlock, { artWidth: look.art.w, artHeight: look.art.h, textWidth: 1000 }, x, look.art.y);
    this.factLine = this.addTo(FactLine, { maxWidth: GRID.contentWidth, isOnArt: true }, x, look.factsY);
    for (const part of [this.title, this.factLine]) this.top.childList.a(part);
    this.plot = this.putOn(this.addText({ style: 'body', maxWidth: look.plot.w, lines: look.plot.lines }));
    this.plot.moveTo(x, look.plot.y);
    this.message = this.putOn(this.addText({ style: 'caption', color: this.theme.color.text2, maxWidth: GRID.contentWidth }));
    this.buttons = createView(this.stage, ButtonRow, { maxWidth: GRID.contentWidth, name: this.props.app.translator.t('detail.actions'), gap: BUTTON_GAP });
    this.buttons.y = look.buttonsY + shift;
  }

  private buildRows(): void {
    const { translator } = this.props.app;
    this.cast = createView(this.stage, CastRow, { id: 'cast', width: GRID.contentWidth, onPress: (id) => this.searchPerson(id) });
    this.cast.setTitle(translator.t('detail.cast'));
    this.similar = createView(this.stage, CardRow, { id: 'similar', shape: 'poster', width: GRID.contentWidth, onPress: (id) => this.openSimilar(id), onHold: (id) => void openOptions(this.ui, this.props.app, this.visit.similar.peek().find((card) => card.id === id)) });
    this.similar.setTitle(translator.t('detail.similar'));
  }

  private follow(): void {
    const { visit } = this;
    const { refresh } = this.props.app.catalog;
    this.bind(visit.header, (header) => this.showHeader(header ?? NO_HEADER));
    this.bind(computed(() => visit.header.value === null && (refresh.value.kind === 'ready' || refresh.value.kind === 'failed')), (isGone) => this.showGone(isGone));
    this.bind(computed(() => this.buttonSpecs()), (specs) => {
      this.buttons.setButtons(specs);
      // What is on the first button may be something else now.
      if (this.hasFocus()) this.tellRest();
    });
    this.bind(visit.cast, (people) => {
      this.cast.setPeople(people);
      this.changed();
    });
    this.bind(visit.similar, (cards) => {
      this.similar.setItems(fixedCardList(cards));
      this.changed();
    });
    this.bind(visit.state, (state) => {
      this.message.content = this.failureText(state);
      this.placeTop(visit.header.peek() ?? NO_HEADER);
      this.changed();
      if (state.kind !== 'loading') this.settle();
    });
  }

  /** Rows came or went: they stand elsewhere now. */
  protected changed(): void {
    this.arrange();
    this.column.refresh();
  }

  private tellRest(): void {
    this.visit.restOn(this.column.focusedId);
  }

  private settle(): void {
    if (!this.isWaiting) return;
    this.isWaiting = false;
    if (!this.column.recall(this.props.entry)) this.focusFirst();
  }

  private showHeader(header: TitleHeader): void {
    const hasBackdrop = header.backdrop !== '';
    this.backdrop.show(header.backdrop);
    this.poster.url = hasBackdrop ? '' : header.poster;
    // The scrims end in the page's colour: light beside them would show their edge.
    this.ambient.visible = !hasBackdrop;
    this.ambient.show(header.tint);
    this.title.show(header.title, header.titleArt);
    this.factLine.show(this.factsOf(header));
    this.plot.content = header.plot;
    this.placeTop(header);
    this.ui.focus.check();
  }

  /** A plot that does not exist leaves no hole: what stands above comes down to the buttons. */
  private placeTop(header: TitleHeader): void {
    const { plot } = this.look;
    const hasPlot = header.plot !== '' || this.visit.state.peek().kind === 'loading';
    this.top.y = this.topShift(header) + (hasPlot ? 0 : plot.lines * this.theme.type.body.line);
  }

  private showGone(isGone: boolean): void {
    const { navigation, translator } = this.props.app;
    this.isGone = isGone;
    this.column.visible = !isGone;
    if (isGone && this.gone === null) {
      this.gone = this.add(EmptyState, { width: GRID.contentWidth }, { x: GRID.contentX, y: GONE_Y });
      this.gone.show({
        title: translator.t('detail.gone.title'),
        text: translator.t('detail.gone.text'),
        buttons: [{ id: 'back', label: translator.t('detail.back'), icon: 'back', onPress: () => navigation.back(true) }],
      });
    }
    if (this.gone !== null) this.gone.visible = isGone;
    this.ui.focus.check();
  }

  private searchPerson(id: string): void {
    const person = this.visit.cast.peek().find((each) => each.id === id);
    const from = this.visit.header.peek()?.key;
    if (person !== undefined && from !== undefined) this.props.app.navigation.open({ name: 'person', person: person.name, from });
  }

  private openSimilar(id: string): void {
    const card = this.visit.similar.peek().find((each) => each.id === id);
    if (card !== undefined) this.props.app.perform(card.action);
  }
}
