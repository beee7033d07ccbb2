import type { ItemKey } from '#core/base';
import type { CatalogModel } from '#model/catalog';
import type { MatchChannel, MatchFacts } from './spoilers-model';

/** What ran on a channel at a moment: as the guide tells it, else by `title`, as recordings keep it; `null`: nothing is known. Reads signals. */
export function matchAt({ catalog, guide }: Pick<CatalogModel, 'catalog' | 'guide'>, key: ItemKey, startMs: number, title: string | null): readonly [channel: MatchChannel, programme: MatchFacts | null] {
  const reader = catalog.value;
  const channel = reader.channel(reader.rowOf('channel', key)) ?? { key, guideKey: '' };
  const running = channel.guideKey === '' ? null : guide.value.nowNext(channel.guideKey, startMs).now;
  return [channel, running ?? (title === null ? null : { title, category: '', startMs })];
}
