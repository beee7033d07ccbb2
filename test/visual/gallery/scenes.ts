import { itemKey } from '#core/base';
import { platformSourceId } from '#sources/registry';
import { SAMPLE_PLATFORM_URL } from '#test/harness/fakes';
import { CONNECTION_SCENES } from './connection-scenes';
import { CHECKOUT_SCENES } from './checkout-scenes';
import { COMPANION_SCENES } from './companion-scenes';
import { COMPONENT_SCENES } from './component-scenes';
import { ENTRY_SCENES } from './entry-scenes';
import { GUIDE_SCENES } from './guide-scenes';
import { LIVE_SCENES } from './live-scenes';
import { OPTIONS_SCENES } from './options-scenes';
import { PARENTAL_SCENES } from './parental-scenes';
import { PICKS_SCENES } from './picks-scenes';
import { PLAYER_SCENES } from './player-scenes';
import { RECORDINGS_SCENES } from './recordings-scenes';
import { REMOTE_SCENES } from './remote-scenes';
import { TRANSFER_SCENES } from './transfer-scenes';
import { SEARCH_SCENES } from './search-scenes';
import { SPOILER_SCENES } from './spoiler-scenes';
import { SUPPORT_SCENES } from './support-scenes';
import { TOUR_SCENES } from './tour-scenes';
import type { Capabilities, RemoteKey } from '#ports';
import type { SampleApp, SampleOptions } from '#test/harness/fakes';
import type { Locale } from '#model/i18n';
import type { Engine } from '#ui/engine';

/** How a scene is drawn. */
export interface SceneOptions {
  readonly locale?: Locale;
  readonly contrast?: 'high';
  readonly text?: 'large';
}

/** A key, milliseconds that pass, or something done to the app. */
export type SceneStep = RemoteKey | number | ((sample: SampleApp, engine: Engine) => void | Promise<void>);

/** A screen to take a picture of. */
export interface Scene {
  readonly stage?: NonNullable<SampleOptions['stage']>;
  readonly locale?: Locale;
  /** What this set cannot do. */
  readonly capabilities?: Partial<Capabilities>;
  readonly steps: readonly SceneStep[];
  /** What passes before the picture is taken; default 2,000. */
  readonly restMs?: number;
}

const SOURCE = platformSourceId(SAMPLE_PLATFORM_URL);
/** A page whose code comes late, and the frames that show it. */
const LATE = [100, 100, 100] as const;

const open = (name: 'live' | 'movies' | 'series' | 'my-list' | 'settings') => ({ app }: SampleApp): void => {
  app.navigation.open({ name });
};
const openMovie = (id: string) => ({ app }: SampleApp): void => {
  app.navigation.open({ name: 'movie', key: itemKey(SOURCE, 'movie', id) });
};
const openShow = (id: string) => ({ app }: SampleApp): void => {
  app.navigation.open({ name: 'show', key: itemKey(SOURCE, 'series', id) });
};

/** Every scene by name; the names of certified pictures. */
export const SCENES: Readonly<Record<string, Scene>> = {
  'profiles': { stage: 'profiles', steps: [] },
  'sign-in': { stage: 'signed-out', steps: [500] },
  'sign-in-password': { stage: 'signed-out', steps: ['up', 'right'] },
  'add-source': { stage: 'signed-out', steps: [({ app }) => { app.navigation.open({ name: 'add-source' }); }, ...LATE] },
  'home': { steps: [] },
  'home-on-now': { steps: ['down', 'down'] },
  'home-top10': { steps: ['down', 'down', 'down', 'down'] },
  'home-row-scrolled': { steps: ['down', 'down', 'down', 'right', 'right', 'right', 'right', 'right', 'right'] },
  'home-continue': { steps: ['down', 'right'] },
  'home-skeleton': {
    stage: 'signed-out',
    steps: [
      // Without the pulse, which never stands still.
      async ({ app }) => { await app.settings.set('isReducedMotionOn', true); },
      ({ app }) => { app.navigation.reset({ name: 'home' }); },
    ],
    restMs: 500,
  },
  'home-offline': { steps: ['down', ({ host }) => { host.network.set(false); }, 5000] },
  'movies-offline': { steps: [open('movies'), ({ host }) => { host.network.set(false); }, 5000] },
  'live-offline': { steps: [open('live'), ({ host }) => { host.network.set(false); }, 5000] },
  'show-offline': { steps: [openShow('northern'), ({ host }) => { host.network.set(false); }, 5000] },
  'exit-question': { steps: ['back', 'back'] },
  'home-rail': { steps: ['left'] },
  'movies': { steps: [open('movies')] },
  'series': { steps: [open('series')] },
  'my-list': { steps: [open('my-list'), ...LATE] },
  'movie': { steps: [openMovie('kestrel')] },
  'show': { steps: [openShow('northern')] },
  'settings': { steps: [open('settings')] },
  'diagnostics': { steps: [({ app }) => { app.navigation.open({ name: 'diagnostics' }); }, ...LATE] },
  ...COMPONENT_SCENES,
  ...CHECKOUT_SCENES,
  ...SUPPORT_SCENES,
  ...RECORDINGS_SCENES,
  ...COMPANION_SCENES,
  ...TOUR_SCENES,
  ...ENTRY_SCENES,
  ...CONNECTION_SCENES,
  ...LIVE_SCENES,
  ...GUIDE_SCENES,
  ...PARENTAL_SCENES,
  ...PICKS_SCENES,
  ...PLAYER_SCENES,
  ...SEARCH_SCENES,
  ...SPOILER_SCENES,
  ...OPTIONS_SCENES,
  ...REMOTE_SCENES,
  ...TRANSFER_SCENES,
  'movies-scrolled': { steps: [open('movies'), 'down', 'down', 'right', 'right'] },
  'movies-order': { steps: [open('movies'), 'blue'] },
  'lineup': { steps: [({ app }) => { app.navigation.open({ name: 'lineup' }); }, ...LATE, 300, 'right', 'ok', 'down', 'ok', 'down', 'down', 'right'] },
  'lineup-list': {
    steps: [
      async ({ app }) => {
        const lineup = await app.openLineup();
        const channels = lineup.channelsOf('all');
        const keys = [1, 3, 5].map((index) => channels.at(index)?.key).filter((key): key is NonNullable<typeof key> => key !== undefined);
        lineup.addTo(lineup.addList('Evenings'), keys);
        lineup.setHidden(keys.slice(0, 1), true);
        await lineup.settled();
        app.navigation.open({ name: 'lineup' });
      },
      ...LATE, 300, 'down', 'right',
    ],
  },
  'movies-filter': { steps: [open('movies'), 'yellow', ...LATE, 'ok', 'right', 'down', 'ok', 'down'] },
  'movies-filtered': { steps: [open('movies'), 'yellow', ...LATE, 'ok', 'up', 'right', 'down', 'ok', 'back', 300, 'up', 'left'] },
  'my-list-empty': {
    steps: [
      ({ app }) => {
        for (const key of app.favourites.keys.peek()) app.favourites.toggle(key);
      },
      open('my-list'),
      ...LATE,
    ],
  },
  'movie-similar': { steps: [openMovie('kestrel'), 500, 'down', 'down', 'right'] },
  'movie-plain': { steps: [openMovie('apex')] },
  'movie-gone': { steps: [openMovie('nowhere')] },
  'show-similar': { steps: [openShow('northern'), 500, 'down', 'down', 'right'] },
  'settings-sources': { steps: [open('settings'), ...LATE, 'down', 'right'] },
  'settings-playback': { steps: [open('settings'), ...LATE, 'down', 'down', 'right', 'down'] },
  'settings-audio-language': { steps: [open('settings'), ...LATE, 'down', 'down', 'right', 'down', 'down', 'down', 'down', 'down', 'down', 'down', 'ok'] },
  'settings-language': { steps: [open('settings'), ...LATE, 'down', 'down', 'down', 'down', 'down', 'down', 'right'] },
};
