import type { IncomingMessage } from 'node:http';
import type { Page } from '#test/harness/cdp';
import { openSimulatedPage } from '../testing/simulated-page';
import type { SimulatedPage } from '../testing/simulated-page';

jest.setTimeout(120_000);

const HELPERS = `(function () {
  window.notes = [];
  ['keydown', 'click', 'popstate'].forEach(function (name) { addEventListener(name, function (event) { notes.push(name + (event.keyCode ? ' ' + event.keyCode : '')); }); });
  document.addEventListener('cursorStateChange', function (event) { notes.push('pointer ' + event.detail.visibility); });
  document.addEventListener('webOSRelaunch', function (event) { notes.push('relaunch ' + JSON.stringify(event.detail) + (document.hidden ? ' hidden' : '')); });
  window.ask = function (uri, parameters) {
    var bridge = new PalmServiceBridge(); window.kept = (window.kept || []).concat([bridge]);
    bridge.onservicecallback = function (text) { notes.push(JSON.parse(text)); };
    bridge.call(uri, JSON.stringify(parameters || {}));
    return bridge;
  };
  window.start = function (url) {
    var video = document.createElement('video'); window.video = video;
    video.style.cssText = 'position:fixed;left:0;top:0;width:100%;height:100%';
    ['loadedmetadata', 'playing', 'ended', 'error', 'ratechange', 'seeked'].forEach(function (name) { video.addEventListener(name, function () { notes.push(name === 'error' ? 'error ' + video.error.code : name); }); });
    document.body.appendChild(video); video.src = url; video.play().catch(function () {}); return video;
  };
})()`;

let simulated: SimulatedPage;
let page: Page;
let asked: IncomingMessage[] = [];
const isThere = { timeoutMs: 20_000 };

async function open(options: Parameters<typeof openSimulatedPage>[0]): Promise<void> {
  simulated = await openSimulatedPage(options);
  page = simulated.page;
  asked = [];
  simulated.server.handle = (request) => {
    asked.push(request);
    return false;
  };
  await page.evaluate(HELPERS);
}
const noted = async (): Promise<readonly unknown[]> => (await page.evaluate('notes.splice(0)')) as readonly unknown[];
async function answer(uri: string, parameters: object = {}): Promise<unknown> {
  await noted();
  // Never at once, not even a refusal.
  expect(await page.evaluate(`(ask(${JSON.stringify(uri)}, ${JSON.stringify(parameters)}), notes.length)`)).toBe(0);
  await page.waitFor('notes.length > 0');
  return (await noted())[0];
}
/** Starts a film in a new element and waits until it plays. */
async function play(path: string): Promise<void> {
  await page.evaluate(`start(${JSON.stringify(`${simulated.server.url}${path}`)}); void 0`);
  await page.waitFor('notes.indexOf("playing") >= 0', { ...isThere, what: `${path} plays` });
}

describe('a set of 2021', () => {
  beforeAll(() => open({ family: 'webos', version: '6', screenSaverAfterMs: 1_500 }));
  afterAll(() => simulated.close());

  it('W-01 a launch is told once; whoever listens late reads its words', async () => {
    expect(await page.evaluate('[heard, webOSSystem.launchParams]')).toEqual([[['launch', {}]], '{}']);
  });

  it('W-02 a call of an app that handles it itself is told a moment later, and leaves it behind until it comes forward', async () => {
    await page.evaluate('__television.hide()');
    await page.evaluate('__television.relaunch({ play: 1 })');
    await page.waitFor('notes.length > 0');
    expect(await noted()).toEqual(['relaunch {"play":1} hidden']);
    await page.evaluate('webOSSystem.activate()');
    expect(await page.evaluate('[document.hidden, webOSSystem.launchParams]')).toEqual([false, '{"play":1}']);
  });

  it('W-03 Back is 461; at the end of the way the set asks, and stays or leaves', async () => {
    await noted();
    await page.evaluate('__television.press("Back"); webOSSystem.platformBack()');
    expect([await noted(), await page.evaluate('__television.state().hasExitQuestion')]).toEqual([['keydown 461'], true]);
    await page.evaluate('__television.press("ArrowLeft"); void 0');
    expect([await noted(), await page.evaluate('__television.state().hasExited')]).toEqual([[], false]);
  });

  it('W-04 the pointer is told; the first arrow only takes it away', async () => {
    await noted();
    await page.evaluate('__television.point({ x: 100, y: 100 }); __television.click(); __television.press("ArrowUp"); __television.press("ArrowUp"); void 0');
    expect(await noted()).toEqual(['pointer true', 'click', 'pointer false', 'keydown 38']);
  });

  it('W-05 the bus answers later, even a refusal; a bridge serves one call, and what is never ended is counted', async () => {
    await page.evaluate('window.bridge = ask("luna://com.webos.service.connectionmanager/getStatus"); bridge.call("luna://com.webos.service.connectionmanager/getStatus", "{}"); void 0');
    expect(await page.evaluate('__television.violations.join()')).toContain('a bridge was used twice');
    await page.evaluate('for (var i = 0; i < 205; i++) ask("luna://com.webos.service.connectionmanager/getStatus", { subscribe: true }); kept.forEach(function (each) { each.cancel(); }); kept = []; void 0');
    expect(await page.evaluate('__television.violations.join()')).toContain('more than 200 open calls');
  });

  it('W-06 unknown services and methods, and those closed to apps, answer as the bus does', async () => {
    expect(await answer('luna://com.example.none/x')).toMatchObject({ returnValue: false, errorText: 'Service does not exist: com.example.none.' });
    expect(await answer('luna://com.webos.service.connectionmanager/none')).toMatchObject({ errorText: 'Unknown method "none" for category "/"' });
    expect(await answer('luna://com.webos.appInstallService/remove')).toMatchObject({ errorText: 'Denied method call "luna://com.webos.appInstallService/remove"' });
  });

  it('W-07 behind another app timers wait and come in a burst', async () => {
    await page.evaluate('__television.hide()');
    await page.waitFor('__television.state().isFrozen');
    await page.evaluate('setTimeout(function () { notes.push("due"); }, 0); setTimeout(function () { notes.push("due"); }, 0); void 0');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await noted()).toEqual([]);
    await page.evaluate('__television.show()');
    expect(await noted()).toEqual(['due', 'due']);
  });

  it('W-08 a second element takes the picture of the first without a word', async () => {
    await play('/film.mp4');
    await page.evaluate('window.first = video; void 0');
    await play('/live.m3u8');
    await page.evaluate('window.at = first.currentTime; notes.splice(0); void 0');
    await page.waitFor('video.currentTime > 0.5', isThere);
    expect(await page.evaluate('[first.currentTime - at < 0.3, first.paused, notes.filter(function (note) { return /error|ended/.test(note); })]')).toEqual([true, false, []]);
    await page.evaluate('first.removeAttribute("src"); first.load(); document.body.removeChild(first); void 0');
  });

  it('W-12 HLS is live without an end, and knows one speed', async () => {
    await page.evaluate('video.playbackRate = 2; void 0');
    expect(await page.evaluate('[video.duration === Infinity, video.playbackRate]')).toEqual([true, 1]);
  });

  it('W-10 a line that is lost makes no error', async () => {
    await noted();
    await page.evaluate('__television.setNetwork(false, true)');
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect((await noted()).filter((note) => /error|ended/.test(String(note)))).toEqual([]);
    await page.evaluate('__television.setNetwork(true); video.removeAttribute("src"); video.load(); document.body.removeChild(video); void 0');
  });

  it('W-13 of many seeks the last is done, and told once', async () => {
    await play('/film.mp4');
    await noted();
    await page.evaluate('video.currentTime = 3; video.currentTime = 9; video.currentTime = 14; void 0');
    expect(await page.evaluate('video.currentTime')).toBe(14);
    await page.waitFor('notes.indexOf("seeked") >= 0', isThere);
    expect((await noted()).filter((note) => note === 'seeked')).toHaveLength(1);
    expect(await page.evaluate('video.currentTime >= 13.9')).toBe(true);
  });

  it('W-14 the set fetches with its own headers: no page sets one', () => {
    const film = asked.filter((request) => request.url === '/film.mp4').pop();
    expect(film?.headers['user-agent']).toMatch(/Mozilla/);
    expect(Object.keys(film?.headers ?? {}).filter((name) => /^x-|^cookie|^authorization/.test(name))).toEqual([]);
  });

  it('W-18 an element that is moved about is remembered: the plane follows slowly', async () => {
    await page.evaluate('(function move(n) { video.style.left = n + "px"; if (n < 60) setTimeout(function () { move(n + 1); }, 30); })(1)');
    await page.waitFor('__television.violations.join().indexOf("animated") >= 0', isThere);
    await page.evaluate('video.removeAttribute("src"); video.load(); document.body.removeChild(video); void 0');
  });

  it('W-17 no cookies, and room for so many letters and no more', async () => {
    expect(await page.evaluate('document.cookie = "a=1"; document.cookie')).toBe('');
    expect(await page.evaluate('(function () { try { localStorage.setItem("big", new Array(9 * 1024 * 1024).join("x")); return "kept"; } catch (error) { return error.name; } })()')).toBe('QuotaExceededError');
  });

  it('W-19 the screen saver asks who has registered, and stays away when told no', async () => {
    // It may have come during the pictures before.
    await page.evaluate('__television.press("ArrowUp"); void 0');
    await noted();
    await page.evaluate(`(function () {
      var bridge = new PalmServiceBridge(); window.saver = bridge;
      bridge.onservicecallback = function (text) {
        var question = JSON.parse(text);
        if (question.state !== 'Active') return;
        notes.push('asked');
        ask('luna://com.webos.service.tvpower/power/responseScreenSaverRequest', { clientName: 'app', ack: false, timestamp: question.timestamp });
      };
      bridge.call('luna://com.webos.service.tvpower/power/registerScreenSaverRequest', JSON.stringify({ subscribe: true, clientName: 'app' }));
    })()`);
    await page.waitFor('notes.indexOf("asked") >= 0', { ...isThere, what: 'the set asks' });
    expect(await page.evaluate('__television.state().isScreenSaverOn')).toBe(false);
    await page.evaluate('saver.cancel()');
    await page.waitFor('__television.state().isScreenSaverOn', { ...isThere, what: 'the screen saver' });
    await page.evaluate('__television.press("ArrowUp"); void 0');
  });

  it('W-23 speech is heard, and remembered as a fault while audio guidance is off; the setting is told', async () => {
    expect(await answer('luna://com.webos.service.tts/speak', { text: 'Hello' })).toMatchObject({ returnValue: true });
    expect(await page.evaluate('[__television.spoken, __television.violations.join().indexOf("audio guidance is off") >= 0]')).toEqual([['Hello'], true]);
    const setting = { category: 'option', keys: ['audioGuidance'], subscribe: true };
    expect(await answer('luna://com.webos.settingsservice/getSystemSettings', setting)).toMatchObject({ settings: { audioGuidance: 'off' } });
    await page.evaluate('__television.setVoiceGuide(true)');
    await page.waitFor('notes.length > 0');
    expect((await noted())[0]).toMatchObject({ settings: { audioGuidance: 'on' } });
  });
});

describe('a set of 2020 that tells more', () => {
  beforeAll(() => open({ family: 'webos', version: '5', tellsNetworkErrors: true, isBackDelivered: false }));
  afterAll(() => simulated.close());

  it('W-03 without its switch Back is the history of the page, and the end of the way is Home', async () => {
    await page.evaluate('history.pushState({}, "", "#2"); __television.press("Back"); void 0');
    await page.waitFor('notes.indexOf("popstate") >= 0');
    expect(await noted()).toEqual(['popstate']);
    await page.evaluate('webOSSystem.platformBack()');
    expect(await page.evaluate('document.hidden')).toBe(true);
    await page.evaluate('__television.show()');
  });

  it('W-09 sounds are switched off until the app switches one on', async () => {
    await play('/hls/master.m3u8');
    expect(await page.evaluate('video.audioTracks.length > 0 && !video.audioTracks[0].enabled')).toBe(true);
    await page.evaluate('video.audioTracks[0].enabled = true; void 0');
    expect(await page.evaluate('video.audioTracks[0].enabled')).toBe(true);
  });

  it('W-10 some firmware tells a lost line as an error of the network', async () => {
    await page.evaluate('__television.setNetwork(false, true)');
    await page.waitFor('notes.indexOf("error 2") >= 0', { ...isThere, what: 'the error' });
    await page.evaluate('__television.setNetwork(true)');
  });

  it('W-11 what is not there, and what is no film, are code 4', async () => {
    for (const path of ['/status/404', '/garbage.mp4']) {
      await noted();
      await page.evaluate(`start(${JSON.stringify(`${simulated.server.url}${path}`)}); void 0`);
      await page.waitFor('notes.indexOf("error 4") >= 0', { ...isThere, what: path });
    }
  });
});

describe('a set whose app is taken from it', () => {
  beforeAll(() => open({ family: 'webos', version: '6' }));
  afterAll(() => simulated.close());

  it('W-24 a field with focus opens the keyboard of the set over the lower third, which takes the keys until Back', async () => {
    await page.send('Emulation.setFocusEmulationEnabled', { enabled: true });
    await page.evaluate(`(function () {
      document.body.insertAdjacentHTML('beforeend', '<input id="name" style="position:relative;z-index:1"><input id="fixed" readonly><input id="box" type="checkbox"><button id="next">x</button>');
      document.addEventListener('keyboardStateChange', function (event) { notes.push('keyboard ' + event.detail.visibility); });
      window.field = document.getElementById('name');
      field.addEventListener('input', function () { notes.push('typed ' + field.value); });
      window.heights = [innerHeight];
    })()`);
    await noted();
    for (const id of ['fixed', 'box']) await page.evaluate(`document.getElementById('${id}').focus()`);
    expect(await page.evaluate('__television.state().isKeyboardOpen')).toBe(false);
    await page.evaluate('field.focus()');
    await page.waitFor('notes.length > 0');
    expect([await noted(), await page.evaluate('__television.state().isKeyboardOpen')]).toEqual([['keyboard true'], true]);
    // Over the page, whose size stays.
    expect(await page.evaluate(`(function () {
      var here = document.elementFromPoint(innerWidth / 2, innerHeight * 0.7), above = document.elementFromPoint(innerWidth / 2, innerHeight * 0.6);
      return [innerHeight === heights[0], document.body.contains(here), here === above];
    })()`)).toEqual([true, false, false]);
    // OK chooses a letter, digits are typed, and nothing of that is a key for the page.
    await page.evaluate('["OK", "5", "ArrowRight", "OK", "Red"].forEach(function (key) { __television.press(key); }); void 0');
    expect(await noted()).toEqual(['typed q', 'typed q5', 'typed q5w']);
    // Its Enter is 13 to the field.
    await page.evaluate('for (var i = 0; i < 12; i++) __television.press("ArrowRight"); __television.press("OK"); void 0');
    expect([await noted(), await page.evaluate('field.value')]).toEqual([['keydown 13'], 'q5w']);
    await page.evaluate('__television.press("Back"); void 0');
    await page.waitFor('notes.length > 0');
    expect([await noted(), await page.evaluate('__television.state().isKeyboardOpen')]).toEqual([['keyboard false'], false]);
    expect(await page.evaluate('document.body.contains(document.elementFromPoint(innerWidth / 2, innerHeight * 0.7))')).toBe(true);
    await page.evaluate('__television.press("Back"); void 0');
    expect(await noted()).toEqual(['keydown 461']);
  });

  it('W-24 the pointer brings the keyboard again and presses its keys; without focus it goes', async () => {
    await page.evaluate(`(function () {
      var at = field.getBoundingClientRect();
      __television.point({ x: (at.left + 5) * 1920 / innerWidth, y: (at.top + 5) * 1080 / innerHeight }); __television.click();
    })()`);
    await page.waitFor('notes.indexOf("keyboard true") >= 0');
    await noted();
    await page.evaluate('__television.point({ x: 30, y: 780 }); __television.click(); void 0');
    expect(await noted()).toEqual(['typed q5w1']);
    await page.evaluate('document.getElementById("next").focus()');
    await page.waitFor('notes.length > 0');
    expect(await noted()).toEqual(['keyboard false']);
    // A field that is taken away while it has the focus.
    await page.evaluate('field.focus(); field.parentNode.removeChild(field); void 0');
    await page.waitFor('notes.length > 1', { what: 'opened and closed' });
    expect([await noted(), await page.evaluate('__television.state().isKeyboardOpen')]).toEqual([['keyboard true', 'keyboard false'], false]);
    expect(await page.evaluate('__television.violations')).toEqual([]);
  });

  it('W-20 at the end of the developer session the set removes the app and all it stored; opened again it is fresh', async () => {
    await page.evaluateAsync(`new Promise(function (resolve, reject) {
      localStorage.setItem('a', '1'); sessionStorage.setItem('b', '2');
      var asked = indexedDB.open('kept', 1); asked.onerror = reject;
      asked.onupgradeneeded = function () { asked.result.createObjectStore('s').put('v', 'k'); };
      // Stays open, as an app keeps it.
      asked.onsuccess = function () { window.database = asked.result; resolve(); };
    })`);
    await page.evaluate('window.isOld = true; setTimeout(function () { __television.expireDeveloperSession(); }, 0); void 0');
    await page.waitFor('window.isOld === undefined && window.__television !== undefined && __television.state().hasExited', { ...isThere, what: 'the app is gone' });
    const left = `Promise.resolve(indexedDB.databases()).then(function (all) { return [all.length, localStorage.length, sessionStorage.length]; })`;
    expect(await page.evaluateAsync(left)).toEqual([0, 0, 0]);
    expect(await page.evaluate('[typeof heard, document.documentElement.textContent, document.scripts.length]')).toEqual(['undefined', expect.stringContaining('removed'), 0]);
    expect(await page.evaluate('__television.journal().map(function (entry) { return entry.what; }).join()')).toContain('the app and all it stored are removed');
    await page.navigate(`${simulated.server.url}/app.html`);
    await page.waitFor('window.heard !== undefined && heard.length === 1', { ...isThere, what: 'a fresh start' });
    expect([await page.evaluateAsync(left), await page.evaluate('__television.state().hasExited')]).toEqual([[0, 0, 0], false]);
  });
});
