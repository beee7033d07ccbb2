import { runSteps } from '../base';
import type { Steps } from '../base';
import type { PackedMatch } from './channel-matches';
import { packMatchesSteps, readMatches } from './channel-matches';
import type { ColumnarGuide } from './columnar-guide';
import type { GuideChannel, TimeSpan } from './guide-contract';
import type { GuideData } from './guide-data';
import { GuideParts } from './guide-parts';
import { RecordMover, TextPool } from './record-mover';

/** Channels of both guides as one list: the fresh ones, then old ones that the fresh guide does not know. */
interface JoinedChannels {
  readonly channels: readonly GuideChannel[];
  readonly aliases: GuideData['aliases'];
  /** The old guide's channel behind each, or -1. */
  readonly oldOf: readonly number[];
  /** Old matches that are still true, by guide key. */
  readonly carried: ReadonlyMap<string, number>;
}

function joinChannels(old: GuideData, fresh: GuideData, wishes: ReadonlySet<string>): JoinedChannels {
  const channels = fresh.channels.slice();
  const oldOf: number[] = channels.map(() => -1);
  const byId = new Map(channels.map((channel, index) => [channel.id, index] as const));
  const byKey = new Map(fresh.aliases);
  const keysOf = new Map<number, string[]>();
  for (const [key, channel] of old.aliases) keysOf.set(channel, (keysOf.get(channel) ?? []).concat(key));
  const aliases = fresh.aliases.slice();
  const carried = new Map<string, number>();
  old.channels.forEach((channel, index) => {
    if ((old.starts[index + 1] ?? 0) === (old.starts[index] ?? 0)) return;
    const keys = keysOf.get(index) ?? [];
    // The provider may have given the channel another id: then the key that was asked for leads to it.
    let target = byId.get(channel.id) ?? keys.map((key) => byKey.get(key)).find((found) => found !== undefined);
    const isWanted = wishes.size === 0 || keys.some((key) => wishes.has(key));
    if (target === undefined) {
      if (!isWanted) return;
      target = channels.length;
      channels.push(channel);
      oldOf.push(-1);
    }
    if (oldOf[target] === -1) oldOf[target] = index;
    for (const key of keys) {
      if (byKey.has(key) || (wishes.size > 0 && !wishes.has(key))) continue;
      aliases.push([key, target]);
      carried.set(key, target);
    }
  });
  return { channels, aliases, oldOf, carried };
}

/** The fresh guide's matches, with old ones where it has none. */
function* joinMatches(old: GuideData, fresh: GuideData, carried: ReadonlyMap<string, number>): Steps<Uint8Array> {
  if (carried.size === 0) return fresh.matches;
  const before = new Map(readMatches(old.matches).map((match) => [match[0], match] as const));
  const joined = readMatches(fresh.matches).map((match): PackedMatch => {
    const channel = carried.get(match[0]);
    const known = before.get(match[0]);
    return channel === undefined || known === undefined ? match : [match[0], known[1], channel, []];
  });
  return yield* packMatchesSteps(joined);
}

/**
 * A guide that says what `fresh` says where it says something, and what `old` said elsewhere: per channel the time from the fresh guide's
 * first start to its last stop is replaced, the rest of the old one stays as far as it lies within `window`. Channels that
 * only one of them knows stay, unless nobody asks for them any more. Both guides remain readable. The fresh texts are shared, the old ones
 * that stay are copied. In slices.
 */
export function* updateGuideSteps(old: ColumnarGuide, fresh: ColumnarGuide, window: TimeSpan): Steps<ColumnarGuide> {
  const wishes = new Set(readMatches(fresh.data.matches).map((match) => match[0]));
  yield;
  const joined = joinChannels(old.data, fresh.data, wishes);
  yield;
  const pool = new TextPool(fresh.data.store);
  yield;
  const mover = new RecordMover(old.data.store, pool, old.programmeCount);
  yield;
  const parts = new GuideParts(old.programmeCount + fresh.programmeCount, pool);
  yield;
  const { from, to, offset } = old.data;
  const now = fresh.data;
  const fromSec = window.fromMs / 1000;
  const toSec = window.toMs / 1000;
  for (let channel = 0; channel < joined.channels.length; channel += 1) {
    const first = now.starts[channel] ?? now.from.length;
    const behind = now.starts[channel + 1] ?? now.from.length;
    const coverFrom = behind > first ? (now.from[first] ?? 0) : Infinity;
    const coverTo = behind > first ? (now.to[behind - 1] ?? 0) : Infinity;
    const oldChannel = joined.oldOf[channel] ?? -1;
    const oldBehind = old.data.starts[oldChannel + 1] ?? 0;
    let row = oldChannel < 0 ? oldBehind : (old.data.starts[oldChannel] ?? 0);
    for (; row < oldBehind && (from[row] ?? 0) < coverFrom; row += 1) {
      const stop = Math.min(to[row] ?? 0, coverFrom);
      if (stop > fromSec && (from[row] ?? 0) < toSec) parts.add(from[row] ?? 0, stop, mover.move(offset[row] ?? 0));
      if (parts.isDue(mover)) yield;
    }
    for (let at = first; at < behind; at += 1) {
      if ((now.to[at] ?? 0) > fromSec && (now.from[at] ?? 0) < toSec) parts.add(now.from[at] ?? 0, now.to[at] ?? 0, now.offset[at] ?? 0);
      if (parts.isDue(mover)) yield;
    }
    for (; row < oldBehind; row += 1) {
      const start = from[row] ?? 0;
      if (start >= coverTo && start < toSec) parts.add(start, to[row] ?? 0, mover.move(offset[row] ?? 0));
      if (parts.isDue(mover)) yield;
    }
    parts.endChannel();
  }
  const matches = yield* joinMatches(old.data, fresh.data, joined.carried);
  return yield* parts.finishSteps(`${old.revision}+${fresh.revision}`, { channels: joined.channels, aliases: joined.aliases, matches });
}

/** As {@link updateGuideSteps}, at once. */
export function updateGuide(old: ColumnarGuide, fresh: ColumnarGuide, window: TimeSpan): ColumnarGuide {
  return runSteps(updateGuideSteps(old, fresh, window));
}
