import type { ItemKey } from '../base';
import type { ChannelRecord } from '../catalog';

/** What a channel is known by in a viewer's edits: enough to find it again after a refresh and at another provider. */
export interface ChannelMark {
  readonly key: ItemKey;
  /** As the provider's guide names it; empty without one. */
  readonly guideKey: string;
  /** As the provider named it. */
  readonly name: string;
}

/** What was changed of other channels than these, in its order. */
export function ofOthers<T extends { readonly channel: ChannelMark }>(changes: readonly T[], channels: readonly ChannelMark[]): T[] {
  const keys = new Set(channels.map(({ key }) => key));
  return changes.filter(({ channel }) => !keys.has(channel.key));
}

/** The mark of a channel as the provider lists it. */
export function markOf({ key, guideKey, name }: ChannelRecord): ChannelMark {
  return { key, guideKey, name };
}
