import { parseItemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import type { CatalogReader, ChannelRecord } from '#core/catalog';
import { firstOfTitles, leadersOfChannels, TitleNames, VersionScanner } from '#core/versions';
import type { TitleIdentity } from '#core/versions';
import type { VersionMerger } from '../version-merger';

/** Makes what merges versions. `areChannelsMerged` tells what the setting wants. */
export function createVersionMerger(areChannelsMerged: () => boolean): VersionMerger {
  const names = new TitleNames();
  const scanner = new VersionScanner();

  function identityOf(reader: CatalogReader, kind: 'movie' | 'series', key: ItemKey): TitleIdentity | null {
    const row = reader.rowOf(kind, key);
    const record = row === -1 ? null : reader[kind](row);
    if (record === null) return null;
    const { key: name, year } = names.ofName(record.name, record.year);
    return { key: `${name} ${reader.isLockedRow?.(kind, row) === true ? 'locked' : ''}`, year };
  }

  function firstChannels(reader: CatalogReader, keys: readonly ItemKey[]): readonly ItemKey[] {
    const channels: ChannelRecord[] = [];
    for (const key of keys) {
      const channel = reader.channel(reader.rowOf('channel', key));
      if (channel !== null) channels.push(channel);
    }
    const classOf = ({ isAdult, row }: ChannelRecord): string => `${isAdult ? 'adult' : ''} ${reader.isLockedRow?.('channel', row) === true ? 'locked' : ''}`;
    const leaders = leadersOfChannels(channels, scanner, classOf);
    const others = new Set(channels.filter((_, place) => leaders[place] !== place).map(({ key }) => key));
    return keys.filter((key) => !others.has(key));
  }

  return {
    firstOfEach(reader, keys) {
      const own = Array.from(new Set(keys));
      const of = (kind: string): readonly ItemKey[] => own.filter((key) => parseItemKey(key)?.kind === kind);
      const kept = new Set<ItemKey>(areChannelsMerged() ? firstChannels(reader, of('channel')) : of('channel'));
      for (const kind of ['movie', 'series'] as const) for (const key of firstOfTitles(of(kind), (each) => identityOf(reader, kind, each))) kept.add(key);
      return own.filter((key) => kept.has(key));
    },
  };
}
