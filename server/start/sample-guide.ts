import { NO_COMPUTED_GUIDE } from '#server/domain';
import type { ComputedGuide } from '#server/domain';
import { sampleGuide } from '#server/sample';
import type { SampleCatalog } from '#server/sample';

/** The sample channels' guide, computed on demand; none when the sample is not offered. */
export function sampleGuideOf(isWanted: boolean, sample: SampleCatalog): ComputedGuide {
  if (!isWanted) return NO_COMPUTED_GUIDE;
  return {
    keys: new Set(sample.channels.map((channel) => channel.slug)),
    between: (keys, fromMs, toMs) =>
      sampleGuide(keys, fromMs, toMs).map((programme) => ({
        ...programme,
        picture: programme.picture === '' ? '' : `/assets/${programme.picture}`,
      })),
  };
}
