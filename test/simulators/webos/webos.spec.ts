import type { Page } from '#test/harness/cdp';
import { openSimulatedPage } from '../testing/simulated-page';
import type { SimulatedPage } from '../testing/simulated-page';

jest.setTimeout(120_000);

let simulated: SimulatedPage;
let page: Page;

beforeAll(async () => {
  simulated = await openSimulatedPage({ family: 'webos', version: '6' });
  page = simulated.page;
});

afterAll(async () => {
  await simulated.close();
});

/** Opens an address in a fresh media element, as an app without libraries does, and notes what it says. */
async function start(path: string, type = ''): Promise<void> {
  await page.evaluate(`(function () {
    var old = document.querySelector('video');
    if (old) { old.removeAttribute('src'); old.load(); old.parentNode.removeChild(old); }
    var video = document.createElement('video'); window.notes = []; window.video = video;
    video.style.cssText = 'position:fixed;left:0;top:0;width:100%;height:100%';
    ['loadedmetadata', 'playing', 'timeupdate', 'error'].forEach(function (name) {
      video.addEventListener(name, function () { notes.push(name === 'error' ? 'error ' + video.error.code : name); });
    });
    document.body.appendChild(video);
    if (${JSON.stringify(type)} !== '') video.setAttribute('type', ${JSON.stringify(type)});
    video.src = ${JSON.stringify(`${simulated.server.url}${path}`)};
    video.play().catch(function (error) { notes.push('broken off ' + error.name); });
  })()`);
}

const tookLong = { timeoutMs: 15_000 };

it.each(['/film.mp4', '/hls/master.m3u8', '/live.m3u8', '/live.ts'])('plays %s natively, for real, and answers as the set does', async (path) => {
  await start(path);
  await page.waitFor('notes.indexOf("playing") >= 0', { ...tookLong, what: `${path} plays` });
  const before = Number(await page.evaluate('video.currentTime'));
  await page.waitFor(`video.currentTime > ${String(before)} + 0.3`, { ...tookLong, what: `the picture of ${path} moves` });
  expect(await page.evaluate('isFinite(video.duration)')).toBe(!/live/.test(path));
  expect(await page.evaluate('__television.state().decodersInUse')).toBe(1);
});

it('W-15 shows the picture to viewers, and to the page not a pixel of it', async () => {
  await start('/film.mp4');
  await page.waitFor('video.currentTime > 0.5', tookLong);
  expect(await page.evaluate(`(function () {
    var canvas = document.createElement('canvas'); canvas.width = canvas.height = 8;
    var context = canvas.getContext('2d'); context.drawImage(video, 0, 0, 8, 8);
    return Array.prototype.every.call(context.getImageData(0, 0, 8, 8).data, function (value) { return value === 0; });
  })()`)).toBe(true);
  expect(await page.evaluate('__television.state().covers')).toEqual([]);
  expect(await page.evaluate('__television.violations')).toEqual([]);
});

it.each([
  '/status/404', '/garbage.mp4',
])('tells %s by the code of its element', async (path) => {
  await start(path);
  await page.waitFor('notes.indexOf("error 4") >= 0', tookLong);
});

it('launches once, and hands Back to the app as key 461', async () => {
  expect(await page.evaluate('heard')).toEqual([['launch', {}]]);
  await page.evaluate('window.codes = []; addEventListener("keydown", function (event) { codes.push(event.keyCode); }); void 0');
  await page.input.pressAll([461, 13, 1000, 37]);
  // Home stays with the system.
  expect(await page.evaluate('codes')).toEqual([461, 13, 37]);
});

it('freezes the picture while another app is in front', async () => {
  await start('/film.mp4');
  await page.waitFor('video.currentTime > 0.3', tookLong);
  await page.evaluate('__television.hide()');
  const hidden = Number(await page.evaluate('video.currentTime'));
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(Number(await page.evaluate('video.currentTime')) - hidden).toBeLessThan(0.2);
  expect(await page.evaluate('document.hidden')).toBe(true);
  await page.evaluate('__television.show()');
  await page.waitFor(`video.currentTime > ${String(hidden)} + 0.2`, tookLong);
});

describe('a protected film', () => {
  const MESSAGE = { msgType: 'application/vnd.ms-playready.initiator+xml', drmSystemId: 'urn:dvb:casystemid:19219' };
  const asked = async (method: string, parameters: object): Promise<Readonly<Record<string, unknown>>> =>
    JSON.parse(String(await page.evaluateAsync(`new Promise(function (resolve) {
      var bridge = window.kept = new PalmServiceBridge(); bridge.onservicecallback = resolve;
      bridge.call('luna://com.webos.service.drm/${method}', ${JSON.stringify(JSON.stringify(parameters))});
    })`))) as Readonly<Record<string, unknown>>;
  /** Loads a client that asks a licence server. */
  async function client(server: string): Promise<string> {
    const clientId = String((await asked('load', { drmType: 'playready' }))['clientId']);
    const msg = `<?xml version="1.0" encoding="utf-8"?><PlayReadyInitiator xmlns="http://schemas.microsoft.com/DRM/2007/03/protocols/"><LicenseServerUriOverride><LA_URL>${simulated.server.url}${server}</LA_URL></LicenseServerUriOverride></PlayReadyInitiator>`;
    expect(await asked('sendDrmMessage', { clientId, msg, ...MESSAGE })).toMatchObject({ resultCode: 0 });
    return clientId;
  }
  const typeOf = (clientId: string): string => `video/mp4;mediaOption=${encodeURIComponent(JSON.stringify({ option: { drm: { type: 'playready', clientId } } }))}`;
  async function leave(clientId: string): Promise<void> {
    await page.evaluate('video.removeAttribute("src"); video.load(); void 0');
    expect(await asked('unload', { clientId })).toEqual({ returnValue: true });
  }

  it('plays with a client whose licence server gives, and with no other', async () => {
    const clientId = await client('/licence');
    await start('/locked.mp4', typeOf(clientId));
    await page.waitFor('video.currentTime > 0.3', tookLong);
    await leave(clientId);
    const refused = await client('/status/403');
    await start('/locked.mp4', typeOf(refused));
    await page.waitFor('notes.indexOf("error 4") >= 0', tookLong);
    await leave(refused);
    await start('/locked.mp4');
    await page.waitFor('notes.indexOf("error 4") >= 0', tookLong);
    expect(await page.evaluate('__television.violations')).toEqual([]);
    expect(simulated.server.requests.filter(({ method, path }) => method === 'POST' && path === '/licence')).toHaveLength(1);
  });

  it('with a client that is gone it fails, and the set remembers', async () => {
    await start('/locked.mp4', typeOf('GONE0000000'));
    await page.waitFor('notes.indexOf("error 4") >= 0', tookLong);
    expect(await page.evaluate('__television.violations')).toEqual(['a stream was given a DRM client that is not loaded']);
  });
});
