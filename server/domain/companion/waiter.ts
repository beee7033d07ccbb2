/** Waits for something to happen, one at a time: who begins to wait ends the wait before. */
export class Waiter {
  private done: (() => void) | null = null;

  /** Ends the wait, if there is one. */
  wake(): void {
    this.done?.();
  }

  /** Resolves when it is woken, at the latest after `waitMs`. */
  wait(waitMs: number): Promise<void> {
    this.wake();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.done = null;
        resolve();
      };
      const timer = setTimeout(done, waitMs);
      this.done = done;
    });
  }
}
