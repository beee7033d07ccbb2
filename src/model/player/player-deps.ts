import type { AppError, Result, SourceId } from '#core/base';
import type { Cards } from '#model/cards';
import type { CatalogModel } from '#model/catalog';
import type { FavouritesModel } from '#model/favourites';
import type { Translator } from '#model/i18n';
import type { ProgressModel } from '#model/progress';
import type { SettingsModel } from '#model/settings';
import type { TimeModel } from '#model/time';
import type { ClockPort, DevicePort, LogPort, MediaPort, NetworkPort, StoragePort } from '#ports';

/** What the player needs. */
export interface PlayerDeps {
  readonly clock: ClockPort;
  readonly media: MediaPort;
  readonly network: NetworkPort;
  readonly device: Pick<DevicePort, 'inhibitScreenSaver'>;
  readonly log: LogPort;
  /** Keeps what brought a lost picture back. */
  readonly storage: StoragePort;
  readonly catalog: CatalogModel;
  readonly favourites: FavouritesModel;
  readonly progress: ProgressModel;
  readonly settings: SettingsModel;
  readonly translator: Translator;
  readonly time: TimeModel;
  readonly cards: Cards;
  /** Sources whose catalogues may hold other versions. */
  sourceIds(): readonly SourceId[];
  fetchText(url: string): Promise<Result<string, AppError>>;
  /** A film, trailer or last episode ended by itself. */
  onFinished(): void;
}
