import { beforeEach, describe, expect, test } from '@jest/globals';
import { AppError, fail, ok } from '#core/base';
import type { SourceId } from '#core/base';
import type { ApiCall } from '#sources/platform';
import { createStoredCell } from '#sources/storage';
import { createFakeHost, settle } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { EventQueue } from './event-queue';

type Sent = { readonly events: ReadonlyArray<{ readonly type: string; readonly item?: string; readonly props: object; readonly id: string }>; readonly sessionId: string };

let host: FakeHost;
let sent: Sent[];
let headers: Array<ApiCall['headers']>;
let isAway: boolean;

function open(): EventQueue {
  const api = {
    call: (call: ApiCall) => {
      if (isAway) return Promise.resolve(fail(new AppError('net.unreachable')));
      sent.push(call.body as Sent);
      headers.push(call.headers);
      return Promise.resolve(ok({ status: 202, value: { accepted: 1 }, etag: '' }));
    },
  };
  return new EventQueue({
    clock: host.clock, random: host.random, log: host.log, cell: createStoredCell(host.storage, host.log, 'events'),
    platform: () => ({ api, sourceId: 'p1' as SourceId }), profileId: () => 'ingrid', device: { model: 'QE55/<Q80>', app: '0.1.0' },
  });
}

const event = (type: string, props: Record<string, string | number> = {}, viewId = 'v1') => ({ type, viewId, atMs: 1000, props });
const begin = (item: string, viewId = 'v1') => event('view_requested', { kind: 'live', item }, viewId);
const types = (): string[] => sent.flatMap(({ events }) => events.map(({ type }) => type));

beforeEach(() => {
  host = createFakeHost();
  [sent, headers, isAway] = [[], [], false];
});

describe('the queue of events', () => {
  test('waits for more, then tells the platform what was watched, by its own name for it', async () => {
    const queue = open();
    queue.record(begin('p1:c:12'));
    queue.record(event('playback_started', { startupMs: 800 }));
    await settle();
    expect(sent).toEqual([]);
    await host.clock.advance(15_000);
    await settle();
    expect(sent).toMatchObject([{ device: { model: 'QE55  Q80 ', app: '0.1.0' }, events: [{ type: 'view_requested', item: 'c:12', props: { kind: 'live' } }, { type: 'playback_started', item: 'c:12' }] }]);
    expect(headers).toEqual([{ 'x-hearth-profile': 'ingrid' }]);
  });

  test('the end of a view and a failure go at once; nothing of own sources goes ever', async () => {
    const queue = open();
    queue.record(begin('x7:c:1', 'own'));
    queue.record(event('view_end', {}, 'own'));
    queue.record(begin('p1:m:3'));
    queue.record(event('view_end'));
    await settle();
    expect(types()).toEqual(['view_requested', 'view_end']);
    expect(JSON.stringify(sent)).not.toContain('x7');
  });

  test('without network events wait, over a restart too, and come once when it is back', async () => {
    isAway = true;
    const first = open();
    first.record(begin('p1:m:3'));
    first.record(event('view_end'));
    await settle();
    first.dispose();
    isAway = false;
    const second = open();
    await second.open();
    await host.clock.advance(15_000);
    await settle();
    expect(types()).toEqual(['view_requested', 'view_end']);
    const third = open();
    await third.open();
    await host.clock.advance(60_000);
    await settle();
    expect(types()).toHaveLength(2);
  });

  test('five hundred wait at most; heartbeats give way first, and the rest comes in several calls', async () => {
    isAway = true;
    const queue = open();
    queue.record(begin('p1:m:3'));
    for (let i = 0; i < 300; i += 1) queue.record(event('heartbeat', { i }));
    for (let i = 0; i < 300; i += 1) queue.record(event('rebuffer_started', { i }));
    await settle();
    isAway = false;
    for (let i = 0; i < 4; i += 1) {
      await host.clock.advance(60_000);
      await settle();
    }
    expect(sent.map(({ events }) => events.length)).toEqual([200, 200, 100]);
    expect([types()[0], types().filter((type) => type === 'heartbeat').length, types().filter((type) => type === 'rebuffer_started').length]).toEqual(['view_requested', 199, 300]);
    expect(new Set(sent.flatMap(({ events }) => events.map(({ id }) => id))).size).toBe(500);
  });
});
