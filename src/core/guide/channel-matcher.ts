import { foldText, normaliseChannelName } from '../text';
import type { GuideChannel, WantedChannel } from './guide-contract';
import { splitGuideKey } from './guide-key';

/** How well a guide's channel fits; smaller is better. */
const RANK = { id: 0, idWithoutCase: 1, guideName: 2, name: 3, normalised: 4, none: 5 } as const;

interface Wish {
  readonly guideKey: string;
  rank: number;
  channel: number;
}

/** Names compare without case, and with spaces and underscores alike (Kodi writes `tvg-name` with underscores). */
function plainName(name: string): string {
  return foldText(name).replace(/[\s_]+/g, ' ').trim();
}

/**
 * Finds for every wanted channel the guide's best one. Order by Kodi (protocols.md 2.3): id, id without case, display name = guide
 * name, display name = channel name, normalised names. A better match that comes later takes over.
 */
export class ChannelMatcher {
  private readonly wishes: Wish[] = [];
  private readonly byId = new Map<string, Wish[]>();
  private readonly byLowerId = new Map<string, Wish[]>();
  private readonly byGuideName = new Map<string, Wish[]>();
  private readonly byName = new Map<string, Wish[]>();
  private readonly byNormal = new Map<string, Wish[]>();
  private readonly uses: number[] = [];

  constructor(wanted: readonly WantedChannel[]) {
    const wishByKey = new Map<string, Wish>();
    for (const channel of wanted) {
      const { key } = splitGuideKey(channel.guideKey);
      if (key === '') continue;
      let wish = wishByKey.get(key);
      if (wish === undefined) {
        wish = { guideKey: key, rank: RANK.none, channel: -1 };
        wishByKey.set(key, wish);
        this.wishes.push(wish);
        put(this.byId, key, wish);
        put(this.byLowerId, key.toLowerCase(), wish);
        put(this.byNormal, normaliseChannelName(key), wish);
      }
      put(this.byGuideName, plainName(channel.guideName ?? ''), wish);
      put(this.byNormal, normaliseChannelName(channel.guideName ?? ''), wish);
      put(this.byName, plainName(channel.name), wish);
      put(this.byNormal, normaliseChannelName(channel.name), wish);
    }
  }

  /** Offers a channel of the guide; call again when more of its names are known. */
  offer(index: number, channel: GuideChannel): void {
    this.take(this.byId.get(channel.id), RANK.id, index);
    this.take(this.byLowerId.get(channel.id.toLowerCase()), RANK.idWithoutCase, index);
    for (const name of channel.names) {
      const plain = plainName(name);
      this.take(this.byGuideName.get(plain), RANK.guideName, index);
      this.take(this.byName.get(plain), RANK.name, index);
      this.take(this.byNormal.get(normaliseChannelName(name)), RANK.normalised, index);
    }
    if (channel.names.length === 0) this.take(this.byNormal.get(normaliseChannelName(channel.id)), RANK.normalised, index);
  }

  /** Whether a channel of the guide is anybody's best so far. */
  isUsed(index: number): boolean {
    return (this.uses[index] ?? 0) > 0;
  }

  /** Guide keys and the channel each got. */
  aliases(): ReadonlyArray<readonly [guideKey: string, channel: number]> {
    return this.wishes.filter((wish) => wish.channel >= 0).map((wish) => [wish.guideKey, wish.channel] as const);
  }

  private take(wishes: readonly Wish[] | undefined, rank: number, index: number): void {
    if (wishes === undefined) return;
    for (const wish of wishes) {
      if (rank >= wish.rank) continue;
      if (wish.channel >= 0) this.uses[wish.channel] = (this.uses[wish.channel] ?? 1) - 1;
      wish.rank = rank;
      wish.channel = index;
      this.uses[index] = (this.uses[index] ?? 0) + 1;
    }
  }
}

function put(map: Map<string, Wish[]>, key: string, wish: Wish): void {
  if (key === '') return;
  const list = map.get(key);
  if (list === undefined) map.set(key, [wish]);
  else if (list.indexOf(wish) < 0) list.push(wish);
}
