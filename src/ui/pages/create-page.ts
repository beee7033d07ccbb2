import { AppError } from '#core/base';
import type { AppModel } from '#model/app';
import type { NavigationEntry, RouteName } from '#model/navigation';
import { createView } from '#ui/engine';
import type { AnyPage, Stage } from '#ui/engine';
import { HomePage } from './home/home-page';
import { LatePage } from './late-page';
import type { PageMaker } from './late-page';
import type { PageProps } from './page-props';
import { LibraryPage } from './library/library-page';
import { LivePage } from './live/live-page';
import { MoviePage } from './movie/movie-page';
import { StartPage } from './start/start-page';
import { ProfilesPage } from './profiles/profiles-page';
import { ShowPage } from './show/show-page';

/** The player is a seventh of the screens and no part of the first minute. */
async function loadPlayer(): Promise<PageMaker> {
  const { PlayerPage } = await import('./player');
  return (stage, props) => createView(stage, PlayerPage, props);
}

/** Search comes with its model: neither is part of the first minute. */
async function loadSearch(app: AppModel): Promise<PageMaker> {
  const [{ SearchPage }, search] = await Promise.all([import('./search'), app.openSearch()]);
  return (stage, props) => createView(stage, SearchPage, { ...props, search });
}

function makeSearch(stage: Stage, props: PageProps): AnyPage {
  return createView(stage, LatePage, { ...props, load: () => loadSearch(props.app) });
}

async function loadGuide(app: AppModel): Promise<PageMaker> {
  const [{ GuidePage }, reminders] = await Promise.all([import('./guide'), app.openReminders()]);
  return (stage, props) => createView(stage, GuidePage, { ...props, reminders });
}

/** Settings come with parental control, which a viewer without locks has not loaded yet. */
async function loadSettings(app: AppModel): Promise<PageMaker> {
  const [{ SettingsPage }, control, time] = await Promise.all([import('./settings'), app.parental.control(), app.openWatchTime().catch(() => null)]);
  return (stage, props) => createView(stage, SettingsPage, { ...props, control, time });
}

async function loadDiagnostics(): Promise<PageMaker> {
  const { DiagnosticsPage } = await import('./diagnostics');
  return (stage, props) => createView(stage, DiagnosticsPage, props);
}

async function loadLineup(app: AppModel): Promise<PageMaker> {
  const [{ LineupPage }, lineup] = await Promise.all([import('./lineup'), app.openLineup()]);
  return (stage, props) => createView(stage, LineupPage, { ...props, lineup });
}

async function loadMyList(): Promise<PageMaker> {
  const { MyListPage } = await import('./my-list');
  return (stage, props) => createView(stage, MyListPage, props);
}

/** Signing in, its form and its keyboard: a set that is signed in starts without them. */
async function loadSignIn(): Promise<PageMaker> {
  const { SignInPage } = await import('./sign-in');
  return (stage, props) => createView(stage, SignInPage, props);
}

/** Its form is that of the sign-in. */
async function loadAddSource(): Promise<PageMaker> {
  const { AddSourcePage } = await import('./add-source');
  return (stage, props) => createView(stage, AddSourcePage, props);
}

async function loadTour(app: AppModel): Promise<PageMaker> {
  const [{ TourPage }, tour] = await Promise.all([import('./tour'), app.openTour()]);
  return (stage, props) => createView(stage, TourPage, { ...props, tour });
}

async function loadConnection(app: AppModel, entry: NavigationEntry): Promise<PageMaker> {
  const { route } = entry;
  if (route.name !== 'connection') throw new AppError('internal.bug');
  const [{ ConnectionPage }, connection] = await Promise.all([import('./connection'), app.openConnection(route.source)]);
  return (stage, props) => createView(stage, ConnectionPage, { ...props, connection });
}

async function loadCheckout(app: AppModel, route: NavigationEntry['route']): Promise<PageMaker> {
  const [{ CheckoutPage }, checkout] = await Promise.all([import('./checkout'), app.openCheckout(route.name === 'checkout' ? route.key : null)]);
  return (stage, props) => createView(stage, CheckoutPage, { ...props, checkout });
}

const PAGES: Readonly<Record<RouteName, PageMaker>> = {
  start: (stage, props) => createView(stage, StartPage, props),
  'sign-in': (stage, props) => createView(stage, LatePage, { ...props, load: loadSignIn }),
  'add-source': (stage, props) => createView(stage, LatePage, { ...props, load: loadAddSource }),
  connection: (stage, props) => createView(stage, LatePage, { ...props, load: () => loadConnection(props.app, props.entry) }),
  profiles: (stage, props) => createView(stage, ProfilesPage, props),
  search: makeSearch,
  person: makeSearch,
  home: (stage, props) => createView(stage, HomePage, props),
  live: (stage, props) => createView(stage, LivePage, props),
  guide: (stage, props) => createView(stage, LatePage, { ...props, load: () => loadGuide(props.app) }),
  movies: (stage, props) => createView(stage, LibraryPage, { ...props, kind: 'movies' }),
  series: (stage, props) => createView(stage, LibraryPage, { ...props, kind: 'series' }),
  'my-list': (stage, props) => createView(stage, LatePage, { ...props, load: loadMyList }),
  settings: (stage, props) => createView(stage, LatePage, { ...props, load: () => loadSettings(props.app) }),
  diagnostics: (stage, props) => createView(stage, LatePage, { ...props, load: loadDiagnostics }),
  lineup: (stage, props) => createView(stage, LatePage, { ...props, load: () => loadLineup(props.app) }),
  tour: (stage, props) => createView(stage, LatePage, { ...props, load: () => loadTour(props.app) }),
  movie: (stage, props) => createView(stage, MoviePage, props),
  show: (stage, props) => createView(stage, ShowPage, props),
  checkout: (stage, props) => createView(stage, LatePage, { ...props, load: () => loadCheckout(props.app, props.entry.route) }),
  plans: (stage, props) => createView(stage, LatePage, { ...props, load: () => loadCheckout(props.app, props.entry.route) }),
  player: (stage, props) => createView(stage, LatePage, { ...props, load: loadPlayer }),
};

/** Makes the page of an entry of the back stack. */
export function createPage(stage: Stage, app: AppModel, entry: NavigationEntry): AnyPage {
  return PAGES[entry.route.name](stage, { app, entry });
}
