import type { Journal } from '../core/journal';
import type { NativeTimers } from '../core/native-timers';
import { MANDATORY, TIZEN_CODES } from './remote-codes';
import { WebApiException } from './web-api-exception';

const PRIVILEGE = 'http://tizen.org/privilege/tv.inputdevice';

/** `tizen.tvinputdevice`: which keys reach the page (T-13). */
export class TvInputDevice {
  private readonly journal: Journal;
  private readonly timers: NativeTimers;
  private readonly hasPrivilege: boolean;
  private readonly registered = new Set<string>();

  constructor(journal: Journal, timers: NativeTimers, privileges: readonly string[]) {
    this.journal = journal;
    this.timers = timers;
    this.hasPrivilege = privileges.includes(PRIVILEGE);
  }

  /** Whether a code is delivered: mandatory, or registered. */
  isDelivered(code: number): boolean {
    return Object.keys(TIZEN_CODES).some((name) => TIZEN_CODES[name] === code && (MANDATORY.has(name) || this.registered.has(name)));
  }

  /** What the page gets as `tizen.tvinputdevice`. */
  api(): object {
    const keyOf = (name: string): { name: string; code: number } => ({ name, code: TIZEN_CODES[name] ?? 0 });
    return {
      getSupportedKeys: () => Object.keys(TIZEN_CODES).filter((name) => !MANDATORY.has(name)).map(keyOf),
      getKey: (name: unknown) => {
        if (typeof name !== 'string' || name === '') throw new WebApiException('InvalidValuesError', 'key name');
        return TIZEN_CODES[name] === undefined ? null : keyOf(name);
      },
      registerKey: (name: unknown) => { this.change([name], true); },
      unregisterKey: (name: unknown) => { this.change([name], false); },
      registerKeyBatch: (names: unknown, ok?: unknown, failed?: unknown) => { this.batch(names, true, ok, failed); },
      unregisterKeyBatch: (names: unknown, ok?: unknown, failed?: unknown) => { this.batch(names, false, ok, failed); },
    };
  }

  private check(names: unknown): readonly string[] {
    if (!this.hasPrivilege) throw this.refusal('SecurityError', PRIVILEGE);
    if (!Array.isArray(names)) throw this.refusal('TypeMismatchError', 'a list of names');
    // One bad name fails the whole batch.
    for (const name of names as readonly unknown[]) {
      if (typeof name !== 'string' || TIZEN_CODES[name] === undefined || MANDATORY.has(name)) throw this.refusal('InvalidValuesError', String(name));
    }
    return names as readonly string[];
  }

  private change(names: unknown, isRegistered: boolean): void {
    for (const name of this.check(names)) {
      if (isRegistered) this.registered.add(name);
      else this.registered.delete(name);
    }
  }

  private batch(names: unknown, isRegistered: boolean, ok: unknown, failed: unknown): void {
    let refusal: unknown = null;
    try {
      this.change(names, isRegistered);
    } catch (error) {
      refusal = error;
    }
    this.timers.after(0, () => {
      if (refusal === null && typeof ok === 'function') Reflect.apply(ok, undefined, []);
      if (refusal !== null && typeof failed === 'function') Reflect.apply(failed, undefined, [refusal]);
    });
  }

  private refusal(name: 'SecurityError' | 'TypeMismatchError' | 'InvalidValuesError', message: string): WebApiException {
    this.journal.violation(`tvinputdevice: ${name} ${message}`);
    return new WebApiException(name, message);
  }
}
