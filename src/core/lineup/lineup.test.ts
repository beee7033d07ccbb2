import { describe, expect, test } from '@jest/globals';
import { itemKey, runSteps } from '../base';
import type { SourceId } from '../base';
import { createCatalogBuilder, mergeCatalogs } from '../catalog';
import type { CatalogSnapshot, ColumnarCatalog, RowList } from '../catalog';
import {
  addList, addToList, arrangeCatalogSteps, editGroup, groupIdOf, hasLineupEdits, markOf, moveList, NO_LINEUP, parseLineup, placeChannels, regroupChannels, removeList, renameChannel,
  renameList, setChannelsHidden, takeFromList,
} from '.';
import type { Arranged, ChannelMark, LineupEdits } from '.';

const A = 'a' as SourceId;

function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) / 4294967296;
}

function provider(id: SourceId, names: readonly string[], options: { readonly guides?: boolean; readonly groups?: readonly string[]; readonly firstId?: number } = {}): ColumnarCatalog {
  const builder = createCatalogBuilder({ sourceId: id });
  const groups = (options.groups ?? ['News', 'Sport']).map((name) => builder.category('channel', name));
  names.forEach((name, index) => {
    builder.addChannel({ nativeId: String((options.firstId ?? 1) + index), name, number: index + 1, categories: [groups[index % groups.length] ?? 0], ...(options.guides === true ? { guideKey: `${name.toLowerCase()}.tv` } : {}) });
  });
  builder.addMovie({ nativeId: '1', name: 'Film' });
  return builder.finish();
}

const NAMES = ['One', 'Two', 'Three', 'Four', 'Five', 'Six'];
const base = provider(A, NAMES);
const mark = (name: string, catalog: CatalogSnapshot = base): ChannelMark => {
  const rows = catalog.rows('channel', 'all');
  for (let i = 0; i < rows.length; i += 1) {
    const channel = catalog.channel(rows.at(i));
    if (channel?.name === name) return markOf(channel);
  }
  throw new Error(`no channel ${name}`);
};
const arrange = (edits: LineupEdits, catalog: CatalogSnapshot = base): Arranged => runSteps(arrangeCatalogSteps(catalog, edits));
const namesIn = (catalog: CatalogSnapshot, list: RowList = catalog.rows('channel', 'all')): readonly string[] => Array.from({ length: list.length }, (_, index) => catalog.channel(list.at(index))?.name ?? '?');
const groupsOf = (catalog: CatalogSnapshot) => catalog.categories('channel').map(({ index, name, count }) => [name, count, namesIn(catalog, catalog.rows('channel', index)).join()]);

describe('a line-up', () => {
  test('hides, renames and moves; numbers, keys and films go on', () => {
    let edits = setChannelsHidden(NO_LINEUP, [mark('Two')], true);
    edits = renameChannel(edits, mark('One'), 'First');
    edits = placeChannels(edits, [mark('Six'), mark('Five')], null);
    edits = placeChannels(edits, [mark('One')], mark('Three'));
    const { catalog, report } = arrange(edits);
    expect(namesIn(catalog)).toEqual(['Six', 'Five', 'Three', 'First', 'Four']);
    expect(catalog.count('channel')).toBe(5);
    expect([catalog.rowOf('channel', mark('Two').key), catalog.rowOfNumber(2), catalog.channel(1)]).toEqual([-1, -1, null]);
    expect(groupsOf(catalog)).toEqual([['News', 3, 'Five,Three,First'], ['Sport', 2, 'Six,Four']]);
    expect(catalog.movie(0)?.name).toBe('Film');
    expect(report).toEqual({ same: 5, byGuide: 0, byName: 0, lost: [] });
    // What is taken back is as it was.
    edits = renameChannel(setChannelsHidden(edits, [mark('Two')], false), mark('One'), '');
    expect(namesIn(arrange({ ...edits, moves: [] }).catalog)).toEqual(NAMES);
  });

  test('lists of the viewer stand first; regrouped channels leave their group and come back when their list goes', () => {
    let edits = addList(addList(NO_LINEUP, 'l1', 'Mornings'), 'l2', 'Kids');
    edits = addToList(edits, 'l1', [mark('Four'), mark('One'), mark('Four')].slice(0, 2));
    edits = regroupChannels(edits, 'l2', [mark('Three'), mark('Two')]);
    edits = renameList(moveList(edits, 'l2', -1), 'l2', 'Children');
    expect(groupsOf(arrange(edits).catalog)).toEqual([['Children', 2, 'Three,Two'], ['Mornings', 2, 'Four,One'], ['News', 2, 'One,Five'], ['Sport', 2, 'Four,Six']]);
    expect(moveList(edits, 'l2', -1)).toBe(edits);
    expect(groupsOf(arrange(takeFromList(edits, 'l2', [mark('Two')])).catalog)).toEqual([['Children', 1, 'Three'], ['Mornings', 2, 'Four,One'], ['News', 2, 'One,Five'], ['Sport', 3, 'Two,Four,Six']]);
    expect(groupsOf(arrange(removeList(edits, 'l2')).catalog).slice(1)).toEqual([['News', 3, 'One,Three,Five'], ['Sport', 3, 'Two,Four,Six']]);
  });

  test('groups are renamed and hidden; a channel of a list stays', () => {
    let edits = editGroup(NO_LINEUP, groupIdOf(A, 'News'), { name: 'Journal' });
    edits = editGroup(edits, groupIdOf(A, 'Sport'), { isHidden: true });
    edits = addToList(addList(edits, 'l', 'Mine'), 'l', [mark('Six')]);
    const { catalog } = arrange(edits);
    expect(groupsOf(catalog)).toEqual([['Mine', 1, 'Six'], ['Journal', 3, 'One,Three,Five']]);
    expect(namesIn(catalog)).toEqual(['One', 'Three', 'Five', 'Six']);
    expect(hasLineupEdits({ ...editGroup(editGroup(edits, groupIdOf(A, 'News'), { name: '' }), groupIdOf(A, 'Sport'), { isHidden: false }), lists: [] })).toBe(false);
  });

  test('edits survive being stored, and what is torn is left out', () => {
    const edits = placeChannels(addToList(addList(editGroup(renameChannel(setChannelsHidden(NO_LINEUP, [mark('Two')], true), mark('One'), 'First'), 'g', { name: 'G' }), 'l', 'L'), 'l', [mark('One')]), [mark('Two')], null);
    expect(parseLineup(JSON.parse(JSON.stringify(edits)))).toEqual(edits);
    expect(parseLineup({ lists: [{ name: 'x' }, 3], hidden: [{}], moves: 'no', names: [{ name: 'n' }] })).toEqual(NO_LINEUP);
  });
});

describe('another provider', () => {
  const hidden = setChannelsHidden(NO_LINEUP, [mark('Two'), mark('Four')], true);

  test('channels are found by the name without tags; what is not there is told and kept', () => {
    const next = provider('b' as SourceId, ['DE: Four FHD', 'Nine', 'Two HD'], { firstId: 50 });
    const { catalog, report } = arrange(setChannelsHidden(hidden, [mark('Six')], true), next);
    expect(namesIn(catalog)).toEqual(['Nine']);
    expect(report).toEqual({ same: 0, byGuide: 0, byName: 2, lost: ['Six'] });
  });

  test('edits are bound to what was found, and a source that is not here yet is left alone', () => {
    const next = provider('b' as SourceId, ['Four HD', 'Two HD'], { firstId: 50 });
    const { edits } = arrange(hidden, next);
    expect(edits.hidden).toEqual([mark('Two HD', next), mark('Four HD', next)]);
    const waiting = runSteps(arrangeCatalogSteps(next, hidden, ({ key }) => key.indexOf('a:') === 0));
    expect([waiting.edits, waiting.report, namesIn(waiting.catalog)]).toEqual([hidden, { same: 0, byGuide: 0, byName: 0, lost: [] }, ['Four HD', 'Two HD']]);
  });

  test('the guide goes before the name', () => {
    const first = provider(A, NAMES, { guides: true });
    const builder = createCatalogBuilder({ sourceId: 'c' as SourceId });
    builder.addChannel({ nativeId: '1', name: 'Two' });
    builder.addChannel({ nativeId: '2', name: 'Zwei', guideKey: 'two.tv' });
    const { catalog, report } = arrange(setChannelsHidden(NO_LINEUP, [mark('Two', first)], true), builder.finish());
    expect([namesIn(catalog), report.byGuide]).toEqual([['Two'], 1]);
  });

  test('a group of the same name keeps its edits', () => {
    const edits = editGroup(NO_LINEUP, groupIdOf(A, 'News'), { name: 'Journal' });
    expect(arrange(edits, provider('b' as SourceId, NAMES)).catalog.categories('channel').map(({ name }) => name)).toEqual(['Journal', 'Sport']);
  });
});

test.each([1, 2, 3, 4])('whatever is edited, every channel that is not hidden is there once: seed %d', (seed) => {
  const random = seeded(seed);
  const catalog = mergeCatalogs([provider(A, Array.from({ length: 300 }, (_, i) => `A ${String(i)}`)), provider('b' as SourceId, Array.from({ length: 200 }, (_, i) => `B ${String(i)}`), { groups: ['X', 'Y', 'Z'] })]);
  const all = Array.from({ length: 500 }, (_, row) => catalog.channel(row)).flatMap((channel) => (channel === null ? [] : [markOf(channel)]));
  const some = (): ChannelMark[] => all.filter(() => random() < 0.05);
  const any = (): ChannelMark => all[Math.floor(random() * all.length)] ?? mark('One');
  let edits = addList(NO_LINEUP, 'l', 'L');
  for (let i = 0; i < 10; i += 1) edits = placeChannels(edits, some(), random() < 0.2 ? null : any());
  edits = regroupChannels(setChannelsHidden(edits, some(), true), 'l', some());
  const arranged = arrange(edits, catalog).catalog;
  const hiddenKeys = new Set(edits.hidden.map(({ key }) => key));
  const rows = arranged.rows('channel', 'all');
  const seen = Array.from({ length: rows.length }, (_, index) => rows.at(index));
  expect(new Set(seen).size).toBe(500 - hiddenKeys.size);
  expect(Array.from(seen).sort((a, b) => a - b)).toEqual(all.flatMap(({ key }) => (hiddenKeys.has(key) ? [] : [catalog.rowOf('channel', key)])).sort((a, b) => a - b));
  for (const [index, row] of seen.entries()) expect(rows.indexOf(row)).toBe(index);
  // The last move holds: each stands behind its anchor or behind others that were moved there later.
  const last = edits.moves[edits.moves.length - 1];
  const anchor = last?.after ?? null;
  if (last !== undefined && anchor !== null) expect(rows.indexOf(catalog.rowOf('channel', last.channel.key)) === -1 || hiddenKeys.has(anchor.key) || rows.indexOf(catalog.rowOf('channel', last.channel.key)) === rows.indexOf(catalog.rowOf('channel', anchor.key)) + 1).toBe(true);
  for (const { index } of arranged.categories('channel')) {
    const list = arranged.rows('channel', index);
    for (let i = 1; i < list.length && arranged.categories('channel')[0]?.index !== index; i += 1) expect(rows.indexOf(list.at(i))).toBeGreaterThan(rows.indexOf(list.at(i - 1)));
  }
  expect(arranged.rowOf('channel', itemKey(A, 'channel', 'nobody'))).toBe(-1);
});
