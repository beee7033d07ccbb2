import type { Page } from '#test/harness/cdp';
import { openSimulatedPage } from '../testing/simulated-page';
import type { SimulatedPage } from '../testing/simulated-page';

jest.setTimeout(120_000);

/** Everything a set knows but the privilege for advertising ids. */
const PRIVILEGES = [
  'http://tizen.org/privilege/tv.inputdevice', 'http://developer.samsung.com/privilege/productinfo', 'http://developer.samsung.com/privilege/network.public',
  'http://developer.samsung.com/privilege/billing',
];
const NOTES = `(function () {
  window.notes = [];
  ['keydown', 'keyup'].forEach(function (name) { addEventListener(name, function (event) { notes.push(name + ' ' + event.keyCode + (event.repeat ? ' again' : '')); }); });
  ['visibilitychange', 'appcontrol'].forEach(function (name) { (name === 'appcontrol' ? window : document).addEventListener(name, function () { notes.push(name === 'appcontrol' ? name : document.hidden ? 'hidden' : 'shown'); }); });
  window.said = function (work) { try { return String(work()); } catch (error) { return error.name; } };
})()`;

let simulated: SimulatedPage;
let page: Page;

beforeAll(async () => {
  simulated = await openSimulatedPage({ family: 'tizen', version: '5.0', privileges: PRIVILEGES, screenSaverAfterMs: 1_500, isVoiceGuideOn: true });
  page = simulated.page;
  await page.evaluate(NOTES);
  await page.send('Emulation.setFocusEmulationEnabled', { enabled: true });
});

afterAll(async () => {
  await simulated.close();
});

/** What was noted since the last question. */
async function noted(): Promise<readonly string[]> {
  return (await page.evaluate('notes.splice(0)')) as readonly string[];
}
/** Plays with AVPlay until the picture moves. */
async function playFilm(): Promise<void> {
  await page.evaluate(`(function () {
    var player = webapis.avplay;
    player.open(${JSON.stringify(`${simulated.server.url}/film.mp4`)}); player.setListener({}); player.setDisplayRect(0, 0, 1920, 1080);
    player.prepareAsync(function () { player.play(); });
  })()`);
  await page.waitFor('webapis.avplay.getState() === "PLAYING" && webapis.avplay.getCurrentTime() > 200', { what: 'the film plays' });
}
const said = (call: string): Promise<unknown> => page.evaluate(`said(function () { return ${call}; })`);

it('T-13 keys come when they are registered; a batch is taken as a whole; the six that always come cannot be', async () => {
  await noted();
  await page.evaluate('__television.press("Red"); __television.press("OK"); void 0');
  expect(await noted()).toEqual(['keydown 13', 'keyup 13']);
  await page.evaluate(`tizen.tvinputdevice.registerKeyBatch(['ColorF0Red', 'NoSuchKey'], function () { notes.push('taken'); }, function (error) { notes.push(error.name); })`);
  await page.waitFor('notes.length > 0');
  await page.evaluate('__television.press("Red"); void 0');
  expect(await noted()).toEqual(['InvalidValuesError']);
  expect(await said(`tizen.tvinputdevice.registerKey('Enter')`)).toBe('InvalidValuesError');
  await page.evaluate(`tizen.tvinputdevice.registerKeyBatch(['ColorF0Red'], function () { notes.push('taken'); })`);
  await page.waitFor('notes.length > 0');
  await page.evaluate('__television.press("Red"); void 0');
  expect(await noted()).toEqual(['taken', 'keydown 403', 'keyup 403']);
});

it('T-14 Back is 10009', async () => {
  await noted();
  await page.evaluate('__television.press("Back"); void 0');
  expect(await noted()).toEqual(['keydown 10009', 'keyup 10009']);
});

it('T-15 a held key comes as pairs without a mark of repetition', async () => {
  await noted();
  await page.evaluate('__television.down("ArrowUp"); void 0');
  await page.waitFor('notes.length > 6');
  await page.evaluate('__television.up("ArrowUp"); void 0');
  const keys = await noted();
  expect(keys.slice(0, 5)).toEqual(['keydown 38', 'keyup 38', 'keydown 38', 'keyup 38', 'keydown 38']);
  expect(keys.join()).not.toContain('again');
});

it('T-16 another app in front: told, then frozen, the decoder gone; afterwards what was due comes at once', async () => {
  await noted();
  await playFilm();
  expect(await page.evaluate('__television.state().decodersInUse')).toBe(1);
  await noted();
  await page.evaluate('__television.hide()');
  expect(await noted()).toEqual(['hidden']);
  await page.waitFor('__television.state().isFrozen', { what: 'the page is frozen' });
  expect(await page.evaluate('__television.state().decodersInUse')).toBe(0);
  await page.evaluate('setTimeout(function () { notes.push("due"); }, 0); void 0');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await noted()).toEqual([]);
  await page.evaluate('__television.show()');
  expect(await noted()).toEqual(['due', 'shown']);
  await page.evaluate('webapis.avplay.close()');
});

it('T-17 a call of the running app is an event, its words in PAYLOAD', async () => {
  await noted();
  await page.evaluate('__television.relaunch({ play: "x1" })');
  expect(await noted()).toEqual(['appcontrol']);
  expect(await page.evaluate(`(function () {
    var data = tizen.application.getCurrentApplication().getRequestedAppControl().appControl.data[0];
    return data.key + ' ' + decodeURIComponent(JSON.parse(data.value[0]).values);
  })()`)).toBe('PAYLOAD {"play":"x1"}');
});

it('T-18 a call without its privilege is refused, and remembered', async () => {
  expect(await said('webapis.adinfo.getTIFA()')).toBe('SecurityError');
  expect(await page.evaluate('__television.violations.join()')).toContain('http://developer.samsung.com/privilege/adinfo');
});

it('T-20 without a line the network has no addresses', async () => {
  expect(await said('webapis.network.getIp()')).toBe('192.0.2.10');
  await page.evaluate('__television.setNetwork(false)');
  expect(await said('webapis.network.getIp()')).toBe('InvalidStateError');
  await page.evaluate('__television.setNetwork(true)');
});

it('T-22 Checkout takes texts alone, hides the app while its sheet is there, and tells what became of it', async () => {
  const buy = (server: string, id: string): string => `webapis.billing.buyItem('3', '${server}', JSON.stringify({ OrderItemID: '${id}', OrderTitle: 't', OrderTotal: '1', OrderCurrencyID: 'EUR', OrderCustomID: 'c' }),
    function (data) { notes.push(typeof data.payResult + ' ' + data.payResult); }, function (error) { notes.push(error.name); })`;
  expect([await said(buy('TEST', 'i')), await said(buy('DEV', ''))]).toEqual(['InvalidValuesError', 'InvalidValuesError']);
  for (const [answer, told] of [['SUCCESS', 'string SUCCESS'], ['CANCEL', 'string CANCEL'], ['FAILED', 'UnknownError']] as const) {
    await noted();
    await page.evaluate(`simulatedBilling.answer = '${answer}'; ${buy('DEV', 'i')}; void 0`);
    await page.waitFor('notes.length > 2');
    expect(await noted()).toEqual(['hidden', 'shown', told]);
  }
});

it('T-23 the picture is behind the page: what is opaque in front of it covers it', async () => {
  await playFilm();
  expect(await page.evaluate('__television.state().covers')).toEqual([]);
  await page.evaluate('document.body.style.background = "#000"; void 0');
  await page.waitFor('__television.state().covers.length === 1', { what: 'the page covers it' });
  await page.evaluate('document.body.style.background = "transparent"; webapis.avplay.close(); void 0');
});

it('T-30 the voice reads what has the focus', async () => {
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<div id="card" tabindex="0" role="button" aria-label="Night train"></div>'); document.getElementById('card').focus()`);
  expect(await page.evaluate('__television.spoken')).toEqual(['Night train, button']);
});

it('T-29 the screen saver comes unless it is kept away, and a pause behind another app allows it again', async () => {
  await page.evaluate('webapis.appcommon.setScreenSaver(0); __television.press("OK"); void 0');
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(await page.evaluate('__television.state().isScreenSaverOn')).toBe(false);
  await page.evaluate('__television.hide(); __television.show(); __television.press("OK"); void 0');
  await page.waitFor('__television.state().isScreenSaverOn', { what: 'the screen saver' });
  await noted();
  // The first key only wakes.
  await page.evaluate('__television.press("ArrowUp"); void 0');
  expect((await noted()).filter((note) => note.startsWith('keydown'))).toEqual([]);
});

it('T-14 a long Back ends the app', async () => {
  await page.evaluate('__television.press("ArrowUp"); __television.down("Back"); void 0');
  await page.waitFor('__television.state().hasExited', { what: 'the end of the app' });
});

describe('other models', () => {
  let other: SimulatedPage;

  beforeAll(async () => {
    other = await openSimulatedPage({ family: 'tizen', version: '720p', uses: ['advertising-id'], keepsPageOnAppControl: false });
    page = other.page;
    await page.evaluate(NOTES);
  });

  afterAll(async () => {
    await other.close();
  });

  it('T-21 there is no id for advertising before its owner has an account, and a wish not to be tracked is told', async () => {
    expect(await said('webapis.adinfo.getTIFA()')).toBe('InvalidStateError');
    await page.evaluate('__television.setAdId("limited")');
    expect([await said('webapis.adinfo.getTIFA().length > 20'), await said('webapis.adinfo.isLATEnabled()')]).toEqual(['true', 'true']);
  });

  it('T-25 the model of 720 lines places pictures in 1920x1080 all the same', async () => {
    expect(await said('tizen.systeminfo.getCapability("http://tizen.org/feature/screen.height")')).toBe('720');
    expect(await said('(webapis.avplay.open("http://127.0.0.1:1/x.mp4"), webapis.avplay.setDisplayRect(0, 0, 1920, 1080), "placed")')).toBe('placed');
    expect(await page.evaluate('__television.violations')).toEqual([]);
  });

  it('T-17 without reload="disable" a call loads the page anew', async () => {
    await page.evaluate('window.isOld = true; setTimeout(function () { __television.relaunch({ play: "x1" }); }, 0); void 0');
    await page.waitFor('window.isOld === undefined && document.readyState === "complete"', { what: 'a fresh page' });
  });
});
