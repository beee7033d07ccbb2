import type { ItemKey } from '#core/base';
import type { Action, Cards } from '#model/cards';
import type { CatalogModel } from '#model/catalog';
import type { FavouritesModel } from '#model/favourites';
import type { Translator } from '#model/i18n';
import type { ProgressModel } from '#model/progress';
import type { PicksModel } from '#model/picks';
import type { PlayerModel } from '#model/player';
import type { TasteModel } from '#model/taste';
import { createMovieDetail } from './create-movie-detail';
import { createSeriesDetail } from './create-series-detail';
import type { DetailModel } from './detail-model';

/** What detail pages need. */
export interface DetailDeps {
  readonly catalog: CatalogModel;
  readonly cards: Cards;
  readonly translator: Translator;
  readonly progress: ProgressModel;
  readonly favourites: FavouritesModel;
  readonly taste: TasteModel;
  readonly player: Pick<PlayerModel, 'expectTitle'>;
  /** What finds similar titles; `null` until it is loaded. */
  picks(): PicksModel | null;
  perform(action: Action): void;
  /** Adds to or takes from My list and says so. */
  toggleMyList(key: ItemKey, title: string): void;
}

/** Makes the opener of detail pages. */
export function createDetailModel(deps: DetailDeps): DetailModel {
  return { openMovie: (key) => createMovieDetail(deps, key), openSeries: (key) => createSeriesDetail(deps, key) };
}
