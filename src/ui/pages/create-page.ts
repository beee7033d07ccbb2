import type { AppModel } from '#model/app';
import type { NavigationEntry, RouteName } from '#model/navigation';
import { createView } from '#ui/engine';
import type { AnyPage, Stage } from '#ui/engine';
import { HomePage } from './home/home-page';
import { LatePage } from './late-page';
import type { PageMaker } from './late-page';
import { LibraryPage } from './library/library-page';
import { LivePage } from './live/live-page';
import { MoviePage } from './movie/movie-page';
import { MyListPage } from './my-list/my-list-page';
import { StartPage } from './start/start-page';
import { SignInPage } from './sign-in/sign-in-page';
import { AddSourcePage } from './add-source/add-source-page';
import { ProfilesPage } from './profiles/profiles-page';
import { SettingsPage } from './settings/settings-page';
import { ShowPage } from './show/show-page';

/** The player is a seventh of the screens and no part of the first minute. */
async function loadPlayer(): Promise<PageMaker> {
  const { PlayerPage } = await import('./player');
  return (stage, props) => createView(stage, PlayerPage, props);
}

const PAGES: Readonly<Record<RouteName, PageMaker>> = {
  start: (stage, props) => createView(stage, StartPage, props),
  'sign-in': (stage, props) => createView(stage, SignInPage, props),
  'add-source': (stage, props) => createView(stage, AddSourcePage, props),
  profiles: (stage, props) => createView(stage, ProfilesPage, props),
  home: (stage, props) => createView(stage, HomePage, props),
  live: (stage, props) => createView(stage, LivePage, props),
  movies: (stage, props) => createView(stage, LibraryPage, { ...props, kind: 'movies' }),
  series: (stage, props) => createView(stage, LibraryPage, { ...props, kind: 'series' }),
  'my-list': (stage, props) => createView(stage, MyListPage, props),
  settings: (stage, props) => createView(stage, SettingsPage, props),
  movie: (stage, props) => createView(stage, MoviePage, props),
  show: (stage, props) => createView(stage, ShowPage, props),
  player: (stage, props) => createView(stage, LatePage, { ...props, load: loadPlayer }),
};

/** Makes the page of an entry of the back stack. */
export function createPage(stage: Stage, app: AppModel, entry: NavigationEntry): AnyPage {
  return PAGES[entry.route.name](stage, { app, entry });
}
