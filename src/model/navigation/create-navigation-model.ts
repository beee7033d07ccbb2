import { batch, computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { LifecyclePort } from '#ports';
import { ROOT_ROUTES } from './navigation-model';
import type { BackOutcome, FocusRecord, NavigationEntry, NavigationModel, Route } from './navigation-model';

/** What the back stack needs. */
export interface NavigationDeps {
  readonly lifecycle: Pick<LifecyclePort, 'hasSystemExitQuestion' | 'systemBack'>;
  /** Asks "Leave Hearth?" where the television does not ask itself. */
  askExit(): void;
  /** Whether a page may be opened now. A key that comes before the frame in which a sign-out shows still meets the old page. */
  mayOpen?(route: Route): boolean;
  /** The viewer is somewhere else now; what must not go on playing there is stopped. */
  onArrived?(route: Route): void;
}

/** Longer stacks forget their oldest entries above the first; a viewer who is 60 pages deep does not walk back. */
const MAX_DEPTH = 60;

function isRoot(route: Route): boolean {
  return ROOT_ROUTES.indexOf(route.name) !== -1;
}

class Entry implements NavigationEntry {
  readonly id: number;
  readonly route: Route;
  private readonly memory = new Map<string, FocusRecord>();

  constructor(id: number, route: Route) {
    this.id = id;
    this.route = route;
  }

  remember(slot: string, record: FocusRecord): void {
    this.memory.set(slot, record);
  }

  recall(slot: string): FocusRecord | null {
    return this.memory.get(slot) ?? null;
  }

  forget(slot: string): void {
    this.memory.delete(slot);
  }
}

class BackStack implements NavigationModel {
  readonly current: ReadonlySignal<NavigationEntry>;
  readonly depth: ReadonlySignal<number>;
  readonly direction = signal<'forward' | 'back' | 'replace'>('replace');
  readonly isRailOpen = signal(false);
  private readonly deps: NavigationDeps;
  private readonly first: NavigationEntry = new Entry(0, { name: 'start' });
  private readonly stack = signal<readonly NavigationEntry[]>([this.first]);
  private nextId = 1;

  constructor(deps: NavigationDeps) {
    this.deps = deps;
    this.current = computed(() => {
      const entries = this.stack.value;
      return entries[entries.length - 1] ?? this.first;
    });
    this.depth = computed(() => this.stack.value.length);
  }

  open(route: Route): void {
    if (this.deps.mayOpen?.(route) === false) return;
    if (isRoot(route)) this.openRoot(route);
    else this.change(this.leftBelow().concat(this.makeEntry(route)), 'forward');
  }

  replace(route: Route): void {
    this.change(this.stack.peek().slice(0, -1).concat(this.makeEntry(route)), 'replace');
  }

  reset(route: Route): void {
    this.change([this.makeEntry(route)], 'replace');
  }

  openAboveHome(route: Route): void {
    const top = this.makeEntry(route);
    this.change(route.name === 'home' ? [top] : [this.makeEntry({ name: 'home' }), top], 'replace');
  }

  openRail(): void {
    this.isRailOpen.value = true;
  }

  closeRail(): void {
    this.isRailOpen.value = false;
  }

  back(isAtTop: boolean): BackOutcome {
    const { route } = this.current.peek();
    if (isRoot(route)) return this.backOnRoot(isAtTop);
    if (this.isRailOpen.peek()) {
      this.isRailOpen.value = false;
      return 'stayed';
    }
    const entries = this.stack.peek();
    if (entries.length > 1) {
      this.change(entries.slice(0, -1), 'back');
      return 'went-back';
    }
    // Alone on the stack: the sign-in page and the profile picker ask, the splash waits.
    return route.name === 'start' ? 'stayed' : this.leave();
  }

  /** What Back returns to from a page opened now. What plays ends when another page opens, so nobody comes back to its page. */
  private leftBelow(): readonly NavigationEntry[] {
    return this.stack.peek().filter((entry) => entry.route.name !== 'player');
  }

  private backOnRoot(isAtTop: boolean): BackOutcome {
    if (!this.isRailOpen.peek()) {
      if (!isAtTop) return 'go-to-top';
      this.isRailOpen.value = true;
      return 'rail-opened';
    }
    if (this.current.peek().route.name === 'home') return this.leave();
    this.change([this.homeEntry()], 'back');
    return 'went-home';
  }

  private leave(): BackOutcome {
    this.isRailOpen.value = false;
    if (this.deps.lifecycle.hasSystemExitQuestion) {
      this.deps.lifecycle.systemBack();
      return 'left-to-system';
    }
    this.deps.askExit();
    return 'exit-asked';
  }

  private openRoot(route: Route): void {
    if (route.name === this.current.peek().route.name) this.isRailOpen.value = false;
    else if (route.name === 'home') this.change([this.homeEntry()], 'back');
    else this.change([this.homeEntry(), this.makeEntry(route)], 'forward');
  }

  /** Home with its memory when it lies at the bottom, else a new one. */
  private homeEntry(): NavigationEntry {
    const bottom = this.stack.peek()[0];
    return bottom !== undefined && bottom.route.name === 'home' ? bottom : this.makeEntry({ name: 'home' });
  }

  private makeEntry(route: Route): NavigationEntry {
    const entry = new Entry(this.nextId, route);
    this.nextId += 1;
    return entry;
  }

  private change(entries: readonly NavigationEntry[], way: 'forward' | 'back' | 'replace'): void {
    const kept = entries.length <= MAX_DEPTH ? entries : entries.slice(0, 1).concat(entries.slice(entries.length - MAX_DEPTH + 1));
    batch(() => {
      this.direction.value = way;
      this.isRailOpen.value = false;
      this.stack.value = kept;
      this.deps.onArrived?.(this.current.peek().route);
    });
  }
}

/** Makes the back stack, with the splash as its only entry. */
export function createNavigationModel(deps: NavigationDeps): NavigationModel {
  return new BackStack(deps);
}
