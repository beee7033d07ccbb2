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
  /** Counts what the value has been. */
  readonly version: number;
  /** Brings value and version up to date. */
  refresh(): void;
  subscribe(observer: Observer): void;
  unsubscribe(observer: Observer): void;
}
interface Observer {
  /** Notes what was read, before it is read. */
  reads(source: Source): void;
  markStale(): void;
}

let active: Observer | null = null;
/** How often any signal has changed. */
let changes = 0;
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

/** Does work whose reads are an observer's, or nobody's. */
function readAs<T>(observer: Observer | null, work: () => T): T {
  const earlier = active;
  active = observer;
  try {
    return work();
  } finally {
    active = earlier;
  }
}

/** Reads signals inside `read` without subscribing the surrounding effect or computed. */
export function untracked<T>(read: () => T): T {
  return readAs(null, read);
}

function notify(source: Source): void {
  // A copy: observers unsubscribe and resubscribe while they are told.
  for (const observer of Array.from(source.observers)) observer.markStale();
  if (batchDepth === 0) requestFlush();
}

class SignalNode<T> implements Signal<T>, Source {
  readonly observers = new Set<Observer>();
  version = 0;
  private current: T;
  private readonly isEqual: (a: T, b: T) => boolean;

  constructor(initial: T, isEqual: (a: T, b: T) => boolean) {
    this.current = initial;
    this.isEqual = isEqual;
  }

  get value(): T {
    active?.reads(this);
    return this.current;
  }

  set value(next: T) {
    if (this.isEqual(this.current, next)) return;
    this.current = next;
    this.version += 1;
    changes += 1;
    notify(this);
  }

  peek(): T {
    return this.current;
  }

  update(change: (current: T) => T): void {
    this.value = change(this.current);
  }

  refresh(): void {
    // It is what was set.
  }

  subscribe(observer: Observer): void {
    this.observers.add(observer);
  }

  unsubscribe(observer: Observer): void {
    this.observers.delete(observer);
  }
}

/**
 * Listens to what it is computed from only while somebody listens to it: a computed of a page that is gone must not hang on to signals that live as
 * long as the app. Read by nobody but now and then, it asks whether anything has changed since.
 */
class ComputedNode<T> implements ReadonlySignal<T>, Source, Observer {
  readonly observers = new Set<Observer>();
  version = 0;
  /** What was read, and what it had been then. */
  private sources = new Map<Source, number>();
  private isLive = false;
  private isStale = true;
  private hasValue = false;
  private checkedAt = -1;
  private cached: T | undefined = undefined;
  private readonly compute: () => T;

  constructor(compute: () => T) {
    this.compute = compute;
  }

  get value(): T {
    active?.reads(this);
    return this.peek();
  }

  peek(): T {
    this.refresh();
    return this.cached as T;
  }

  refresh(): void {
    if (this.isLive ? !this.isStale : this.checkedAt === changes) return;
    const now = changes;
    if (!this.hasValue || this.hasChangedSource()) this.run();
    this.isStale = false;
    this.checkedAt = now;
  }

  reads(source: Source): void {
    if (this.isLive) source.subscribe(this);
    // Now, not afterwards: what changes while this is computed counts as a change.
    source.refresh();
    if (!this.sources.has(source)) this.sources.set(source, source.version);
  }

  markStale(): void {
    if (this.isStale) return;
    this.isStale = true;
    for (const observer of Array.from(this.observers)) observer.markStale();
  }

  subscribe(observer: Observer): void {
    this.observers.add(observer);
    if (this.isLive) return;
    this.isLive = true;
    // Nobody told it what happened meanwhile.
    this.isStale = true;
    this.sources.forEach((_version, source) => { source.subscribe(this); });
  }

  unsubscribe(observer: Observer): void {
    this.observers.delete(observer);
    if (!this.isLive || this.observers.size > 0) return;
    this.isLive = false;
    this.sources.forEach((_version, source) => { source.unsubscribe(this); });
  }

  private hasChangedSource(): boolean {
    for (const [source, version] of Array.from(this.sources)) {
      source.refresh();
      if (source.version !== version) return true;
    }
    return false;
  }

  private run(): void {
    const before = this.sources;
    this.sources = new Map();
    this.hasValue = false;
    try {
      this.cached = readAs(this, this.compute);
      this.version += 1;
      this.hasValue = true;
    } finally {
      before.forEach((_version, source) => { if (!this.sources.has(source)) source.unsubscribe(this); });
    }
  }
}

class EffectNode implements Observer {
  private sources = new Set<Source>();
  private isDisposed = false;
  private cleanup: Disposer | null = null;
  private readonly body: () => Disposer | void;

  constructor(body: () => Disposer | void) {
    this.body = body;
    this.run();
  }

  reads(source: Source): void {
    this.sources.add(source);
    source.subscribe(this);
  }

  markStale(): void {
    if (!this.isDisposed) queue.add(this);
  }

  run(): void {
    if (this.isDisposed) return;
    this.runCleanup();
    const before = this.sources;
    this.sources = new Set();
    // What it sets before it reads it is no reason to run again. Computeds stay at work: most are read again.
    before.forEach((source) => { source.observers.delete(this); });
    try {
      this.cleanup = readAs(this, this.body) ?? null;
    } finally {
      before.forEach((source) => { if (!this.sources.has(source)) source.unsubscribe(this); });
    }
  }

  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    queue.delete(this);
    this.sources.forEach((source) => { source.unsubscribe(this); });
    this.sources.clear();
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
