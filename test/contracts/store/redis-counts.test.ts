import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AttemptLimiter } from '#server/domain';
import { openRedisShared } from '#server/store';
import type { RedisShared } from '#server/store';
import { hasRedis, startRedis } from '#test/harness/redis';
import type { TestRedis } from '#test/harness/redis';

const LIMIT = { attempts: 6, windowMs: 60_000 };

if (hasRedis()) {
  let server: TestRedis | null = null;
  let opened: readonly RedisShared[] = [];
  let nodes: ReadonlyArray<RedisShared['counts']> = [];

  beforeAll(async () => {
    server = await startRedis();
    opened = await Promise.all([0, 1].map(() => openRedisShared(server?.url ?? '', 'test:')));
    nodes = opened.map(({ counts }) => counts);
  });
  afterAll(async () => {
    await Promise.all(opened.map((node) => node.close()));
    await server?.stop();
  });

  const limiters = (name: string): readonly AttemptLimiter[] => nodes.map((counts) => new AttemptLimiter(LIMIT, () => 0, { counts, name }));
  /** Answers of Redis have come. */
  const settle = async (): Promise<void> => { await Promise.all(nodes.map((node) => node.add('settle', 1000))); };

  test('200 counts over two nodes at once: none is lost', async () => {
    const counts = await Promise.all(Array.from({ length: 200 }, async (_, at) => nodes[at % 2]?.add('race', 60_000)));
    expect([...counts].sort((a = 0, b = 0) => a - b)).toEqual(Array.from({ length: 200 }, (_, at) => at + 1));
  });

  test('a guesser who goes from node to node has one more try on each, not all of them again', async () => {
    const [first, second] = limiters('guess');
    for (let attempt = 0; attempt < 6; attempt += 1) first?.count('somebody');
    await settle();
    expect([first?.isExhausted('somebody'), second?.isExhausted('somebody')]).toEqual([true, false]);
    second?.count('somebody');
    await settle();
    expect([second?.isExhausted('somebody'), second?.isExhausted('another')]).toEqual([true, false]);
    first?.forgive('somebody');
    await settle();
    const third = limiters('guess')[0];
    third?.count('somebody');
    await settle();
    expect(third?.isExhausted('somebody')).toBe(false);
  });

  test('a window ends', async () => {
    await nodes[0]?.add('short', 50);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await nodes[1]?.add('short', 50)).toBe(1);
  });

  test('without Redis each node counts by itself', async () => {
    const lost = { add: () => Promise.reject(new Error('away')), clear: () => Promise.reject(new Error('away')) };
    const limiter = new AttemptLimiter({ attempts: 2, windowMs: 1000 }, () => 0, { counts: lost, name: 'x' });
    limiter.count('a');
    limiter.count('a');
    await settle();
    expect(limiter.isExhausted('a')).toBe(true);
    limiter.forgive('a');
    expect(limiter.isExhausted('a')).toBe(false);
    await expect(openRedisShared('redis://127.0.0.1:1')).rejects.toMatchObject({ code: 'storage.broken' });
  });
} else {
  test.skip('redis: not run, since Redis is not installed (Debian: apt-get install redis-server)', () => undefined);
}
