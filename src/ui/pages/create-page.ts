import { AppError } from '#core/base';
import type { AppModel } from '#model/app';
import type { NavigationEntry, RouteName } from '#model/navigation';
import type { CheckoutSubject } from '#model/shop';
import { createView } from '#ui/engine';
import type { AnyPage, Stage, ViewClass } from '#ui/engine';
import type { HearthPage } from './hearth-page';
import { HomePage } from './home/home-page';
import { LatePage } from './late-page';
import type { PageMaker } from './late-page';
import { LibraryPage } from './library/library-page';
import { LivePage } from './live/live-page';
import { MoviePage } from './movie/movie-page';
import { StartPage } from './start/start-page';
import { ProfilesPage } from './profiles/profiles-page';
import { ShowPage } from './show/show-page';

/** A page whose code, and what it needs besides, are loaded when it is opened. */
function late(load: (app: AppModel, entry: NavigationEntry) => Promise<PageMaker>): PageMaker {
  return (stage, props) => createView(stage, LatePage, { ...props, load: () => load(props.app, props.entry) });
}

/** A page that needs its code alone. */
function lateCode(load: () => Promise<ViewClass<HearthPage>>): PageMaker {
  return late(async () => {
    const page = await load();
    return (stage, props) => createView(stage, page, props);
  });
}

/** Search comes with its model: neither is part of the first minute. */
async function loadSearch(app: AppModel): Promise<PageMaker> {
  const [{ SearchPage }, search] = await Promise.all([import('./search'), app.openSearch()]);
  return (stage, props) => createView(stage, SearchPage, { ...props, search });
}

async function loadGuide(app: AppModel): Promise<PageMaker> {
  const [{ GuidePage }, reminders, recordings] = await Promise.all([import('./guide'), app.openReminders(), app.recordings.open().catch(() => null)]);
  return (stage, props) => createView(stage, GuidePage, { ...props, reminders, recordings });
}

async function loadRecordings(app: AppModel): Promise<PageMaker> {
  const [{ RecordingsPage }, recordings] = await Promise.all([import('./recordings'), app.recordings.open()]);
  if (recordings === null) throw new AppError('http.not-found');
  return (stage, props) => createView(stage, RecordingsPage, { ...props, recordings });
}

/** Settings come with parental control, which a viewer without locks has not loaded yet. */
async function loadSettings(app: AppModel): Promise<PageMaker> {
  const parts = [app.parental.control(), app.openWatchTime().catch(() => null), app.openExtras().then(({ keys: made }) => made, () => null), app.spoilers.open().catch(() => null)] as const;
  const [{ SettingsPage }, control, time, keys, spoilers] = await Promise.all([import('./settings'), ...parts]);
  return (stage, props) => createView(stage, SettingsPage, { ...props, control, time, keys, spoilers });
}

async function loadDiagnostics(app: AppModel): Promise<PageMaker> {
  const [{ DiagnosticsPage }, failures] = await Promise.all([import('./diagnostics'), app.openExtras().then((extras) => extras.failures, () => null)]);
  return (stage, props) => createView(stage, DiagnosticsPage, { ...props, failures });
}

async function loadRehearsal(app: AppModel): Promise<PageMaker> {
  const [{ RehearsalPage }, extras] = await Promise.all([import('./rehearsal'), app.openExtras()]);
  const rehearsal = await extras.openRehearsal();
  return (stage, props) => createView(stage, RehearsalPage, { ...props, rehearsal });
}

async function loadLineup(app: AppModel): Promise<PageMaker> {
  const [{ LineupPage }, lineup] = await Promise.all([import('./lineup'), app.openLineup()]);
  return (stage, props) => createView(stage, LineupPage, { ...props, lineup });
}

async function loadTour(app: AppModel): Promise<PageMaker> {
  const [{ TourPage }, tour] = await Promise.all([import('./tour'), app.openTour()]);
  return (stage, props) => createView(stage, TourPage, { ...props, tour });
}

async function loadTransfer(app: AppModel): Promise<PageMaker> {
  const [{ TransferPage }, transfer] = await Promise.all([import('./transfer'), app.openExtras().then((extras) => extras.openTransfer())]);
  return (stage, props) => createView(stage, TransferPage, { ...props, transfer });
}

async function loadConnection(app: AppModel, entry: NavigationEntry): Promise<PageMaker> {
  const { route } = entry;
  if (route.name !== 'connection') throw new AppError('internal.bug');
  const [{ ConnectionPage }, connection] = await Promise.all([import('./connection'), app.openConnection(route.source)]);
  return (stage, props) => createView(stage, ConnectionPage, { ...props, connection });
}

function checkoutSubject({ route }: NavigationEntry): CheckoutSubject {
  if (route.name === 'checkout') return { kind: 'title', key: route.key, ...(route.offer === undefined ? {} : { offer: route.offer }) };
  return route.name === 'product' ? { kind: 'product', id: route.id } : { kind: 'plans', planId: route.name === 'plans' ? (route.plan ?? '') : '' };
}

async function loadShop(app: AppModel): Promise<PageMaker> {
  const [{ ShopPage }, shop] = await Promise.all([import('./shop'), app.openShop()]);
  return (stage, props) => createView(stage, ShopPage, { ...props, shop });
}

async function loadCheckout(app: AppModel, entry: NavigationEntry): Promise<PageMaker> {
  const [{ CheckoutPage }, checkout] = await Promise.all([import('./checkout'), app.openCheckout(checkoutSubject(entry))]);
  return (stage, props) => createView(stage, CheckoutPage, { ...props, checkout });
}

async function loadBasket(app: AppModel): Promise<PageMaker> {
  const [{ BasketPage }, basket] = await Promise.all([import('./checkout'), app.openExtras().then((extras) => extras.openBasket())]);
  return (stage, props) => createView(stage, BasketPage, { ...props, basket });
}

const PAGES: Readonly<Record<RouteName, PageMaker>> = {
  start: (stage, props) => createView(stage, StartPage, props),
  // A set that is signed in starts without its form and its keyboard; own sources have the same.
  'sign-in': lateCode(async () => (await import('./sign-in')).SignInPage),
  'add-source': lateCode(async () => (await import('./add-source')).AddSourcePage),
  connection: late(loadConnection),
  profiles: (stage, props) => createView(stage, ProfilesPage, props),
  search: late(loadSearch),
  person: late(loadSearch),
  home: (stage, props) => createView(stage, HomePage, props),
  live: (stage, props) => createView(stage, LivePage, props),
  guide: late(loadGuide),
  movies: (stage, props) => createView(stage, LibraryPage, { ...props, kind: 'movies' }),
  series: (stage, props) => createView(stage, LibraryPage, { ...props, kind: 'series' }),
  'my-list': lateCode(async () => (await import('./my-list')).MyListPage),
  recordings: late(loadRecordings),
  settings: late(loadSettings),
  diagnostics: late(loadDiagnostics),
  rehearsal: late(loadRehearsal),
  lineup: late(loadLineup),
  tour: late(loadTour),
  transfer: late(loadTransfer),
  movie: (stage, props) => createView(stage, MoviePage, props),
  show: (stage, props) => createView(stage, ShowPage, props),
  checkout: late(loadCheckout),
  plans: late(loadCheckout),
  product: late(loadCheckout),
  basket: late(loadBasket),
  shop: late(loadShop),
  // A seventh of the screens, and no part of the first minute.
  player: lateCode(async () => (await import('./player')).PlayerPage),
};

/** Makes the page of an entry of the back stack. */
export function createPage(stage: Stage, app: AppModel, entry: NavigationEntry): AnyPage {
  return PAGES[entry.route.name](stage, { app, entry });
}
