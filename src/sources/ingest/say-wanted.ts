import { nextTask } from '#core/base';
import type { CatalogReader } from '#core/catalog';
import type { WantedChannel } from '#core/guide';
import type { ClockPort } from '#ports';
import type { IngestJobHandle } from './ingest-job-handle';

/** Channels told in one go: about a millisecond on a desk computer. */
const BATCH = 250;

/** Tells a guide job the channels of a catalogue, a few at a time, so that frames come through; those without a guide key are left out. And channels by their ids. */
export async function sayWanted(job: IngestJobHandle, catalog: CatalogReader, clock: Pick<ClockPort, 'after'>, extraIds: readonly string[] = []): Promise<void> {
  if (extraIds.length > 0) job.say({ what: 'wanted', channels: extraIds.map((guideKey) => ({ guideKey, name: '' })) });
  const count = catalog.count('channel');
  for (let from = 0; from < count; from += BATCH) {
    if (from > 0) await nextTask(clock);
    const channels: WantedChannel[] = [];
    for (let row = from; row < Math.min(count, from + BATCH); row += 1) {
      const channel = catalog.channel(row);
      if (channel === null || channel.guideKey === '') continue;
      const { guideKey, guideName, name } = channel;
      channels.push(guideName === undefined ? { guideKey, name } : { guideKey, guideName, name });
    }
    job.say({ what: 'wanted', channels });
  }
}
