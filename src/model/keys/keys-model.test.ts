import { beforeEach, describe, expect, test } from '@jest/globals';
import type { RemoteKey, RemoteKeyEvent } from '#ports';
import { createStoredCell } from '#sources/storage';
import { FakeClock, FakeLog, FakeStorage } from '#test/harness/fakes';
import { createKeysModel } from './create-keys-model';
import { FREE_KEYS, isPlain, judgeKeyPlan } from './key-plan';
import type { KeysModel } from './keys-model';

const storage = new FakeStorage();
let clock: FakeClock;
let keys: KeysModel;
let said: string[];

const make = (): Promise<KeysModel> => createKeysModel({ clock, cell: createStoredCell(storage, new FakeLog(), 'keys.v1'), available: new Set<RemoteKey>(['up', 'ok', 'yellow', 'red', 'channelUp']) });

beforeEach(async () => {
  clock = new FakeClock();
  await storage.remove('keys.v1');
  keys = await make();
  said = [];
  keys.attach({ send: ({ key, phase }) => void said.push(`${key} ${phase}`), act: (action) => void said.push(action) });
});

const down = (key: RemoteKey, heldMs = 0): RemoteKeyEvent => ({ key, phase: 'down', isHeld: heldMs > 0, heldMs });
const up = (key: RemoteKey): RemoteKeyEvent => ({ key, phase: 'up', isHeld: false, heldMs: 0 });

test('a key takes another one’s meaning, and keeps it over a restart', async () => {
  expect([keys.take(down('yellow')), keys.keys]).toEqual([false, ['red', 'yellow', 'channelUp']]);
  await keys.give('short', 'yellow', 'guide');
  expect([keys.take(down('yellow')), keys.take(up('yellow')), keys.take(down('red')), said]).toEqual([true, true, false, ['guide down', 'guide up']]);
  expect((await make()).plan.value.short).toEqual({ yellow: 'guide' });
});

test('an action runs once, however long the key is held; nothing is nothing', async () => {
  await keys.give('short', 'red', 'open-guide');
  await keys.give('short', 'yellow', 'nothing');
  for (const event of [down('red'), down('red', 700), up('red'), down('yellow'), up('yellow')]) expect(keys.take(event)).toBe(true);
  expect(said).toEqual(['open-guide']);
});

describe('held', () => {
  test('a short press still does what it did, a held one does something else', async () => {
    await keys.give('held', 'yellow', 'sleep');
    keys.take(down('yellow'));
    clock.tick(200);
    keys.take(up('yellow'));
    expect(said).toEqual(['yellow down', 'yellow up']);
    keys.take(down('yellow'));
    clock.tick(700);
    keys.take(down('yellow', 700));
    keys.take(up('yellow'));
    expect([said.slice(2), clock.pending]).toEqual([['sleep'], 0]);
  });

  test('keys that walk while held mean nothing else', async () => {
    await keys.give('held', 'channelUp', 'sleep');
    expect(isPlain(keys.plan.value)).toBe(true);
  });
});

test('the way back cannot be taken away', async () => {
  const fixed: readonly RemoteKey[] = ['up', 'down', 'left', 'right', 'ok', 'back'];
  for (const key of fixed) {
    await keys.give('short', key, 'nothing');
    await keys.give('held', key, 'sleep');
    expect(keys.take(down(key))).toBe(false);
  }
  expect(isPlain(judgeKeyPlan({ short: { ok: 'nothing', back: 'red', yellow: 'volume' }, held: { up: 'sleep', rewind: 'pad' } }))).toBe(true);
  for (const key of FREE_KEYS) await keys.give('short', key, 'nothing');
  await keys.reset();
  expect(isPlain(keys.plan.value)).toBe(true);
});

test.each([null, 'x', [], { short: [], held: 3 }])('broken stored keys %# are the plain ones', (value) => {
  expect(isPlain(judgeKeyPlan(value))).toBe(true);
});
