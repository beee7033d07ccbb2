import type { Disposer } from '#core/base';
import type { SilentSpeech } from '#platforms/common';
import type { LogPort } from '#ports';
import { askNative } from './tizen-natives';
import type { TizenNatives } from './tizen-natives';

const VOICE_GUIDE_KEY = 15;
const ON = 1;

/** The calls as pages make them: the typings' enums exist in none. */
interface MenuValues {
  getMenuValue(key: number): unknown;
  addCaptionChangeListener(key: number, listener: () => void): number;
  removeCaptionChangeListener(id: number): void;
}

/**
 * Tells the speech port whether the set's Voice Guide is on; it reads the focused element of the mirror by itself
 * (tv-platforms 3.8). Ends with the disposer.
 */
export function watchVoiceGuide(natives: TizenNatives, speech: SilentSpeech, log: LogPort): Disposer {
  const native: MenuValues | undefined = natives.webapis.tvinfo;
  if (native === undefined) return () => undefined;
  const read = (): void => {
    speech.report(askNative(log, 'the voice guide', () => Number(native.getMenuValue(VOICE_GUIDE_KEY)) === ON, false));
  };
  read();
  const id = askNative(log, 'the voice guide listener', () => native.addCaptionChangeListener(VOICE_GUIDE_KEY, read), -1);
  return () => {
    if (id < 0) return;
    askNative(log, 'the end of the voice guide listener', () => {
      native.removeCaptionChangeListener(id);
      return true;
    }, false);
  };
}
