import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * Modules of core-js for APIs whose names do not lead there by rule ({@link polyfillModules}), or that need more than one.
 * An empty list would bring nothing: what is not polyfilled stands in {@link WAIVED}.
 */
const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  // Babel's spread helper calls it on strings, maps and sets alike.
  'Array.from': ['es.array.from', 'es.string.iterator', 'es.array.iterator'],
  'Array.prototype.values': ['es.array.iterator'],
  'TypedArray.prototype.entries': ['es.typed-array.iterator'],
  'TypedArray.prototype.keys': ['es.typed-array.iterator'],
  'TypedArray.prototype.values': ['es.typed-array.iterator'],
  'Symbol.iterator': ['es.symbol.iterator', 'es.array.iterator', 'es.string.iterator'],
  'String.prototype.at': ['es.string.at-alternative'],
  'Promise.prototype.finally': ['es.promise.finally'],
  URLSearchParams: ['web.url-search-params'],
  globalThis: ['es.global-this'],
  queueMicrotask: ['web.queue-microtask'],
  structuredClone: ['web.structured-clone'],
};

/** APIs that finished code names and old engines do without, with the reason. */
export const WAIVED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['Array', 'String', 'TypedArray'].map((owner) => [`${owner}.prototype.at`, 'a method of that name of our own; of the built-in one our sources are compiled without']),
  ),
  DecompressionStream: 'platforms/common/background asks for it before use and has core/unpack instead',
  'Error.prototype.cause': 'AppError keeps its cause as a field of its own',
  'Function.prototype.displayName': 'a property of that name in Lightning, not the one of functions',
  ImageBitmap: 'Lightning asks for it before use',
  createImageBitmap: 'Lightning asks for it before use',
  'Generator.prototype.return': "Babel's helpers ask for it before use",
  Reflect: "Babel's helpers ask for it before use; what others use of it is judged function by function",
  'Reflect.construct': "Babel's helpers try it before use and build with `apply` instead; a polyfill would only be slower",
  fetch: "platforms/common/http asks for it before use and has XHR instead; the SDK's own reader is never called",
  'SharedArrayBuffer.prototype.grow': 'a method of that name of our own',
  'Symbol.toPrimitive': "Babel's helper asks for it before use",
  'Uint8Array.prototype.fromBase64': 'a function of that name of our own; the built-in one is a static',
};

/** `flatMap` → `flat-map`, `TypedArray` → `typed-array`, but `RegExp` → `regexp`. */
function kebab(name: string): string {
  if (name === 'RegExp') return 'regexp';
  return name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

/**
 * Modules of core-js that bring an API (`Array.prototype.flat` → `es.array.flat`); `null` when core-js has none.
 */
export function polyfillModules(api: string, root = process.cwd()): readonly string[] | null {
  const exception = EXCEPTIONS[api];
  if (exception !== undefined) return exception;
  const module = `es.${api.split('.').filter((part) => part !== 'prototype').map(kebab).join('.')}`;
  try {
    createRequire(join(root, 'package.json')).resolve(`core-js/modules/${module}.js`);
    return [module];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
}
