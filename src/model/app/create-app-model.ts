import { HOUR_MS } from '#core/base';
import type { ItemKey, ProfileId } from '#core/base';
import { computed, createScope } from '#core/state';
import type { Scope } from '#core/state';
import type { Host } from '#ports';
import { createCards } from '#model/cards';
import type { Action, Cards } from '#model/cards';
import { createCatalogModel } from '#model/catalog';
import type { CatalogCore } from '#model/catalog';
import { createDetailModel } from '#model/detail';
import type { DetailDeps, DetailModel } from '#model/detail';
import { createFavouritesModel } from '#model/favourites';
import type { FavouritesModel } from '#model/favourites';
import { createHomeModel } from '#model/home';
import type { HomeModel } from '#model/home';
import { createTranslator } from '#model/i18n';
import type { Locale, Translator } from '#model/i18n';
import { createLibraryModel } from '#model/library';
import type { LibraryDeps, LibraryModel } from '#model/library';
import { createLiveModel } from '#model/live';
import type { LiveModel } from '#model/live';
import { createNavigationModel } from '#model/navigation';
import type { NavigationModel, Route } from '#model/navigation';
import { createNoticesModel } from '#model/notices';
import type { NoticesModel } from '#model/notices';
import { createParentalModel } from '#model/parental';
import type { ParentalCore } from '#model/parental';
import { createPlayerModel } from '#model/player';
import type { PlayerCore } from '#model/player';
import { createProgressModel } from '#model/progress';
import type { ProgressModel } from '#model/progress';
import { createSessionModel } from '#model/session';
import type { SessionCore, SessionPhase } from '#model/session';
import { createSettingsModel } from '#model/settings';
import type { SettingsModel } from '#model/settings';
import { createTasteModel } from '#model/taste';
import type { TasteModel } from '#model/taste';
import { createTimeModel } from '#model/time';
import type { TimeModel } from '#model/time';
import { HttpClient } from '#sources/http';
import { OauthClient, PlatformApi, PlatformSource } from '#sources/platform';
import { createStoredCell } from '#sources/storage';
import type { AppModel, RecordingsAccess, SpoilersAccess } from './app-model';
import { APP_VERSION } from './app-version';
import { applyLanguage } from './apply-language';
import type { LanguageDeps } from './apply-language';
import { askExit } from './ask-exit';
import { hearOperator } from './hear-operator';
import { followAtHand, keysAtHand } from './keys-at-hand';
import { LastChannel, watchLast } from './last-channel';
import { LateEvents } from './late-events';
import { followLinks } from './late-links';
import { LateParts } from './late-parts';
import { LatePhone } from './late-phone';
import { OwnSources } from './own-sources';
import { performAction } from './perform-action';
import { sharedAdId } from './shared-ad-id';

/** What is shown is refreshed when it is older than this and the viewer comes back, or stays that long. */
const STALE_MS = 2 * HOUR_MS;

/** What the app model needs beside its host. */
export interface AppDeps {
  readonly host: Host;
  /** Reads `strings/<locale>.json`. */
  loadStrings(locale: Locale): Promise<unknown>;
}

/** The app as its composition root runs it. */
export interface AppCore extends AppModel {
  /** Settings and language: what must be known before the first page is drawn. */
  prepare(): Promise<void>;
  /** Stored session and catalogue; when it resolves the first page can show what was stored. Never rejects. */
  boot(): Promise<void>;
  /** Everything that may take its time: catalogue, landing page, sync. Called after the first paint. */
  refresh(): Promise<void>;
  /** Ends everything. */
  dispose(): void;
}

class App implements AppCore {
  readonly translator: Translator;
  readonly time: TimeModel;
  readonly navigation: NavigationModel;
  readonly session: SessionCore;
  readonly catalog: CatalogCore;
  readonly home: HomeModel;
  readonly live: LiveModel;
  readonly detail: DetailModel;
  readonly library: LibraryModel;
  readonly player: PlayerCore;
  readonly parental: ParentalCore;
  readonly progress: ProgressModel;
  readonly favourites: FavouritesModel;
  readonly taste: TasteModel;
  readonly settings: SettingsModel;
  readonly notices: NoticesModel;
  readonly phone: LatePhone;
  readonly keys: AppModel['keys'];
  readonly sleep: AppModel['sleep'];
  readonly capabilities: Host['device']['capabilities'];
  readonly offers: AppModel['offers'];
  readonly version = APP_VERSION;
  private readonly deps: AppDeps;
  private readonly client: HttpClient;
  private readonly cards: Cards;
  private readonly lastChannel: LastChannel;
  private readonly late: LateParts;
  private readonly ownSources: OwnSources;
  private readonly events: LateEvents;
  private readonly scope: Scope = createScope();
  private wasReady = false;
  readonly openCheckout: AppModel['openCheckout'] = (subject) => this.late.openCheckout(subject);
  readonly openShop = (): ReturnType<LateParts['openShop']> => this.late.openShop();
  readonly openLineup = (): ReturnType<LateParts['openLineup']> => this.late.openLineup();
  readonly openWatchTime = (): ReturnType<LateParts['openWatchTime']> => this.late.openWatchTime();
  get recordings(): RecordingsAccess { return this.late.recordings; }
  get spoilers(): SpoilersAccess { return this.late.spoilers; }
  readonly openReminders = (): ReturnType<LateParts['openReminders']> => this.late.openReminders();
  readonly openConnection: AppModel['openConnection'] = (id) => this.late.openConnection(id);
  readonly openSupport: AppModel['openSupport'] = (diagnostics) => this.late.openSupport(diagnostics);
  readonly tellList: AppModel['tellList'] = (type, list, key, position) => this.events.tellList(type, list, key, position);
  readonly openTour = (): ReturnType<LateParts['openTour']> => this.late.openTour();
  readonly openExtras = (): ReturnType<AppModel['openExtras']> => this.late.openExtras();
  readonly openSearch = (): ReturnType<LateParts['openSearch']> => this.late.openSearch();
  readonly askExit = (): void => void askExit(this).then((isLeaving) => (isLeaving ? this.exit() : undefined));
  private isBooted = false;
  private stored: Promise<boolean> | null = null;

  constructor(deps: AppDeps) {
    this.deps = deps;
    const { host } = deps;
    const { clock, storage, log } = host;
    this.capabilities = host.device.capabilities;
    this.offers = { hubRow: host.preview !== null, adId: host.adId !== null };
    this.client = new HttpClient(host.http);
    this.lastChannel = new LastChannel(storage, log);
    this.time = createTimeModel(clock);
    this.settings = createSettingsModel(createStoredCell(storage, log, 'settings.v1'), (name) => {
      if (name === 'language') void applyLanguage(this.languageDeps());
    });
    this.translator = createTranslator({
      clock,
      loadStrings: (locale) => deps.loadStrings(locale),
      isTwelveHour: () => this.settings.values.value.clockFormat === '12',
    });
    this.ownSources = new OwnSources({ host, client: this.client, translator: this.translator, platform: () => this.session.platformApi() });
    this.session = this.makeSession();
    const sync = { clock, log, remote: () => this.session.profileSync() };
    this.progress = createProgressModel({ ...sync, cellOf: (id) => createStoredCell(storage, log, `progress.${id}`) });
    this.favourites = createFavouritesModel({ ...sync, cellOf: (id) => createStoredCell(storage, log, `favourites.${id}`) });
    this.taste = createTasteModel({ clock, log, cellOf: (id) => createStoredCell(storage, log, `taste.${id}`) });
    this.catalog = createCatalogModel({
      ...host,
      nameOf: (id) => this.nameOf(id),
      report: (id, error) => {
        this.session.reportSource(id, error);
      },
      atHand: () => keysAtHand(this),
    });
    this.parental = createParentalModel({ ...host, translator: this.translator, session: this.session, catalog: this.catalog });
    this.cards = createCards({ translator: this.translator, progress: this.progress, nowMs: () => clock.nowMs(), spoilers: () => this.spoilers.model.value });
    this.notices = this.makeNotices();
    this.navigation = this.makeNavigation();
    this.events = new LateEvents(host, this);
    this.player = this.makePlayer();
    this.live = this.makeLive();
    const pages = this.pageDeps();
    this.library = createLibraryModel(pages);
    this.detail = createDetailModel(pages);
    this.phone = new LatePhone(host, this, this.client);
    this.late = new LateParts(host, this, this.cards);
    ({ keys: this.keys, sleep: this.sleep } = this.late);
    this.home = createHomeModel({
      ...pages,
      time: this.time,
      lastChannel: () => this.live.lastKey.value,
      visit: () => this.navigation.current.peek().id,
    });
    this.listen();
  }

  async prepare(): Promise<void> {
    await this.settings.load();
    await applyLanguage(this.languageDeps());
  }

  async boot(): Promise<void> {
    await this.session.boot();
    await this.loadStored();
    this.isBooted = true;
  }

  async refresh(): Promise<void> {
    // The first picture should not wait for the player's code.
    void this.player.prepare();
    // A start that found no network goes on by itself.
    this.session.retry();
    if (this.session.active.peek().length > 0) await this.catalog.refreshNow();
    await this.syncProfile();
    this.late.start();
  }

  perform(action: Action): void {
    if (!this.isReady()) return;
    this.parental.whenOpen(action.kind === 'watch-episode' ? action.seriesKey : action.key, () => {
      if (this.isReady() && performAction(action, this)) this.openPlayer();
    });
  }

  openPlayer(): void {
    this.player.setRect(null);
    if (this.navigation.current.peek().route.name !== 'player') this.navigation.open({ name: 'player' });
  }

  leavePlayer(): void {
    if (this.navigation.current.peek().route.name === 'player') this.navigation.back(true);
    else this.player.stop();
  }

  dispose(): void {
    for (const part of [this.late, this.phone, this.scope, this.events]) part.dispose();
    this.ownSources.dispose();
  }

  /** Whether a viewer has been let in; before and after there is nothing to open. */
  private isReady(): boolean {
    return this.session.phase.peek().kind === 'ready';
  }

  private async exit(): Promise<void> {
    this.player.stop();
    await this.progress.settled();
    this.deps.host.lifecycle.exit();
  }

  private makeSession(): SessionCore {
    const { host } = this.deps;
    const { platformUrl } = host;
    return createSessionModel({
      ...host,
      translator: this.translator,
      oauth: platformUrl === null ? null : new OauthClient(this.client, platformUrl),
      makePlatform: (id, tokens) =>
        new PlatformSource({
          id, api: new PlatformApi(this.client, platformUrl ?? '', tokens, () => this.translator.locale.peek()), capabilities: this.capabilities, clock: host.clock,
        }),
      makeSource: (stored) => this.ownSources.make(stored),
      otherWay: async (stored, error) => (await import('./offer-relay')).offerRelay(this, stored, error),
      openProfile: (id) => this.openProfile(id),
      onSources: (active) => {
        this.catalog.useSources(active);
        if (this.wasReady && active.length > 0) void this.catalog.refreshNow();
      },
      onPhase: (phase) => this.onPhase(phase),
      onSessionEnded: () => {
        this.notices.showToast(this.translator.t('error.auth.session-ended.title'));
      },
    });
  }

  /** What the models of pages work with. */
  private pageDeps(): LibraryDeps & DetailDeps {
    const { clock, log } = this.deps.host;
    const { catalog, cards, translator, favourites, progress, taste, player } = this;
    return {
      clock, log, catalog, cards, translator, favourites, progress, taste, player,
      picks: () => this.late.picks.value,
      versions: () => this.late.versions.value,
      sourceIds: () => this.session.active.peek().map((source) => source.id),
      nameOf: (id: string) => this.nameOf(id),
      perform: (action: Action) => { this.perform(action); },
      toggleMyList: (key: ItemKey, title: string) => { this.toggleMyList(key, title); },
    };
  }

  private nameOf(sourceId: string): string {
    return this.session.sources.peek().find((source) => source.id === sourceId)?.name ?? '';
  }

  private makeNotices(): NoticesModel {
    const { clock, network } = this.deps.host;
    return createNoticesModel({
      clock,
      network,
      translator: this.translator,
      loadedAtMs: () => this.catalog.loadedAtMs.value,
      tryAgain: () => {
        void this.refresh();
      },
      failedSource: computed(() => this.session.sources.value.find((source) => source.error !== null)?.name ?? null),
    });
  }

  private makeNavigation(): NavigationModel {
    return createNavigationModel({
      lifecycle: this.deps.host.lifecycle,
      askExit: () => this.askExit(),
      mayOpen: (route) => this.isReady() || route.name === 'sign-in' || route.name === 'add-source' || route.name === 'transfer',
      onArrived: (route) => this.onArrived(route),
    });
  }

  private makePlayer(): PlayerCore {
    const { host } = this.deps;
    return createPlayerModel({
      ...host,
      catalog: this.catalog,
      favourites: this.favourites,
      progress: this.progress,
      settings: this.settings,
      translator: this.translator,
      time: this.time,
      cards: this.cards, spoilers: () => this.spoilers.model.value,
      sourceIds: () => this.session.sources.peek().map(({ id }) => id),
      profileId: () => this.session.profile.peek()?.id ?? '',
      roomFor: (id) => this.session.active.peek().find((source) => source.id === id)?.roomBeside?.() ?? 'nothing',
      warm: (url, signal) => this.client.warm(url, signal),
      events: this.events,
      fetchBytes: (url) => this.client.bytes(url),
      advertising: { client: this.client, media: this.capabilities.media, api: () => this.session.platformApi(), adIdFor: (url) => sharedAdId(host, this, url) },
      onFinished: () => { this.leavePlayer(); },
    });
  }

  private makeLive(): LiveModel {
    const { storage, log } = this.deps.host;
    const { time, player, settings, capabilities } = this;
    return createLiveModel({
      ...this.pageDeps(), time, player, settings, hasUhd: capabilities.media.hasUhd, versionsCell: createStoredCell(storage, log, 'channel-versions'),
      showToast: (text) => {
        this.notices.showToast(text);
      },
      rememberChannel: (key, group) => { this.lastChannel.remember(key, group); },
    });
  }

  private listen(): void {
    const { lifecycle, clock, device } = this.deps.host;
    this.scope.add(() => {
      const { home, live, player, catalog, notices, progress, favourites, session, parental, time } = this;
      for (const part of [home, live, player, catalog, notices, progress, favourites, session, parental, time]) part.dispose();
    });
    this.scope.add(
      lifecycle.onForegroundChange((isForeground) => {
        if (isForeground) {
          this.player.resume();
          this.refreshIfStale();
        } else {
          this.player.suspend();
          this.parental.relock();
        }
      }),
    );
    this.scope.add(followLinks(this.deps.host, this));
    this.scope.add(device.onSystemLanguage(() => void applyLanguage(this.languageDeps())));
    this.scope.effect(() => {
      followAtHand(this);
    });
    this.scope.add(
      clock.every(STALE_MS, () => {
        if (lifecycle.isForeground) this.refreshIfStale();
      }),
    );
  }

  private refreshIfStale(): void {
    if (this.deps.host.clock.nowMs() - this.catalog.loadedAtMs.peek() >= STALE_MS) void this.refresh();
  }

  private languageDeps(): LanguageDeps {
    const { device, log } = this.deps.host;
    return { settings: this.settings, translator: this.translator, device, log };
  }

  private onPhase(phase: SessionPhase): void {
    switch (phase.kind) {
      case 'signed-out':
        this.wasReady = false;
        this.player.stop();
        this.navigation.reset({ name: 'sign-in' });
        break;
      case 'choosing-profile':
        this.player.stop();
        // Profiles that were changed are shown where they stand.
        if (this.navigation.current.peek().route.name !== 'profiles') this.navigation.reset({ name: 'profiles' });
        break;
      case 'ready':
        this.enter();
        break;
      default:
        this.navigation.reset({ name: 'start' });
    }
  }

  /** The first page of a profile, as the settings say. */
  private enter(): void {
    const isFirst = !this.wasReady;
    this.wasReady = true;
    if (isFirst) void hearOperator(this, this.deps.host, this.client);
    const route = this.navigation.current.peek().route.name;
    // Adding a source from the settings is no reason to leave them.
    if (route !== 'start' && route !== 'sign-in' && route !== 'add-source' && route !== 'profiles') return;
    const { startScreen } = this.settings.values.peek();
    const lastKey = this.live.lastKey.peek();
    if (startScreen === 'home') this.navigation.reset({ name: 'home' });
    else this.navigation.openAboveHome({ name: 'live' });
    if (startScreen === 'last-channel' && lastKey !== null && isFirst && this.deps.host.lifecycle.launchIntent.kind !== 'deeplink') void watchLast(this.catalog, this.live, lastKey);
    void this.syncProfile();
    if (this.isBooted && this.catalog.refresh.peek().kind === 'empty') void this.catalog.refreshNow();
  }

  /** Reads the stored catalogue once; whoever needs it first starts it. */
  private loadStored(): Promise<boolean> {
    this.stored ??= this.catalog.loadStored();
    return this.stored;
  }

  private async openProfile(id: string | null): Promise<void> {
    // The first page is entered with what was stored, not with a skeleton.
    if (id !== null) await this.loadStored();
    await this.parental.openProfile(id as ProfileId | null);
    await this.late.useProfile(id);
    const [last] = await Promise.all([this.lastChannel.open(id), this.progress.openProfile(id), this.favourites.openProfile(id), this.taste.openProfile(id)]);
    // Zapping goes on in the group of the last time, where the set starts with its channel.
    this.live.restoreLast(last.key, this.settings.values.peek().startScreen === 'last-channel' ? last.group : null);
    this.late.picks.useProfile(id);
  }

  private async syncProfile(): Promise<void> {
    await Promise.all([this.progress.sync(), this.favourites.sync()]);
  }

  private toggleMyList(key: ItemKey, title: string): void {
    const isIn = this.favourites.toggle(key);
    this.notices.showToast(this.translator.t(isIn ? 'list.added' : 'list.removed', { title }));
  }

  /** Pictures play in the player and, for channels, in the previews of Live TV and the guide; anywhere else they stop. */
  private onArrived(route: Route): void {
    if (route.name === 'player') return;
    const kind = this.player.nowPlaying.peek()?.kind;
    if (kind === undefined) return;
    const isPreview = (route.name === 'live' || route.name === 'guide') && (kind === 'live' || kind === 'archive');
    if (!isPreview) this.player.stop();
  }
}

/** Builds all models over a host. Nothing is read or asked before {@link AppCore.prepare}. */
export function createAppModel(deps: AppDeps): AppCore {
  return new App(deps);
}
