import { AppError } from '#core/base';
import type { StoragePort } from '#ports';
import { CopiedStorage } from './copied-storage';

class MapStore implements StoragePort {
  readonly values = new Map<string, string>();
  isFull = false;

  get(key: string): Promise<string | null> {
    return Promise.resolve(this.values.get(key) ?? null);
  }

  set(key: string, value: string): Promise<void> {
    if (this.isFull) return Promise.reject(new AppError('storage.full'));
    this.values.set(key, value);
    return Promise.resolve();
  }

  remove(key: string): Promise<void> {
    this.values.delete(key);
    return Promise.resolve();
  }

  keys(prefix: string): Promise<readonly string[]> {
    return Promise.resolve(Array.from(this.values.keys()).filter((key) => key.indexOf(prefix) === 0));
  }
}

function open(store: MapStore, copy: MapStore) {
  const works: Array<() => void> = [];
  const storage = new CopiedStorage(store, copy, (work) => works.push(work));
  const settle = async (): Promise<void> => {
    for (const work of works.splice(0)) work();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { storage, settle };
}

describe('CopiedStorage', () => {
  it('brings back what the engine lost, and nothing that was removed', async () => {
    const copy = new MapStore();
    const { storage, settle } = open(new MapStore(), copy);
    expect(await storage.recover()).toBe(0);
    await storage.set('favourites', 'old');
    await storage.set('favourites', 'new');
    await storage.set('session', 'one');
    await storage.remove('session');
    await settle();
    const lost = open(new MapStore(), copy).storage;
    expect(await lost.recover()).toBe(1);
    expect([await lost.get('favourites'), await lost.keys('')]).toEqual(['new', ['favourites']]);
  });

  it('leaves a store alone that is still there, an empty one and one of an earlier version too', async () => {
    const [store, copy] = [new MapStore(), new MapStore()];
    copy.values.set('favourites', 'stale');
    store.values.set('settings', 'kept');
    expect(await open(store, copy).storage.recover()).toBe(0);
    await open(store, copy).storage.remove('settings');
    const again = open(store, copy).storage;
    expect(await again.recover()).toBe(0);
    expect([await again.get('favourites'), await again.keys('')]).toEqual([null, []]);
  });

  it('keeps no copy that has become old: where there is no room for the new value, or it is too large', async () => {
    const [store, copy] = [new MapStore(), new MapStore()];
    const { storage, settle } = open(store, copy);
    await storage.set('a', 'one');
    await storage.set('b', 'one');
    await settle();
    copy.isFull = true;
    await storage.set('a', 'two');
    copy.isFull = false;
    await storage.set('b', 'x'.repeat(200_000));
    copy.isFull = true;
    await settle();
    expect([store.values.get('a'), copy.values.size]).toEqual(['two', 0]);
  });

  it('fails as the store fails, and copies nothing then', async () => {
    const [store, copy] = [new MapStore(), new MapStore()];
    const { storage, settle } = open(store, copy);
    store.isFull = true;
    await expect(storage.set('a', 'one')).rejects.toMatchObject({ code: 'storage.full' });
    await settle();
    expect(copy.values.size).toBe(0);
  });
});
