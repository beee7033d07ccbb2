import type { Action } from '#model/cards';
import type { AppModel } from './app-model';

/** What an action steers. */
type Steered = Pick<AppModel, 'navigation' | 'live' | 'player'>;

/** Opens the page of an action, or starts what it plays. Returns whether something plays now: the player is wanted. */
export function performAction(action: Action, { navigation, live, player }: Steered): boolean {
  switch (action.kind) {
    case 'open-movie':
      navigation.open({ name: 'movie', key: action.key });
      return false;
    case 'open-series':
      navigation.open({ name: 'show', key: action.key });
      return false;
    case 'buy':
      navigation.open({ name: 'checkout', key: action.key });
      return false;
    case 'choose-plan':
      navigation.open({ name: 'plans', plan: action.plan });
      return false;
    case 'open-product':
      navigation.open({ name: 'product', id: action.product });
      return false;
    case 'watch-channel':
      live.noteWatched(action.key);
      player.tune(action.key);
      return true;
    case 'watch-archive':
      live.noteWatched(action.key);
      player.playArchive(action.key, action.startMs, action.stopMs);
      return true;
    case 'watch-movie':
      player.playMovie(action.key, action.from);
      return true;
    case 'watch-episode':
      player.playEpisode(action.key, action.seriesKey, action.from);
      return true;
    case 'watch-trailer':
      player.playTrailer(action.key);
      return true;
  }
}
