import type { Disposer } from '#core/base';

/** Tells `listener` of every event of a name on `target`, until the disposer runs. */
export function onEvent(target: EventTarget, name: string, listener: () => void): Disposer {
  const handle = (): void => {
    listener();
  };
  target.addEventListener(name, handle);
  return () => {
    target.removeEventListener(name, handle);
  };
}
