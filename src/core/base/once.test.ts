import { expect, test } from '@jest/globals';
import { Once } from './once';

test('is made once, again after a failure, and anew when it was forgotten', async () => {
  let made = 0;
  let isBroken = true;
  const once = new Once(() => {
    made += 1;
    return isBroken ? Promise.reject(new Error('offline')) : Promise.resolve(made);
  });
  const used: number[] = [];
  once.use((value) => used.push(value));
  expect(once.current).toBeNull();
  await expect(once.get()).rejects.toThrow('offline');
  expect(once.current).toBeNull();
  isBroken = false;
  expect(await Promise.all([once.get(), once.get()])).toEqual([2, 2]);
  once.use((value) => used.push(value));
  once.forget();
  expect(await once.get()).toBe(3);
  expect(used).toEqual([2]);
});

test('a failure that comes late does not throw away what was made after it was forgotten', async () => {
  const fails: Array<(error: Error) => void> = [];
  const once = new Once(() => new Promise<string>((resolve, reject) => (fails.length === 0 ? fails.push(reject) : resolve('second'))));
  const first = once.get();
  once.forget();
  const second = once.get();
  fails[0]?.(new Error('late'));
  await expect(first).rejects.toThrow('late');
  expect(once.current).toBe(second);
});
