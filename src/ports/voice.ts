import type { Disposer } from '#core/base';
import type { RemoteKey } from './keys';

/** What is on screen, as the set's assistant must know it to understand a word: nothing of ours, something to walk through, or a picture that plays. */
export type VoiceScene = 'none' | 'list' | 'player';

/** What somebody said. */
export type VoiceCommand =
  /** A word for a key of the remote: up, pause, next track. */
  | { readonly kind: 'press'; readonly key: RemoteKey }
  /** The next thing, or the one before, in the direction of reading. */
  | { readonly kind: 'walk'; readonly delta: 1 | -1 }
  /** Outside data: as long and odd as somebody said it. */
  | { readonly kind: 'search'; readonly term: string }
  /** The n-th from 1 of what has the focus; 0: what has it; -1: the last. */
  | { readonly kind: 'choose'; readonly place: number }
  /** Milliseconds from here, negative: back. */
  | { readonly kind: 'skip'; readonly byMs: number }
  | { readonly kind: 'seek'; readonly positionMs: number }
  | { readonly kind: 'restart' }
  | { readonly kind: 'subtitles'; readonly isOn: boolean }
  | { readonly kind: 'open'; readonly page: 'home' | 'search' | 'settings' };

/** Who carries words out. */
export interface VoiceListener {
  /** Asked before each word. */
  scene(): VoiceScene;
  /** `false`: nothing of the app's; the set then does what it does by itself, usually by pressing the key that says the same. */
  take(command: VoiceCommand): boolean;
}

/** The set's assistant, where it hands words to apps. The app hears no sound, only what was understood. */
export interface VoicePort {
  /** From now on words go to this listener, the newest one. */
  listen(listener: VoiceListener): Disposer;
}
