import { Emitter, toAppError } from '#core/base';
import type { Disposer } from '#core/base';
import type { LogPort, MediaEvents, MediaState } from '#ports';

/** What a player is heard to say: its state, whether it buffers, and its events. Says nothing twice. */
export class PlayerVoice {
  private readonly events = new Emitter<MediaEvents>();
  private readonly log: LogPort;
  private currentState: MediaState = 'idle';
  private isEngineBuffering = false;
  private isStalledNow = false;
  private wasBuffering = false;

  constructor(log: LogPort) {
    this.log = log;
  }

  get state(): MediaState {
    return this.currentState;
  }

  /** The engine says so, or the watchdog does. */
  get isBuffering(): boolean {
    return this.isEngineBuffering || this.isStalledNow;
  }

  get isStalled(): boolean {
    return this.isStalledNow;
  }

  on<K extends keyof MediaEvents>(name: K, listener: (payload: MediaEvents[K]) => void): Disposer {
    return this.events.on(name, listener);
  }

  /** Listeners are the app's: what they throw must not end a native callback half way. */
  tell<K extends keyof MediaEvents>(name: K, payload: MediaEvents[K]): void {
    try {
      this.events.emit(name, payload);
    } catch (error) {
      this.log.write('error', 'media: a listener failed', { event: name, error: toAppError(error).message });
    }
  }

  /** What passes each payload on as it comes. */
  teller<K extends keyof MediaEvents>(name: K): (payload: MediaEvents[K]) => void {
    return (payload) => {
      this.tell(name, payload);
    };
  }

  setState(state: MediaState): void {
    if (state === this.currentState) return;
    this.currentState = state;
    this.tell('state', state);
  }

  setEngineBuffering(isBuffering: boolean): void {
    this.isEngineBuffering = isBuffering;
    this.tellBuffering();
  }

  setStalled(isStalled: boolean): void {
    this.isStalledNow = isStalled;
    this.tellBuffering();
  }

  /** Drops every listener. */
  clear(): void {
    this.events.clear();
  }

  private tellBuffering(): void {
    if (this.isBuffering === this.wasBuffering) return;
    this.wasBuffering = this.isBuffering;
    this.tell('buffering', this.wasBuffering);
  }
}
