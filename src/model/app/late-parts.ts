import type { Disposer, ItemKey } from '#core/base';
import type { Cards } from '#model/cards';
import type { CatalogCore } from '#model/catalog';
import type { LineupModel } from '#model/lineup';
import { createWatchTime } from '#model/parental';
import type { WatchTimeCore, WatchTimeModel } from '#model/parental';
import type { RemindersModel } from '#model/reminders';
import type { SearchModel } from '#model/search';
import type { SessionCore } from '#model/session';
import type { CheckoutModel } from '#model/shop';
import type { TourModel } from '#model/tour';
import type { Host } from '#ports';
import type { AppModel } from './app-model';
import { LateLineup } from './late-lineup';
import { LatePicks } from './late-picks';
import { LateReminders } from './late-reminders';
import { LateSearch } from './late-search';
import { openCheckout } from './late-shop';

/** Models whose code comes after the first page. */
export class LateParts {
  private readonly search: LateSearch;
  private readonly reminders: LateReminders;
  private readonly lineup: LateLineup;
  private readonly time: WatchTimeCore;
  /** What the set proposes; `value` is `null` until it is loaded. */
  readonly picks: LatePicks;

  private readonly host: Host;
  private readonly app: AppModel & { readonly catalog: CatalogCore; readonly session: SessionCore };
  private stopOffering: Disposer | null = null;
  private isOffering = false;

  constructor(host: Host, app: AppModel & { readonly catalog: CatalogCore; readonly session: SessionCore }, cards: Cards) {
    this.host = host;
    this.app = app;
    this.search = new LateSearch(host, app, cards);
    this.reminders = new LateReminders(host, app);
    this.lineup = new LateLineup(host, app);
    this.picks = new LatePicks(host, app, cards);
    const { translator, notices, parental, player } = app;
    const stopPlaying = (): boolean => {
      const isWatched = app.navigation.current.peek().route.name === 'player';
      player.stop();
      if (isWatched) app.leavePlayer();
      return isWatched;
    };
    this.time = createWatchTime({
      ...host, translator, notices, parental, player, stopPlaying,
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
  openCheckout(key: ItemKey | null): Promise<CheckoutModel> {
    return openCheckout(this.host, this.app, key);
  }

  /** See {@link AppModel.openLineup}. */
  openLineup(): Promise<LineupModel> {
    return this.lineup.open();
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

  /** The first page stands: what watches the time begins. */
  start(): void {
    this.reminders.start();
    if (this.isOffering) return;
    this.isOffering = true;
    import('./late-tour').then(({ offerTour }) => (this.stopOffering = offerTour(this.app)), () => (this.isOffering = false));
    this.picks.start();
  }

  /** Somebody else watches; resolves when channels are seen as they arranged them, and their limits hold. */
  async useProfile(profileId: string | null): Promise<void> {
    this.reminders.useProfile(profileId);
    // Until what the next one wants learnt is known, nothing of it is mixed up with the former's.
    this.picks.useProfile(null);
    await Promise.all([this.lineup.useProfile(profileId), this.time.openProfile(profileId)]);
  }

  /** Lets go of all of them. */
  dispose(): void {
    this.stopOffering?.();
    for (const part of [this.search, this.reminders, this.lineup, this.picks, this.time]) part.dispose();
  }
}
