import { confirmDevice, startPlatform, TEST_ACCOUNTS } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { packageConfig } from './package-config';
import { startSimulatedTelevision } from './start-simulated-television';
import type { SimulatedTelevision } from './start-simulated-television';

jest.setTimeout(180_000);

const START = { timeoutMs: 60_000 };

describe.each(['tizen', 'webos'] as const)('the packaged app on a simulated %s set', (kind) => {
  let platform: TestPlatform;
  let television: SimulatedTelevision;

  beforeAll(async () => {
    platform = await startPlatform();
    television = await startSimulatedTelevision({ kind, platformUrl: platform.url, launch: { frameMs: 60 } });
  });

  afterAll(async () => {
    await television.close();
    await platform.stop();
  });

  it('finds the platform of its brand file, signs in and reaches Home', async () => {
    const { page } = television;
    const shown = await page.waitForMirror({ page: 'sign-in', code: /-/ }, START);
    await confirmDevice(platform.url, shown.data['code'] ?? '', TEST_ACCOUNTS.tester);
    const next = await page.waitForMirror({ page: /^(profiles|home)$/, id: /./ }, START);
    if (next.page === 'profiles') await television.press('ok');
    await page.waitForMirror({ page: 'home', id: 'play' }, START);
  });

  it('plays behind the transparent canvas by the keys of the remote', async () => {
    const { page } = television;
    await television.press('ok');
    await page.waitForMirror({ page: 'player', player: 'playing' }, START);
    await page.waitFor('__television.state().pictureMs > 1500', { ...START, what: 'the picture of the set moves' });
    // Controls fade; what is left over the picture must let it through.
    const state = await television.state();
    expect([state.decodersInUse, state.covers]).toEqual([1, []]);
    await television.press('back');
    await page.waitForMirror({ page: /^(home|movie|show|player)$/ });
    await television.press('back');
    await page.waitFor('__television.state().decodersInUse === 0', { what: 'the decoder is given back' });
  });

  if (kind === 'tizen') {
    it('is led by the assistant, and by tiles of the home screen: called while it runs, and started by them', async () => {
      const { page } = television;
      await page.waitFor('__television.hub.length > 0', { ...START, what: 'a row on the home screen' });
      expect(await page.evaluate('__television.say("search nord")')).toBe('app');
      await page.waitForMirror({ page: 'search', query: 'nord' }, START);
      const tiles = (await page.evaluate('__television.hub.map(function (section) { return section.tiles.length; })')) as readonly number[];
      await television.act('pressTile', tiles.length - 1, 0);
      await page.waitForMirror({ page: 'player', player: 'playing' }, START);
      expect(await page.evaluate('__television.say("stop")')).not.toBe('nobody');
      await page.evaluate('window.wasBefore = true; tizen.application.getCurrentApplication().exit()');
      await television.act('pressTile', tiles.length - 1, 0);
      await page.waitFor('window.wasBefore === undefined && document.getElementById("hearth-mirror") !== null', { ...START, what: 'the tile starts the app anew' });
      const { page: first } = await page.waitForMirror({ page: /^(profiles|player)$/, role: /./ }, START);
      if (first === 'profiles') await television.press('ok');
      await page.waitForMirror({ page: 'player', player: 'playing' }, START);
      await television.press('back', 'back');
    });
  }

  it('reads its package without a cable, and comes back from the background', async () => {
    await television.act('setNetwork', false);
    expect(await television.page.evaluateAsync('fetch("static/strings/en.json").then(function (answer) { return answer.status; })')).toBe(200);
    await television.act('setNetwork', true);
    await television.act('hide');
    await television.act('show');
    await television.restart();
    await television.page.waitForMirror({ page: /^(profiles|home)$/, role: /./ }, START);
  });

  if (kind === 'webos') {
    it('W-20 after the end of the developer session it is a fresh install', async () => {
      const { page } = television;
      await television.act('expireDeveloperSession');
      await page.waitFor('window.__television !== undefined && __television.state().hasExited && document.getElementById("hearth-mirror") === null', { ...START, what: 'the app is gone' });
      await television.restart();
      await page.waitForMirror({ page: 'sign-in', code: /-/ }, START);
    });
  }

  it('did nothing a set would punish', async () => {
    expect(await television.violations()).toEqual([]);
    expect(television.page.log.exceptions).toEqual([]);
  });
});

it('T-19 a package without an access element has no network, and is found out', async () => {
  const platform = await startPlatform();
  const configXml = packageConfig('dist/tizen', []).replace(/.*<access .*\n/, '');
  const television = await startSimulatedTelevision({ kind: 'tizen', platformUrl: platform.url, set: { configXml }, launch: { frameMs: 60 } });
  try {
    await television.page.waitFor('__television.violations.length > 0', { ...START, what: 'the app asks for its platform' });
    expect(await television.violations()).toEqual(expect.arrayContaining([expect.stringContaining(`not admitted by config.xml: connect-src ${platform.url}`)]));
  } finally {
    await expect(television.close()).rejects.toThrow('not admitted by config.xml');
    await platform.stop();
  }
});
