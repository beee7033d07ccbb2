import type { SourceId, Result, AppError } from '#core/base';
import type { FavouritesModel } from '#model/favourites';
import type { Translator } from '#model/i18n';
import type { LineupModel } from '#model/lineup';
import type { NoticesModel } from '#model/notices';
import type { ParentalModel, PinAnswer } from '#model/parental';
import type { SessionModel } from '#model/session';
import type { BlobStoragePort, ClockPort, LogPort, RandomPort } from '#ports';
import type { CompanionWay } from '#sources/platform';

/** What the companion works with. */
export interface CompanionDeps {
  readonly clock: ClockPort;
  readonly random: RandomPort;
  readonly blobs: BlobStoragePort;
  readonly log: LogPort;
  readonly client: CompanionWay;
  readonly deviceName: string;
  readonly translator: Translator;
  readonly notices: NoticesModel;
  readonly session: Pick<SessionModel, 'profile' | 'splitLink' | 'addXtream'> & {
    addPlaylist(fields: { readonly address: string; readonly name: string }): Promise<Result<SourceId, AppError>>;
  };
  readonly parental: Pick<ParentalModel, 'control'>;
  readonly favourites: FavouritesModel;
  /** The line-up of who watches. */
  openLineup(): Promise<LineupModel>;
  /** Judges the household's PIN that was typed on the phone. */
  judgePin(pin: string): Promise<PinAnswer>;
}
