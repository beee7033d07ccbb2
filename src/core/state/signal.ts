import type { Disposer } from '../base';

/** Something that has a value now and can say when it changed. */
export interface ReadonlySignal<T> {
  /** The value; inside an effect or a computed, reading it subscribes. */
  readonly value: T;
  /** The value without subscribing. */
  peek(): T;
}

/** A signal its owner may set. Hand out the readonly side: one fact, one owner. */
export interface Signal<T> extends ReadonlySignal<T> {
  value: T;
  /** Sets from the current value without subscribing. */
  update(change: (current: T) => T): void;
}

interface Source {
  readonly observers: Set<Observer>;
}
interface Observer {
  readonly sources: Set<Source>;
  markStale(): void;
}

let active: Observer | null = null;
let batchDepth = 0;
let isFlushing = false;
const queue = new Set<EffectNode>();
let scheduleFlush: ((flush: () => void) => void) | null = null;

/**
 * Lets the host decide when effects run. The television hands in "at the next frame's start"; without a scheduler
 * effects run at the end of the outermost batch. Returns what restores the earlier scheduler.
 */
export function setEffectScheduler(schedule: ((flush: () => void) => void) | null): Disposer {
  const earlier = scheduleFlush;
  scheduleFlush = schedule;
  return () => {
    scheduleFlush = earlier;
  };
}

/** Runs queued effects now. Tests call it; the television's frame loop calls it. */
export function flushEffects(): void {
  if (isFlushing) return;
  isFlushing = true;
  try {
    // An effect may queue others by what it calls; the bound turns an endless loop into a named failure.
    let rounds = 0;
    while (queue.size > 0) {
      rounds += 1;
      if (rounds > 100) {
        queue.clear();
        throw new Error('effects keep triggering each other: an effect must not set a signal it depends on');
      }
      const nodes = Array.from(queue);
      queue.clear();
      for (const node of nodes) node.run();
    }
  } finally {
    isFlushing = false;
  }
}

function requestFlush(): void {
  if (queue.size === 0 || isFlushing) return;
  if (scheduleFlush === null) flushEffects();
  else scheduleFlush(flushEffects);
}

/** Groups several sets: observers see them all at once, after `change` returns. */
export function batch<T>(change: () => T): T {
  batchDepth += 1;
  try {
    return change();
  } finally {
    batchDepth -= 1;
    if (batchDepth === 0) requestFlush();
  }
}

/** Reads signals inside `read` without subscribing the surrounding effect or computed. */
export function untracked<T>(read: () => T): T {
  const earlier = active;
  active = null;
  try {
    return read();
  } finally {
    active = earlier;
  }
}

function track(source: Source): void {
  if (active === null) return;
  source.observers.add(active);
  active.sources.add(source);
}

function notify(source: Source): void {
  // A copy: observers unsubscribe and resubscribe while they are told.
  for (const observer of Array.from(source.observers)) observer.markStale();
  if (batchDepth === 0) requestFlush();
}

function leaveAll(observer: Observer): void {
  for (const source of observer.sources) source.observers.delete(observer);
  observer.sources.clear();
}

class SignalNode<T> implements Signal<T>, Source {
  readonly observers = new Set<Observer>();
  private current: T;
  private readonly isEqual: (a: T, b: T) => boolean;

  constructor(initial: T, isEqual: (a: T, b: T) => boolean) {
    this.current = initial;
    this.isEqual = isEqual;
  }

  get value(): T {
    track(this);
    return this.current;
  }

  set value(next: T) {
    if (this.isEqual(this.current, next)) return;
    this.current = next;
    notify(this);
  }

  peek(): T {
    return this.current;
  }

  update(change: (current: T) => T): void {
    this.value = change(this.current);
  }
}

class ComputedNode<T> implements ReadonlySignal<T>, Source, Observer {
  readonly observers = new Set<Observer>();
  readonly sources = new Set<Source>();
  private isStale = true;
  private cached: T | undefined = undefined;
  private readonly compute: () => T;

  constructor(compute: () => T) {
    this.compute = compute;
  }

  get value(): T {
    track(this);
    return this.peek();
  }

  peek(): T {
    if (this.isStale) {
      leaveAll(this);
      const earlier = active;
      active = this;
      try {
        this.cached = this.compute();
        this.isStale = false;
      } finally {
        active = earlier;
      }
    }
    return this.cached as T;
  }

  markStale(): void {
    if (this.isStale) return;
    this.isStale = true;
    // Nobody may ever read it again: a forgotten computed must not stay in the observer sets of long-lived signals.
    leaveAll(this);
    for (const observer of Array.from(this.observers)) observer.markStale();
  }
}

class EffectNode implements Observer {
  readonly sources = new Set<Source>();
  private isDisposed = false;
  private cleanup: Disposer | null = null;
  private readonly body: () => Disposer | void;

  constructor(body: () => Disposer | void) {
    this.body = body;
    this.run();
  }

  markStale(): void {
    if (!this.isDisposed) queue.add(this);
  }

  run(): void {
    if (this.isDisposed) return;
    this.runCleanup();
    leaveAll(this);
    const earlier = active;
    active = this;
    try {
      this.cleanup = this.body() ?? null;
    } finally {
      active = earlier;
    }
  }

  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    queue.delete(this);
    leaveAll(this);
    this.runCleanup();
  }

  private runCleanup(): void {
    const cleanup = this.cleanup;
    this.cleanup = null;
    if (cleanup !== null) untracked(cleanup);
  }
}

/** Makes a signal. `isEqual` decides what counts as no change; the default is `Object.is`. */
export function signal<T>(initial: T, isEqual: (a: T, b: T) => boolean = Object.is): Signal<T> {
  return new SignalNode(initial, isEqual);
}

/** A value derived from signals: computed when read, kept until one of them changes. */
export function computed<T>(compute: () => T): ReadonlySignal<T> {
  return new ComputedNode(compute);
}

/**
 * Runs `body` now and again after any signal it read has changed, once per flush. What `body` returns is run before
 * the next run and at the end. Dispose it through the scope that owns it.
 */
export function effect(body: () => Disposer | void): Disposer {
  const node = new EffectNode(body);
  return () => {
    node.dispose();
  };
}
