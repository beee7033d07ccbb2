import type { Tizen } from 'tizen-common-web';
import type { Webapis } from 'tizen-tv-webapis';
import type { LogPort } from '#ports';

/** Samsung's interfaces as a page finds them; members come and go with models and firmware, so every one is asked for. */
export interface TizenNatives {
  readonly tizen: Partial<Tizen>;
  readonly webapis: Partial<Webapis>;
}

/** The interfaces of this page; empty objects where the set, or a plain browser, has none. */
export function readTizenNatives(window: Window): TizenNatives {
  const objectOf = (name: string): object => {
    const value: unknown = Reflect.get(window, name);
    return typeof value === 'object' && value !== null ? value : {};
  };
  return { tizen: objectOf('tizen'), webapis: objectOf('webapis') };
}

/** What a native call answers, or `fallback` when it is missing or throws: not every set has every member. */
export function askNative<T>(log: LogPort, what: string, call: () => T | undefined, fallback: T): T {
  try {
    return call() ?? fallback;
  } catch (error) {
    const name = typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : String(error);
    log.write('debug', `tizen: ${what} is not to be had`, { name });
    return fallback;
  }
}
