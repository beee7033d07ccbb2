import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openPostgresStore } from '#server/store';
import type { Store } from '#server/store';
import { findPostgres, startPostgres } from '#test/harness/postgres';
import type { TestPostgres } from '#test/harness/postgres';
import { buyAtOnce, putScarves } from './goods-buyers';
import { expectTenWent } from './goods-contract';
import { storeContract } from './index';

const TEMPLATE = 'hearth_template';
const isHere = findPostgres() !== null;

if (isHere) {
  let server: TestPostgres | null = null;
  let count = 0;

  const running = (): TestPostgres => {
    if (server === null) throw new Error('the server is not running');
    return server;
  };
  const openEmpty = async (): Promise<Store> => {
    count += 1;
    return openPostgresStore(await running().createDatabase(`store_${String(count)}`, TEMPLATE), 0);
  };

  beforeAll(async () => {
    server = await startPostgres();
    await (await openPostgresStore(await server.createDatabase(TEMPLATE), 0)).close();
  }, 60_000);
  afterAll(() => server?.stop());

  storeContract({ name: 'postgres', openEmpty });

  describe('nodes of one platform', () => {
    test('200 starts over four nodes at once: exactly as many run as the limit allows', async () => {
      const url = await running().createDatabase('race', TEMPLATE);
      const nodes = await Promise.all(Array.from({ length: 4 }, () => openPostgresStore(url, 0)));
      const terms = { nowMs: 1, lifeMs: 60_000, staleBeforeMs: 0, most: 3, policy: 'reject' } as const;
      const starts = nodes.flatMap((node, nodeAt) => Array.from({ length: 50 }, (_, at) => {
        const id = `player-${String(nodeAt)}-${String(at)}`;
        return node.leases.start({ id, accountId: 'a', playerKey: id, playerName: id, item: 'channel:1' }, terms);
      }));
      const kinds = (await Promise.all(starts)).map((start) => start.kind);
      expect(kinds.filter((kind) => kind === 'started')).toHaveLength(3);
      expect(kinds.filter((kind) => kind === 'refused')).toHaveLength(197);
      expect(await nodes[0]?.leases.running('a', 2)).toHaveLength(3);
      await Promise.all(nodes.map((node) => node.close()));
    });

    test('200 buyers over four nodes at once: ten pieces go, each once', async () => {
      const url = await running().createDatabase('goods_race', TEMPLATE);
      const nodes = await Promise.all(Array.from({ length: 4 }, () => openPostgresStore(url, 0)));
      const [first] = nodes;
      if (first === undefined) throw new Error('there is no node');
      await putScarves(first);
      const outcomes = (await Promise.all(nodes.map((node, at) => buyAtOnce(node, `node${String(at)}`, 50)))).flat();
      await expectTenWent(first, outcomes);
      await Promise.all(nodes.map((node) => node.close()));
    }, 60_000);

    test('nodes that start together on an empty database make its tables once', async () => {
      const url = await running().createDatabase('together');
      const nodes = await Promise.all(Array.from({ length: 4 }, () => openPostgresStore(url, 0)));
      expect(await nodes[3]?.accounts.all()).toEqual([]);
      await Promise.all(nodes.map((node) => node.close()));
    });

    test('a server that is not there is told with its reason', async () => {
      await expect(openPostgresStore('postgres://hearth@127.0.0.1:1/none', 0)).rejects.toMatchObject({ code: 'storage.broken' });
    });
  });
} else {
  test.skip('postgres: not run, since PostgreSQL is not installed (Debian: apt-get install postgresql)', () => undefined);
}
