import type { Page } from '#test/harness/cdp';
import { MediaServer } from '../testing/media-server';
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

describe('a package that admits one origin', () => {
  let set: SimulatedPage;
  let admitted: MediaServer;
  let other: MediaServer;

  /** Every way a page asks by itself; what came of each. */
  const ASK = `window.ask = function (url) {
    function way(make) { return new Promise(function (resolve) { make(function () { resolve('came'); }, function () { resolve('refused'); }); }); }
    function element(name, path) { return way(function (came, refused) { var it = document.createElement(name); it.onload = it.onloadedmetadata = came; it.onerror = refused; it.src = url + path; document.body.appendChild(it); }); }
    return Promise.all([
      way(function (came, refused) { fetch(url + '/a.js').then(came, refused); }),
      way(function (came, refused) { var xhr = new XMLHttpRequest(); xhr.open('GET', url + '/a.js'); xhr.onload = came; xhr.onerror = refused; xhr.send(); }),
      element('img', '/a.svg'), element('script', '/a.js'), element('video', '/film.mp4'),
      way(function (came, refused) { var thread = new Worker('thread.js'); thread.onmessage = function (event) { (event.data === 'came' ? came : refused)(); }; thread.onerror = refused; thread.postMessage(url + '/a.js'); })
    ]);
  }`;

  async function openWith(access: Parameters<typeof openSimulatedPage>[0]['access'], contentPolicy: string | null): Promise<void> {
    set = await openSimulatedPage({ family: 'tizen', version: '6.0', ...(access === undefined ? {} : { access }), contentPolicy });
    ({ page } = set);
    set.server.add('/thread.js', 'text/javascript', `onmessage = function (event) { fetch(event.data).then(function () { postMessage('came'); }, function () { postMessage('refused'); }); };`);
    await page.evaluate(NOTES);
    await page.evaluate(ASK);
  }
  const ask = (server: MediaServer): Promise<unknown> => page.evaluateAsync(`ask(${JSON.stringify(server.url)})`);
  const all = (word: string): readonly string[] => Array.from({ length: 6 }, () => word);

  beforeAll(async () => {
    [admitted, other] = [await MediaServer.open(), await MediaServer.open()];
    for (const server of [admitted, other]) {
      server.add('/a.js', 'text/javascript', 'void 0');
      server.add('/a.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
    }
  });

  afterEach(() => set.close());
  afterAll(async () => {
    await admitted.close();
    await other.close();
  });

  it('T-19 the page reaches what its package admits, and nothing else by whatever way; the set itself does, and a refusal is remembered', async () => {
    await openWith([{ origin: admitted.url, subdomains: true }], null);
    expect(await ask(admitted)).toEqual(all('came'));
    expect(await page.evaluate('__television.violations')).toEqual([]);
    other.requests.length = 0;
    expect([await ask(other), other.requests]).toEqual([all('refused'), []]);
    await page.waitFor('__television.violations.length >= 4', { what: 'the refusals are told' });
    expect((await page.evaluate('__television.violations')) as readonly string[]).toEqual(expect.arrayContaining([
      expect.stringMatching(`^not admitted by config.xml: connect-src ${other.url}`), expect.stringMatching(`^not admitted by config.xml: img-src ${other.url}`),
      expect.stringMatching(`^not admitted by config.xml: media-src ${other.url}`), expect.stringMatching(`^not admitted by config.xml: script-src-elem ${other.url}`),
    ]));
    // The player is the set's: no list of the page keeps it from a stream.
    await page.evaluate(`(function () {
      var player = webapis.avplay;
      player.open(${JSON.stringify(`${other.url}/film.mp4`)}); player.setListener({}); player.setDisplayRect(0, 0, 1920, 1080);
      player.prepareAsync(function () { player.play(); });
    })()`);
    await page.waitFor('webapis.avplay.getState() === "PLAYING" && webapis.avplay.getCurrentTime() > 200', { what: 'the film plays' });
    expect(await said('eval("1 + 1")')).toBe('2');
  });

  it('T-19 with a policy in config.xml the list counts no more: the package itself alone, and no text is run as a program', async () => {
    await openWith(undefined, '');
    expect((await ask(admitted)) as readonly string[]).toEqual(all('refused'));
    expect(await page.evaluateAsync(`fetch('thread.js').then(function (answer) { return answer.status; })`)).toBe(200);
    expect(await page.evaluate('typeof heard')).toBe('undefined');
    set.server.add('/eval.js', 'text/javascript', 'window.ran = said(function () { return new Function("return 1")(); });');
    await page.evaluate(`(function () { var it = document.createElement('script'); it.src = 'eval.js'; document.body.appendChild(it); })()`);
    await page.waitFor('window.ran !== undefined');
    expect(await page.evaluate('ran')).toBe('EvalError');
  });
});

describe('files', () => {
  let set: SimulatedPage;
  const TIZEN = 'http://tizen.org/privilege/';

  async function openFiles(version: string, ...privileges: readonly string[]): Promise<void> {
    set = await openSimulatedPage({ family: 'tizen', version, privileges });
    ({ page } = set);
    await page.evaluate(NOTES);
  }
  /** What a call with callbacks at its end answers: what it hands over, or the name of the error. */
  const answered = async (call: string): Promise<unknown> => {
    await noted();
    await page.evaluate(`${call.replace(/\)$/, `${call.endsWith('()') ? '' : ', '}function () { notes.push(Array.prototype.slice.call(arguments)); }, function (error) { notes.push(error.name); })`)}; void 0`);
    await page.waitFor('notes.length > 0', { what: call });
    return (await noted())[0];
  };
  afterEach(() => set.close());

  it('T-28 files have virtual paths, modes and errors of their own, and outlive the app but for the temporary ones', async () => {
    await openFiles('6.0', `${TIZEN}filesystem.read`, `${TIZEN}filesystem.write`, `${TIZEN}mediastorage`);
    await page.evaluate(`(function () {
      var file = tizen.filesystem.openFile('wgt-private/a/b.txt', 'w'); window.written = file.writeString('zwölf'); file.close(); window.file = file;
      tizen.filesystem.openFile('wgt-private-tmp/c.txt', 'w').close();
    })()`);
    expect(await page.evaluate('written')).toBe(6);
    expect(await said('file.writeString("x")')).toBe('IOError');
    expect(await said('tizen.filesystem.openFile("wgt-private/a/b.txt", "r").writeString("x")')).toBe('IOError');
    expect(await said('tizen.filesystem.openFile("wgt-private/none.txt", "r")')).toBe('NotFoundError');
    expect(await said('tizen.filesystem.openFile("wgt-package/new.txt", "w")')).toBe('IOError');
    expect(await said('tizen.filesystem.openFile("wgt-package/app.html", "r").readString(15)')).toBe('<!doctype html>');
    expect(await said('tizen.filesystem.isFile("wgt-private/none")')).toBe('NotFoundError');
    expect(await said('tizen.filesystem.toURI("wgt-private/a")')).toMatch(/^file:\/\/\/.*\/data\/a$/);
    expect(await answered('tizen.filesystem.createDirectory("documents/x/y", false)')).toBe('NotFoundError');
    expect(await answered('tizen.filesystem.createDirectory("documents/x/y", true)')).toEqual(['documents/x/y']);
    expect(await answered('tizen.filesystem.listDirectory("documents")')).toEqual([['x'], 'documents']);
    expect(await answered('tizen.filesystem.deleteFile("documents/x/y")')).toBe('NotFoundError');
    await page.navigate(`${set.server.url}/app.html`);
    await page.evaluate(NOTES);
    expect(await said('tizen.filesystem.openFile("wgt-private/a/b.txt", "r").readString(3)')).toBe('zwö');
    expect(await said('tizen.filesystem.pathExists("wgt-private-tmp/c.txt")')).toBe('false');
    expect(await answered('tizen.filesystem.deleteFile("wgt-private/a/b.txt")')).toEqual(['wgt-private/a']);
    expect([await said('tizen.filesystem.pathExists("wgt-private/a/b.txt")'), await page.evaluate('__television.violations')]).toEqual(['false', []]);
  });

  it('T-28 a set before 5.0 only resolves, and hands out files of the old kind', async () => {
    await openFiles('4.0', `${TIZEN}filesystem.read`, `${TIZEN}filesystem.write`);
    expect(await page.evaluate('[typeof tizen.filesystem.openFile, typeof tizen.filesystem.resolve]')).toEqual(['undefined', 'function']);
    await page.evaluate(`tizen.filesystem.resolve('wgt-private', function (folder) {
      folder.createFile('old.txt').openStream('w', function (stream) {
        stream.write('kept'); stream.close();
        folder.resolve('old.txt').readAsText(function (text) { notes.push(text); });
      });
    }); void 0`);
    await page.waitFor('notes.length > 0', { what: 'the file is read' });
    expect(await noted()).toEqual(['kept']);
  });

  it('T-28 a call without its privilege is refused', async () => {
    await openFiles('6.0', `${TIZEN}filesystem.read`);
    expect(await said('tizen.filesystem.openFile("wgt-private/a", "w")')).toBe('SecurityError');
    expect(await said('tizen.filesystem.pathExists("documents/a")')).toBe('SecurityError');
    expect(await said('tizen.download.start(new tizen.DownloadRequest("http://127.0.0.1:1/a"))')).toBe('SecurityError');
    expect(await said('webapis.widgetdata.read(function () {})')).toBe('SecurityError');
    expect((await page.evaluate('__television.violations')) as readonly string[]).toHaveLength(4);
  });

  it('T-28 a download really comes, waits, goes on and can be ended', async () => {
    await openFiles('6.0', `${TIZEN}download`, `${TIZEN}filesystem.read`, `${TIZEN}mediastorage`);
    await page.evaluate(`window.load = function (path) {
      return tizen.download.start(new tizen.DownloadRequest(${JSON.stringify(set.server.url)} + path, 'downloads'), {
        onprogress: function (id, got) { if (got > 0 && notes[notes.length - 1] !== 'progress') notes.push('progress'); }, onpaused: function () { notes.push('paused'); },
        oncanceled: function () { notes.push('canceled'); }, oncompleted: function (id, path) { notes.push(path); }, onfailed: function (id, error) { notes.push(error.name); },
      });
    }; window.id = load('/film.mp4'); void 0`);
    await page.waitFor('notes.indexOf("downloads/film.mp4") >= 0', { what: 'the film' });
    expect(await noted()).toEqual(['progress', 'downloads/film.mp4']);
    expect(await page.evaluate('[tizen.download.getState(id), tizen.download.getMIMEType(id), tizen.filesystem.openFile("downloads/film.mp4", "r").readData().length]')).toEqual(
      ['COMPLETED', 'video/mp4', await page.evaluateAsync(`fetch('film.mp4').then(function (answer) { return answer.arrayBuffer(); }).then(function (bytes) { return bytes.byteLength; })`)],
    );
    // An endless stream stands still while it is paused.
    await page.evaluate('window.id = load("/live.ts"); void 0');
    await page.waitFor('notes.indexOf("progress") >= 0', { what: 'the first bytes' });
    await page.evaluate('tizen.download.pause(id)');
    await page.waitFor('notes.indexOf("paused") >= 0');
    expect(await page.evaluate('tizen.download.getState(id)')).toBe('PAUSED');
    await noted();
    // As much as would have come meanwhile: the page reads some of the same stream itself.
    await page.evaluateAsync(`fetch('live.ts').then(function (answer) {
      var reader = answer.body.getReader();
      return (function next(left) { return reader.read().then(function () { return left === 0 ? reader.cancel() : next(left - 1); }); })(6);
    })`);
    expect(await noted()).toEqual([]);
    await page.evaluate('tizen.download.resume(id)');
    await page.waitFor('notes.indexOf("progress") >= 0', { what: 'it goes on' });
    await page.evaluate('tizen.download.cancel(id)');
    await page.waitFor('notes.indexOf("canceled") >= 0');
    await noted();
    await page.evaluate('load("/status/404"); void 0');
    await page.waitFor('notes.length > 0');
    expect([await noted(), await said('tizen.download.getState(99)'), await said('tizen.download.pause(99)')]).toEqual([['UnknownError'], 'NotFoundError', 'InvalidValuesError']);
    await page.evaluate('load("/live.ts"); void 0');
    await page.waitFor('notes.indexOf("progress") >= 0');
    await page.evaluate('__television.setNetwork(false)');
    await page.waitFor('notes.indexOf("NetworkError") >= 0', { what: 'the lost line' });
    expect(await page.evaluate('load("/film.mp4")')).toBe(-1);
  });

  it('T-28 one secret text of at most 20,000 characters', async () => {
    await openFiles('6.0', 'http://developer.samsung.com/privilege/widgetdata');
    expect([await answered('webapis.widgetdata.read()'), await answered('webapis.widgetdata.remove()')]).toEqual(['NotFoundError', 'NotFoundError']);
    expect(await answered(`webapis.widgetdata.write(new Array(20002).join('x'))`)).toBe('DOMStringSizeError');
    expect(await answered(`webapis.widgetdata.write(new Array(20001).join('x'))`)).toEqual([]);
    await page.navigate(`${set.server.url}/app.html`);
    await page.evaluate(NOTES);
    expect(((await answered('webapis.widgetdata.read()')) as readonly string[])[0]).toHaveLength(20_000);
    expect([await answered('webapis.widgetdata.remove()'), await answered('webapis.widgetdata.read()')]).toEqual([[], 'NotFoundError']);
  });
});
