import type { ItemKey } from '#core/base';
import type { CatalogReader } from '#core/catalog';
import { groupClockId, groupIdOf, sourceClockId } from '#core/lineup';
import type { GuideEdits } from '#core/lineup';
import type { ChannelClock } from './lineup-model';

/** What moves the guide of a channel as the provider lists it; see `LineupModel.clockOf`. */
export function channelClock(plain: CatalogReader, guides: GuideEdits, key: ItemKey): ChannelClock | null {
  const channel = plain.channel(plain.rowOf('channel', key));
  if (channel === null) return null;
  const offsetOf = (id: string): number | null => guides.clocks.find((clock) => clock.id === id)?.offsetMin ?? null;
  const groups = plain.categories('channel')
    .filter(({ index }) => channel.categories.indexOf(index) !== -1)
    .map(({ sourceId, name }) => {
      const id = groupClockId(groupIdOf(sourceId, name));
      return { id, name, offsetMin: offsetOf(id) };
    });
  const { sourceId } = channel.stream;
  return {
    channelMin: guides.channels.find((edit) => edit.channel.key === key)?.offsetMin ?? null,
    chosen: guides.chosen.find((edit) => edit.channel.key === key)?.guideId ?? null,
    group: groups.find(({ offsetMin }) => offsetMin !== null) ?? groups[0] ?? null,
    source: { id: sourceClockId(sourceId), sourceId, offsetMin: offsetOf(sourceClockId(sourceId)) ?? 0 },
  };
}
