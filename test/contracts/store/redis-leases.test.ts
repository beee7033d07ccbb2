import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openRedisLeases, openSqliteStore } from '#server/store';
import type { Store } from '#server/store';
import { hasRedis, startRedis } from '#test/harness/redis';
import type { TestRedis } from '#test/harness/redis';
import { leasesContract } from './leases-contract';

if (hasRedis()) {
  let server: TestRedis | null = null;
  let count = 0;
  const url = (): string => server?.url ?? '';

  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server?.stop());

  const openEmpty = async (): Promise<Store> => {
    count += 1;
    const store = await openSqliteStore(':memory:', 0);
    const { leases, close } = await openRedisLeases(url(), `store-${String(count)}:`);
    return {
      ...store,
      leases,
      close: async () => {
        await close();
        await store.close();
      },
    };
  };
  leasesContract({ name: 'redis', openEmpty });

  describe('redis: nodes of one platform', () => {
    test('200 starts over four nodes at once: exactly as many run as the limit allows', async () => {
      const nodes = await Promise.all(Array.from({ length: 4 }, () => openRedisLeases(url(), 'race:')));
      const terms = { nowMs: 1_700_000_000_000, lifeMs: 60_000, staleBeforeMs: 0, most: 3, policy: 'reject' } as const;
      const starts = nodes.flatMap((node, nodeAt) => Array.from({ length: 50 }, (_, at) => {
        const id = `player-${String(nodeAt)}-${String(at)}`;
        return node.leases.start({ id, accountId: 'a', playerKey: id, playerName: id, item: 'channel:1' }, terms);
      }));
      const kinds = (await Promise.all(starts)).map((start) => start.kind);
      expect([kinds.filter((kind) => kind === 'started').length, kinds.filter((kind) => kind === 'refused').length]).toEqual([3, 197]);
      expect((await nodes[0]?.leases.running('a', terms.nowMs))?.map(({ startedAtMs }) => startedAtMs)).toEqual([terms.nowMs, terms.nowMs, terms.nowMs]);
      await Promise.all(nodes.map((node) => node.close()));
    });

    test('a Redis that is not there is told with its reason', async () => {
      await expect(openRedisLeases('redis://127.0.0.1:1')).rejects.toMatchObject({ code: 'storage.broken' });
    });

    test('a Redis that was started anew is asked with its scripts again; what it forgot is nobody’s lease', async () => {
      const first = await startRedis();
      const { leases, close } = await openRedisLeases(first.url);
      const terms = { nowMs: 1, lifeMs: 60, staleBeforeMs: 0, most: 3, policy: 'reject' } as const;
      await leases.start({ id: 'x', accountId: 'a', playerKey: 'p', playerName: 'p', item: 'channel:1' }, terms);
      await first.stop();
      await expect(leases.running('a', 1)).rejects.toMatchObject({ code: 'storage.broken' });
      await close();
    });
  });
} else {
  test.skip('redis: not run, since Redis is not installed (Debian: apt-get install redis-server)', () => undefined);
}
