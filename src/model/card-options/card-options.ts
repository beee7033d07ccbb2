import type { ItemKey } from '#core/base';
import type { AppModel } from '#model/app';
import type { CardView } from '#model/cards';

/** What can be done with a card. */
export type CardOptionId = 'play' | 'resume' | 'from-start' | 'details' | 'add' | 'take' | 'watched' | 'unwatched' | 'remove';

/** One thing that can be done, in the viewer's language. */
export interface CardOption {
  readonly id: CardOptionId;
  readonly label: string;
  run(): void;
}

/** A card and what can be done with it. */
export interface CardOptions {
  readonly title: string;
  /** Second line, parts joined by dots; may be empty. */
  readonly facts: string;
  /** `48 min left`; empty where nothing was begun. */
  readonly left: string;
  /** Part watched 0..1; -1: no bar. */
  readonly progress: number;
  /** Poster of the title, or logo of the channel; what the card shows where there is neither. */
  readonly picture: { readonly url: string; readonly isLogo: boolean };
  /** Never empty; what is most likely wanted first. */
  readonly options: readonly CardOption[];
}

/** Where the card stands: in Continue watching it can be taken out; an episode on its series' own page needs no way there. */
export type CardPlace = 'continue' | 'list' | 'episode';

/** What is needed of a card. */
export type OptionsCard = Pick<CardView, 'id' | 'key' | 'kind' | 'title' | 'facts' | 'image' | 'logo' | 'action'>;

/** What is needed of the app. */
export type CardOptionsApp = Pick<AppModel, 'translator' | 'catalog' | 'progress' | 'favourites' | 'notices' | 'home' | 'perform'>;

/** The film or series a card stands for, which is what a list holds; of a channel the channel. */
function listedKeyOf({ action, key }: OptionsCard): ItemKey {
  return action.kind === 'watch-episode' ? action.seriesKey : key;
}

/** Collects what can be done with one card. */
class OptionsOfCard {
  private readonly options: CardOption[] = [];

  constructor(
    private readonly app: CardOptionsApp,
    private readonly card: OptionsCard,
  ) {}

  list(place: CardPlace): readonly CardOption[] {
    this.playing();
    if (place !== 'episode') {
      this.details();
      this.myList();
    }
    this.marks();
    if (place === 'continue') this.add('remove', 'options.remove', () => { this.app.home.removeFromContinue(this.card); });
    return this.options;
  }

  private add(id: CardOptionId, text: string, run: () => void): void {
    this.options.push({ id, label: this.app.translator.t(text), run });
  }

  private playing(): void {
    const { app, card } = this;
    const { action, key, kind } = card;
    if (kind === 'channel') this.add('play', 'options.watch', () => { app.perform(action); });
    if (kind !== 'movie' && action.kind !== 'watch-episode') return;
    const isBegun = app.progress.fraction(key) > 0;
    const watch = (from: 'resume' | 'start') => (): void => {
      app.perform(action.kind === 'watch-episode' ? { ...action, from } : { kind: 'watch-movie', key, from });
    };
    this.add(isBegun ? 'resume' : 'play', isBegun ? 'detail.resume' : 'detail.play', watch('resume'));
    if (isBegun) this.add('from-start', 'detail.from-start', watch('start'));
  }

  private details(): void {
    const { app, card } = this;
    if (card.kind === 'channel') return;
    const key = listedKeyOf(card);
    this.add('details', 'options.details', () => { app.perform({ kind: card.kind === 'movie' ? 'open-movie' : 'open-series', key }); });
  }

  private myList(): void {
    const { app, card } = this;
    const key = listedKeyOf(card);
    const isIn = app.favourites.has(key);
    const isChannel = card.kind === 'channel';
    const taking = isChannel ? 'options.favourites.take' : 'options.my-list.take';
    const adding = isChannel ? 'options.favourites.add' : 'options.my-list.add';
    this.add(isIn ? 'take' : 'add', isIn ? taking : adding, () => {
      const isThere = app.favourites.toggle(key);
      app.notices.showToast(app.translator.t(isThere ? 'list.added' : 'list.removed', { title: card.title }));
    });
  }

  private marks(): void {
    const { app, card } = this;
    const { action, key } = card;
    const parent = action.kind === 'watch-episode' ? action.seriesKey : undefined;
    if (card.kind !== 'movie' && parent === undefined) return;
    const isWatched = app.progress.isWatched(key);
    this.add(isWatched ? 'unwatched' : 'watched', isWatched ? 'options.unwatched' : 'options.watched', () => {
      void app.progress.markWatched(key, !isWatched, parent);
    });
  }
}

/** The poster of what the card stands for, however the card is shaped. */
function pictureOf({ catalog }: CardOptionsApp, card: OptionsCard): CardOptions['picture'] {
  if (card.kind === 'channel') return card.logo === '' ? { url: card.image, isLogo: false } : { url: card.logo, isLogo: true };
  const reader = catalog.catalog.peek();
  const kind = card.kind === 'movie' ? 'movie' : 'series';
  const row = reader.rowOf(kind, listedKeyOf(card));
  const title = row === -1 ? null : kind === 'movie' ? reader.movie(row) : reader.series(row);
  return { url: title === null || title.poster === '' ? card.image : title.poster, isLogo: false };
}

/** What holding OK on a card offers. */
export function cardOptions(app: CardOptionsApp, card: OptionsCard, place: CardPlace): CardOptions {
  const point = app.progress.get(card.key);
  const fraction = card.kind === 'channel' ? -1 : app.progress.fraction(card.key);
  const { t, format } = app.translator;
  const left = point === null || fraction <= 0 ? '' : t('title.left', { duration: format.duration(point.durationMs - point.positionMs) });
  return {
    title: card.title,
    facts: card.facts.filter((fact) => fact !== left).join(' · '),
    left,
    picture: pictureOf(app, card),
    progress: fraction > 0 ? fraction : -1,
    options: new OptionsOfCard(app, card).list(place),
  };
}
