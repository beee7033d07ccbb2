import { launchBrowser } from '#test/harness/cdp';
import type { Browser, LaunchOptions } from '#test/harness/cdp';
import { ENGINE_TABLE, prepareEngine } from '#test/engines';
import type { TelevisionKind } from './viewer';

/** Which sets an old engine stands for (docs/engines.md): as they are sold. */
const SETS: Readonly<Record<string, { readonly tizen: string; readonly webos: string }>> = {
  63: { tizen: '5.0', webos: '4' }, 68: { tizen: '5.5', webos: '5' }, 76: { tizen: '6.0', webos: '6' }, 85: { tizen: '6.5', webos: '22' },
  92: { tizen: '7.0', webos: '23' }, 108: { tizen: '8.0', webos: '24' }, 119: { tizen: '9.0', webos: '25' },
};

/** An engine below the app: the machine's own, or with `TV_ENGINE=63` an old one, on which the same journeys are walked. */
export interface TriedEngine {
  readonly launch: LaunchOptions;
  /** Version of the set that has this engine; `undefined`: any. */
  readonly version: string | undefined;
}

function hasNoH264(): boolean {
  return ENGINE_TABLE.find(({ id }) => id === process.env['TV_ENGINE'])?.hasH264 === false;
}

/** Whether nothing can be watched there: a simulated Samsung set draws its picture where the engine decodes none; a browser and LG's media element are the engine's own. */
export function isPictureless(kind: TelevisionKind): boolean {
  return kind !== 'tizen' && hasNoH264();
}

/** Whether the simulated set draws a picture instead of decoding one: then it fetches no segments either. */
export function isDrawn(kind: TelevisionKind): boolean {
  return kind === 'tizen' && hasNoH264();
}

/** Whether the set asks by itself whether the app shall end: LG's from webOS 6 on. Before, Back at the end of the app's way leads Home, so the app asks. */
export function hasSystemExitQuestion(kind: TelevisionKind): boolean {
  const id = process.env['TV_ENGINE'] ?? '';
  return kind === 'webos' && Number(SETS[id]?.webos ?? '6') >= 6;
}

/** The engine journeys run in. Throws where it cannot be had. */
export function triedEngine(kind: TelevisionKind, launch: LaunchOptions): TriedEngine {
  const id = process.env['TV_ENGINE'] ?? '';
  if (id === '') return { launch, version: undefined };
  return { launch: { ...launch, engine: prepareEngine(id) }, version: kind === 'web' ? undefined : SETS[id]?.[kind] };
}

/** A phone is never as old as the set beside it: its pages open in the machine's own engine. `close` ends that too. */
export function besideModernPhones(browser: Browser): Browser {
  if ((process.env['TV_ENGINE'] ?? '') === '') return browser;
  let phones: Browser | null = null;
  return {
    ...browser,
    get processLog() {
      return browser.processLog;
    },
    newPage: async () => {
      phones ??= await launchBrowser();
      return phones.newPage();
    },
    close: async () => {
      await phones?.close();
      await browser.close();
    },
  };
}
