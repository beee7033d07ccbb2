import { resolve } from 'node:path';
import { launchBrowser } from '#test/harness/cdp';
import type { Browser, LaunchOptions, Page } from '#test/harness/cdp';
import type { RemoteKey } from '#ports';
import { VIOLATION_MARK } from './core/journal';
import type { TelevisionState } from './core/television';
import { KEY_CODES } from './key-codes';
import type { KeyCodes } from './key-codes';
import { packageConfig } from './package-config';
import { openPackageServer, usesOf } from './package-server';
import type { PackageServer } from './package-server';
import { simulatorScript, televisionConfig } from './simulator-script';
import type { SimulatorOptions } from './simulator-script';
import { startServiceProcess } from './webos/service-process';

/** Which set is switched on, and what runs on it. */
export interface TelevisionWish {
  readonly kind: 'tizen' | 'webos';
  /** Address of a running platform, written into the package's brand file. */
  readonly platformUrl: string;
  /** Model year as it is sold; default Tizen 6.0, webOS 6. */
  readonly version?: string;
  /** Folder of the built app; default `dist/<kind>`. */
  readonly folder?: string;
  /** Everything else of the set: chaos, launch parameters, voice guide, masked engine. */
  readonly set?: Omit<SimulatorOptions, 'family' | 'version' | 'packageOrigin'>;
  /** The engine below; default the machine's Chromium. */
  readonly launch?: LaunchOptions;
  /** Runs in the page before the app, after the set's own script. */
  readonly pageScript?: string;
}

/** A simulated set that runs the packaged app. Whoever starts it closes it. */
export interface SimulatedTelevision {
  readonly kind: 'tizen' | 'webos';
  readonly page: Page;
  readonly browser: Browser;
  /** Codes of the set's remote. */
  readonly codes: KeyCodes;
  /** Presses keys of the remote one after the other, by their codes and through the engine's own input path. */
  press(...keys: readonly RemoteKey[]): Promise<void>;
  /** Holds a key as this maker's remote repeats it; returns how often it went down. */
  hold(key: RemoteKey, forMs: number): Promise<number>;
  /** What the set shows now. */
  state(): Promise<TelevisionState>;
  /** What a television would have punished so far; a journey expects none. */
  violations(): Promise<readonly string[]>;
  /** Calls a method of the set in the page (`hide`, `show`, `relaunch`, `setNetwork`, `setVoiceGuide`, `point`, …). */
  act(method: string, ...values: readonly unknown[]): Promise<void>;
  /** Ends the app and starts it again, as the power key does without instant-on; stores stay. */
  restart(): Promise<void>;
  /** Switches it off. Throws when the app did what a television would have punished, in whichever of its starts. */
  close(): Promise<void>;
}

/** `TV_CHAOS=field TV_SEED=7` lets every set misbehave that is not told otherwise. */
function chaosOf(environment: NodeJS.ProcessEnv): Pick<SimulatorOptions, 'chaos' | 'seed'> {
  return environment['TV_CHAOS'] === 'field' ? { chaos: 'field', seed: Number(environment['TV_SEED'] ?? '1') } : {};
}

const VERSIONS = { tizen: '6.0', webos: '6' } as const;

function codeOf(kind: TelevisionWish['kind'], key: RemoteKey): number {
  const code = KEY_CODES[kind][key];
  if (code === undefined) throw new Error(`the remote of ${kind} has no key ${key}`);
  return code;
}

/** Switches a simulated set on and starts the packaged app on it. Resolves when its start page has loaded. */
export async function startSimulatedTelevision(wish: TelevisionWish): Promise<SimulatedTelevision> {
  const { kind } = wish;
  const packaged = await openPackage(wish);
  let browser: Browser | null = null;
  try {
    const version = wish.version ?? VERSIONS[kind];
    const config = kind === 'tizen' ? { configXml: packageConfig(folderOf(wish), wish.set?.uses ?? usesOf(kind, version)) } : {};
    const options: SimulatorOptions = { ...chaosOf(process.env), ...config, ...wish.set, family: kind, version, packageOrigin: packaged.origin };
    const { preset } = televisionConfig(options);
    browser = await launchBrowser({ userAgent: preset.userAgent, viewport: preset.viewport, ...wish.launch });
    await browser.page.addInitScript(await simulatorScript(options));
    if (wish.pageScript !== undefined) await browser.page.addInitScript(wish.pageScript);
    await browser.page.navigate(packaged.url);
    return makeTelevision(kind, browser, packaged);
  } catch (error) {
    await browser?.close();
    await packaged.close();
    throw error;
  }
}

function folderOf({ kind, folder }: TelevisionWish): string {
  return resolve(folder ?? `dist/${kind}`);
}

/** The package's files; beside them, for LG, the service that is packaged with the app. */
async function openPackage(wish: TelevisionWish): Promise<PackageServer> {
  const { kind, platformUrl, version, set } = wish;
  const place = folderOf(wish);
  if (kind === 'tizen') return openPackageServer(place, platformUrl, { uses: set?.uses ?? usesOf(kind, version ?? VERSIONS.tizen) });
  let origin = '';
  const service = startServiceProcess(() => origin);
  const packaged = await openPackageServer(place, platformUrl, { handle: (request, response) => service.handle(request, response) });
  ({ origin } = packaged);
  return {
    ...packaged,
    close: async () => {
      service.close();
      await packaged.close();
    },
  };
}

function makeTelevision(kind: TelevisionWish['kind'], browser: Browser, packaged: PackageServer): SimulatedTelevision {
  const { page } = browser;
  return {
    kind, page, browser,
    codes: KEY_CODES[kind],
    async press(...keys) {
      for (const key of keys) await page.input.press(codeOf(kind, key));
    },
    hold: (key, forMs) => page.input.hold(codeOf(kind, key), { forMs, style: kind === 'tizen' ? 'pairs' : 'repeat' }),
    state: async () => (await page.evaluate('__television.state()')) as TelevisionState,
    violations: async () => (await page.evaluate('__television.violations')) as readonly string[],
    async act(method, ...values) {
      await page.evaluate(`void __television[${JSON.stringify(method)}](${values.map((value) => JSON.stringify(value)).join(', ')})`);
    },
    restart: () => page.navigate(packaged.url),
    async close() {
      const illegal = page.log.console.filter(({ text }) => text.indexOf(VIOLATION_MARK) === 0).map(({ text }) => text);
      await browser.close();
      await packaged.close();
      // Strict for whoever uses the set, over all its starts.
      if (illegal.length > 0) throw new Error(illegal.join('\n'));
    },
  };
}
