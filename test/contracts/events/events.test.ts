import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { directEvents, openNatsEvents } from '#server/events';
import type { EventBus, NatsNames, StoreEvents } from '#server/events';
import { createLog } from '#server/log';
import { openSqliteStore } from '#server/store';
import type { AnalyticsEventRow, Store } from '#server/store';
import { hasNats, startNats } from '#test/harness/nats';
import type { TestNats } from '#test/harness/nats';

const SPAN = { sinceMs: 0, untilMs: 1e12 };

function batch(name: string, count = 3): readonly AnalyticsEventRow[] {
  return Array.from({ length: count }, (_, at) => ({
    eventId: `${name}-${String(at)}`, type: at === 0 ? 'view_requested' : at === 1 ? 'playback_started' : 'heartbeat', atMs: 1000 + at, sequence: at, sessionId: 's', viewId: name,
    accountHash: 'a', profileHash: '', deviceModel: 'm', appVersion: '1', item: 'm:1', props: [{ kind: 'movie' }, { startupMs: 5 }, { playedMs: 5000 }][at] ?? {},
  }));
}

async function settles(read: () => Promise<unknown>, expected: unknown): Promise<void> {
  let last: unknown = null;
  for (let look = 0; look < 400; look += 1) {
    last = await read();
    if (JSON.stringify(last) === JSON.stringify(expected)) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(last).toEqual(expected);
}

const plays = async (store: Store): Promise<number> => (await store.analytics.plays(SPAN, 1000)).length;

/** What every way of events must do. `open` answers one that stores with `take`. */
function eventsContract(name: string, open: (take: StoreEvents) => Promise<EventBus>): void {
  describe(`${name}: events`, () => {
    test('what is taken is stored once, however often it is told', async () => {
      const store = await openSqliteStore(':memory:', 0);
      const bus = await open((events) => store.analytics.append(events));
      expect(await bus.put(batch(`${name}-one`))).toBe(3);
      expect(await bus.put(batch(`${name}-one`))).toBe(0);
      // Partly told before: a set that lost the answer adds what came since.
      await bus.put([...batch(`${name}-one`), ...batch(`${name}-two`)]);
      await settles(() => plays(store), 2);
      expect((await store.analytics.quality(SPAN)).playedMs).toBe(10_000);
      await bus.close();
      await store.close();
    });
  });
}

eventsContract('direct', async (take) => directEvents(take));

if (hasNats()) {
  let server: TestNats | null = null;
  let count = 0;
  const names = (): NatsNames => ({ stream: `TEST_${String(count)}`, subject: `test.${String(count)}`, ackMs: 1500 });
  const open = (take: StoreEvents, fresh = true): Promise<EventBus> => {
    if (fresh) count += 1;
    return openNatsEvents(server?.url ?? '', take, createLog('silent'), names());
  };

  beforeAll(async () => {
    server = await startNats();
  });
  afterAll(() => server?.stop());

  eventsContract('nats', (take) => open(take));

  describe('nats: nodes of one platform', () => {
    test('two nodes share the work, and a batch the store refuses comes again', async () => {
      const store = await openSqliteStore(':memory:', 0);
      let failures = 2;
      const take = async (events: readonly AnalyticsEventRow[]): Promise<number> => {
        failures -= 1;
        if (failures >= 0) throw new Error('busy');
        return store.analytics.append(events);
      };
      const first = await open(take);
      const second = await open(take, false);
      await Promise.all(Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? first : second).put(batch(`shared-${String(at)}`))));
      await settles(() => plays(store), 20);
      await Promise.all([first.close(), second.close()]);
      await store.close();
    }, 60_000);

    test('what a node took is stored by the next one, also when the server was killed meanwhile', async () => {
      const taken = await open(() => Promise.reject(new Error('this node stores nothing')));
      for (let at = 0; at < 10; at += 1) expect(await taken.put(batch(`kept-${String(at)}`))).toBe(3);
      await taken.close();
      await server?.kill();
      await server?.restart();
      const store = await openSqliteStore(':memory:', 0);
      const next = await open((events) => store.analytics.append(events), false);
      await settles(() => plays(store), 10);
      await next.close();
      await store.close();
    }, 90_000);

    test('a server that is not there is told with its reason', async () => {
      await expect(openNatsEvents('nats://user:secret@127.0.0.1:1', async () => 0, createLog('silent'))).rejects.toMatchObject({ code: 'storage.broken', message: expect.not.stringContaining('secret') });
    });
  });
} else {
  test.skip('nats: not run, since NATS is not installed (Debian: apt-get install nats-server)', () => undefined);
}
