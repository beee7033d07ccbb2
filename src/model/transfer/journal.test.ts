import { describe, expect, test } from '@jest/globals';
import { FakeClock, FakeLog, FakeStorage, settle } from '#test/harness/fakes';
import { applyPending, canUndo, PENDING_KEY, stageImport, stageUndo, takeOutcome } from './journal';

const CHANGES = [['a', '1'], ['b', null], ['c', '3']] as const;

async function staged(): Promise<{ readonly storage: FakeStorage; readonly log: FakeLog; readonly clock: FakeClock }> {
  const storage = new FakeStorage();
  storage.values.set('a', '0');
  storage.values.set('b', '2');
  await stageImport(storage, CHANGES);
  return { storage, log: new FakeLog(), clock: new FakeClock() };
}

const own = (storage: FakeStorage): unknown => Object.fromEntries(Array.from(storage.values).filter(([key]) => key.indexOf('transfer.') !== 0));

test('what waits is carried out by the next start, told once, and can be undone', async () => {
  const { storage, log, clock } = await staged();
  expect(own(storage)).toEqual({ a: '0', b: '2' });
  await applyPending(storage, log, clock);
  expect(own(storage)).toEqual({ a: '1', c: '3' });
  expect([await takeOutcome(storage, log), await takeOutcome(storage, log), await canUndo(storage, log, clock)]).toEqual(['import', null, true]);
  expect(await stageUndo(storage, log)).toBe(true);
  await applyPending(storage, log, clock);
  expect(own(storage)).toEqual({ a: '0', b: '2' });
  expect([await takeOutcome(storage, log), await canUndo(storage, log, clock), await stageUndo(storage, log)]).toEqual(['undo', false, false]);
});

test('what was before is kept for two weeks', async () => {
  const { storage, log, clock } = await staged();
  await applyPending(storage, log, clock);
  await clock.advance(15 * 24 * 60 * 60 * 1000);
  expect([await canUndo(storage, log, clock), storage.values.has('transfer.undo')]).toEqual([false, false]);
});

describe('killed', () => {
  test.each([0, 1, 2, 3, 4, 5, 6])('before write %i the next start carries all of it out', async (dieAfter) => {
    const { storage, log, clock } = await staged();
    storage.dieAfter = dieAfter;
    void applyPending(storage, log, clock);
    await settle();
    storage.dieAfter = Infinity;
    await applyPending(storage, log, clock);
    expect(own(storage)).toEqual({ a: '1', c: '3' });
    expect(await canUndo(storage, log, clock)).toBe(true);
    await stageUndo(storage, log);
    await applyPending(storage, log, clock);
    expect(own(storage)).toEqual({ a: '0', b: '2' });
  });
});

test('where there is no room everything is put back', async () => {
  const { storage, log, clock } = await staged();
  const set = storage.set.bind(storage);
  storage.set = async (key, value) => {
    if (key === 'c') throw new Error('full');
    await set(key, value);
  };
  await applyPending(storage, log, clock);
  expect(own(storage)).toEqual({ a: '0', b: '2' });
  expect([await takeOutcome(storage, log), await canUndo(storage, log, clock)]).toEqual(['failed', false]);
});

test.each(['{"kind":"import","changes":[["a"', '{}', '[]', '{"changes":[["a",5]],"before":[]}', '{"changes":[[1,"x"]],"before":[]}'])('a torn journal changes nothing: %s', async (text) => {
  const storage = new FakeStorage();
  storage.values.set('a', '0');
  storage.values.set(PENDING_KEY, text);
  await applyPending(storage, new FakeLog(), new FakeClock());
  expect(own(storage)).toEqual({ a: '0' });
  expect(storage.values.has(PENDING_KEY)).toBe(false);
});
