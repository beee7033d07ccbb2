import { describe, expect, test } from '@jest/globals';
import type { ItemKey, SourceId } from '../base';
import { addList, addToList, editGroup, NO_LINEUP, placeChannels, renameChannel, renameList, setChannelsHidden, takeFromList } from '.';
import type { ChannelMark, LineupEdits } from '.';
import { fromBareLineup, lineupPart, mergeLineups, toBareLineup, withLineupPart } from './lineup-part';

const OURS = 'p1' as SourceId;
const mark = (name: string, source = 'p1'): ChannelMark => ({ key: `${source}:c:${name}` as ItemKey, guideKey: `${name}.tv`, name });
const [a, b, c, other] = [mark('a'), mark('b'), mark('c'), mark('x', 'own')];
const change = (edits: LineupEdits, ...changes: ReadonlyArray<(edits: LineupEdits) => LineupEdits>): LineupEdits => changes.reduce((all, next) => next(all), edits);
const namesOf = (marks: readonly ChannelMark[]): string => marks.map(({ name }) => name).join('');

const EVERYTHING = change(
  NO_LINEUP,
  (edits) => addToList(addList(edits, '1', 'Both'), '1', [a, other]),
  (edits) => addToList(addList(edits, '2', 'Own'), '2', [other]),
  (edits) => setChannelsHidden(edits, [b, other], true),
  (edits) => renameChannel(renameChannel(edits, a, 'A'), other, 'X'),
  (edits) => placeChannels(placeChannels(edits, [c], a), [b], other),
  (edits) => editGroup(editGroup(edits, 'p1:News', { isHidden: true }), 'own:News', { name: 'Mine' }),
);

describe('the part of a source', () => {
  test('holds nothing of others, and put back it changes nothing', () => {
    const part = lineupPart(EVERYTHING, OURS);
    expect(JSON.stringify(part)).not.toMatch(/own|"x"|Mine|Own/);
    expect([part.lists.map(({ name }) => name), namesOf(part.hidden), part.moves.length, part.groups]).toEqual([['Both'], 'b', 1, [{ id: 'p1:News', name: '', isHidden: true }]]);
    expect(withLineupPart(EVERYTHING, OURS, part)).toBe(EVERYTHING);
  });

  test('replaced, what concerns others stays', () => {
    const next = withLineupPart(EVERYTHING, OURS, NO_LINEUP);
    expect(lineupPart(next, OURS)).toEqual(NO_LINEUP);
    expect([next.lists.map(({ name, members }) => `${name}:${namesOf(members)}`), namesOf(next.hidden), next.names.length, next.moves.length, next.groups.map(({ id }) => id)])
      .toEqual([['Both:x', 'Own:x'], 'x', 1, 1, ['own:News']]);
  });

  test('goes to a set that calls the platform otherwise', () => {
    const bare = toBareLineup(lineupPart(EVERYTHING, OURS));
    expect([bare.hidden[0]?.key, bare.groups[0]?.id, JSON.stringify(bare).indexOf('p1')]).toEqual(['b', 'News', -1]);
    const there = fromBareLineup(bare, 'q' as SourceId);
    expect([there.hidden[0]?.key, there.groups[0]?.id, there.moves[0]?.after?.key]).toEqual(['q:c:b', 'q:News', 'q:c:a']);
    expect(fromBareLineup(bare, OURS)).toEqual(lineupPart(EVERYTHING, OURS));
  });
});

describe('two sets that changed the same line-up', () => {
  const base = change(NO_LINEUP, (edits) => addToList(addList(edits, '1', 'Sport'), '1', [a, b]), (edits) => setChannelsHidden(edits, [c], true));

  test('one alone that changed it is followed', () => {
    const changed = setChannelsHidden(base, [c], false);
    expect(mergeLineups(base, changed, base)).toEqual(changed);
    expect(mergeLineups(base, base, changed)).toEqual(changed);
  });

  test('what either hid, showed, added or took away is so', () => {
    const mine = change(base, (edits) => setChannelsHidden(edits, [c], false), (edits) => takeFromList(edits, '1', [a]), (edits) => renameList(edits, '1', 'Games'));
    const theirs = change(base, (edits) => setChannelsHidden(edits, [a], true), (edits) => addToList(edits, '1', [c]));
    const merged = mergeLineups(base, mine, theirs);
    expect([namesOf(merged.hidden), merged.lists.map(({ name, members }) => `${name}:${namesOf(members)}`)]).toEqual(['a', ['Games:bc']]);
  });

  test('new lists of both stay apart though both count from one; a list of one name is one', () => {
    const mine = addToList(addList(base, '2', 'Kids'), '2', [a]);
    const theirs = addToList(addList(base, '2', 'News'), '2', [b]);
    expect(mergeLineups(base, mine, theirs).lists.map(({ id, name, members }) => `${id}:${name}:${namesOf(members)}`)).toEqual(['1:Sport:ab', '2:News:b', '3:Kids:a']);
    const same = addToList(addList(base, '2', 'Kids'), '2', [b]);
    expect(mergeLineups(base, mine, same).lists.map(({ name, members }) => `${name}:${namesOf(members)}`)).toEqual(['Sport:ab', 'Kids:ba']);
  });

  test('of two names of a channel mine counts, and a removed list stays removed', () => {
    const mine = renameChannel(base, a, 'Mine');
    const theirs = change(base, (edits) => renameChannel(edits, a, 'Theirs'), (edits) => ({ ...edits, lists: [] }));
    const merged = mergeLineups(base, mine, theirs);
    expect([merged.names.map(({ name }) => name), merged.lists]).toEqual([['Mine'], []]);
  });
});
