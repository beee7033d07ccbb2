import { expect, test } from '@jest/globals';
import { HOUR_MS, itemKey, MINUTE_MS, runSteps } from '../base';
import type { SourceId } from '../base';
import { createCatalogBuilder } from '../catalog';
import type { CatalogSnapshot } from '../catalog';
import { createGuideBuilder, guideKeyWithShift, wantedChannels } from '../guide';
import { arrangeCatalogSteps, chooseGuide, groupClockId, groupIdOf, hasLineupEdits, hasListEdits, markOf, NO_GUIDE_EDITS, NO_LINEUP, parseLineup, setChannelClock, setClock, sourceClockId } from '.';
import type { ChannelMark, GuideEdits } from '.';

const A = 'a' as SourceId;
const NOW = Date.UTC(2026, 10, 27, 20);

function provider(firstId = 1): CatalogSnapshot {
  const builder = createCatalogBuilder({ sourceId: A });
  const [news, sport] = [builder.category('channel', 'News'), builder.category('channel', 'Sport')];
  builder.addChannel({ nativeId: String(firstId), name: 'One', categories: [news], guideKey: 'one.tv' });
  builder.addChannel({ nativeId: String(firstId + 1), name: 'Two', categories: [news], guideKey: guideKeyWithShift('one.tv', 60) });
  builder.addChannel({ nativeId: String(firstId + 2), name: 'Three', categories: [sport], guideKey: 'one.tv' });
  builder.addChannel({ nativeId: String(firstId + 3), name: 'Four', categories: [sport] });
  return builder.finish();
}

const base = provider();
const group = (name: string): string => groupClockId(groupIdOf(A, name));
const mark = (row: number): ChannelMark => {
  const channel = base.channel(row);
  if (channel === null) throw new Error('no channel');
  return markOf(channel);
};
const startsOf = (guides: GuideEdits, catalog = base): readonly unknown[] => {
  const seen = runSteps(arrangeCatalogSteps(catalog, { ...NO_LINEUP, guides })).catalog;
  const builder = createGuideBuilder({ nowMs: NOW, wanted: wantedChannels(catalog) });
  builder.addChannel({ id: 'one.tv', names: ['One'], icon: '' });
  builder.addProgramme('one.tv', { startMs: NOW, stopMs: NOW + HOUR_MS, title: 'Film' });
  const guide = builder.finish();
  return [0, 1, 2, 3].map((row) => {
    const [programme] = guide.between(seen.channel(row)?.guideKey ?? '', NOW - 48 * HOUR_MS, NOW + 48 * HOUR_MS);
    return programme === undefined ? null : (programme.startMs - NOW) / MINUTE_MS;
  });
};

test('a channel counts before its group, its group before its source, and a shift of the playlist is kept', () => {
  expect(startsOf(NO_GUIDE_EDITS)).toEqual([0, 60, 0, null]);
  let guides = setClock(NO_GUIDE_EDITS, sourceClockId(A), -30);
  expect(startsOf(guides)).toEqual([-30, 30, -30, null]);
  guides = setClock(guides, group('Sport'), 0);
  expect(startsOf(guides)).toEqual([-30, 30, 0, null]);
  guides = setChannelClock(guides, [mark(0)], 120);
  expect(startsOf(guides)).toEqual([120, 30, 0, null]);
  guides = setChannelClock(setClock(setClock(guides, group('Sport'), null), sourceClockId(A), 0), [mark(0)], null);
  expect(guides).toEqual(NO_GUIDE_EDITS);
});

test('a chosen guide is read instead, moved as the channel is; none is none', () => {
  let guides = chooseGuide(setClock(NO_GUIDE_EDITS, group('Sport'), 15), [mark(3)], 'one.tv');
  expect(startsOf(guides)).toEqual([0, 60, 15, 15]);
  guides = chooseGuide(guides, [mark(0)], '');
  expect(startsOf(guides)).toEqual([null, 60, 15, 15]);
  expect(parseLineup(JSON.parse(JSON.stringify({ ...NO_LINEUP, guides }))).guides).toEqual(guides);
  expect(startsOf(chooseGuide(guides, [mark(0), mark(3)], null))).toEqual([0, 60, 15, null]);
});

test('what is stored is read again, within reach, and finds its channel after the provider numbered anew', () => {
  const guides = setChannelClock(setClock(NO_GUIDE_EDITS, group('News'), 5000), [mark(0)], 15);
  const edits = parseLineup(JSON.parse(JSON.stringify({ ...NO_LINEUP, guides: { ...guides, clocks: [...guides.clocks, { id: 'x', offsetMin: 'much' }] } })));
  expect(edits.guides).toEqual({ channels: [{ channel: mark(0), offsetMin: 15 }], clocks: [{ id: group('News'), offsetMin: 720 }], chosen: [] });
  expect([hasLineupEdits(edits), hasListEdits(edits), parseLineup({}).guides]).toEqual([true, false, NO_GUIDE_EDITS]);
  const renumbered = provider(100);
  expect(startsOf(edits.guides, renumbered)[0]).toBe(15);
  const bound = runSteps(arrangeCatalogSteps(renumbered, edits)).edits;
  expect(bound.guides.channels[0]?.channel.key).toBe(itemKey(A, 'channel', '100'));
});
