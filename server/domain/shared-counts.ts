/** Counters all nodes of a platform have together. */
export interface SharedCounts {
  /** Counts one more of `key`; the first one opens a window of `windowMs` after which all of it is forgotten. Answers how many there are by now. */
  add(key: string, windowMs: number): Promise<number>;
  /** Forgets a key. */
  clear(key: string): Promise<void>;
}
