import type { Journal } from '../core/journal';
import type { TelevisionParts } from '../core/television-parts';

/** Codes of Samsung's exceptions; the last four exist on `webapis` only (tv-platforms 2.4). */
const CODES: Readonly<Record<string, number>> = {
  DOMStringSizeError: 2, NotFoundError: 8, NotSupportedError: 9, InvalidStateError: 11, InvalidAccessError: 15, TypeMismatchError: 17, SecurityError: 18, NetworkError: 19,
  AbortError: 20, QuotaExceededError: 22, TimeoutError: 23, InvalidValuesError: 26, IOError: 27, ServiceNotAvailableError: 28, UnknownError: 9999,
};

/** Names the sets throw. */
export type WebApiErrorName =
  | 'NotFoundError' | 'NotSupportedError' | 'InvalidStateError' | 'InvalidAccessError' | 'TypeMismatchError' | 'SecurityError' | 'NetworkError'
  | 'AbortError' | 'QuotaExceededError' | 'TimeoutError' | 'InvalidValuesError' | 'IOError' | 'DOMStringSizeError' | 'UnknownError';

/** What `webapis` throws and hands to error callbacks: three fields, and no Error (tv-platforms 2.4). */
export class WebApiException {
  readonly code: number;
  readonly name: WebApiErrorName;
  readonly message: string;

  constructor(name: WebApiErrorName, message: string) {
    this.code = CODES[name] ?? 0;
    this.name = name;
    this.message = message;
  }

  toString(): string {
    return `${this.name}: ${this.message}`;
  }
}

/** Refuses a call whose privilege the package has not, and notes that it does. */
export function needPrivilege({ config, journal }: Pick<TelevisionParts, 'config' | 'journal'>, call: string, privilege: string): void {
  if (!config.privileges.includes(privilege)) refuseCall(journal, call, 'SecurityError', privilege);
}

/** Refuses a call that breaks a rule, and notes that it does. */
export function refuseCall(journal: Pick<Journal, 'violation'>, call: string, name: WebApiErrorName, words: string): never {
  journal.violation(`${call}: ${words}`);
  throw new WebApiException(name, words);
}
