import type { Page } from '#test/harness/cdp';
import { openSimulatedPage } from '../testing/simulated-page';
import type { SimulatedPage } from '../testing/simulated-page';

jest.setTimeout(120_000);

let simulated: SimulatedPage;
let page: Page;

beforeAll(async () => {
  simulated = await openSimulatedPage({ family: 'tizen', version: '5.0', screenSaverAfterMs: 60_000 });
  page = simulated.page;
});

afterAll(async () => {
  await simulated.close();
});

/** Opens an address with AVPlay and waits for a state of the page's notes. */
async function start(path: string): Promise<void> {
  await page.evaluate(`(function () {
    var p = webapis.avplay; window.notes = [];
    if (p.getState() !== 'NONE') p.close();
    p.open(${JSON.stringify(`${simulated.server.url}${path}`)});
    p.setListener({
      oncurrentplaytime: function (t) { notes.push('time ' + t); }, onstreamcompleted: function () { notes.push('completed'); },
      onerror: function (id) { notes.push('error ' + id); }, onsubtitlechange: function (d, text) { notes.push('cue ' + text); }
    });
    p.setDisplayRect(0, 0, 1920, 1080);
    p.prepareAsync(function () { notes.push('ready'); }, function (e) { notes.push('failed ' + e.name + ' ' + e.message); });
  })()`);
}

it('plays a film, HLS, live and a transport stream for real', async () => {
  for (const path of ['/film.mp4', '/hls/master.m3u8', '/dash/film.mpd', '/live.m3u8', '/live.ts']) {
    await start(path);
    await page.waitFor('notes.length > 0', { what: path });
    expect(await page.evaluate('notes[0]')).toBe('ready');
    await page.evaluate('webapis.avplay.play()');
    await page.waitFor('notes.filter(function (n) { return /^time/.test(n); }).length > 2', { what: `the picture of ${path} moves` });
    const isLive = /live/.test(path);
    expect(await page.evaluate('webapis.avplay.getDuration() > 20000')).toBe(!isLive);
  }
  await page.evaluate('webapis.avplay.close()');
  expect(await page.evaluate('__television.violations')).toEqual([]);
});

it.each([
  ['/status/404', 'failed InvalidAccessError PLAYER_ERROR_CONNECTION_FAILED'],
  ['/garbage.mp4', 'failed InvalidAccessError PLAYER_ERROR_NOT_SUPPORTED_FILE'],
])('T-03 tells %s as a set does', async (path, told) => {
  await start(path);
  await page.waitFor('notes.length > 0');
  expect(await page.evaluate('notes[0]')).toBe(told);
});
