import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { MediaServer } from '#test/simulators';
import { openListViewer } from './open-list-viewer';
import { chooseProfile, openFromRail, openSettings, START_MS } from './steps';
import { otherThan } from './viewer';
import type { TelevisionKind, Viewer, Wish } from './viewer';

jest.setTimeout(240_000);

const CHANNELS: ReadonlyArray<readonly [group: string, names: readonly string[]]> = [
  ['UK | News', ['#### UK ####', 'News One', 'News Two', 'News Two']],
  ['UK | Sport', ['Sport One']],
  ['DE | Kino', ['Kino Eins', 'Kino Zwei']],
  ['FR | Info', ['Info Une']],
  ['TR | Haber', ['Haber Bir']],
  ['XXX | Adults', ['Late One']],
];
const FILMS: ReadonlyArray<readonly [group: string, names: readonly string[]]> = [
  ['EN | Action', ['Storm']],
  ['EN | Horror', ['Cellar']],
  ['DE | Drama', ['Regen']],
  ['FR | Drame', ['Pluie']],
];
/** What Live TV lists before and after. A heading is no channel, and what is listed twice is wanted once. */
const ALL_CHANNELS = ['#### UK ####', 'News One', 'News Two', 'Sport One', 'Kino Eins', 'Kino Zwei', 'Info Une', 'Haber Bir', 'Late One'];
const KEPT_CHANNELS = ['News One', 'News Two', 'Kino Eins', 'Kino Zwei'];
const ALL_FILMS = ['Storm', 'Cellar', 'Regen', 'Pluie'];
const KEPT_FILMS = ['Storm', 'Regen'];

function playlist(server: string): readonly string[] {
  const rows = (lists: typeof CHANNELS, addressOf: (id: string) => string): readonly string[] =>
    lists.flatMap(([group, names], at) => names.map((name, index) => `#EXTINF:-1 group-title="${group}",${name}\n${server}${addressOf(`${String(at)}${String(index)}`)}`));
  return [...rows(CHANNELS, (id) => `/live.m3u8?${id}`), ...rows(FILMS, (id) => `/movie/u/p/${id}.mp4`)];
}

const KINDS: readonly TelevisionKind[] = ['web', 'tizen', 'webos'];

describe.each(KINDS)('the tour in front of %s', (kind) => {
  let platform: TestPlatform;
  let server: MediaServer;
  let viewer: Viewer;

  beforeAll(async () => {
    platform = await startPlatform();
    server = await MediaServer.open();
    viewer = await openListViewer(kind, { platform, server }, playlist(server.url));
  });

  afterAll(async () => {
    await viewer.close();
    await server.close();
    await platform.stop();
  });

  /** From any root page to the tour's first step. */
  async function openTour(): Promise<void> {
    if ((await viewer.now()).page !== 'settings') await openSettings(viewer);
    await viewer.go('left', { role: 'tab' }, 2);
    await viewer.go('down', { id: 'sources' }, 8);
    await viewer.press('right');
    await viewer.go('down', { id: 'tour' }, 8);
    await viewer.press('ok');
    await viewer.hears({ page: 'tour', tour: 'languages', id: 'en' }, START_MS);
  }

  /** Presses OK on a row of the present step until it is set so; from any row. */
  async function choose(id: string, wish: Wish): Promise<void> {
    await viewer.go('up', { position: /^1 of / });
    await viewer.go('down', { id });
    await viewer.go('ok', { id, ...wish }, 3);
  }

  /** Presses the button that leads on, which says what stays. */
  async function leadOn(id: string, says: RegExp): Promise<void> {
    await viewer.press('left');
    await viewer.hears({ page: 'tour', id, name: says });
    await viewer.press('ok');
  }

  /** Names of a list from its first row to its last; rows called alike become one a while after the lists are read, and count once before, too. */
  async function listed(back: 'up' | 'left', on: 'down' | 'right'): Promise<readonly string[]> {
    const names: string[] = [];
    await viewer.go(back, { position: /^1 of / });
    for (;;) {
      const { data } = await viewer.now();
      names.push((data['name'] ?? '').replace(/^\d+, /, '').replace(/,.*$/, ''));
      const [at = '', all = ''] = (data['position'] ?? '').split(' of ');
      if (at === all || names.length > 20) return Array.from(new Set(names));
      await viewer.press(on);
    }
  }

  /** Live TV lists these. */
  async function watches(names: readonly string[]): Promise<void> {
    await openFromRail(viewer, 'live');
    await viewer.hears({ page: 'live', role: 'listitem' }, START_MS);
    expect(await listed('up', 'down')).toEqual(names);
  }

  /** Movies lists these. */
  async function hasFilms(names: readonly string[]): Promise<void> {
    await openFromRail(viewer, 'movies');
    await viewer.hears({ page: 'movies', role: 'listitem', position: `1 of ${String(names.length)}` }, START_MS);
    expect([...await listed('left', 'right')].sort()).toEqual([...names].sort());
  }

  /** Zaps once round from the channel that has the focus in Live TV; keys of what came. */
  async function zapRound(count: number): Promise<ReadonlySet<string>> {
    const seen = new Set<string>();
    await viewer.press('ok');
    await viewer.hears({ page: 'player', playing: /./ });
    for (let i = 0; i <= count; i += 1) {
      const before = (await viewer.now()).data['playing'] ?? '';
      seen.add(before);
      await viewer.press('up');
      await viewer.hears({ page: 'player', playing: otherThan(before) });
    }
    await viewer.go('back', { page: 'live' }, 4);
    return seen;
  }

  test('shows everything before, and is found in the settings', async () => {
    await watches(ALL_CHANNELS);
    await hasFilms(ALL_FILMS);
    await openTour();
    // The language of the set stays; the others wait for a choice.
    expect((await viewer.now()).data['value']).toBe('Now');
    await viewer.go('down', { id: 'tr' });
    expect((await viewer.now()).data['value']).toBe('Later');
  });

  test('says what stays as languages and kinds are chosen, and Back goes back step by step', async () => {
    await choose('de', { value: 'Now' });
    await choose('fr', { value: 'Never' });
    await leadOn('next', /^Next\. 5 of 10 channels stay in your lists\. 3 of 4 films and series stay\.$/);
    await viewer.hears({ page: 'tour', tour: 'kinds', position: /^1 of / });
    await choose('sport', { value: 'Later' });
    await choose('horror', { value: 'Never' });
    await leadOn('next', /^Next\. 4 of 10 channels .* 2 of 4 films/);
    await viewer.hears({ page: 'tour', tour: 'cleanups', role: 'switch', state: 'on' });
    await viewer.press('back');
    await viewer.hears({ page: 'tour', tour: 'kinds', id: 'horror', value: 'Never' });
    await viewer.press('back');
    await viewer.hears({ page: 'tour', tour: 'languages', id: 'fr', value: 'Never' });
    await viewer.press('back');
    await viewer.hears({ page: 'settings', id: 'tour' });
  });

  test('left before its end it hides nothing, and goes on with what was chosen after the set was off', async () => {
    await watches(ALL_CHANNELS);
    await viewer.page.reload();
    await chooseProfile(viewer, { page: 'home', id: otherThan('settings') });
    await openTour();
    await viewer.go('down', { id: 'fr' });
    await viewer.hears({ id: 'fr', value: 'Never' });
    await leadOn('next', /^Next\. 4 of 10 channels .* 2 of 4 films/);
    await viewer.hears({ page: 'tour', tour: 'kinds' });
    await viewer.press('left', 'right');
    await viewer.hears({ page: 'tour', id: 'skip' });
    await viewer.press('ok');
    await viewer.hears({ page: 'settings', id: 'tour' });
    await hasFilms(ALL_FILMS);
  });

  test('finished it leaves what was chosen in lists and when zapping, also after the set was off', async () => {
    await openTour();
    await leadOn('next', /^Next\. 4 of 10/);
    await leadOn('next', /^Next\. 4 of 10/);
    await leadOn('done', /^Done\. 4 of 10 channels .* 2 of 4 films/);
    await viewer.hears({ page: 'settings', id: 'tour' }, START_MS);
    await watches(KEPT_CHANNELS);
    expect((await zapRound(KEPT_CHANNELS.length)).size).toBe(KEPT_CHANNELS.length);
    await hasFilms(KEPT_FILMS);
    await viewer.page.reload();
    await chooseProfile(viewer, { page: 'home', id: otherThan('settings') });
    await watches(KEPT_CHANNELS);
  });

  test('brings all back', async () => {
    await openTour();
    await viewer.press('left', 'down');
    await viewer.hears({ page: 'tour', id: 'restore' });
    await viewer.press('ok');
    await viewer.hears({ page: 'settings', id: 'tour' }, START_MS);
    await watches(ALL_CHANNELS);
    await hasFilms(ALL_FILMS);
    await openTour();
    await viewer.press('left', 'down');
    // Nothing is hidden any more.
    await viewer.hears({ page: 'tour', id: 'next' });
  });

  test('taken back in the line-up it has hidden nothing, and "never" is forgotten', async () => {
    await viewer.go('right', { role: 'button', id: 'en' }, 3);
    await choose('fr', { value: 'Never' });
    await leadOn('next', /3 of 4 films/);
    await leadOn('next', /3 of 4 films/);
    await leadOn('done', /3 of 4 films/);
    await viewer.hears({ page: 'settings', id: 'tour' }, START_MS);
    await hasFilms(ALL_FILMS.filter((name) => name !== 'Pluie'));
    await openSettings(viewer);
    await viewer.go('down', { id: 'sources' }, 8);
    await viewer.press('right');
    await viewer.go('down', { id: 'lineup' }, 8);
    await viewer.press('ok');
    await viewer.hears({ page: 'lineup', role: 'tab', id: 'all' }, START_MS);
    await viewer.press('red');
    await viewer.go('back', { page: 'settings' }, 3);
    await hasFilms(ALL_FILMS);
    await openTour();
    await viewer.go('down', { id: 'fr' });
    await viewer.hears({ id: 'fr', value: 'Now' });
    expect(viewer.mishaps).toEqual([]);
  });
});
