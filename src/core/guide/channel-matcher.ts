import { foldText, normaliseChannelName } from '../text';
import { MATCH_KINDS } from './channel-matches';
import type { PackedMatch } from './channel-matches';
import type { GuideChannel, WantedChannel } from './guide-contract';
import { splitGuideKey } from './guide-key';

/** How well a guide's channel fits, as an index of {@link MATCH_KINDS}; smaller is better. */
const RANK = { id: 0, idWithoutCase: 1, guideName: 2, name: 3, normalised: 4, none: MATCH_KINDS.length - 1 } as const;
/** Rivals that are listed; who chooses does not read more. */
const MAX_RIVALS = 10;
/** Wishes that share a name; a list in which thousands of channels are called alike must not make every offer slow. */
const MAX_NAMESAKES = 256;

interface Wish {
  readonly guideKey: string;
  rank: number;
  channel: number;
  /** Other channels with the same rank. */
  rivals: number[];
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
  private unmatched = 0;

  constructor(wanted: readonly WantedChannel[]) {
    const wishByKey = new Map<string, Wish>();
    for (const channel of wanted) {
      const { key } = splitGuideKey(channel.guideKey);
      if (key === '') continue;
      let wish = wishByKey.get(key);
      if (wish === undefined) {
        wish = { guideKey: key, rank: RANK.none, channel: -1, rivals: [] };
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
    this.unmatched = this.wishes.length;
  }

  /** Whether some wish would be glad of any channel. */
  get isHungry(): boolean {
    return this.unmatched > 0;
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

  /** What became of each wish, in their order. */
  matches(): readonly PackedMatch[] {
    return this.wishes.map(({ guideKey, rank, channel, rivals }) => [guideKey, rank, channel, rivals] as const);
  }

  private take(wishes: readonly Wish[] | undefined, rank: number, index: number): void {
    if (wishes === undefined) return;
    for (const wish of wishes) {
      if (wish.channel === index ? rank >= wish.rank : rank > wish.rank) continue;
      if (rank === wish.rank) {
        if (wish.rivals.length < MAX_RIVALS && wish.rivals.indexOf(index) < 0) wish.rivals.push(index);
        continue;
      }
      if (wish.channel >= 0) this.uses[wish.channel] = (this.uses[wish.channel] ?? 1) - 1;
      else this.unmatched -= 1;
      wish.rank = rank;
      wish.channel = index;
      wish.rivals = [];
      this.uses[index] = (this.uses[index] ?? 0) + 1;
    }
  }
}

function put(map: Map<string, Wish[]>, key: string, wish: Wish): void {
  if (key === '') return;
  const list = map.get(key);
  if (list === undefined) map.set(key, [wish]);
  else if (list[list.length - 1] !== wish && list.length < MAX_NAMESAKES) list.push(wish);
}
