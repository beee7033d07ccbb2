import { parseItemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import type { AppModel } from '#model/app';
import type { CardView } from '#model/cards';
import { lockStateOf, setLocked } from './lock-item';

/** The other versions of a channel, the best first; more are not offered. */
const VERSION_IDS = ['version-1', 'version-2', 'version-3', 'version-4', 'version-5'] as const;

/** What can be done with a card. */
export type CardOptionId =
  | (typeof VERSION_IDS)[number]
  | 'play' | 'resume' | 'from-start' | 'details' | 'add' | 'take' | 'watched' | 'unwatched' | 'remove'
  | 'more' | 'more-undo' | 'not' | 'not-undo' | 'forget' | 'hide-row' | 'lock' | 'unlock' | 'arrange' | 'moment' | 'guide' | 'tell' | 'sport' | 'sport-undo';

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

/** What the card stands on: in Continue watching it can be taken out; a title's own page needs no way there, and plays by itself. */
export type CardPlace = 'continue' | 'list' | 'episode' | 'title';

/** A row of Home that can be hidden. */
export interface OptionsRow {
  readonly id: string;
  readonly title: string;
}

/** What is needed of a card. */
export type OptionsCard = Pick<CardView, 'id' | 'key' | 'kind' | 'title' | 'facts' | 'image' | 'logo' | 'action'>;

/** What is needed of the app. */
export type CardOptionsApp = Pick<AppModel, 'translator' | 'time' | 'catalog' | 'progress' | 'favourites' | 'notices' | 'home' | 'perform' | 'taste' | 'parental' | 'player' | 'navigation' | 'live' | 'spoilers'>;

/** The film or series a card stands for, which is what a list holds; of a channel the channel. */
function listedKeyOf({ action, key }: OptionsCard): ItemKey {
  return action.kind === 'watch-episode' ? action.seriesKey : key;
}

/** The title a row "because" of Home is because of: own rows name it by its key, the platform's by its id. */
function seedOfRow({ catalog }: CardOptionsApp, id: string): { readonly key: ItemKey; readonly name: string } | null {
  if (id.indexOf('because-') !== 0) return null;
  const named = id.slice('because-'.length);
  const landing = catalog.landing.peek();
  const key = (landing.kind === 'known' ? `${landing.landing.sourceId}:${named}` : named) as ItemKey;
  const reader = catalog.catalog.peek();
  const record = parseItemKey(key)?.kind === 'movie' ? reader.movie(reader.rowOf('movie', key)) : reader.series(reader.rowOf('series', key));
  return record === null ? null : { key, name: record.name };
}

/** Collects what can be done with one card. */
class OptionsOfCard {
  private readonly options: CardOption[] = [];

  constructor(
    private readonly app: CardOptionsApp,
    private readonly card: OptionsCard,
  ) {}

  list(place: CardPlace, row: OptionsRow | null): readonly CardOption[] {
    if (place !== 'title') this.playing();
    this.keptBack();
    if (this.card.kind === 'channel') this.versions();
    if (place === 'continue' || place === 'list') this.details();
    if (place !== 'episode') this.myList();
    this.marks();
    if (place === 'continue') this.add('remove', 'options.remove', () => { this.app.home.removeFromContinue(this.card); });
    if (place !== 'episode') this.taste();
    this.forget(place, row);
    if (row !== null) this.add('hide-row', 'options.hide-row', () => { this.hideRow(row); });
    if (place !== 'episode') this.lock();
    if (this.card.kind === 'channel') this.add('arrange', 'lineup.arrange', () => { this.app.navigation.open({ name: 'lineup', channel: this.card.key }); });
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

  /** What is kept back of an episode, or of what runs on a channel, is told to who asks; and channels are said to show sport. */
  private keptBack(): void {
    const { app, card } = this;
    const spoilers = app.spoilers.model.peek();
    if (spoilers === null) return;
    const { key, kind } = card;
    if (kind === 'episode' && spoilers.isVeiled(key, app.progress.isWatched(key))) this.add('tell', 'spoilers.show-episode', () => { spoilers.showEpisode(key); });
    const reader = app.catalog.catalog.peek();
    const channel = kind === 'channel' ? reader.channel(reader.rowOf('channel', key)) : null;
    if (channel === null || !spoilers.protection.peek().isScoreSafe) return;
    const now = channel.guideKey === '' ? null : app.catalog.guide.peek().nowNext(channel.guideKey, app.time.nowMs()).now;
    if (now?.isVeiled === true) this.add('tell', 'spoilers.show-programme', () => { spoilers.showProgramme(channel, now.startMs); });
    const isMarked = spoilers.markOf(channel) === true;
    this.add(isMarked ? 'sport-undo' : 'sport', isMarked ? 'spoilers.channel-sport-undo' : 'spoilers.channel-sport', () => {
      spoilers.markChannel(channel, isMarked ? null : true).catch((error: unknown) => { app.notices.showFailure(error); });
    });
  }

  /** The other versions of a channel; the one that is chosen stands for it from then on. */
  private versions(): void {
    const { app, card } = this;
    const others = app.live.versionsOf(card.key).filter(({ isThis }) => !isThis);
    VERSION_IDS.forEach((id, place) => {
      const version = others[place];
      if (version === undefined) return;
      const { key, label } = version;
      this.options.push({
        id,
        label: app.translator.t('options.watch-version', { name: label }),
        run: () => {
          app.live.chooseVersion(key);
          app.perform({ kind: 'watch-channel', key });
        },
      });
    });
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

  private taste(): void {
    const { app, card } = this;
    if (card.kind === 'channel') return;
    const key = listedKeyOf(card);
    const opinion = app.taste.opinionOf(key);
    const say = (next: 'more' | 'not' | null, text: string) => (): void => {
      app.taste.say(key, next);
      app.notices.showToast(app.translator.t(text, { title: card.title }));
    };
    if (opinion === 'more') this.add('more-undo', 'options.more-undo', say(null, 'options.taken-back'));
    else this.add('more', 'options.more', say('more', 'options.said-more'));
    if (opinion === 'not') this.add('not-undo', 'options.not-undo', say(null, 'options.taken-back'));
    else this.add('not', 'options.not', say('not', 'options.said-not'));
  }

  /** Takes what was watched out of what is proposed: of a row "because" its title, of what is usual the channel, else the watched title itself. */
  private forget(place: CardPlace, row: OptionsRow | null): void {
    const { app, card } = this;
    const { learning } = app.taste;
    if (!learning.peek().isOn || place === 'episode') return;
    const seed = row === null ? null : seedOfRow(app, row.id);
    const own = listedKeyOf(card);
    const isLearnt = card.kind === 'channel' ? row?.id === 'usual' : app.progress.get(own) !== null || app.progress.latestOfSeries(own) !== null;
    const key = seed?.key ?? (isLearnt ? own : null);
    if (key === null || learning.peek().forgotten.has(key)) return;
    const title = seed?.name ?? card.title;
    const { t } = app.translator;
    this.options.push({
      id: 'forget',
      label: seed === null ? t('options.forget') : t('options.forget-seed', { title }),
      run: () => {
        app.taste.setLearning({ ...learning.peek(), forgotten: new Set(learning.peek().forgotten).add(key) });
        app.notices.showToast(t('options.forgotten', { title }));
      },
    });
  }

  private hideRow({ id, title }: OptionsRow): void {
    const { notices, taste, translator } = this.app;
    taste.setRowHidden(id, title, true);
    notices.showToast(translator.t('options.row-hidden', { title }));
  }

  private lock(): void {
    const { app, card } = this;
    const item = { key: listedKeyOf(card), title: card.title };
    const state = lockStateOf(app, item.key);
    if (state === null) return;
    this.add(state === 'open' ? 'lock' : 'unlock', state === 'open' ? 'options.lock' : 'parental.unlock', () => {
      void setLocked(app, item, state === 'open');
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

/** What holding OK on a card offers; `row`: the row of Home it stands in, which can be hidden. */
export function cardOptions(app: CardOptionsApp, card: OptionsCard, place: CardPlace, row: OptionsRow | null = null): CardOptions {
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
    options: new OptionsOfCard(app, card).list(place, row),
  };
}
