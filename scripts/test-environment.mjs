// @ts-check
// Where test files run: Jest's own environment for Node, without two costs that grow with the number of files a process has run.
import asyncHooks from 'node:async_hooks';
import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/** @typedef {import('node:async_hooks').AsyncLocalStorage<unknown>} Storage */

/**
 * Storages made since the last file ended. Each file has its own copy of Jest's runner, and each copy a storage that is never switched off: on Node 20 every promise of every
 * later file tells all of them, which was a fifth of the unit tests' time.
 * @type {Set<Storage>}
 */
const storages = new Set();

/** @extends {asyncHooks.AsyncLocalStorage<unknown>} */
class FileStorage extends asyncHooks.AsyncLocalStorage {
  /** @param {[]} words */
  constructor(...words) {
    super(...words);
    storages.add(this);
  }
}

/** As Node has it, before this module is loaded. */
const { compileFunction } = vm;

/**
 * Compiled code by its text: each file runs its modules in a context of its own, and would compile them anew. V8 compares lengths only, so the text itself is the key.
 * @type {Map<string, { readonly name: string, readonly data: Buffer }>}
 */
const compiled = new Map();

/** @type {typeof vm.compileFunction} */
function compileOnce(code, params, options) {
  const name = `${String(options?.filename)}(${String(params)})`;
  const known = compiled.get(code);
  if (known?.name === name) return compileFunction(code, params, { ...options, cachedData: known.data });
  const made = compileFunction(code, params, { ...options, produceCachedData: true });
  if (known === undefined && made.cachedData !== undefined) compiled.set(code, { name, data: made.cachedData });
  return made;
}

// Jest asks these modules for both whenever it needs them.
Object.assign(asyncHooks, { AsyncLocalStorage: FileStorage });
Object.assign(vm, { compileFunction: compileOnce });

/** Jest takes a class as default export only. */
export default class FileEnvironment extends TestEnvironment {
  /** @override */
  async teardown() {
    await super.teardown();
    for (const storage of storages) storage.disable();
    storages.clear();
  }
}
