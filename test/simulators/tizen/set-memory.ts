/** What the set keeps for an app beside its page, under names of the simulator: it outlives the app's end, as the page's own stores do. */
export class SetMemory {
  private readonly storage: Storage | null;
  private readonly kept = new Map<string, string>();

  constructor(window: Window) {
    let storage: Storage | null = null;
    try {
      storage = window.sessionStorage;
    } catch {
      // A page without an origin of its own has no storage.
    }
    this.storage = storage;
  }

  /** What was kept under a name, `null` when nothing is. */
  read(name: string): string | null {
    return this.kept.get(name) ?? this.storage?.getItem(`__television.${name}`) ?? null;
  }

  /** Keeps a text; `null` forgets it. What the browser has no room for lasts as long as the page. */
  write(name: string, text: string | null): void {
    this.kept.delete(name);
    try {
      if (text === null) this.storage?.removeItem(`__television.${name}`);
      else if (this.storage !== null) {
        this.storage.setItem(`__television.${name}`, text);
        return;
      }
    } catch {
      this.storage?.removeItem(`__television.${name}`);
    }
    if (text !== null) this.kept.set(name, text);
  }
}
