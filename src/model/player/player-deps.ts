import type { AppError, CancelSignal, Result, SourceId } from '#core/base';
import type { PlaybackEvents } from '#core/qoe';
import type { AdBreaksDeps } from '#model/ads';
import type { Cards } from '#model/cards';
import type { CatalogModel } from '#model/catalog';
import type { FavouritesModel } from '#model/favourites';
import type { Translator } from '#model/i18n';
import type { ProgressModel } from '#model/progress';
import type { SettingsModel } from '#model/settings';
import type { SpoilersModel } from '#model/spoilers';
import type { TimeModel } from '#model/time';
import type { RoomBeside } from '#sources/source';
import type { ClockPort, DevicePort, LogPort, MediaPort, NetworkPort, RandomPort, StoragePort } from '#ports';

/** What the player needs. */
export interface PlayerDeps {
  readonly clock: ClockPort;
  readonly media: MediaPort;
  readonly network: NetworkPort;
  readonly device: Pick<DevicePort, 'inhibitScreenSaver'>;
  readonly log: LogPort;
  readonly random: RandomPort;
  /** Hears how watching goes (CTA-2066); absent: nobody asks. */
  readonly events?: PlaybackEvents;
  /** Keeps what brought a lost picture back. */
  readonly storage: StoragePort;
  readonly catalog: CatalogModel;
  readonly favourites: FavouritesModel;
  readonly progress: ProgressModel;
  readonly settings: SettingsModel;
  readonly translator: Translator;
  readonly time: TimeModel;
  readonly cards: Cards;
  /** What the profile does not want told ahead; `null` or absent: nothing. Read inside computed views. */
  spoilers?(): Pick<SpoilersModel, 'guards' | 'noteWatched' | 'isSport' | 'isVeiled'> | null;
  /** Sources whose catalogues may hold other versions. */
  sourceIds(): readonly SourceId[];
  /** Who watches; empty: nobody yet. What was chosen is kept per profile. */
  profileId(): string;
  /** Reads a small file: subtitles, thumbnail tracks. */
  fetchBytes(url: string): Promise<Result<Uint8Array, AppError>>;
  /** What a source lets do ahead for what may be played next. */
  roomFor(sourceId: SourceId): RoomBeside;
  /** Gets the host of an address ready without asking for the stream. Never rejects. */
  warm(url: string, signal: CancelSignal): Promise<void>;
  /** What breaks of the platform's titles need; absent: nothing interrupts. */
  readonly advertising?: Pick<AdBreaksDeps, 'client' | 'media' | 'api' | 'adIdFor'>;
  /** A film, trailer or last episode ended by itself. */
  onFinished(): void;
}
