/** Resolves in a task of its own, so that frames, keys and what else waits have their turn before. */
export function nextTask(clock: { after(ms: number, callback: () => void): unknown }): Promise<void> {
  return new Promise((resolve) => void clock.after(0, resolve));
}
