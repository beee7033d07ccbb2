import { toAppError } from '#core/base';
import type { LogPort, MediaSource } from '#ports';
import type { EnginePlan } from './session';

/**
 * The half of {@link MediaPort.announce} that every page has: loads the code of the engine a source will be given to, so that the first load need not wait
 * for it. A source whose form is not known is left alone, since its host would have to be asked.
 */
export function readyEngine(plan: EnginePlan, source: MediaSource, log: LogPort): void {
  if (source.form === 'unknown') return;
  plan(source)
    .then(([first]) => first?.prepare?.())
    .catch((error: unknown) => {
      // The load will say so to the viewer.
      log.write('debug', 'media: no engine made ready', { code: toAppError(error, 'media.state').code });
    });
}
