import type { ItemKey, SourceId } from '#core/base';
import type { ReadonlySignal, Signal } from '#core/state';
import type { Capabilities } from '#ports';
import type { Action } from '#model/cards';
import type { CatalogModel } from '#model/catalog';
import type { CompanionModel, TimeAskModel } from '#model/companion';
import type { DetailModel } from '#model/detail';
import type { FavouritesModel } from '#model/favourites';
import type { HomeModel } from '#model/home';
import type { Translator } from '#model/i18n';
import type { KeysModel } from '#model/keys';
import type { LibraryModel } from '#model/library';
import type { LineupModel } from '#model/lineup';
import type { LiveModel } from '#model/live';
import type { NavigationModel } from '#model/navigation';
import type { NoticesModel } from '#model/notices';
import type { ParentalModel, WatchTimeModel } from '#model/parental';
import type { PlayerModel } from '#model/player';
import type { PrivateConnectionModel } from '#model/private-connection';
import type { ProgressModel } from '#model/progress';
import type { RecordingsModel } from '#model/recordings';
import type { RemindersModel } from '#model/reminders';
import type { SearchModel } from '#model/search';
import type { SessionModel } from '#model/session';
import type { SettingsModel } from '#model/settings';
import type { CheckoutModel, CheckoutSubject, ShopModel } from '#model/shop';
import type { SleepModel } from '#model/sleep';
import type { SpoilersModel } from '#model/spoilers';
import type { SupportModel } from '#model/support';
import type { TasteModel } from '#model/taste';
import type { TimeModel } from '#model/time';
import type { TourModel } from '#model/tour';
import type { Extras } from './extras';

/** A phone beside the set, whose code comes when somebody asks for it. */
export interface PhoneModel {
  /** Whether there is a platform, which it needs. */
  readonly isOffered: boolean;
  /** Set to show the way to pair one; whoever shows it sets it back. */
  readonly isWanted: Signal<boolean>;
  /** Once somebody asked for it. */
  readonly companion: ReadonlySignal<CompanionModel | null>;
  /** A question for more time that is on its way; whoever shows it sets it back. */
  readonly timeAsk: Signal<TimeAskModel | null>;
  /** Rejects where its code cannot be loaded; the next call tries again. */
  open(): Promise<CompanionModel>;
  /** Asks a parent for more time. */
  askTime(reason: 'budget' | 'bedtime'): void;
}

/** What the platform records, whose code comes when somebody looks for it. */
export interface RecordingsAccess {
  /** Once it was opened; `null` before, and without a platform. */
  readonly model: ReadonlySignal<RecordingsModel | null>;
  /** `null` without a platform. Rejects where it cannot be loaded; the next call tries again. */
  open(): Promise<RecordingsModel | null>;
}

/** What the profile does not want told ahead, whose code comes where there is any such. */
export interface SpoilersAccess {
  /** `null`: nothing is kept back. */
  readonly model: ReadonlySignal<SpoilersModel | null>;
  /** Rejects where its code cannot be loaded; the next call tries again. */
  open(): Promise<SpoilersModel>;
}

/** All models together: everything a screen may read or call. */
export interface AppModel {
  readonly translator: Translator;
  readonly time: TimeModel;
  readonly navigation: NavigationModel;
  readonly session: SessionModel;
  readonly catalog: CatalogModel;
  readonly home: HomeModel;
  readonly live: LiveModel;
  readonly detail: DetailModel;
  readonly library: LibraryModel;
  readonly player: PlayerModel;
  readonly parental: ParentalModel;
  readonly progress: ProgressModel;
  readonly favourites: FavouritesModel;
  readonly taste: TasteModel;
  readonly settings: SettingsModel;
  readonly notices: NoticesModel;
  readonly phone: PhoneModel;
  readonly capabilities: Capabilities;
  /** What this set has that a viewer may not want used: a row on its home screen, an id for advertising. */
  readonly offers: { readonly hubRow: boolean; readonly adId: boolean };
  /** What the remote's keys do, once {@link openExtras} has brought it. */
  readonly keys: ReadonlySignal<KeysModel | null>;
  /** The sleep timer, once {@link openExtras} has brought it. */
  readonly sleep: ReadonlySignal<SleepModel | null>;
  /** Version shown in settings. */
  readonly version: string;
  /** Carries out what OK on a card means: opens a page, or starts playback and opens the player. */
  perform(action: Action): void;
  /** Search, whose code comes when it is first asked for. Rejects where that cannot be loaded; the next call tries again. */
  openSearch(): Promise<SearchModel>;
  /** Reminders of the profile, whose code comes after the first page. Rejects where it cannot be loaded; the next call tries again. */
  openReminders(): Promise<RemindersModel>;
  readonly recordings: RecordingsAccess;
  readonly spoilers: SpoilersAccess;
  /** Time limits of the profile that watches, whose code comes where there are any. Rejects where it cannot be loaded; the next call tries again. */
  openWatchTime(): Promise<WatchTimeModel>;
  /** The sleep timer, what keys do and what failed of late, whose code comes after the first page. Rejects where it cannot be loaded; the next call tries again. */
  openExtras(): Promise<Extras>;
  /** The viewer's line-up of channels, whose code comes when it is needed. Rejects where it cannot be loaded; the next call tries again. */
  openLineup(): Promise<LineupModel>;
  /** Sorting out what own sources list; whoever opened it disposes it. Rejects where its code cannot be loaded. */
  openTour(): Promise<TourModel>;
  /** The way of an own source's requests, whose code comes when it is asked for. Rejects where that cannot be loaded. */
  openConnection(id: SourceId): Promise<PrivateConnectionModel>;
  /** Renting or buying on the platform, or choosing a plan; whoever opened it disposes it. Rejects where its code cannot be loaded. */
  openCheckout(subject: CheckoutSubject): Promise<CheckoutModel>;
  /** What the platform sells; whoever opened it disposes it. Rejects where its code cannot be loaded. */
  openShop(): Promise<ShopModel>;
  /**
   * Tells the platform that a row was seen or one of its cards pressed (`place` from 1), by what kind of row it is and a card of it; only
   * where the viewer lets quality be told, and nothing of own sources.
   */
  tellList(type: 'list_shown' | 'list_pressed', list: string, key: ItemKey, place: number): void;
  /** Calls for help from afar with what the set says of itself; whoever opened it disposes it. Rejects without a platform. */
  openSupport(diagnostics: string): Promise<SupportModel>;
  /** OK on the preview, or Watch: the player page over what already plays. */
  openPlayer(): void;
  /**
   * Back in the player: saves the position and leaves. Live keeps its picture when Live TV or the guide lies beneath
   * (preview), else playback stops.
   */
  leavePlayer(): void;
  /** Asks "Leave Hearth?" (or hands the question to the television) and ends the app on yes. */
  askExit(): void;
}
