import type { AppError, CancelSignal, Result, SourceId } from '#core/base';
import type { WireFavourites, WireProgress, WireProgressList } from '#core/wire';

/** What a source that knows the viewer (our platform) keeps per profile. Failures are values; nothing throws. */
export interface ProfileSync {
  /** Keys of this source are sent, others stay on the set. */
  readonly sourceId: SourceId;
  fetchProgress(profileId: string, signal?: CancelSignal): Promise<Result<WireProgressList, AppError>>;
  /** Succeeds only when the platform has stored the points durably. */
  pushProgress(profileId: string, items: readonly WireProgress[], signal?: CancelSignal): Promise<Result<void, AppError>>;
  fetchFavourites(profileId: string, signal?: CancelSignal): Promise<Result<WireFavourites, AppError>>;
  pushFavourites(profileId: string, keys: readonly string[], signal?: CancelSignal): Promise<Result<void, AppError>>;
}
