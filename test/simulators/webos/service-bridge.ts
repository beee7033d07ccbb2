import type { Chaos } from '../core/chaos';
import type { Journal } from '../core/journal';
import type { NativeTimers } from '../core/native-timers';
import { callLuna } from './luna-services';
import type { Answer, Services } from './luna-services';

/** How many open calls a session may leave behind before a set suffers. */
const LEAK_LIMIT = 200;

/** What a bridge class needs. */
export interface BridgeSet {
  readonly services: Services;
  readonly timers: NativeTimers;
  readonly journal: Journal;
  readonly chaos: Chaos;
}

/** A page's `PalmServiceBridge`. */
export interface Bridge {
  onservicecallback: ((text: string) => void) | null;
  call(uri: string, parameters: string): void;
  cancel(): void;
}

/** The class of bridges, and how many calls are open. */
export interface BridgeClass {
  readonly Bridge: new () => Bridge;
  readonly openCount: () => number;
}

interface Holder<T> {
  get(): T | undefined;
}

/** Holds as the set does: weakly in the set that collects bridges nobody keeps (W-05), else firmly. */
function hold<T extends object>(value: T, isWeak: boolean): Holder<T> {
  const weak: unknown = Reflect.get(window, 'WeakRef');
  if (!isWeak || typeof weak !== 'function') return { get: () => value };
  const reference: unknown = Reflect.construct(weak, [value]);
  return { get: () => (reference as { deref(): T | undefined }).deref() };
}

/** Makes the bridge class of a set. */
export function createBridgeClass(set: BridgeSet): BridgeClass {
  let open = 0;
  const Bridge = class implements Bridge {
    onservicecallback: ((text: string) => void) | null = null;
    private end: (() => void) | null = null;

    call(uri: string, parameters: string): void {
      if (this.end !== null) set.journal.violation(`a bridge was used twice: ${uri}`);
      if (typeof parameters !== 'string') throw new TypeError('parameters must be a JSON text');
      set.journal.call(uri);
      const isSubscription = /"subscribe"\s*:\s*true/.test(parameters);
      const holder = hold(this, set.chaos.strikes('collectsBridges'));
      open += 1;
      if (open > LEAK_LIMIT) set.journal.violation('more than 200 open calls on the bus');
      let isOpen = true;
      const close = (): void => {
        if (isOpen) open -= 1;
        isOpen = false;
      };
      const end = callLuna(set.services, set.timers, uri, parameters, (answer: Answer | string) => {
        if (!isSubscription) close();
        collectGarbage();
        const bridge = holder.get();
        if (bridge === undefined) set.journal.event(`an answer was lost with its bridge: ${uri}`);
        else bridge.onservicecallback?.(typeof answer === 'string' ? answer : JSON.stringify({ returnValue: true, ...answer }));
      });
      this.end = () => {
        close();
        end();
      };
    }

    cancel(): void {
      this.end?.();
    }
  };
  const collectGarbage = (): void => {
    const collect: unknown = Reflect.get(window, 'gc');
    if (typeof collect === 'function') Reflect.apply(collect, undefined, []);
  };
  return { Bridge, openCount: () => open };
}
