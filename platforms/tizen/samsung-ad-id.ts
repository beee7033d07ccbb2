import type { AdIdPort, LogPort } from '#ports';
import { askNative } from './tizen-natives';
import type { TizenNatives } from './tizen-natives';

/**
 * Samsung's id for advertising (TIFA), where this package asks for it; `null` elsewhere. A set whose owner limits ad tracking gives none, and neither
 * does one that has no id yet (`InvalidStateError`): both are ordinary. What was read is kept nowhere, since its owner may reset it.
 */
export function findSamsungAdId(natives: TizenNatives, uses: readonly string[], log: LogPort): AdIdPort | null {
  const { adinfo } = natives.webapis;
  if (uses.indexOf('advertising-id') === -1 || adinfo === undefined) return null;
  return {
    kind: 'tifa',
    id() {
      // A set that cannot say whether tracking is limited counts as one that limits it.
      if (askNative(log, 'the limit of ad tracking', () => adinfo.isLATEnabled(), true)) return null;
      const id = askNative(log, 'the advertising id', () => adinfo.getTIFA(), '');
      return id === '' ? null : id;
    },
  };
}
