import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SealedMemory, ServerKeys } from '#server/domain';
import { NodeMemory, openRedisShared } from '#server/store';
import type { RedisShared, SharedMemory } from '#server/store';
import { hasRedis, startRedis } from '#test/harness/redis';
import type { TestRedis } from '#test/harness/redis';
import { memoryContract } from './memory-contract';

let nowMs = 0;
const alone = new NodeMemory(() => nowMs);
memoryContract('one node', () => [alone, alone], async (ms) => {
  nowMs += ms;
});

if (hasRedis()) {
  const keys = new ServerKeys(new Uint8Array(32).fill(3));
  let server: TestRedis | null = null;
  let opened: readonly RedisShared[] = [];
  let sealed: readonly SharedMemory[] = [];

  beforeAll(async () => {
    server = await startRedis();
    opened = await Promise.all([0, 1].map(() => openRedisShared(server?.url ?? '', 'test:')));
    sealed = opened.map(({ memory }) => new SealedMemory(memory, keys));
  });
  afterAll(async () => {
    await Promise.all(opened.map((node) => node.close()));
    await server?.stop();
  });

  test('in Redis nothing is to be read, and nothing of another secret or another key is taken for ours', async () => {
    const [first, second] = opened;
    const [ours] = sealed;
    await ours?.change('typed', 60_000, () => ({ after: 'hunter2', answer: null }));
    const raw = (await first?.memory.get('typed')) ?? '';
    await second?.memory.change('elsewhere', 60_000, () => ({ after: raw, answer: null }));
    const others = second === undefined ? null : new SealedMemory(second.memory, new ServerKeys(new Uint8Array(32).fill(4)));
    expect([raw.includes('hunter2'), await ours?.get('typed'), await ours?.get('elsewhere'), await others?.get('typed')]).toEqual([false, 'hunter2', null, null]);
  });

  memoryContract('Redis, two nodes', () => {
    const [first, second] = sealed;
    if (first === undefined || second === undefined) throw new Error('not opened');
    return [first, second];
  }, (ms) => new Promise((resolve) => setTimeout(resolve, ms)));
} else {
  test.skip('redis: not run, since Redis is not installed (Debian: apt-get install redis-server)', () => undefined);
}
