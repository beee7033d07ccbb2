/** Runs asynchronous operations one after the other. After `close` those not yet begun are dropped. */
export class SerialQueue {
  private tail: Promise<void> = Promise.resolve();
  private isClosed = false;

  /** Resolves when the operation is done or was dropped; rejects with what the operation rejects with. */
  add(operation: () => Promise<void>): Promise<void> {
    const turn = this.tail.then(() => (this.isClosed ? undefined : operation()));
    // The caller hears the failure through `turn`; the next operation runs regardless.
    this.tail = turn.catch(() => undefined);
    return turn;
  }

  /** Drops what has not begun. */
  close(): void {
    this.isClosed = true;
  }
}
