import type { Disposer } from '#core/base';
import type { BackgroundLink } from '#ports';

/** The line to a worker. */
export class WorkerLink implements BackgroundLink {
  private readonly failures = new Set<(reason: string) => void>();
  private readonly words = new Set<(word: unknown) => void>();

  /** `onAlive` is called with the first word: an old engine reads a Blob's address as late as that. */
  constructor(
    private readonly worker: Worker,
    onAlive: (() => void) | null,
  ) {
    let tellAlive = onAlive;
    worker.onmessage = ({ data }) => {
      tellAlive?.();
      tellAlive = null;
      for (const listener of Array.from(this.words)) listener(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      for (const listener of Array.from(this.failures)) listener(event.message);
    };
  }

  post(word: unknown, transfer: readonly ArrayBuffer[] = []): void {
    this.worker.postMessage(word, transfer.slice());
  }

  onWord(listener: (word: unknown) => void): Disposer {
    this.words.add(listener);
    return () => {
      this.words.delete(listener);
    };
  }

  onFailure(listener: (reason: string) => void): Disposer {
    this.failures.add(listener);
    return () => {
      this.failures.delete(listener);
    };
  }

  terminate(): void {
    this.failures.clear();
    this.words.clear();
    this.worker.terminate();
  }
}
