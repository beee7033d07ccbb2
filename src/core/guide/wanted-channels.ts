import type { CatalogReader } from '../catalog';
import type { WantedChannel } from './guide-contract';

/** The channels of a catalogue as a guide builder's wishes; those without a guide key are left out. */
export function wantedChannels(catalog: CatalogReader): readonly WantedChannel[] {
  const wanted: WantedChannel[] = [];
  const count = catalog.count('channel');
  for (let row = 0; row < count; row += 1) {
    const channel = catalog.channel(row);
    if (channel === null || channel.guideKey === '') continue;
    const { guideKey, guideName, name } = channel;
    wanted.push(guideName === undefined ? { guideKey, name } : { guideKey, guideName, name });
  }
  return wanted;
}
