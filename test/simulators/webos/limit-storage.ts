/** What localStorage of a packaged app holds (tv-platforms 4.13). */
const OLD_LIMIT_BYTES = 5 * 1024 * 1024;
const NEW_LIMIT_BYTES = 16 * 1024 * 1024;

/** Packaged apps have no cookies, and localStorage has a cap (W-17). */
export function limitStorage(window: Window & typeof globalThis, osVersion: string): void {
  Object.defineProperty(window.document, 'cookie', { configurable: true, get: () => '', set: () => undefined });
  const limit = Number(osVersion.split('.')[0]) < 4 ? OLD_LIMIT_BYTES : NEW_LIMIT_BYTES;
  const { prototype } = window.Storage;
  const nativeSet = prototype.setItem;
  prototype.setItem = function setItem(this: Storage, key: string, value: string): void {
    let used = 0;
    for (let i = 0; i < this.length; i += 1) {
      const name = this.key(i) ?? '';
      if (name !== key) used += 2 * (name.length + (this.getItem(name) ?? '').length);
    }
    if (used + 2 * (key.length + value.length) > limit) throw new window.DOMException('the quota is used up', 'QuotaExceededError');
    nativeSet.call(this, key, value);
  };
}
