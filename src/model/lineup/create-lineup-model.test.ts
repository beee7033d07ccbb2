import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { ItemKey, ProfileId } from '#core/base';
import { createSampleApp, settle } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import type { LineupModel } from './lineup-model';
import { moveWithin } from './move-within';

let sample: SampleApp;
let lineup: LineupModel;
beforeEach(async () => {
  sample = await createSampleApp();
  lineup = await sample.app.openLineup();
});
afterEach(() => {
  sample.app.dispose();
});

const listed = (): readonly string[] => {
  const channels = sample.app.live.channels.peek();
  return Array.from({ length: channels.length }, (_, index) => channels.at(index)?.name ?? '');
};
const keysOf = (group = 'all'): readonly ItemKey[] => {
  const channels = lineup.channelsOf(group);
  return Array.from({ length: channels.length }, (_, index) => channels.at(index)?.key ?? ('' as ItemKey));
};
const at = (index: number): ItemKey => keysOf()[index] ?? ('' as ItemKey);
async function done(): Promise<void> {
  await lineup.settled();
  await settle();
}

test('what is hidden is in no list and no zap, keeps its place in the editor, and undo brings it back', async () => {
  const { app } = sample;
  const before = listed();
  lineup.setHidden([at(0), at(2)], true);
  await done();
  expect(listed()).toEqual(before.filter((_, index) => index !== 0 && index !== 2));
  expect([lineup.channelsOf('all').at(0)?.isHidden, keysOf().length]).toEqual([true, before.length]);
  const seen = new Set<string | null>();
  for (let i = 0; i < before.length + 2; i += 1) {
    app.live.zap(1);
    seen.add(app.player.channelKey.peek());
  }
  expect([seen.has(at(0)), seen.has(at(2)), seen.has(at(1))]).toEqual([false, false, true]);
  lineup.undo();
  await done();
  expect([listed(), lineup.canUndo.peek(), lineup.isChanged.peek()]).toEqual([before, false, false]);
});

test('a list of the viewer is a group of Live TV, and survives a restart with names and order', async () => {
  const { app } = sample;
  const group = lineup.addList('Evenings');
  lineup.addTo(group, [at(3), at(1)]);
  lineup.rename(at(1), 'My channel');
  await done();
  lineup.move(group, [at(1)], 'top');
  await done();
  expect(lineup.groups.peek()[1]).toMatchObject({ id: group, name: 'Evenings', count: 2, isOwn: true });
  app.session.switchProfile();
  await sample.host.clock.advance(10);
  await app.session.chooseProfile('noor' as ProfileId);
  expect(app.live.categories.peek().map(({ name }) => name)).not.toContain('Evenings');
  app.session.switchProfile();
  await sample.host.clock.advance(10);
  await app.session.chooseProfile('ingrid' as ProfileId);
  const category = app.live.categories.peek().find(({ name }) => name === 'Evenings');
  app.live.chooseCategory(category?.id ?? '');
  expect([category?.count, listed()[0]]).toEqual([2, 'My channel']);
  lineup.removeList(group);
  await done();
  expect(app.live.categories.peek().map(({ name }) => name)).not.toContain('Evenings');
});

test('groups are regrouped, hidden and renamed', async () => {
  const { app } = sample;
  const provided = lineup.groups.peek()[1];
  if (provided === undefined) throw new Error('the sample has no groups');
  const group = lineup.addList('Mine');
  const moved = keysOf(provided.id).slice(0, 1);
  lineup.moveTo(group, moved);
  lineup.renameGroup(provided.id, 'Other name');
  await done();
  const names = app.live.categories.peek().map(({ name, count }) => [name, count]);
  expect(names).toEqual(expect.arrayContaining([['Mine', 1], ['Other name', provided.count - 1]]));
  lineup.setGroupHidden(provided.id, true);
  await done();
  expect(app.live.categories.peek().map(({ name }) => name)).not.toContain('Other name');
  expect(lineup.groups.peek().find(({ id }) => id === provided.id)).toMatchObject({ isHidden: true, name: 'Other name' });
  lineup.reset();
  await done();
  expect(app.live.categories.peek().map(({ name }) => name)).toContain(provided.name);
});

test('a channel that is locked is neither named as lost nor looked for elsewhere', async () => {
  const { app } = sample;
  const key = at(0);
  const group = lineup.addList('Mine');
  lineup.addTo(group, [key, at(1)]);
  lineup.rename(key, 'Secret name');
  await done();
  await (await app.parental.control())?.changeRules({ keys: [key] });
  await done();
  expect(lineup.report.peek()).toEqual({ same: 1, byGuide: 0, byName: 0, lost: [] });
  expect(app.live.categories.peek().find(({ name }) => name === 'Mine')?.count).toBe(1);
  expect([keysOf().indexOf(key), listed().indexOf('Secret name')]).toEqual([-1, -1]);
  await (await app.parental.control())?.changeRules({ keys: [] });
  await done();
  expect([listed()[0], lineup.channelsOf(group).length]).toEqual(['Secret name', 2]);
});

test('moving within a list', () => {
  const order = ['a', 'b', 'c', 'd', 'e'] as ItemKey[];
  const move = (keys: string, place: 'top' | 'up' | 'down' | 'bottom') => moveWithin(order, keys.split('') as ItemKey[], place)?.order.join('') ?? null;
  expect([move('c', 'up'), move('c', 'down'), move('c', 'top'), move('c', 'bottom')]).toEqual(['acbde', 'abdce', 'cabde', 'abdec']);
  expect([move('bd', 'up'), move('bd', 'down'), move('a', 'up'), move('e', 'down'), move('abcde', 'top')]).toEqual(['bdace', 'acebd', null, null, null]);
});
