import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineWithoutGl, launchBrowser } from '#test/harness/cdp';
import type { Browser } from '#test/harness/cdp';
import { buildPageScript, HURRY_SCRIPT, MediaServer, simulatorScript, startServiceProcess, usesOf } from '#test/simulators';
import type { ServiceProcess } from '#test/simulators';
import { caseNames, CONTRACTS } from './contracts';
import type { ContractName } from './contracts';

jest.setTimeout(900_000);
// Each rule has its own player: one that real pictures broke on a starved machine is asked once more, and told; one that is broken breaks again.
jest.retryTimes(1, { logErrorsBeforeRetry: true });

/** `npm run test:long`: a thousand zaps, and every outage on every host. */
const IS_LONG = process.env['CONTRACTS'] === 'long';
const ZAPS = IS_LONG ? 1_000 : 60;
/** Without it each host loses its network once for long: these are left out. */
const OTHER_OUTAGE = { web: /after 60 seconds/, tizen: /after 60 seconds/, webos: /after 30 seconds/ } as const;
/** Longest rule. */
const RULE_MS = Math.max(90_000, ZAPS * 500);

const PORTS = Object.keys(CONTRACTS) as ContractName[];
const ALL = (): boolean => true;
/** Of the second LG set only what its media client does otherwise: events of buffering, and sound that is on. */
const HOSTS = [
  { name: 'the web', family: 'web', version: null, ports: PORTS, isAsked: ALL },
  { name: 'a Samsung set of 2019 (Tizen 5.0)', family: 'tizen', version: '5.0', ports: PORTS, isAsked: ALL },
  // What the sets before it do not have.
  { name: 'a Samsung set of 2021 (Tizen 6.0)', family: 'tizen', version: '6.0', ports: ['voice', 'media'], isAsked: (name: string) => /hands|both streams|second stream|^comes back from the background in playing/.test(name) },
  { name: 'an LG set of 2020 (webOS 5)', family: 'webos', version: '5', ports: PORTS, isAsked: ALL },
  { name: 'an LG set of 2022 (webOS 22)', family: 'webos', version: '22', ports: ['media'], isAsked: (name: string) => /^(loads|seeks|plays)/.test(name) },
] as const;

/** Rules of hosts that open two streams. */
const BESIDE = ['opens a second stream beside the one that plays, which takes over from it', 'brings both streams back from the background'];
/** Rules of what neither browsers nor LG have. */
const SAMSUNG_ALONE = [...caseNames('voice'), ...caseNames('preview'), ...caseNames('adId')];

/** Rules of hosts whose own players tell no captions inside pictures. */
const CAPTIONS = [
  'shows captions that lie inside the pictures', 'shows captions of a raw transport stream at their time, also behind a seek', 'shows captions of a raw transport stream, and again in its next attempt',
];

/** A rule of sets whose player opens protected files by a service beside it. */
const LOCKED_FILE = 'plays a protected file by the service of the set, in front and after the background, and names a refusal';

/** Rules of hosts whose engines can be told of an address. */
const ANNOUNCED = ['forgets what was announced', 'loads and plays what was announced, where it is to begin, and afterwards again', 'loads something else than what was announced'];

/** Rules whose host cannot show them; a rule that is skipped anywhere else is a fault of the bench. */
const MAY_SKIP: Readonly<Record<string, readonly string[]>> = {
  web: ['hands a deep link to the running app', 'follows the setting of the set', LOCKED_FILE, ...SAMSUNG_ALONE],
  tizen: [LOCKED_FILE, ...CAPTIONS, 'hands out what a stream names itself', ...BESIDE, ...ANNOUNCED, ...caseNames('voice')],
  webos: ['shows cues while text is chosen, and clears them', ...CAPTIONS, 'hands out what a stream names itself', ...BESIDE, ...SAMSUNG_ALONE],
};

/** One build for all hosts. */
let pageScript: Promise<string> | null = null;
const PAGE = { entry: 'test/contracts/ports/page-entry.ts', name: '__contracts', folders: ['test/contracts/ports', 'platforms', 'src/core', 'src/ports'] };

describe.each(HOSTS)('the ports of $name', ({ family, version, ports, isAsked }) => {
  let browser: Browser;
  let server: MediaServer;
  let service: ServiceProcess | null = null;

  beforeAll(async () => {
    const root = process.cwd();
    server = await MediaServer.open();
    const script = await (pageScript ??= buildPageScript(PAGE));
    server.add('/app.html', 'text/html', '<!doctype html><html><body><script src="contracts.js"></script></body></html>');
    server.add('/contracts.js', 'text/javascript', script);
    server.add('/brand.json', 'application/json', JSON.stringify({ platformUrl: '', tizen: { uses: version === null ? [] : usesOf(family, version), preparesAhead: ['UN55SIM2021'] } }));
    for (const [path, file] of [['/vendor/shaka-player.js', 'shaka-player/dist/shaka-player.compiled.js'], ['/vendor/mpegts.js', 'mpegts.js/dist/mpegts.js']] as const) {
      server.add(path, 'text/javascript', readFileSync(join(root, 'node_modules', file), 'utf8'));
    }
    if (family === 'webos') {
      const running = startServiceProcess(() => server.url);
      server.handle = (request, response) => running.handle(request, response);
      service = running;
    }
    // No rule asks for pixels: nothing is drawn, and what lies there is small.
    browser = await launchBrowser({ engine: engineWithoutGl(), viewport: { width: 320, height: 180 }, flags: ['--js-flags=--expose-gc', '--enable-precise-memory-info'] });
    if (version !== null) await browser.page.addInitScript(await simulatorScript({ family, version }));
    await browser.page.navigate(`${server.url}/app.html`);
    await browser.page.evaluate(HURRY_SCRIPT);
    await browser.page.evaluateAsync(`__contracts.start(${JSON.stringify({ family, server: server.url, zaps: ZAPS })})`);
  });

  afterAll(async () => {
    await browser.close();
    service?.close();
    await server.close();
  });

  describe.each<ContractName>(ports)('%s', (port) => {
    it.each(caseNames(port).filter((name) => isAsked(name) && (IS_LONG || !OTHER_OUTAGE[family].test(name))))('%s', async (name) => {
      const answer = await browser.page.evaluateAsync(`__contracts.run(${JSON.stringify(port)}, ${JSON.stringify(name)})`, RULE_MS);
      if (answer === 'skipped') expect(MAY_SKIP[family]).toContain(name);
      else expect(answer).toBe('kept');
    });
  });

  // The players of the sets are their own.
  if (family === 'web') it('begins a live list that stands alone with the segment it learns the codecs from', async () => {
    const before = server.requests.length;
    expect(await browser.page.evaluateAsync(`__contracts.run('media', 'plays live HLS inside its window')`, RULE_MS)).toBe('kept');
    const asked = server.requests.slice(before).map(({ path }) => /live(\d+)\.ts/.exec(path)?.[1]).filter((number) => number !== undefined).map(Number);
    // Twelve segments come again and again; the rule goes back later on.
    expect(asked[1]).toBe(((asked[0] ?? NaN) + 1) % 12);
  });

  if (family === 'web') it('asks nobody for what was announced', async () => {
    const before = server.requests.length;
    expect(await browser.page.evaluateAsync(`__contracts.run('media', 'forgets what was announced')`, RULE_MS)).toBe('kept');
    expect(server.requests.slice(before)).toEqual([]);
  });

  it('broke no rule of the set and threw nothing', async () => {
    if (version !== null) expect(await browser.page.evaluate('__television.violations')).toEqual([]);
    expect(browser.page.log.exceptions).toEqual([]);
  });
});
