import { LocalStorage, NoBlobs } from './local-storage';
import { storageError } from './storage-failure';

class MapStorage implements Storage {
  readonly values = new Map<string, string>();
  limit = Infinity;

  get length(): number {
    return this.values.size;
  }

  key(index: number): string | null {
    return Array.from(this.values.keys())[index] ?? null;
  }

  getItem(key: string): string | null {
    return this.values.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    if (value.length > this.limit) throw Object.assign(new Error('full'), { name: 'QuotaExceededError' });
    this.values.set(key, value);
  }

  removeItem(key: string): void {
    this.values.delete(key);
  }

  clear(): void {
    this.values.clear();
  }
}

describe('LocalStorage', () => {
  it('keeps values apart from other pages', async () => {
    const native = new MapStorage();
    native.setItem('other', 'x');
    const storage = new LocalStorage(native);
    await storage.set('a.1', 'one');
    await storage.set('b.1', 'two');
    expect(await storage.keys('')).toEqual(['a.1', 'b.1']);
    expect(await storage.keys('a.')).toEqual(['a.1']);
    await storage.remove('a.1');
    expect(await storage.get('a.1')).toBeNull();
    expect(await storage.get('other')).toBeNull();
  });

  it('names a full store', async () => {
    const native = new MapStorage();
    native.limit = 1;
    await expect(new LocalStorage(native).set('a', 'long')).rejects.toMatchObject({ code: 'storage.full' });
  });

  it('reads empty and refuses writes where there is none', async () => {
    const storage = new LocalStorage(null);
    expect([await storage.get('a'), await storage.keys('')]).toEqual([null, []]);
    await expect(storage.set('a', 'b')).rejects.toMatchObject({ code: 'storage.broken' });
  });

  it('keeps no blobs', async () => {
    const blobs = new NoBlobs();
    await expect(blobs.setMany()).rejects.toMatchObject({ code: 'storage.full' });
    expect(await blobs.get()).toBeNull();
  });
});

describe('storageError', () => {
  it('tells full from broken', () => {
    expect(storageError({ name: 'QuotaExceededError' }, 's').code).toBe('storage.full');
    expect(storageError({ name: 'UnknownError' }, 's').code).toBe('storage.broken');
    expect(storageError(null, 's').code).toBe('storage.broken');
  });
});
