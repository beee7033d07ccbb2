import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { AppError } from '#core/base';
import type { ErrorCode } from '#core/base';
import { readStrings } from '#test/harness/fakes';
import { startPlatform, TEST_ACCOUNTS } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import type { OpenedViewer } from './open-viewer';
import { fillForm, openFromRail, signInByPhone, START_MS, typeOnScreen } from './steps';
import { isPictureless } from './tried-engine';
import type { Viewer } from './viewer';

jest.setTimeout(300_000);

const CODE = /^[A-Z0-9]{4}-[A-Z0-9]{4}$/;
/** The app asks for a code again this long after it got none; a loaded machine takes its time besides. */
const HEAL_MS = 40_000;

interface BadProvider {
  readonly url: string;
  close(): void;
}

/** A provider that answers wrongly in every way a viewer meets: one letter each, as the path of a playlist or the name of a line. */
async function startBadProvider(): Promise<BadProvider> {
  const html = '<!doctype html><html><body>Welcome to the hotel</body></html>';
  const answers: Readonly<Record<string, readonly [status: number, type: string, body: string]>> = {
    h: [200, 'text/html', html],
    e: [200, 'audio/x-mpegurl', '#EXTM3U\n'],
    s: [503, 'text/plain', 'busy'],
    n: [200, 'application/json', 'nope'],
    r: [200, 'application/json', '{"user_info":{"auth":0}}'],
    x: [200, 'application/json', '{"user_info":{"auth":1,"status":"Expired","exp_date":"1000"},"server_info":{}}'],
  };
  const server: Server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://provider');
    const [status, type, body] = answers[searchParams.get('username') ?? pathname.slice(1)] ?? [404, 'text/plain', 'nothing here'];
    // A browser asks for this, a television does not.
    response.writeHead(status, { 'content-type': type, 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

let strings: Readonly<Record<string, string>>;

beforeAll(async () => {
  strings = (await readStrings('en')) as Readonly<Record<string, string>>;
});

function words(code: ErrorCode): string {
  const title = strings[`error.${code}.title`];
  if (title === undefined) throw new Error(`no words for ${code}`);
  return title;
}

/** The code of the failure and its own words are there, and OK on a button that has the focus is a way on. */
async function expectProblem(viewer: Viewer, code: ErrorCode): Promise<void> {
  const { label } = new AppError(code);
  const shown = await viewer.hears({ formProblem: /HRT-/ });
  expect([shown.data['formProblem'], shown.text]).toEqual([label, expect.stringContaining(words(code))]);
  expect(shown.data['id']).toMatch(/^(try-again|change-details)$/);
  await viewer.go('left', { id: 'change-details' }, 2);
  await viewer.press('ok');
  await viewer.hears({ id: /^key-/, formProblem: '' });
}

/** Starts anew, as after switching on, and goes to a tab of the sign-in page. */
async function toTab(viewer: Viewer, id: string): Promise<void> {
  await viewer.page.reload();
  await viewer.hears({ page: 'sign-in', code: CODE }, START_MS);
  await viewer.go('up', { role: 'tab' }, 4);
  await viewer.go('right', { id }, 3);
  await viewer.press('ok');
}

/** Opens the field that has the focus, the first of a form, fills it and the others, and sends them. */
async function sendForm(viewer: Viewer, values: readonly string[]): Promise<void> {
  await viewer.hears({ role: 'textbox' });
  await viewer.press('ok');
  await fillForm(viewer, values);
}

async function signInWith(viewer: Viewer, name: string, password: string): Promise<void> {
  await toTab(viewer, 'remote');
  await viewer.go('down', { id: 'username' }, 4);
  await sendForm(viewer, [name, password]);
}

/** From the page of a failure, or from the keys, back to a field whose last letter is to be another one; the form is sent again. */
async function mendLetter(viewer: Viewer, field: string, letter: string): Promise<void> {
  await viewer.go('left', { role: 'textbox' }, 12);
  await viewer.go('down', { id: field }, 3);
  await viewer.press('ok', 'red');
  await typeOnScreen(viewer, letter);
  for (let fields = 0; fields < 4 && (await viewer.now()).data['id'] !== 'submit'; fields += 1) {
    await viewer.go('down', { id: 'next-field' }, 8);
    await viewer.press('ok');
  }
  await viewer.hears({ id: 'submit' });
  await viewer.press('ok');
}

/** Resolves when the catalogue and Home's rows are kept on the set, which happens after they are shown. */
const KEPT = `new Promise(function (done) {
  function keysOf(name, tell) {
    var opening = indexedDB.open(name);
    opening.onsuccess = function () {
      var database = opening.result;
      var store = database.objectStoreNames[0];
      if (store === undefined) { database.close(); tell(''); return; }
      var reading = database.transaction(store).objectStore(store).getAllKeys();
      reading.onsuccess = function () { database.close(); tell(reading.result.join(' ')); };
    };
  }
  (function look() {
    keysOf('hearth-blobs', function (blobs) {
      keysOf('hearth-settings', function (cells) {
        if (/cat\\.\\S+\\.head/.test(blobs) && /landing\\./.test(cells)) done(true);
        else setTimeout(look, 50);
      });
    });
  })();
})`;

describe('failures at sign-in say what is wrong and offer a way on', () => {
  let platform: TestPlatform;
  let viewer: Viewer;
  let provider: BadProvider;

  beforeAll(async () => {
    platform = await startPlatform();
    provider = await startBadProvider();
    ({ viewer } = await openViewer('web', platform, SMALL_SCREEN));
  });

  afterAll(async () => {
    await viewer.close();
    provider.close();
    await platform.stop();
  });

  test('a wrong password', async () => {
    await signInWith(viewer, 't', 'w');
    await expectProblem(viewer, 'auth.bad-credentials');
  });

  test('own playlist: each wrong answer has its own words, and what was typed stays', async () => {
    await toTab(viewer, 'own');
    await viewer.hears({ page: 'add-source' });
    await viewer.go('up', { role: 'tab' }, 6);
    await viewer.go('right', { id: 'm3u' }, 3);
    await viewer.press('down');
    await sendForm(viewer, [`${provider.url}/h`, '']);
    await expectProblem(viewer, 'source.html-answer');
    for (const [letter, code] of [['e', 'source.empty'], ['g', 'http.not-found'], ['s', 'http.server'], ['n', 'source.not-playlist']] as const) {
      await mendLetter(viewer, 'address', letter);
      await expectProblem(viewer, code);
    }
    provider.close();
    await mendLetter(viewer, 'address', 'd');
    await expectProblem(viewer, 'net.unreachable');
    provider = await startBadProvider();
  });

  test('Xtream: each wrong answer has its own words, and what was typed stays', async () => {
    await toTab(viewer, 'own');
    await viewer.hears({ page: 'add-source', id: 'address' });
    await sendForm(viewer, [provider.url, 'h', 'p', '']);
    await expectProblem(viewer, 'source.html-answer');
    for (const [letter, code] of [['n', 'source.not-json'], ['g', 'http.not-found'], ['x', 'source.expired'], ['r', 'source.login-refused']] as const) {
      await mendLetter(viewer, 'username', letter);
      await expectProblem(viewer, code);
    }
  });

  test.each([
    ['an expired account', TEST_ACCOUNTS.expired, 'source.expired'],
    ['a paused account', TEST_ACCOUNTS.suspended, 'auth.account-suspended'],
  ] as const)('%s', async (_what, account, code) => {
    await signInWith(viewer, account.name, account.password);
    await expectProblem(viewer, code);
  });

  test('the platform is down: the message, and trying again goes on when it is back', async () => {
    await toTab(viewer, 'remote');
    await viewer.go('down', { id: 'username' }, 4);
    const { port, dataDir } = platform;
    await platform.kill();
    await sendForm(viewer, ['t', 'w']);
    const shown = await viewer.hears({ formProblem: new AppError('net.unreachable').label });
    expect(shown.text).toContain(words('net.unreachable'));
    platform = await startPlatform({ port, dataDir });
    await viewer.go('right', { id: 'try-again' }, 2);
    await viewer.press('ok');
    await viewer.hears({ formProblem: new AppError('auth.bad-credentials').label });
  });
});

describe('a start without the platform or the network', () => {
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await startPlatform();
  });

  afterAll(() => platform.stop());

  test('on the web, the platform out of reach: the sign-in page says so and heals by itself', async () => {
    const { viewer } = await openViewer('web', platform, SMALL_SCREEN);
    try {
      await viewer.hears({ page: 'sign-in', code: CODE }, START_MS);
      await viewer.page.conditions.blockUrls(['*/api/*', '*/oauth/*']);
      await viewer.page.reload();
      const shown = await viewer.hears({ page: 'sign-in', formProblem: new AppError('net.unreachable').label }, START_MS);
      expect(shown.text).toContain(words('net.unreachable'));
      await viewer.page.conditions.blockUrls([]);
      await viewer.hears({ form: 'waiting', code: CODE, formProblem: '' }, HEAL_MS);
    } finally {
      await viewer.close();
    }
  });

  /** The cable is pulled before the app's first script runs while the window carries this name. */
  async function restartWithoutCable(viewer: Viewer): Promise<void> {
    await viewer.page.addInitScript('if (window.name === "no cable") __television.setNetwork(false, true)');
    await viewer.page.evaluate('window.name = "no cable"');
    await viewer.page.reload();
  }

  test('on a set without network, signed out: it says so, and the code comes when the cable is back', async () => {
    const { viewer } = await openViewer('tizen', platform, SMALL_SCREEN);
    try {
      await viewer.hears({ page: 'sign-in', code: CODE }, START_MS);
      await restartWithoutCable(viewer);
      const shown = await viewer.hears({ page: 'sign-in', formProblem: new AppError('net.offline').label }, START_MS);
      expect(shown.text).toContain(words('net.offline'));
      await viewer.page.evaluate('__television.setNetwork(true)');
      await viewer.hears({ form: 'waiting', code: CODE, formProblem: '' }, HEAL_MS);
    } finally {
      await viewer.close();
    }
  });

  test('on a set without network, signed in: it shows what it has, says so, and goes on when the cable is back', async () => {
    const opened = await openViewer('tizen', platform, SMALL_SCREEN);
    const { viewer } = opened;
    try {
      await signInByPhone(opened, platform);
      await viewer.hears({ page: 'home', id: 'play' }, START_MS);
      await viewer.page.evaluateAsync(KEPT, HEAL_MS);
      await restartWithoutCable(viewer);
      const { page } = await viewer.hears({ page: /^(profiles|home)$/ }, START_MS);
      if (page === 'profiles') await viewer.press('ok');
      const shown = await viewer.hears({ page: 'home', id: 'play' }, START_MS);
      expect(shown.text).toMatch(/No connection\. Showing what was loaded at /);
      // Nothing freezes meanwhile.
      await viewer.go('down', { role: 'listitem' }, 2);
      await viewer.page.evaluate('__television.setNetwork(true)');
      await viewer.hears({ text: /Connected again/ }, HEAL_MS);
    } finally {
      await viewer.close();
    }
  });
});

describe('the platform ends while somebody watches', () => {
  let platform: TestPlatform;
  let port: number;
  let dataDir: string;
  let opened: OpenedViewer;
  let viewer: Viewer;
  let film = '';

  beforeAll(async () => {
    platform = await startPlatform();
    ({ port, dataDir } = platform);
    opened = await openViewer('web', platform, SMALL_SCREEN);
    viewer = opened.viewer;
    await signInByPhone(opened, platform);
  });

  afterAll(async () => {
    await viewer.close();
    await platform.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** Waits until the platform has confirmed a change of that kind, made after the first `from` requests. */
  async function confirmed(what: string, from: number): Promise<void> {
    const isDone = (): boolean =>
      viewer.page.log.requests.slice(from).some(({ method, url, status }) => method === 'PUT' && url.indexOf(`/${what}`) !== -1 && status >= 200 && status < 300);
    const endMs = performance.now() + HEAL_MS;
    while (!isDone() && performance.now() < endMs) await delay(50);
    expect(isDone()).toBe(true);
  }

  test('a favourite and a position are confirmed', async () => {
    await openFromRail(viewer, 'movies');
    await viewer.hears({ page: 'movies', role: 'listitem' });
    film = (await viewer.now()).data['id'] ?? '';
    await viewer.press('ok');
    await viewer.hears({ page: 'movie', id: 'play' });
    const from = viewer.page.log.requests.length;
    await viewer.go('right', { id: 'my-list' }, 4);
    await viewer.press('ok');
    await confirmed('favourites', from);
    await viewer.go('left', { id: 'play' }, 4);
    await viewer.press('ok');
    await viewer.hears({ page: 'player' });
    await viewer.watches(1);
    await viewer.press('right', 'right', 'right', 'right', 'right', 'right', 'right', 'right');
    await viewer.watches(60);
    await viewer.go('back', { page: 'movie' }, 4);
    await viewer.hears({ page: 'movie', id: 'play', name: /Resume/ });
    await confirmed('progress', from);
    await viewer.go('back', { page: 'movies' }, 2);
  });

  test('the player says so, and goes on by itself when the platform is back', async () => {
    await openFromRail(viewer, 'live');
    await viewer.hears({ page: 'live', role: 'listitem' });
    await viewer.press('ok');
    await viewer.hears({ page: 'player' });
    await viewer.watches(1);
    await platform.kill();
    const shown = await viewer.hears({ player: 'recovering', problem: /^HRT-/, id: 'retry' }, 90_000);
    expect(shown.text).toMatch(/We lost the picture/);
    platform = await startPlatform({ port, dataDir });
    await viewer.watches(1, 120_000);
    expect((await viewer.now()).data['problem']).toBe('');
    await viewer.go('back', { page: 'live' }, 4);
  });

  test('killed in the middle of the night, the platform has lost nothing that was confirmed', async () => {
    await platform.kill();
    platform = await startPlatform({ port, dataDir });
    // A set that knows nothing: what it shows comes from the platform.
    await viewer.page.conditions.clearStorage(platform.url);
    await viewer.page.reload();
    await signInByPhone(opened, platform);
    await openFromRail(viewer, 'my-list');
    await viewer.hears({ page: 'my-list', role: 'listitem', id: film });
    await viewer.press('ok');
    // An engine that decodes nothing has no position to keep.
    await viewer.hears({ page: 'movie', id: 'play', name: isPictureless(viewer.kind) ? /./ : /Resume/ });
  });
});
