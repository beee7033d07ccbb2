import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runSteps } from '#core/base';
import type { ItemKey, ProfileId, SourceId } from '#core/base';
import { createCatalogBuilder } from '#core/catalog';
import type { CatalogSnapshot } from '#core/catalog';
import { signal } from '#core/state';
import { buildVersionIndex, pickVersions, VersionCounter, VersionScanner } from '#core/versions';
import { createStoredCell } from '#sources/storage';
import { createSampleApp, settle } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { createLineupModel } from './create-lineup-model';
import type { ChannelGrouping } from './create-lineup-model';
import type { LineupModel } from './lineup-model';
import { moveWithin } from './move-within';
import type { ComparedSources } from './propose-clock';

const NOT_COMPARED: ComparedSources = { catalogOf: () => null, guidesOf: () => [], sourceOf: () => null, keepGuides: () => Promise.resolve() };
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

describe('versions of a channel', () => {
  const nord = ['Nord 1', 'Nord 1 HD', 'Nord 1 4K'];
  const names = (group = 'all'): readonly string[] => {
    const channels = lineup.channelsOf(group);
    return Array.from({ length: channels.length }, (_, index) => `${channels.at(index)?.name ?? ''}${channels.at(index)?.isHidden === true ? ' (hidden)' : ''}`);
  };
  const groups = signal<ChannelGrouping | null>(null);
  const view = signal<CatalogSnapshot | null>(null);
  const seen = (): readonly string[] => {
    const rows = view.peek()?.rows('channel', 'all');
    return Array.from({ length: rows?.length ?? 0 }, (_, index) => view.peek()?.channel(rows?.at(index) ?? -1)?.name ?? '');
  };

  beforeEach(() => {
    const { host } = sample;
    const builder = createCatalogBuilder({ sourceId: 'v' as SourceId });
    const [one, two] = [builder.category('channel', 'One'), builder.category('channel', 'Two')];
    const list: ReadonlyArray<readonly [string, readonly number[]]> = [[nord[0] ?? '', [one]], ['Arena', [one]], [nord[1] ?? '', [two, one]], ['Pulse', [one]], [nord[2] ?? '', [one]]];
    list.forEach(([name, categories], index) => builder.addChannel({ nativeId: String(index + 1), name, categories, guideKey: name.slice(0, 4) }));
    const whole = builder.finish();
    const index = buildVersionIndex('channel', [{ data: whole.data, firstRow: 0 }], new VersionScanner());
    const rules = { classOf: () => 0, rankOf: (row: number) => [2, 0, 0, 0, 1][row] ?? 0 };
    groups.value = {
      group: (_reader, rows) => pickVersions(index, rows, rules),
      counter: () => {
        const counter = new VersionCounter(index, rules);
        return (rows) => counter.count(rows);
      },
    };
    view.value = whole;
    lineup = createLineupModel({
      clock: host.clock, log: host.log, translator: sample.app.translator,
      catalog: {
        plain: signal<CatalogSnapshot>(whole),
        useLineup: (arranger) => {
          view.value = arranger === null ? whole : runSteps(arranger.steps(whole));
          return Promise.resolve();
        },
      },
     
      sourceIds: () => ['v' as SourceId], isListed: () => true, versions: () => groups.value, guides: NOT_COMPARED, cellOf: (id) => createStoredCell(host.storage, host.log, `v.${id}`),
    });
  });
  const settled = async (): Promise<void> => {
    for (let round = 0; round < 20; round += 1) await sample.host.clock.advance(5);
    await done();
  };

  test('are one row; what is done to it is done to all of them', async () => {
    await settled();
    expect([names(), lineup.groups.peek().map(({ count }) => count)]).toEqual([['Nord 1 HD', 'Arena', 'Pulse'], [3, 3, 1]]);
    lineup.setHidden([at(0)], true);
    await settled();
    expect([names()[0], seen()]).toEqual(['Nord 1 HD (hidden)', ['Arena', 'Pulse']]);
    lineup.undo();
    lineup.rename(at(0), 'News');
    await settled();
    expect(seen()).toEqual(['News', 'Arena', 'News', 'Pulse', 'News']);
    const list = lineup.addList('Mine');
    lineup.addTo(list, [at(0), at(2)]);
    await settled();
    expect([names(list), lineup.groups.peek()[1]?.count]).toEqual([['News', 'Pulse'], 2]);
    lineup.takeFrom(list, [at(0)]);
    await settled();
    expect(names(list)).toEqual(['Pulse']);
  });

  test('move together, over rows that are several versions, in all channels and in lists', async () => {
    await settled();
    lineup.move('all', [at(0)], 'down');
    await settled();
    expect([names(), seen()]).toEqual([['Arena', 'Nord 1 HD', 'Pulse'], ['Arena', 'Nord 1', 'Nord 1 HD', 'Nord 1 4K', 'Pulse']]);
    lineup.move('all', [at(2)], 'up');
    await settled();
    expect(names()).toEqual(['Arena', 'Pulse', 'Nord 1 HD']);
    const list = lineup.addList('Mine');
    lineup.addTo(list, keysOf());
    await settled();
    lineup.move(list, [at(2)], 'top');
    await settled();
    expect(names(list)).toEqual(['Nord 1 HD', 'Arena', 'Pulse']);
  });

  test('one hidden by itself, where the setting shows all, leaves the others; then one row hides and shows the rest', async () => {
    await settled();
    const merged = groups.value;
    groups.value = null;
    expect(names().length).toBe(5);
    lineup.setHidden([at(2)], true);
    await settled();
    groups.value = merged;
    expect([names()[0], seen()]).toEqual(['Nord 1 4K', ['Nord 1', 'Arena', 'Pulse', 'Nord 1 4K']]);
    lineup.setHidden([at(0)], true);
    await settled();
    expect(seen()).toEqual(['Arena', 'Pulse']);
    lineup.setHidden([at(0)], false);
    await settled();
    expect(seen().length).toBe(5);
  });
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
