import type { TopicWatch } from '../shared-memory';

class Watch implements TopicWatch {
  private isTold = false;
  private isEnded = false;
  private wake: (() => void) | null = null;

  constructor(private readonly onEnd: (watch: Watch) => void) {}

  tell(): void {
    this.isTold = true;
    this.wake?.();
  }

  wait(waitMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        const isTold = this.isTold && !this.isEnded;
        this.isTold = false;
        this.wake = null;
        resolve(isTold);
      };
      const timer = setTimeout(done, waitMs);
      this.wake = done;
      if (this.isTold || this.isEnded) done();
    });
  }

  end(): void {
    this.onEnd(this);
    this.isEnded = true;
    this.wake?.();
  }
}

/** Who waits for what on this node. */
export class Topics {
  private readonly watches = new Map<string, Watch>();
  private isOver = false;

  /** Watches a topic; whoever watched it before is woken and ended. */
  watch(topic: string): TopicWatch {
    this.watches.get(topic)?.end();
    const watch = new Watch((ended) => {
      if (this.watches.get(topic) === ended) this.watches.delete(topic);
    });
    this.watches.set(topic, watch);
    if (this.isOver) watch.end();
    return watch;
  }

  /** Wakes whoever watches the topic. */
  tell(topic: string): void {
    this.watches.get(topic)?.tell();
  }

  /** Wakes all, and whoever begins to watch from now on at once. */
  end(): void {
    this.isOver = true;
    for (const watch of this.watches.values()) watch.end();
  }
}
