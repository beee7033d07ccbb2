import type { Flag } from './database';

/** The one place where booleans become 0 and 1. */
export function toFlag(value: boolean): Flag {
  return value ? 1 : 0;
}

/** And back. */
export function fromFlag(value: number): boolean {
  return value !== 0;
}
