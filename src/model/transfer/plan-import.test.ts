import { describe, expect, test } from '@jest/globals';
import type { ProfileId, SourceId } from '#core/base';
import type { LocalProfile } from '#model/session';
import type { StoredSource } from '#sources/registry';
import { bundleToJson, CHOSEN_PARTS, judgeBundle } from './bundle';
import type { Bundle, BundledPin, BundledSource, ChosenPart } from './bundle';
import { planImport } from './plan-import';
import type { SetAsItIs } from './plan-import';

const profile = (id: string, more: Partial<LocalProfile> = {}): LocalProfile => ({ id: id as ProfileId, name: id, avatar: 'ember', isKids: false, maxAge: -1, hasPin: false, ...more });
const PLAIN = profile('local', { name: '' });
const pin = (digit: string): BundledPin => ({ salt: digit.repeat(32), hash: digit.repeat(64), cost: { n: 4096, r: 8, p: 1 }, failures: 0, lockedUntilMs: 0 });
const SOURCE: BundledSource = { id: 's0123456789ab' as SourceId, kind: 'xtream', name: 'Line', host: 'h.example', secret: { address: 'http://h.example/', username: 'u', password: 'pw' } };
const stored = (id: string, more: Partial<StoredSource['secret']> = {}): StoredSource => ({
  config: { id: id as SourceId, kind: 'xtream', name: 'Mine', host: 'h.example' }, secret: { address: 'http://H.example', username: 'u', password: 'pw', ...more },
});

const BUNDLE: Bundle = { madeAtMs: 5, from: 'TV', setId: 'aa', parts: CHOSEN_PARTS, profiles: [], pins: {}, documents: {}, settings: null, sources: [] };

/** Plans and answers what would stand in the storage, and the preview. */
async function plan(bundle: Partial<Bundle>, set: Partial<SetAsItIs> & { readonly keeps?: Readonly<Record<string, unknown>> } = {}, chosen: readonly ChosenPart[] = CHOSEN_PARTS): Promise<{ readonly kept: Record<string, unknown>; readonly preview: unknown }> {
  const planned = await planImport({ ...BUNDLE, ...bundle }, {
    profiles: [PLAIN], accountProfiles: [], sources: [], isHouseholdOpen: false, profileId: null, ...set, read: async (key) => set.keeps?.[key] ?? null,
  }, chosen);
  if (!planned.ok) throw planned.error;
  return { preview: planned.value.preview, kept: Object.fromEntries(planned.value.changes.map(([key, text]) => [key, JSON.parse(text ?? 'null')])) };
}

describe('profiles', () => {
  test('take the place of an untouched one, join the one of their name, and stand beside another', async () => {
    const anna = profile('local', { name: 'Anna' });
    expect((await plan({ profiles: [anna] })).preview).toMatchObject({ profiles: [{ name: 'Anna', outcome: 'replaced' }] });
    const joined = await plan({ profiles: [anna], documents: { 'favourites.local': { keys: ['a'] } } }, { profiles: [anna], keeps: { 'favourites.local': { keys: ['b', 'a'] } } });
    expect(joined.kept['favourites.local']).toEqual({ keys: ['a', 'b'], isDirty: true });
    const beside = await plan({ profiles: [anna], documents: { 'favourites.local': { keys: ['a'] } } }, { profiles: [profile('local', { name: 'Ben' })], keeps: { 'favourites.local': { keys: ['b'] } } });
    const [, added] = (beside.kept['profiles.v1'] as { profiles: LocalProfile[] }).profiles;
    expect(added).toMatchObject({ name: 'Anna' });
    expect(Object.keys(beside.kept)).toContain(`favourites.${added?.id ?? ''}`);
    expect(beside.kept['favourites.local']).toBeUndefined();
    // The same again comes to the same place.
    const again = await plan({ profiles: [anna] }, { profiles: [profile('local', { name: 'Ben' }), added ?? PLAIN] });
    expect(again.preview).toMatchObject({ profiles: [{ outcome: 'replaced' }] });
  });

  test('more than twelve find no room', async () => {
    const many = Array.from({ length: 12 }, (_, i) => profile(`p${String(i)}`));
    const { preview, kept } = await plan({ profiles: many, documents: { 'favourites.p11': { keys: ['a'] } } });
    expect((preview as { profiles: Array<{ outcome: string }> }).profiles.map(({ outcome }) => outcome)).toEqual([...Array.from({ length: 11 }, () => 'new'), 'full']);
    expect(kept['favourites.p11']).toBeUndefined();
  });

  test('of an account nobody is signed in to: what is theirs stays behind, and is told', async () => {
    const documents = { 'favourites.acc-1': { keys: ['a'] }, 'progress.acc-1': { points: [] } };
    expect(await plan({ documents })).toMatchObject({ kept: {}, preview: { elsewhere: 1 } });
    expect((await plan({ documents }, { accountProfiles: ['acc-1' as ProfileId] })).kept['favourites.acc-1']).toEqual({ keys: ['a'], isDirty: true });
  });
});

describe('parental limits', () => {
  const mia = profile('mia', { name: 'Mia' });
  const strict = profile('mia', { name: 'Mia', isKids: true, maxAge: 6 });

  test('survive what comes: a profile for children stays one, and limits only get tighter', async () => {
    const theirs = { maxAge: 16, isUnratedLocked: false, isAdultLocked: false, strength: 'ask', categories: ['c1'], keys: ['k1'], names: { c1: 'One' } };
    const ours = { maxAge: 6, isUnratedLocked: true, isAdultLocked: true, strength: 'hide', categories: ['c2'], keys: [], names: { c2: 'Two' } };
    const { kept } = await plan(
      { profiles: [{ ...mia, maxAge: 16 }], documents: { 'parental.mia': theirs, 'watch-time-rules.mia': { minutesPerDay: 300, bedtime: -1, wakeUp: 300 } } },
      { profiles: [strict], isHouseholdOpen: true, keeps: { 'parental.mia': ours, 'watch-time-rules.mia': { minutesPerDay: 60, bedtime: 1200, wakeUp: 360 } } },
    );
    expect(kept['profiles.v1']).toEqual({ profiles: [{ ...mia, isKids: true, maxAge: 6 }] });
    expect(kept['parental.mia']).toEqual({ maxAge: 6, isUnratedLocked: true, isAdultLocked: true, strength: 'hide', categories: ['c1', 'c2'], keys: ['k1'], names: { c1: 'One', c2: 'Two' } });
    expect(kept['watch-time-rules.mia']).toEqual({ minutesPerDay: 60, bedtime: 1200, wakeUp: 360 });
  });

  test('come along to a set that had none, with the PINs they stand behind', async () => {
    const { kept, preview } = await plan({ profiles: [{ ...strict, hasPin: true }], pins: { household: pin('a'), mia: pin('b') }, documents: { 'parental.mia': { maxAge: 6, categories: ['c1'] } } });
    expect(kept['pins.v1']).toEqual({ household: pin('a'), mia: pin('b') });
    expect(kept['profiles.v1']).toEqual({ profiles: [PLAIN, { ...strict, hasPin: true }] });
    expect(kept['parental.mia']).toMatchObject({ maxAge: 6, categories: ['c1'] });
    expect(preview).toMatchObject({ pin: 'comes' });
  });

  test('a set keeps the PINs it has, with what was counted', async () => {
    const ours = { household: { ...pin('c'), failures: 4 }, recovery: { salt: '', hash: '', cost: pin('c').cost, failures: 2, lockedUntilMs: 9 } };
    const { kept, preview } = await plan({ profiles: [profile('ben', { hasPin: true })], pins: { household: pin('a'), ben: pin('b') } }, { keeps: { 'pins.v1': ours }, isHouseholdOpen: true });
    expect(kept['pins.v1']).toEqual({ ...ours, ben: pin('b') });
    expect(preview).toMatchObject({ pin: 'stays' });
    expect((await plan({ pins: { household: pin('a') } }, { keeps: { 'pins.v1': ours } })).kept['pins.v1']).toBeUndefined();
  });

  test('a profile whose PIN nobody typed stays as it is', async () => {
    const ben = profile('ben', { hasPin: true });
    const incoming = { profiles: [profile('ben', { avatar: 'sky' })], documents: { 'favourites.ben': { keys: ['a'] } } };
    expect(await plan(incoming, { profiles: [ben], keeps: { 'pins.v1': { ben: pin('b') } } })).toMatchObject({ kept: {}, preview: { profiles: [{ outcome: 'kept' }], elsewhere: 0 } });
    // Who watches as Ben has typed it.
    const own = await plan(incoming, { profiles: [ben], profileId: ben.id, keeps: { 'pins.v1': { ben: pin('b') } } });
    expect(own.kept['profiles.v1']).toEqual({ profiles: [{ ...ben, avatar: 'sky' }] });
  });

  test('an unreadable record of PINs is not written over', async () => {
    expect((await plan({ pins: { household: pin('a') } }, { keeps: { 'pins.v1': { household: { hash: 'torn' } } } })).kept['pins.v1']).toBeUndefined();
  });
});

describe('sources', () => {
  test('new ones come with their secrets under keys of their own', async () => {
    const { kept, preview } = await plan({ sources: [SOURCE] });
    expect(kept['sources.v1']).toEqual({ sources: [{ id: SOURCE.id, kind: 'xtream', name: 'Line', host: 'h.example' }] });
    expect(kept[`source-secret.${SOURCE.id}`]).toEqual(SOURCE.secret);
    expect(preview).toMatchObject({ sources: [{ name: 'Line', outcome: 'new' }] });
  });

  test('one that is here under another id is the same: what belongs to it is found by the id it has here', async () => {
    const documents = { 'favourites.local': { keys: [`${SOURCE.id}:c:7`] }, 'lineup.local': { names: { [`${SOURCE.id}:c:7`]: 'Seven' } }, 'parental.local': { categories: [`channel:${SOURCE.id}:News`] } };
    const { kept, preview } = await plan({ profiles: [profile('local', { name: 'A' })], sources: [SOURCE], documents }, { sources: [stored('sffffffffffff')] });
    expect(preview).toMatchObject({ sources: [{ outcome: 'same' }] });
    expect(kept['sources.v1']).toBeUndefined();
    expect(kept['favourites.local']).toMatchObject({ keys: ['sffffffffffff:c:7'] });
    expect(kept['lineup.local']).toEqual({ names: { 'sffffffffffff:c:7': 'Seven' } });
    expect(kept['parental.local']).toMatchObject({ categories: ['channel:sffffffffffff:News'] });
  });

  test('another password replaces, a private way is never opened', async () => {
    const route = { kind: 'relay' } as const;
    const { kept, preview } = await plan({ sources: [SOURCE] }, { sources: [stored('sffffffffffff', { password: 'old', route })] });
    expect(preview).toMatchObject({ sources: [{ outcome: 'replaced' }] });
    expect(kept).toEqual({ 'source-secret.sffffffffffff': { ...SOURCE.secret, route } });
  });

  test('without passwords they are found by their host, or wait to be added by hand', async () => {
    const bare = { ...SOURCE, secret: null };
    expect(await plan({ sources: [bare] })).toMatchObject({ kept: {}, preview: { sources: [{ outcome: 'waits' }] } });
    expect(await plan({ sources: [bare] }, { sources: [stored('sffffffffffff')] })).toMatchObject({ kept: {}, preview: { sources: [{ outcome: 'same' }] } });
  });
});

test('of places the newer one counts, whichever set it is from', async () => {
  const point = (key: string, positionMs: number, updatedAtMs: number): object => ({ key, positionMs, durationMs: 100, updatedAtMs, isFinished: false, parentKey: '' });
  const { kept } = await plan(
    { profiles: [profile('local', { name: 'A' })], documents: { 'progress.local': { points: [point('s:m:1', 10, 5), point('s:m:2', 20, 5)] } } },
    { profiles: [profile('local', { name: 'A' })], keeps: { 'progress.local': { points: [point('s:m:1', 50, 9), point('s:m:3', 30, 1)] } } },
  );
  const points = (kept['progress.local'] as { points: Array<{ key: string; positionMs: number }> }).points;
  expect(points.map(({ key, positionMs }) => [key, positionMs])).toEqual([['s:m:1', 50], ['s:m:2', 20], ['s:m:3', 30]]);
});

test('settings come, but nobody agrees to anything by them', async () => {
  const { kept } = await plan({ settings: { textSize: 'large', isAdIdShared: true, isQualityTold: true, isHubRowOn: true } }, { keeps: { 'settings.v1': { textSize: 'normal', isQualityTold: false } } });
  expect(kept['settings.v1']).toEqual({ textSize: 'large', isAdIdShared: false, isQualityTold: false, isHubRowOn: true });
});

test('what was not chosen does not come; profiles and their limits do', async () => {
  const documents = { 'favourites.local': { keys: ['a'] }, 'lineup.local': { x: 1 }, 'progress.local': { points: [] }, 'parental.local': { maxAge: 6 } };
  const { kept } = await plan({ profiles: [profile('local', { name: 'A' })], documents, settings: {}, sources: [SOURCE] }, {}, []);
  expect(Object.keys(kept).sort()).toEqual(['parental.local', 'profiles.v1']);
});

describe('what was sealed is judged', () => {
  const codeOf = (value: unknown): string => {
    const judged = judgeBundle(value);
    return judged.ok ? 'fine' : judged.error.code;
  };

  test('versions, foreign JSON and missing PINs are told by name', () => {
    const good = bundleToJson(BUNDLE) as object;
    expect([good, { ...good, version: 2 }, { ...good, version: 0 }, {}, [], null, 'x'].map(codeOf)).toEqual(['fine', 'backup.too-new', 'backup.too-old', 'backup.damaged', 'backup.damaged', 'backup.damaged', 'backup.damaged']);
    // A profile would stand open that was closed.
    expect(codeOf({ ...good, profiles: [profile('ben', { hasPin: true })], pins: {} })).toBe('backup.damaged');
    // A PIN that takes an hour to be tried.
    expect(codeOf({ ...good, pins: { household: { ...pin('a'), cost: { n: 2 ** 24, r: 8, p: 1 } } } })).toBe('backup.damaged');
  });

  test('nothing but what viewers have gets in', () => {
    const judged = judgeBundle({
      ...(bundleToJson(BUNDLE) as object),
      documents: { 'favourites.local': {}, 'tokens.p1': { refresh: 'x' }, 'source-secret.s1': { address: 'http://evil' }, 'transfer.pending': {}, 'pins.v1': {}, 'settings.v1': {}, 'favourites.__proto__': {}, 'favourites.household': {}, 'parental.local': [] },
      profiles: [{ id: '__proto__' }, { id: 'household' }, { id: 'a/b' }, { id: 'ok', avatar: 'http://evil/x.png' }],
      sources: [{ id: 'p1', kind: 'platform', host: 'h' }, { id: '../x', kind: 'xtream' }],
    });
    expect(judged).toMatchObject({ ok: true, value: { documents: { 'favourites.local': {} }, profiles: [{ id: 'ok', avatar: 'ember' }], sources: [] } });
    expect(judged.ok && Object.keys(judged.value.documents)).toEqual(['favourites.local']);
  });
});
