import { FakeRandom, FakeStorage } from '#test/harness/fakes';
import { createInstallationId } from './installation-id';
import { NestedInhibition } from './nested-inhibition';

describe('createInstallationId', () => {
  it('makes one readable name and keeps it', async () => {
    const storage = new FakeStorage();
    const id = createInstallationId(storage, new FakeRandom(1));
    const [first, second] = await Promise.all([id(), id()]);
    expect(first).toBe(second);
    expect(first).toMatch(/^([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/);
    expect(await createInstallationId(storage, new FakeRandom(2))()).toBe(first);
  });

  it('tries again after a store that was full', async () => {
    const storage = new FakeStorage();
    storage.isFull = true;
    const id = createInstallationId(storage, new FakeRandom(1));
    await expect(id()).rejects.toMatchObject({ code: 'storage.full' });
    storage.isFull = false;
    await expect(id()).resolves.toMatch(/-/);
  });
});

describe('NestedInhibition', () => {
  it('acts on the first and the last, and a disposer counts once', () => {
    const said: boolean[] = [];
    const inhibition = new NestedInhibition((isInhibited) => said.push(isInhibited));
    const first = inhibition.hold();
    const second = inhibition.hold();
    first();
    first();
    inhibition.repeat();
    second();
    inhibition.repeat();
    expect(said).toEqual([true, true, false]);
  });
});
