import { expect, test } from '@jest/globals';
import { FakeLog, FakeStorage, settle } from '#test/harness/fakes';
import { createStoredCell } from './stored-cell';

test('writes keep their order and share the newest value', async () => {
  const storage = new FakeStorage();
  const cell = createStoredCell(storage, new FakeLog(), 'k');
  const seen: string[] = [];
  const original = storage.set.bind(storage);
  storage.set = async (key, value) => {
    await settle(5);
    seen.push(value);
    await original(key, value);
  };
  const first = cell.write(() => 1);
  await settle(1);
  const second = cell.write(() => 2);
  const third = cell.write(() => 3);
  await Promise.all([first, second, third]);
  expect(seen).toEqual(['1', '3']);
  expect(await cell.read()).toBe(3);
});

test('an idle cell hands the value over before the call returns', () => {
  const storage = new FakeStorage();
  void createStoredCell(storage, new FakeLog(), 'k').write(() => 7);
  expect(storage.values.get('k')).toBe('7');
});

test('a failed write is told to its caller and does not stop the next', async () => {
  const storage = new FakeStorage();
  const cell = createStoredCell(storage, new FakeLog(), 'k');
  storage.isFull = true;
  await expect(cell.write(() => 1)).rejects.toMatchObject({ code: 'storage.full' });
  storage.isFull = false;
  await cell.write(() => 2);
  expect(await cell.read()).toBe(2);
});

test('a torn value reads as absent and is logged without its content', async () => {
  const storage = new FakeStorage();
  const log = new FakeLog();
  storage.values.set('k', '{"secret":"pa');
  expect(await createStoredCell(storage, log, 'k').read()).toBeNull();
  expect(log.lines.join('\n')).toContain('stored value unreadable');
  expect(log.lines.join('\n')).not.toContain('secret');
});

test('clear comes after the writes before it', async () => {
  const storage = new FakeStorage();
  const cell = createStoredCell(storage, new FakeLog(), 'k');
  void cell.write(() => 1);
  await cell.clear();
  expect(storage.log).toEqual(['k', '-k']);
});
