/**
 * Hides what the simulated set's engine has not: removes globals and members by name. The simulator itself has taken what
 * it needs before.
 */
export function applyMask(window: Window & typeof globalThis, names: readonly string[]): void {
  for (const name of names) {
    const parts = name.split('.');
    const last = parts.pop();
    let owner: unknown = window;
    for (const part of parts) owner = typeof owner === 'object' || typeof owner === 'function' ? Reflect.get(owner ?? {}, part) : undefined;
    if (last === undefined || owner === undefined || owner === null || (typeof owner !== 'object' && typeof owner !== 'function')) continue;
    try {
      Reflect.deleteProperty(owner, last);
    } catch {
      // Not configurable in this engine: it stays, as the mask is a coarse aid anyway.
    }
  }
}
