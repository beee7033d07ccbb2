import { createHash } from 'node:crypto';

/** Counters all nodes of a platform have together. */
export interface SharedCounts {
  /** Counts `by` (1 unless told) more of `key`; the first opens a window of `windowMs` after which all of it is forgotten. Answers how many there are by now. */
  add(key: string, windowMs: number, by?: number): Promise<number>;
  /** Forgets a key. */
  clear(key: string): Promise<void>;
}

/** What is counted under `name` about somebody: names and addresses of people are nothing for another server's memory. */
export function countKey(name: string, about: string): string {
  return `${name}:${createHash('sha256').update(about).digest('base64url')}`;
}
