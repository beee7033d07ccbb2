import type { Disposer } from '#core/base';
import { signal } from '#core/state';
import type { ClockPort, RemoteKey, RemoteKeyEvent } from '#ports';
import type { StoredCell } from '#sources/storage';
import { canChange, FREE_KEYS, judgeKeyPlan, KEY_ACTIONS, PLAIN_KEYS, withUse } from './key-plan';
import type { KeyAction, KeyPlan, KeyUse, PressKind } from './key-plan';
import type { KeysModel, KeyTarget } from './keys-model';

/** A key with a use of its own for being held counts as held after this. Smaller: slow presses do; larger: it feels dead. */
const HOLD_MS = 650;

/** What the keys need. */
export interface KeysDeps {
  readonly clock: ClockPort;
  /** Keeps the plan, for the set. */
  readonly cell: StoredCell;
  /** Keys this remote can send. */
  readonly available: ReadonlySet<RemoteKey>;
}

function asAction(use: KeyUse): KeyAction | null {
  return KEY_ACTIONS.find((action) => action === use) ?? null;
}

class Keys implements KeysModel {
  readonly plan = signal<KeyPlan>(PLAIN_KEYS);
  readonly keys: readonly RemoteKey[];
  private readonly deps: KeysDeps;
  private target: KeyTarget | null = null;
  /** Keys that are down and may yet be held. */
  private readonly waiting = new Map<RemoteKey, Disposer>();

  constructor(deps: KeysDeps) {
    this.deps = deps;
    this.keys = FREE_KEYS.filter((key) => deps.available.has(key));
  }

  /** Reads what is stored. */
  async load(): Promise<void> {
    this.plan.value = judgeKeyPlan(await this.deps.cell.read());
  }

  give(kind: PressKind, key: RemoteKey, use: KeyUse | null): Promise<void> {
    return canChange(kind, key) ? this.keep(withUse(this.plan.peek(), kind, key, use)) : Promise.resolve();
  }

  reset(): Promise<void> {
    return this.keep(PLAIN_KEYS);
  }

  attach(target: KeyTarget): Disposer {
    this.target = target;
    return () => {
      if (this.target === target) this.target = null;
    };
  }

  take(event: RemoteKeyEvent): boolean {
    const { key } = event;
    const { short, held } = this.plan.peek();
    if (this.target === null) return false;
    if (held[key] !== undefined) {
      this.wait(event, held[key], short[key] ?? (key as KeyUse));
      return true;
    }
    const use = short[key];
    if (use === undefined) return false;
    this.perform(event, use);
    return true;
  }

  dispose(): void {
    for (const stop of Array.from(this.waiting.values())) stop();
    this.waiting.clear();
    this.target = null;
  }

  private async keep(plan: KeyPlan): Promise<void> {
    this.plan.value = plan;
    await this.deps.cell.write(() => this.plan.peek());
  }

  /** A key that means something else when held is decided when it is let go, or when it was held long enough. */
  private wait(event: RemoteKeyEvent, held: KeyUse, short: KeyUse): void {
    const { key } = event;
    if (event.phase === 'up') {
      const stop = this.waiting.get(key);
      this.waiting.delete(key);
      stop?.();
      if (stop !== undefined) this.press(short);
      return;
    }
    if (event.isHeld) return;
    this.waiting.get(key)?.();
    this.waiting.set(
      key,
      this.deps.clock.after(HOLD_MS, () => {
        this.waiting.delete(key);
        this.press(held);
      }),
    );
  }

  private press(use: KeyUse): void {
    for (const phase of ['down', 'up'] as const) this.perform({ phase, isHeld: false, heldMs: 0 }, use);
  }

  /** Passes an event on as what its key was given; an action runs once, when the key goes down. */
  private perform(event: Omit<RemoteKeyEvent, 'key'>, use: KeyUse): void {
    const action = asAction(use);
    if (action === null) {
      if (use !== 'nothing') this.target?.send({ ...event, key: use as RemoteKey });
    } else if (event.phase === 'down' && !event.isHeld) this.target?.act(action);
  }
}

/** Makes what the keys do, as it is stored. */
export async function createKeysModel(deps: KeysDeps): Promise<KeysModel> {
  const keys = new Keys(deps);
  await keys.load();
  return keys;
}
