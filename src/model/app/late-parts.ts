import { Once, toAppError } from '#core/base';
import type { Disposer, SourceId } from '#core/base';
import { createScope, signal } from '#core/state';
import type { Cards } from '#model/cards';
import type { CatalogCore } from '#model/catalog';
import type { KeysModel } from '#model/keys';
import type { LineupModel } from '#model/lineup';
import { createWatchTime } from '#model/parental';
import type { ParentalCore, WatchTimeCore, WatchTimeModel } from '#model/parental';
import type { PrivateConnectionModel } from '#model/private-connection';
import type { RemindersModel } from '#model/reminders';
import type { SearchModel } from '#model/search';
import type { SessionCore } from '#model/session';
import type { CheckoutModel, CheckoutSubject, ShopModel } from '#model/shop';
import type { SleepModel } from '#model/sleep';
import type { SupportModel } from '#model/support';
import type { TourModel } from '#model/tour';
import { LateVersions } from '#model/versions';
import type { Host } from '#ports';
import type { AppModel } from './app-model';
import type { Extras } from './extras';
import { LateLineup } from './late-lineup';
import { LatePicks } from './late-picks';
import { LateRecordings } from './late-recordings';
import { LateReminders } from './late-reminders';
import { LateSearch } from './late-search';
import { openCheckout, openShop } from './late-shop';
import { LateSpoilers } from './late-spoilers';

/** Models whose code comes after the first page. */
export class LateParts {
  private readonly search: LateSearch;
  private readonly reminders: LateReminders;
  private readonly lineup: LateLineup;
  /** What the platform records. */
  readonly recordings: LateRecordings;
  /** What the profile does not want told ahead. */
  readonly spoilers: LateSpoilers;
  private readonly time: WatchTimeCore;
  /** What the set proposes; `value` is `null` until it is loaded. */
  readonly picks: LatePicks;
  /** Leaves one version of each title in short lists; `value` is `null` until it is loaded. */
  readonly versions: LateVersions;

  /** See {@link AppModel.keys}. */
  readonly keys = signal<KeysModel | null>(null);
  /** See {@link AppModel.sleep}. */
  readonly sleep = signal<SleepModel | null>(null);
  private readonly scope = createScope();
  private readonly extras = new Once(() => this.makeExtras());
  private readonly host: Host;
  private readonly cards: Cards;
  private readonly app: AppModel & { readonly catalog: CatalogCore; readonly session: SessionCore; readonly parental: ParentalCore };
  private stopOffering: Disposer | null = null;
  private isOffering = false;

  constructor(host: Host, app: AppModel & { readonly catalog: CatalogCore; readonly session: SessionCore; readonly parental: ParentalCore }, cards: Cards) {
    this.host = host;
    this.app = app;
    this.cards = cards;
    this.search = new LateSearch(host, app, cards);
    this.reminders = new LateReminders(host, app);
    this.recordings = new LateRecordings(host, app);
    this.lineup = new LateLineup(host, app);
    this.spoilers = new LateSpoilers(host, app);
    this.picks = new LatePicks(host, app, cards);
    this.versions = new LateVersions(app.settings);
    const { translator, notices, parental, player } = app;
    this.time = createWatchTime({
      ...host, translator, notices, parental, player,
      stopPlaying: () => this.stopPlaying(),
      askParent: app.phone.isOffered ? (reason) => app.phone.askTime(reason) : null,
    });
  }

  /** See {@link AppModel.openSearch}. */
  openSearch(): Promise<SearchModel> {
    return this.search.open();
  }

  /** See {@link AppModel.openReminders}. */
  openReminders(): Promise<RemindersModel> {
    return this.reminders.open();
  }

  /** See {@link AppModel.openCheckout}. */
  openCheckout(subject: CheckoutSubject): Promise<CheckoutModel> {
    return openCheckout(this.host, this.app, subject);
  }

  /** See {@link AppModel.openShop}. */
  openShop(): Promise<ShopModel> {
    return openShop(this.host, this.app, this.cards);
  }

  /** See {@link AppModel.openLineup}. */
  openLineup(): Promise<LineupModel> {
    return this.lineup.open();
  }

  /** See {@link AppModel.openConnection}. */
  async openConnection(id: SourceId): Promise<PrivateConnectionModel> {
    const { createPrivateConnection } = await import('#model/private-connection');
    return createPrivateConnection({ ...this.host, session: this.app.session, onChanged: () => { this.app.player.stop(); } }, id);
  }

  /** See {@link AppModel.openSupport}. */
  async openSupport(diagnostics: string): Promise<SupportModel> {
    const api = this.app.session.platformApi();
    if (api === null) throw new Error('nobody helps without a platform');
    const { applyFix, createSupport } = await import('#model/support');
    return createSupport({ clock: this.host.clock, api, apply: (fix) => applyFix(this.app, fix) }, diagnostics);
  }

  /** See {@link AppModel.openTour}. */
  async openTour(): Promise<TourModel> {
    const { openTour } = await import('./late-tour');
    return openTour(this.host, this.app);
  }

  /** See {@link AppModel.openWatchTime}. */
  openWatchTime(): Promise<WatchTimeModel> {
    return this.time.open();
  }

  /** Failures, changed keys and the sleep timer. Rejects where their code cannot be loaded; the next call tries again. */
  openExtras(): Promise<Extras> {
    return this.extras.get();
  }

  /** The first page stands: what watches the time begins. */
  start(): void {
    this.reminders.start();
    if (this.isOffering) return;
    this.isOffering = true;
    this.openExtras().catch((error: unknown) => {
      this.host.log.write('warn', 'parts that come after the start are missing', { reason: toAppError(error).message });
    });
    import('./late-tour').then(({ startTours }) => (this.stopOffering = startTours(this.host, this.app)), () => (this.isOffering = false));
    this.picks.start();
    this.versions.start();
  }

  /** Somebody else watches; resolves when channels are seen as they arranged them, and their limits hold. */
  async useProfile(profileId: string | null): Promise<void> {
    this.reminders.useProfile(profileId);
    this.recordings.useProfile();
    // Until what the next one wants learnt is known, nothing of it is mixed up with the former's.
    this.picks.useProfile(null);
    await Promise.all([this.lineup.useProfile(profileId), this.spoilers.useProfile(profileId), this.time.openProfile(profileId)]);
  }

  /** Lets go of all of them. */
  dispose(): void {
    this.stopOffering?.();
    for (const part of [this.search, this.reminders, this.lineup, this.spoilers, this.picks, this.time, this.scope]) part.dispose();
  }

  private async makeExtras(): Promise<Extras> {
    const { openExtras } = await import('./extras');
    const { host, app, keys, sleep, scope, time, lineup } = this;
    return openExtras({ host, app, keys, sleep, time, lineup, parental: app.parental, session: app.session, stopPlaying: () => this.stopPlaying(), own: (disposer) => scope.add(disposer) });
  }

  /** Ends what plays and leaves its page; `false`: it was a preview beside a list. */
  private stopPlaying(): boolean {
    const { app } = this;
    const isWatched = app.navigation.current.peek().route.name === 'player';
    app.player.stop();
    if (isWatched) app.leavePlayer();
    return isWatched;
  }
}
