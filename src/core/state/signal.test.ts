import { batch, computed, createScope, effect, flushEffects, setEffectScheduler, signal, untracked } from '.';

describe('signals', () => {
  it('runs an effect at once and after each change', () => {
    const count = signal(1);
    const seen: number[] = [];
    const stop = effect(() => {
      seen.push(count.value);
    });
    count.value = 2;
    count.value = 2;
    stop();
    count.value = 3;
    expect(seen).toEqual([1, 2]);
  });

  it('folds a batch into one run', () => {
    const a = signal(1);
    const b = signal(1);
    const seen: number[] = [];
    effect(() => {
      seen.push(a.value + b.value);
    });
    batch(() => {
      a.value = 2;
      b.value = 3;
    });
    expect(seen).toEqual([2, 5]);
  });

  it('computes only when read and only after a change', () => {
    const a = signal(2);
    let runs = 0;
    const double = computed(() => {
      runs += 1;
      return a.value * 2;
    });
    expect(runs).toBe(0);
    expect([double.value, double.value, runs]).toEqual([4, 4, 1]);
    a.value = 3;
    expect([double.value, runs]).toEqual([6, 2]);
  });

  it('follows a computed from an effect and drops sources it no longer reads', () => {
    const usesA = signal(true);
    const a = signal('a');
    const b = signal('b');
    const chosen = computed(() => (usesA.value ? a.value : b.value));
    const seen: string[] = [];
    effect(() => {
      seen.push(chosen.value);
    });
    usesA.value = false;
    a.value = 'ignored';
    b.value = 'b2';
    expect(seen).toEqual(['a', 'b', 'b2']);
  });

  it('listens only while somebody listens, and computes anew only after a change', () => {
    const a = signal(1);
    const { observers } = a as unknown as { observers: ReadonlySet<unknown> };
    let runs = 0;
    const double = computed(() => {
      runs += 1;
      return a.value * 2;
    });
    const next = computed(() => double.value + 1);
    expect([next.value, next.value, runs, observers.size]).toEqual([3, 3, 1, 0]);
    const seen: number[] = [];
    const stop = effect(() => {
      seen.push(next.value);
    });
    expect([runs, observers.size]).toEqual([1, 1]);
    a.value = 2;
    stop();
    expect([seen, runs, observers.size]).toEqual([[3, 5], 2, 0]);
    expect([next.value, runs]).toEqual([5, 2]);
    a.value = 3;
    expect([next.value, next.peek(), runs, observers.size]).toEqual([7, 7, 3, 0]);
  });

  it('lets go of a computed an effect no longer reads', () => {
    const isWanted = signal(true);
    const a = signal(1);
    const { observers } = a as unknown as { observers: ReadonlySet<unknown> };
    const double = computed(() => a.value * 2);
    const stop = effect(() => {
      if (isWanted.value) void double.value;
    });
    expect(observers.size).toBe(1);
    isWanted.value = false;
    expect(observers.size).toBe(0);
    isWanted.value = true;
    expect(observers.size).toBe(1);
    stop();
  });

  it('tries a computed that failed again', () => {
    const isBroken = signal(false);
    const a = signal(1);
    const careful = computed(() => {
      const now = a.value;
      if (isBroken.value) throw new Error('broken');
      return now;
    });
    expect(careful.value).toBe(1);
    isBroken.value = true;
    expect(() => careful.value).toThrow('broken');
    expect(() => careful.value).toThrow('broken');
    isBroken.value = false;
    expect(careful.value).toBe(1);
  });

  it('waits for the scheduler of the host', () => {
    const a = signal(1);
    const seen: number[] = [];
    let flush: (() => void) | null = null;
    const restore = setEffectScheduler((run) => {
      flush = run;
    });
    effect(() => {
      seen.push(a.value);
    });
    a.value = 2;
    expect(seen).toEqual([1]);
    (flush as (() => void) | null)?.();
    expect(seen).toEqual([1, 2]);
    restore();
  });

  it('names effects that chase each other instead of hanging', () => {
    const a = signal(0);
    const restore = setEffectScheduler(() => undefined);
    const stop = effect(() => {
      const now = a.value;
      untracked(() => {
        a.value = now + 1;
      });
    });
    expect(() => {
      flushEffects();
    }).toThrow(/keep triggering/);
    stop();
    restore();
  });

  it('ends everything with its scope, last started first', () => {
    const order: string[] = [];
    const scope = createScope();
    scope.add(() => order.push('first'));
    const inner = scope.child();
    inner.add(() => order.push('inner'));
    scope.add(() => order.push('last'));
    scope.dispose();
    scope.dispose();
    expect(order).toEqual(['last', 'inner', 'first']);
    scope.add(() => order.push('late'));
    expect(order[3]).toBe('late');
  });
});
