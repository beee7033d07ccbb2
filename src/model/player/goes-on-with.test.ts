import { expect, test } from '@jest/globals';
import type { ChannelRecord, GuideReader, ProgrammeRecord } from '#core/catalog';
import { goesOnWith } from './goes-on-with';
import type { PlayerDeps } from './player-deps';

const MIN = 60_000;
const NOW = 1_000_000 * MIN;
const AT = NOW - 600 * MIN;

const programme = (startMs: number, stopMs: number, category = 'Film'): ProgrammeRecord =>
  ({ channelKey: 'one', startMs, stopMs, title: 'A', subtitle: '', description: '', category, picture: '', age: -1 });

function guideOf(programmes: readonly ProgrammeRecord[]): GuideReader {
  return {
    revision: '', has: () => true, between: () => [],
    nowNext: (_, atMs) => ({ now: programmes.find((each) => each.startMs <= atMs && atMs < each.stopMs) ?? null, next: programmes.find((each) => each.startMs > atMs) ?? null }),
  };
}

interface Case {
  readonly programmes?: readonly ProgrammeRecord[];
  readonly stopMs?: number;
  readonly guideKey?: string;
  readonly isAutoplayOn?: boolean;
  readonly isGuarded?: boolean;
}

test.each<readonly [string, Case, 'live' | readonly [number, number] | null]>([
  ['one that still runs leads to live', { stopMs: NOW + MIN }, 'live'],
  ['without a guide the channel goes on in windows', {}, [AT, AT + 180 * MIN]],
  ['also where the viewer wants nothing to follow: it is the same watching', { isAutoplayOn: false }, [AT, AT + 180 * MIN]],
  ['also where the channel has no key of a guide', { guideKey: '', programmes: [programme(AT, AT + MIN)] }, [AT, AT + 180 * MIN]],
  ['a window ends where the guide begins', { programmes: [programme(AT + 60 * MIN, AT + 90 * MIN)] }, [AT, AT + 60 * MIN]],
  ['at the edge it is live', { stopMs: NOW - MIN }, 'live'],
  ['the programme that follows', { programmes: [programme(AT - 60 * MIN, AT), programme(AT + MIN, AT + 30 * MIN)] }, [AT + MIN, AT + 30 * MIN]],
  ['not where the viewer wants nothing to follow', { isAutoplayOn: false, programmes: [programme(AT - 60 * MIN, AT), programme(AT, AT + 30 * MIN)] }, null],
  ['not after the end of an evening', { programmes: [programme(AT - 60 * MIN, AT), programme(AT + 30 * MIN, AT + 60 * MIN)] }, null],
  ['after a guarded match no news', { isGuarded: true, programmes: [programme(AT - 60 * MIN, AT, 'Sport'), programme(AT, AT + 30 * MIN, 'News')] }, null],
  ['but more sport: extra time', { isGuarded: true, programmes: [programme(AT - 60 * MIN, AT, 'Sport'), programme(AT, AT + 30 * MIN, 'Sport')] }, [AT, AT + 30 * MIN]],
])('%s', (_, { programmes = [], stopMs = AT, guideKey = 'one', isAutoplayOn = true, isGuarded = false }, expected) => {
  const deps = {
    clock: { nowMs: () => NOW }, catalog: { guide: { peek: () => guideOf(programmes) } }, settings: { values: { peek: () => ({ isAutoplayOn }) } },
    spoilers: () => ({ isSport: (_channel: unknown, { category }: ProgrammeRecord) => category === 'Sport' }),
  } as unknown as PlayerDeps;
  const next = goesOnWith(deps, { guideKey, catchup: { days: 7 } } as ChannelRecord, stopMs, isGuarded);
  expect(next === null || next === 'live' ? next : [next.startMs, next.stopMs]).toEqual(expected);
});
