import { describe, expect, test } from '@jest/globals';
import type { ObjectStore, StoredObject } from '#server/objects';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function textOf(stored: StoredObject | null): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stored?.body ?? []) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts).toString();
}

async function keysOf(objects: ObjectStore, prefix: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const page of objects.list(prefix)) keys.push(...page);
  return keys.sort();
}

/** What every store of objects must do. `open` answers an empty one, or one nobody else uses the keys of. */
export function objectsContract(name: string, open: () => Promise<ObjectStore>): void {
  describe(`${name}: objects`, () => {
    test('what is stored is read, whole and in parts, and replaced', async () => {
      const objects = await open();
      await objects.put('a/first.ts', bytes('0123456789'));
      expect([await objects.size('a/first.ts'), Buffer.from((await objects.read('a/first.ts')) ?? []).toString(), await textOf(await objects.open('a/first.ts'))]).toEqual([10, '0123456789', '0123456789']);
      const part = await objects.open('a/first.ts', { start: 2, end: 4 });
      expect([part?.size, await textOf(part)]).toEqual([10, '234']);
      await objects.put('a/first.ts', bytes('new'));
      expect([await objects.size('a/first.ts'), await textOf(await objects.open('a/first.ts'))]).toEqual([3, 'new']);
      await objects.put('a/empty.ts', new Uint8Array());
      expect([await objects.size('a/empty.ts'), (await objects.read('a/empty.ts'))?.length]).toEqual([0, 0]);
    });

    test('what is not there is nothing', async () => {
      const objects = await open();
      expect([await objects.size('b/none'), await objects.read('b/none'), await objects.open('b/none')]).toEqual([null, null, null]);
      await objects.remove(['b/none']);
      expect(await keysOf(objects, 'b/')).toEqual([]);
    });

    test('keys are listed below their prefix alone, and removed', async () => {
      const objects = await open();
      for (const key of ['c/1/x.ts', 'c/1/y.ts', 'c/12/z.ts', 'd/w.ts']) await objects.put(key, bytes(key));
      expect([await keysOf(objects, 'c/1/'), await keysOf(objects, 'c/')]).toEqual([['c/1/x.ts', 'c/1/y.ts'], ['c/1/x.ts', 'c/1/y.ts', 'c/12/z.ts']]);
      await objects.remove(['c/1/x.ts', 'c/1/y.ts']);
      expect([await keysOf(objects, 'c/1/'), await keysOf(objects, 'c/'), await objects.size('c/1/x.ts')]).toEqual([[], ['c/12/z.ts'], null]);
    });

    test('more than one page of keys is listed', async () => {
      const objects = await open();
      const keys = Array.from({ length: 8 }, (_, at) => `e/${String(at)}.ts`);
      await Promise.all(keys.map((key) => objects.put(key, bytes('x'))));
      expect(await keysOf(objects, 'e/')).toEqual(keys);
    });

    test.each(['../secret.key', 'a/../../b', '/etc/passwd', 'a//b', '', 'a/', 'a\\b', '.hidden/x', 'a/%2e%2e/b'])('a key like "%s" is refused', async (key) => {
      const objects = await open();
      await expect(objects.put(key, bytes('x'))).rejects.toMatchObject({ code: 'input.invalid' });
      await expect((async () => objects.open(key))()).rejects.toMatchObject({ code: 'input.invalid' });
    });

    test('a large object arrives as it was', async () => {
      const objects = await open();
      const large = new Uint8Array(6 * 1024 * 1024).map((_, at) => (at * 31) % 251);
      await objects.put('f/large.ts', large);
      expect(Buffer.compare(Buffer.from((await objects.read('f/large.ts')) ?? []), Buffer.from(large))).toBe(0);
    });
  });
}
