import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ItemKey } from '#core/base';
import type { WireKeptLineup, WireLineup } from '#core/wire';
import { createSampleApp, settle } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';

const NONE: WireLineup = { lists: [], hidden: [], names: [], moves: [], regrouped: [], groups: [] };
let sample: SampleApp;
let kept: WireKeptLineup;
let puts: number;
let status: number;
/** Done by another set just before the next change of this one arrives. */
let sooner: (() => void) | null;

beforeEach(async () => {
  [kept, puts, status, sooner] = [{ revision: 0, lineup: null }, 0, 200, null];
  sample = await createSampleApp();
  sample.host.http.on('/lineup', (request) => {
    if (status !== 200) return { status };
    if (request.method !== 'PUT') return { body: kept };
    puts += 1;
    sooner?.();
    sooner = null;
    const { revision, lineup } = JSON.parse(String(request.body)) as { revision: number; lineup: WireLineup };
    const isKept = revision === kept.revision;
    if (isKept) kept = { revision: revision + 1, lineup };
    return { body: { ...kept, isKept } };
  });
  await sample.app.openExtras();
  await settle();
});
afterEach(() => {
  sample.app.dispose();
});

const pass = async (ms: number): Promise<void> => {
  await sample.host.clock.advance(ms);
  await settle();
};
const listed = (): readonly ItemKey[] => {
  const channels = sample.app.live.channels.peek();
  return Array.from({ length: channels.length }, (_, index) => channels.at(index)?.key ?? ('' as ItemKey));
};
const keyAt = (index: number): ItemKey => listed()[index] ?? ('' as ItemKey);
const bare = (key: ItemKey): string => key.slice(key.lastIndexOf(':c:') + 3);
const hide = (key: ItemKey, revision: number): WireKeptLineup => ({ revision, lineup: { ...NONE, hidden: [{ key: bare(key), guideKey: '', name: '' }] } });
const LOOK = 11 * 60_000;

describe('the line-up of the account', () => {
  test('a set on which nothing was changed takes over what another changed, and sends nothing', async () => {
    const first = keyAt(0);
    kept = hide(first, 4);
    await pass(LOOK);
    expect(listed()).not.toContain(first);
    await pass(LOOK);
    expect([puts, kept.revision]).toEqual([0, 4]);
  });

  test('a change goes up a moment later, without anything of own sources; what is undone elsewhere comes back here', async () => {
    const [first, second] = [keyAt(0), keyAt(1)];
    const lineup = await sample.app.openLineup();
    lineup.setHidden([first], true);
    await pass(4000);
    expect([puts, kept.revision, kept.lineup?.hidden.map(({ key }) => key)]).toEqual([1, 1, [bare(first)]]);
    kept = { revision: 2, lineup: { ...NONE, lists: [{ id: '1', name: 'Sport', members: [{ key: bare(second), guideKey: '', name: '' }] }] } };
    await pass(LOOK);
    expect(listed()).toContain(first);
    expect(lineup.groups.peek().some(({ name, count }) => name === 'Sport' && count === 1)).toBe(true);
    expect(puts).toBe(1);
  });

  test('changes without the platform are kept and joined with what came meanwhile; a quicker set is joined, too', async () => {
    const [first, second, third] = [keyAt(0), keyAt(1), keyAt(2)];
    status = 503;
    const lineup = await sample.app.openLineup();
    lineup.setHidden([first], true);
    await pass(4000);
    expect(kept.revision).toBe(0);
    kept = hide(second, 1);
    status = 200;
    sooner = () => {
      kept = { revision: 2, lineup: { ...NONE, hidden: [second, third].map((key) => ({ key: bare(key), guideKey: '', name: '' })) } };
    };
    await pass(LOOK);
    expect([puts, kept.revision, kept.lineup?.hidden.map(({ key }) => key).sort()]).toEqual([2, 3, [first, second, third].map(bare).sort()]);
    expect(listed().filter((key) => [first, second, third].indexOf(key) !== -1)).toEqual([]);
    // Taking the own change back leaves the others'.
    lineup.undo();
    await pass(4000);
    expect(kept.lineup?.hidden.map(({ key }) => key).sort()).toEqual([second, third].map(bare).sort());
  });

  test('an account that was set back to an older state gets what this set has', async () => {
    const first = keyAt(0);
    const lineup = await sample.app.openLineup();
    lineup.setHidden([first], true);
    await pass(4000);
    lineup.rename(keyAt(0), 'Mine');
    await pass(4000);
    expect(kept.revision).toBe(2);
    kept = { revision: 1, lineup: { ...NONE } };
    await pass(LOOK);
    expect([kept.revision, kept.lineup?.hidden.length, kept.lineup?.names.map(({ name }) => name)]).toEqual([2, 1, ['Mine']]);
  });
});
