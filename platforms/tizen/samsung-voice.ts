import { toAppError } from '#core/base';
import type { LogPort, VoicePort } from '#ports';
import type { TizenNatives } from './tizen-natives';

/**
 * The set's assistant where this package may hear it: sets from Tizen 6.0 on have it, and only packages for those may ask (the brand's `uses`). What
 * it says is understood by code that comes when somebody listens. `null` elsewhere.
 */
export function findSamsungVoice(natives: TizenNatives, uses: readonly string[], log: LogPort): VoicePort | null {
  if (uses.indexOf('voice') === -1 || !('voiceinteraction' in natives.webapis)) return null;
  return {
    listen(listener) {
      let isOver = false;
      let end = (): void => undefined;
      import('./hear-samsung-voice').then(
        ({ hearSamsungVoice }) => {
          if (!isOver) end = hearSamsungVoice(natives, log, listener);
        },
        (error: unknown) => {
          log.write('warn', 'the assistant is not heard', { reason: toAppError(error).message });
        },
      );
      return () => {
        isOver = true;
        end();
      };
    },
  };
}
