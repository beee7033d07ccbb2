import { AppError } from '#core/base';

/**
 * Loads a classic script of our own package once per document and answers what it left in the global `name`. Rejects
 * with `media.unsupported` when the file does not load or the engine cannot run it; a later call tries again.
 */
export function createScriptLoader(window: Window): <T>(url: string, name: string, judge: (value: unknown) => T | null) => Promise<T> {
  const loading = new Map<string, Promise<unknown>>();
  const fetchGlobal = (url: string, name: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const script = window.document.createElement('script');
      const fail = (): void => {
        script.remove();
        reject(new AppError('media.unsupported', { facts: { script: name } }));
      };
      script.onerror = fail;
      script.onload = () => {
        const value: unknown = Reflect.get(window, name);
        if (value === undefined) fail();
        else resolve(value);
      };
      script.src = url;
      window.document.head.appendChild(script);
    });
  return async (url, name, judge) => {
    let pending = loading.get(url);
    if (pending === undefined) {
      pending = fetchGlobal(url, name);
      loading.set(url, pending);
      pending.catch(() => {
        loading.delete(url);
      });
    }
    const value = judge(await pending);
    if (value === null) throw new AppError('media.unsupported', { facts: { script: name } });
    return value;
  };
}
