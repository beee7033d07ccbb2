import { newerApis, type NewerApi } from '../compat';
import { polyfillModules, WAIVED } from './polyfills';
import { usedNames, type UsedNames } from './used-apis';

/** The name an API goes by in the polyfill table: `fetch`, `Array.from`, `Array.prototype.flat`. */
export function apiName(api: NewerApi): string {
  if (api.member === null) return api.owner;
  return api.isStatic ? `${api.owner}.${api.member}` : `${api.owner}.prototype.${api.member}`;
}

const TYPED_ARRAYS = ['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array'];

function isUsed(api: NewerApi, used: UsedNames): boolean {
  if (api.member === null) return used.globals.has(api.owner);
  if (api.owner === 'Window' || api.owner === 'globals') return used.globals.has(api.member);
  if (api.isStatic) {
    const owners = api.owner === 'TypedArray' ? TYPED_ARRAYS : [api.owner];
    return owners.some((owner) => used.statics.has(`${owner}.${api.member ?? ''}`));
  }
  // Members of browser objects have everyday names (`append`, `key`): only running in an old engine can tell those.
  if (!api.isBuiltin) return false;
  // Methods are called; fields of such names (`at`, `description`) are our own. Accessors of RegExp are read.
  return api.owner === 'RegExp' ? used.members.has(api.member) : used.called.has(api.member);
}

/** APIs of the language and the browser that a script names and Chrome `chromeFloor` has not. Names only: sorted, unique. */
export function usedNewerApis(code: string, chromeFloor: number, compatData: unknown): string[] {
  const used = usedNames(code);
  const apis = newerApis(compatData, chromeFloor);
  // Where a constructor is missing there are no instances either, and its own name is what gives its use away.
  const missing = new Set(apis.filter((api) => api.member === null).map((api) => api.owner));
  // Its statics are asked one by one all the same: `Reflect` is waived where helpers ask for it first, `Reflect.get` in our own code is not.
  // Helpers of iterators share their names with arrays; the compiler's library (ES2022) refuses them at the source.
  const asked = apis.filter((api) => api.owner !== 'Iterator' && (api.member === null || api.isStatic || !missing.has(api.owner)));
  return [...new Set(asked.filter((api) => isUsed(api, used)).map(apiName))].sort();
}

/** What a finished script needs on Chrome `chromeFloor` that its engine has not. */
export interface ApiVerdict {
  /** Modules of core-js that bring it, in the order of the APIs' names. */
  readonly modules: readonly string[];
  /** What neither core-js brings nor the table waives, in words. */
  readonly problems: readonly string[];
}

/** Judges a finished script: which polyfills it needs, and what it may not use. */
export function judgeApis(code: string, chromeFloor: number, compatData: unknown): ApiVerdict {
  const modules = new Set<string>();
  const problems: string[] = [];
  for (const name of usedNewerApis(code, chromeFloor, compatData)) {
    if (WAIVED[name] !== undefined) continue;
    const found = polyfillModules(name);
    if (found === null) problems.push(`${name} is used, which Chrome ${String(chromeFloor)} has not and no polyfill brings; avoid it, or say in scripts/bundling/polyfills.ts why it is safe`);
    for (const module of found ?? []) modules.add(module);
  }
  return { modules: [...modules], problems };
}
