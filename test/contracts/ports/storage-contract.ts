import type { BlobStoragePort, StoragePort } from '#ports';
import { check, checkEqual } from './contract-case';
import type { ContractCase } from './contract-case';

/** A store, and a way to look at what is kept with fresh eyes (after a restart). */
export interface StorageBench {
  readonly storage: StoragePort;
  readonly reopen: () => Promise<StoragePort>;
}

/** The same for large values. */
export interface BlobBench {
  readonly blobs: BlobStoragePort;
  readonly reopen: () => Promise<BlobStoragePort>;
}

/** What every StoragePort keeps. */
export const STORAGE_CONTRACT: ReadonlyArray<ContractCase<StorageBench>> = [
  {
    name: 'answers null for what was never set',
    run: async ({ storage }) => { checkEqual(await storage.get('contract.none'), null, 'value'); },
  },
  {
    name: 'keeps text of every kind, also over a restart',
    run: async ({ storage, reopen }) => {
      const texts = ['', 'plain', '{"a":1}', 'Grüße, 你好, \u{1F525}', 'x'.repeat(100_000)];
      for (const [i, text] of texts.entries()) await storage.set(`contract.text.${String(i)}`, text);
      const again = await reopen();
      for (const [i, text] of texts.entries()) check((await again.get(`contract.text.${String(i)}`)) === text, `text ${String(i)} was lost`);
    },
  },
  {
    name: 'overwrites and removes',
    run: async ({ storage, reopen }) => {
      await storage.set('contract.a', 'one');
      await storage.set('contract.a', 'two');
      await storage.set('contract.b', 'three');
      await storage.remove('contract.b');
      await storage.remove('contract.never');
      const again = await reopen();
      checkEqual([await again.get('contract.a'), await again.get('contract.b')], ['two', null], 'values');
    },
  },
  {
    name: 'lists names by their beginning',
    run: async ({ storage }) => {
      for (const name of ['contract.list.1', 'contract.list.2', 'contract.listless']) await storage.set(name, 'x');
      checkEqual([...(await storage.keys('contract.list.'))].sort(), ['contract.list.1', 'contract.list.2'], 'names');
    },
  },
  {
    name: 'lets the last of quick writes win',
    run: async ({ storage, reopen }) => {
      await Promise.all(Array.from({ length: 30 }, (_, i) => storage.set('contract.quick', String(i))));
      checkEqual(await (await reopen()).get('contract.quick'), '29', 'value');
    },
  },
];

/** What every BlobStoragePort keeps. */
export const BLOB_CONTRACT: ReadonlyArray<ContractCase<BlobBench>> = [
  {
    name: 'keeps bytes over a restart',
    run: async ({ blobs, reopen }) => {
      const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251);
      await blobs.setMany([['contract.blob', bytes], ['contract.empty', new Uint8Array(0)]]);
      const again = await reopen();
      const found = await again.get('contract.blob');
      check(found !== null && found.length === bytes.length && found.every((byte, i) => byte === bytes[i]), 'the bytes differ');
      checkEqual((await again.get('contract.empty'))?.length, 0, 'length of nothing');
      checkEqual(await again.get('contract.none'), null, 'what was never set');
    },
  },
  {
    name: 'keeps a view without the buffer around it, and its own copy',
    run: async ({ blobs, reopen }) => {
      const large = new Uint8Array(1000).fill(7);
      const view = large.subarray(10, 13);
      await blobs.setMany([['contract.view', view]]);
      view[0] = 9;
      const found = await (await reopen()).get('contract.view');
      checkEqual(found === null ? null : Array.from(found), [7, 7, 7], 'bytes');
      check(found !== null && found.buffer.byteLength < 1000, 'the whole buffer was kept');
    },
  },
  {
    name: 'lists and removes several at once',
    run: async ({ blobs, reopen }) => {
      await blobs.setMany(['a', 'b', 'c'].map((name) => [`contract.many.${name}`, Uint8Array.of(1)] as const));
      await blobs.remove(['contract.many.a', 'contract.many.c', 'contract.many.never']);
      checkEqual(await (await reopen()).keys('contract.many.'), ['contract.many.b'], 'names');
    },
  },
];
