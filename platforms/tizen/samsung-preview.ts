import { MINUTE_MS, toAppError } from '#core/base';
import type { LogPort, PreviewPort } from '#ports';
import type { TizenNatives } from './tizen-natives';

/** Samsung's sample says so: what comes sooner is left out without a word. */
const PACE_MS = 10 * MINUTE_MS;

/** The app's row on Smart Hub, where this package brings the service that sets it; `null` elsewhere. What writes the row comes with the first one. */
export function findSamsungPreview(natives: TizenNatives, uses: readonly string[], log: LogPort): PreviewPort | null {
  if (uses.indexOf('preview') === -1 || natives.tizen.application === undefined) return null;
  return {
    paceMs: PACE_MS,
    show(sections) {
      import('./show-samsung-preview').then(
        ({ showSamsungPreview }) => {
          showSamsungPreview(natives, log, sections);
        },
        (error: unknown) => {
          log.write('warn', 'the preview is not set', { reason: toAppError(error).message });
        },
      );
    },
  };
}
