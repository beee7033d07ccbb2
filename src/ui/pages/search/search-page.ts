import { computed } from '#core/state';
import type { ResultView, SearchAnswer, SearchModel } from '#model/search';
import { Ambient } from '#ui/components';
import { CANVAS_HEIGHT, Gradient } from '#ui/engine';
import type { AnyView, KeyPress, LeaveReason } from '#ui/engine';
import { AMBIENT, GRID, SAFE } from '#ui/theme';
import { HearthPage } from '../hearth-page';
import { openOptions } from '../open-options';
import type { PageProps } from '../page-props';
import { IdleView } from './idle-view';
import { QueryLine } from './query-line';
import { ResultsView } from './results-view';
import { TypingColumn } from './typing-column';

/** How the page is made. */
export interface SearchPageProps extends PageProps {
  readonly search: SearchModel;
}

/** From the mock, pixels. */
const LINE = { y: SAFE.top - 6, w: 1250 } as const;
const COLUMN_Y = 152;
const RESULTS = { x: 752, y: 148 } as const;
const RESULTS_WIDTH = GRID.contentRight - RESULTS.x;
const VEIL = { x: RESULTS.x - 40, y: 1000, alpha: 0.9 } as const;
/** The light of the page before anything has the focus. */
const LIGHT = '#3a2a70';
/** After the last letter; then the field and what was found are spoken. */
const SPEAK_MS = 1000;
const SUGGEST_MS = 200;
const FORGET = 'forget';
/** Shorter queries only find beginnings of words. */
const SHORT = 3;

type Side = 'typing' | 'results';

/** Search: what is typed on one side, what it finds on the other. */
export class SearchPage extends HearthPage<SearchPageProps> {
  declare private ambient: Ambient;
  declare private line: QueryLine;
  declare private typing: TypingColumn;
  declare private results: ResultsView;
  declare private idle: IdleView;
  /** Results go out of sight at the foot of the screen. */
  declare private veil: Gradient;
  declare private side: Side;
  /** The answer comes with where the viewer was in it, or takes the focus when it is there. */
  declare private isReturning: boolean;
  declare private stopSpeaking: () => void;

  override pageTitle(): string {
    const { translator } = this.props.app;
    const summary = this.props.search.answer.peek().summary;
    return summary === '' ? translator.t('nav.search') : `${translator.t('nav.search')}, ${summary}`;
  }

  override enter(): void {
    const { entry, search } = this.props;
    const { route } = entry;
    const before = entry.recall('query');
    if (before === null && route.name === 'person') search.askPerson(route.person, route.from);
    else this.ask(before?.id ?? '');
    this.isReturning = route.name === 'person' || before?.index === 1;
    this.showAnswer(search.answer.peek());
  }

  override leave(_reason: LeaveReason): void {
    const { entry, search } = this.props;
    entry.remember('query', { id: search.query.peek(), index: this.side === 'results' ? 1 : 0, offset: 0 });
    if (!this.results.isEmpty) this.results.remember(entry);
    this.stopSpeaking();
    search.rest();
  }

  override restore(): void {
    this.ask(this.props.entry.recall('query')?.id ?? '');
  }

  override isAtTop(): boolean {
    return this.side === 'typing';
  }

  override goToTop(): void {
    this.goTo('typing');
  }

  override focusChild(child: AnyView): boolean {
    if (child !== this.typing && child !== this.right) return false;
    this.side = child === this.typing ? 'typing' : 'results';
    return true;
  }

  override _getFocused(): AnyView {
    return this.side === 'typing' ? this.typing : this.right;
  }

  override _focus(): void {
    this.offer();
  }

  override _unfocus(): void {
    this.ui.typing.hide(this);
  }

  override _captureKey(press: KeyPress): boolean {
    // Whoever has moved keeps their place when results come.
    if (press.key !== 'back') this.isReturning = false;
    return false;
  }

  override _handleRight(press: KeyPress): boolean {
    if (this.side === 'typing' && !press.isHeld && !this.right.isEmpty) this.goTo('results');
    return true;
  }

  override _handleLeft(press: KeyPress): boolean {
    if (this.side === 'typing') return super._handleLeft(press);
    if (!press.isHeld) this.goTo('typing');
    return true;
  }

  override _handleUp(_press: KeyPress): boolean {
    return true;
  }

  override _handleBack(press: KeyPress): boolean {
    const { entry, search } = this.props;
    const { route } = entry;
    if (route.name === 'person' && search.query.peek() === route.person) return super._handleBack(press);
    if (this.side === 'results') {
      this.goTo('typing');
      this.typing.focusKeys();
      return true;
    }
    return this.delete() || super._handleBack(press);
  }

  override _handleRed(_press: KeyPress): boolean {
    this.delete();
    return true;
  }

  override _handleYellow(_press: KeyPress): boolean {
    this.ask('');
    return true;
  }

  override _handleBlue(_press: KeyPress): boolean {
    this.ui.typing.askPhone?.();
    return true;
  }

  override _handleDigit(press: KeyPress): boolean {
    this.type(String(press.digit));
    return true;
  }

  override _handleSearch(_press: KeyPress): boolean {
    this.goTo('typing');
    this.typing.focusKeys();
    return true;
  }

  protected override build(): void {
    const { app } = this.props;
    const { t } = app.translator;
    this.side = 'typing';
    this.isReturning = false;
    this.stopSpeaking = () => undefined;
    this.ambient = this.add(Ambient, {});
    this.ambient.show(LIGHT);
    const row = { width: RESULTS_WIDTH, onHold: (result: ResultView) => this.openOptions(result.card), onFocus: (result: ResultView) => this.light(result.card?.tint ?? LIGHT) };
    this.results = this.add(
      ResultsView,
      {
        ...row,
        allLabel: t('search.tab.all'),
        tabsName: t('search.kinds'),
        onPress: (result) => this.props.search.open(result),
        onShow: (kind, first, count) => this.ui.rest.settled(this.results, () => this.props.search.showing(kind, first, count)),
      },
      { x: RESULTS.x, y: RESULTS.y },
    );
    this.idle = this.add(
      IdleView,
      {
        width: RESULTS_WIDTH,
        meantLabel: t('search.did-you-mean'),
        onPress: (id) => this.openPopular(id),
        onHold: (id) => this.openOptions(this.popularCard(id)),
        onFocus: (tint) => this.light(tint),
      },
      { x: RESULTS.x, y: RESULTS.y },
    );
    this.veil = this.put(new Gradient(this.stage), VEIL.x, VEIL.y, this.w - VEIL.x, CANVAS_HEIGHT - VEIL.y);
    this.veil.setUp(this.theme.color.bg, 0, VEIL.alpha, 'down');
    this.line = this.add(QueryLine, { width: LINE.w, placeholder: t('search.placeholder') }, { x: GRID.contentX, y: LINE.y });
    this.typing = this.add(
      TypingColumn,
      {
        translator: app.translator,
        onText: (text) => this.type(text),
        onDelete: () => this.delete(),
        onClear: () => this.ask(''),
        onPill: (id) => this.pressPill(id),
      },
      { x: GRID.contentX, y: COLUMN_Y },
    );
    this.follow();
  }

  private get right(): ResultsView | IdleView {
    return this.results.isEmpty ? this.idle : this.results;
  }

  private follow(): void {
    const { app, search } = this.props;
    const { catalog, session, translator } = app;
    this.bind(search.answer, (answer) => this.showAnswer(answer));
    this.bind(computed(() => [search.query.value, search.isPreparing.value] as const), ([query, isPreparing]) => {
      this.offer();
      this.line.show(query, isPreparing ? translator.t('search.preparing') : '');
    });
    this.bind(computed(() => [search.query.value, search.history.value, search.answer.value] as const), ([query, history]) => {
      if (query === '') this.showPills(true, history);
      // Words to go on with are for those who stop: results come first.
      this.ui.rest.after(this.typing, SUGGEST_MS, () => {
        if (query !== '') this.showPills(false, search.suggestions.peek());
      });
    });
    // What others watch is worked out from all of Home: not while results stand in its place.
    this.bind(computed(() => [search.answer.value, search.corrections.value, search.answer.value.groups.length === 0 ? search.popular.value : null] as const), () => this.showIdle());
    // Indexes follow what the sources have: now, and whenever it changes while the page stands.
    this.bind(computed(() => [catalog.catalog.value, catalog.guide.value, session.sources.value] as const), () => void search.prepare());
    this.whileAttached((scope) => {
      scope.add(
        this.ui.onText((text) => {
          // Not while something stands above the page.
          if (this.hasFocus()) this.type(text.toLowerCase());
        }),
      );
    });
    this.own(() => {
      this.stopSpeaking();
      this.ui.rest.cancel(this.ambient);
      this.ui.rest.cancel(this.results);
      this.ui.rest.cancel(this.typing);
    });
  }

  private showAnswer(answer: SearchAnswer): void {
    this.results.show(answer);
    const { isEmpty } = this.results;
    this.results.visible = this.veil.visible = !isEmpty;
    this.idle.visible = isEmpty;
    if (!isEmpty && this.isReturning) this.returnTo();
    else if (this.right.isEmpty) this.side = 'typing';
    this.ui.mirror.setFact('results', String(answer.groups.reduce((sum, { results }) => sum + results.length, 0)));
    this.ui.mirror.setFact('query', answer.query);
    this.ui.focus.check();
  }

  /** Back where the viewer was, or at the first result for a person. */
  private returnTo(): void {
    const { entry } = this.props;
    this.isReturning = false;
    this.side = 'results';
    if (!this.results.recall(entry)) this.results.focusRows();
  }

  private showIdle(): void {
    const { app, search } = this.props;
    const { t } = app.translator;
    const query = search.query.peek().trim();
    const isNothing = query !== '' && !search.isPreparing.peek();
    this.idle.show({
      title: isNothing ? t('search.nothing.title', { query }) : '',
      text: isNothing ? t(query.length < SHORT ? 'search.nothing.short' : 'search.nothing.text') : '',
      corrections: search.corrections.peek().map((text, index) => ({ id: `meant-${String(index)}`, label: text, icon: 'search' as const, onPress: () => this.take(text) })),
      popular: this.results.isEmpty ? search.popular.peek() : null,
    });
    if (this.right.isEmpty) this.goTo('typing');
  }

  private showPills(isHistory: boolean, words: readonly string[]): void {
    const { t } = this.props.app.translator;
    const pills = words.map((word) => ({ id: `word ${word}`, label: word }));
    if (isHistory && pills.length > 0) pills.push({ id: FORGET, label: t('search.forget') });
    this.typing.showPills(t(isHistory ? 'search.recent' : 'search.suggestions'), pills);
  }

  private pressPill(id: string): void {
    if (id === FORGET) this.props.search.forgetHistory();
    else this.take(id.slice('word '.length));
  }

  /** Searches for what was offered; the results are what is wanted next. */
  private take(query: string): void {
    this.ask(query);
    this.showAnswer(this.props.search.answer.peek());
    if (this.results.isEmpty) this.typing.focusKeys();
    else this.results.focusRows();
    this.goTo(this.results.isEmpty ? 'typing' : 'results');
  }

  private type(text: string): void {
    const { search } = this.props;
    this.ask((search.query.peek() + text).replace(/^\s+/, '').replace(/\s{2,}/g, ' '));
  }

  private delete(): boolean {
    const letters = Array.from(this.props.search.query.peek());
    if (letters.length === 0) return false;
    this.ask(letters.slice(0, -1).join(''));
    return true;
  }

  private ask(query: string): void {
    const { search } = this.props;
    if (query === search.query.peek()) return;
    search.setQuery(query);
    this.stopSpeaking();
    this.stopSpeaking = this.ui.clock.after(SPEAK_MS, () => {
      const { summary } = search.answer.peek();
      this.ui.mirror.announce([search.query.peek(), summary].filter((part) => part !== '').join('. '));
    });
  }

  /** Tells phones of the line while the page has the focus. */
  private offer(): void {
    const { app, search } = this.props;
    if (!this.hasFocus()) return;
    this.ui.typing.show(this, {
      id: 'search', label: app.translator.t('search.placeholder'), isSecret: false,
      read: () => search.query.peek(),
      write: (text) => this.ask(text),
      done: () => {
        if (!this.right.isEmpty) this.goTo('results');
      },
    });
  }

  private goTo(side: Side): void {
    this.side = side;
    this.ui.focus.check();
  }

  private popularCard(id: string): NonNullable<ResultView['card']> | null {
    return this.props.search.popular.peek()?.cards.find((card) => card.id === id) ?? null;
  }

  private openPopular(id: string): void {
    const card = this.popularCard(id);
    if (card !== null) this.props.app.perform(card.action);
  }

  private openOptions(card: ResultView['card']): void {
    void openOptions(this.ui, this.props.app, card);
  }

  private light(tint: string): void {
    this.ui.rest.after(this.ambient, AMBIENT.idleBeforeChangeMs, () => this.ambient.show(tint));
  }
}
