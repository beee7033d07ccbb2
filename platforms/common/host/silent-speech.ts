import { Emitter } from '#core/base';
import type { Disposer } from '#core/base';
import type { SpeechPort } from '#ports';

/**
 * SpeechPort where the set or the person's own screen reader reads the focus mirror: nothing is spoken from here.
 * `isEnabled` tells whether a reader is on, as far as the host knows.
 */
export class SilentSpeech implements SpeechPort {
  private readonly events = new Emitter<{ change: boolean }>();
  private isReaderOn: boolean;

  constructor(isReaderOn = false) {
    this.isReaderOn = isReaderOn;
  }

  get isEnabled(): boolean {
    return this.isReaderOn;
  }

  onEnabledChange(listener: (isEnabled: boolean) => void): Disposer {
    return this.events.on('change', listener);
  }

  speak(): void {
    // The reader speaks what the mirror shows.
  }

  stop(): void {
    // Nothing of ours speaks.
  }

  /** The host says whether its reader is on. */
  report(isReaderOn: boolean): void {
    if (isReaderOn === this.isReaderOn) return;
    this.isReaderOn = isReaderOn;
    this.events.emit('change', isReaderOn);
  }
}
