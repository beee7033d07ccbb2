/** What becomes of what is remembered under a key, and what whoever changed it learns. */
export interface MemoryChange<T> {
  /** `null`: nothing is remembered any more. */
  readonly after: string | null;
  readonly answer: T;
}

/** Waits for a topic. One at a time per topic and node: whoever watches next ends the wait before. */
export interface TopicWatch {
  /** True when the topic is told of, also if that was since the wait before; false after `waitMs` without, or when the watch has ended. */
  wait(waitMs: number): Promise<boolean>;
  /** Ends the watch. */
  end(): void;
}

/**
 * Short texts that all nodes of a platform remember together for a while, and word from node to node that one has changed. What has run out is
 * gone; a memory that is lost altogether is empty. Failures reject with `storage.broken`.
 */
export interface SharedMemory {
  /** What is remembered under `key`; `null` for nothing. */
  get(key: string): Promise<string | null>;
  /** Remembers `text` under `key` for `lifeMs` from now, whatever was there. */
  put(key: string, text: string, lifeMs: number): Promise<void>;
  /**
   * Changes what is remembered under `key`, for another `lifeMs` from now. Indivisible: `change` is asked again when somebody else was faster, and
   * what it throws leaves everything as it was.
   */
  change<T>(key: string, lifeMs: number, change: (before: string | null) => MemoryChange<T>): Promise<T>;
  /** Remembers what is there for another `lifeMs` from now; false when there is nothing. */
  keep(key: string, lifeMs: number): Promise<boolean>;
  /** Forgets these keys. */
  forget(...keys: readonly string[]): Promise<void>;
  /** Watches for what is told from now on, on whichever node. */
  watch(topic: string): TopicWatch;
  /** Wakes whoever watches the topic. */
  tell(topic: string): Promise<void>;
  /** Ends all waits of this node, also those to come: it goes down. */
  endWaits(): void;
}
