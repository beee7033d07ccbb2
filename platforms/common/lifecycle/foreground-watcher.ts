import { Emitter } from '#core/base';
import type { Disposer } from '#core/base';

/**
 * Tells whether the page is in front, from `visibilitychange`. Listeners run inside the event: engines freeze the page
 * right after. Those added with `first` run before all others, so that the decoder is free whatever a screen does.
 */
export class ForegroundWatcher {
  private readonly early = new Emitter<{ change: boolean }>();
  private readonly events = new Emitter<{ change: boolean }>();
  private readonly document: Document;
  private readonly handle: () => void;

  constructor(document: Document) {
    this.document = document;
    let last = this.isForeground;
    this.handle = () => {
      const now = this.isForeground;
      if (now === last) return;
      last = now;
      try {
        this.early.emit('change', now);
      } finally {
        this.events.emit('change', now);
      }
    };
    document.addEventListener('visibilitychange', this.handle);
  }

  /** Whether the app is in front now. */
  get isForeground(): boolean {
    return !this.document.hidden;
  }

  /** Subscribes ahead of the app. */
  first(listener: (isForeground: boolean) => void): Disposer {
    return this.early.on('change', listener);
  }

  /** Subscribes. */
  on(listener: (isForeground: boolean) => void): Disposer {
    return this.events.on('change', listener);
  }

  /** Stops watching. */
  dispose(): void {
    this.document.removeEventListener('visibilitychange', this.handle);
    this.early.clear();
    this.events.clear();
  }
}
