import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { HostileHost } from './hostile-hosts';

jest.setTimeout(180_000);

/** How much faster the app lives while only its own pauses are waited for. Larger: answers of a loaded machine come after its time-outs. */
const HURRY = 4;
/** The same where no answer is to come. */
const LONG_HURRY = 8;

let platform: TestPlatform;
let hosts: readonly HostileHost[] = [];

beforeAll(async () => {
  platform = await startPlatform();
  hosts = await Promise.all((['web', 'tizen', 'webos'] as const).map((kind) => HostileHost.open(kind, platform)));
});

afterAll(async () => {
  await Promise.all(hosts.map((host) => host.close()));
  await platform.stop();
});

/** All sets do the same at the same time: mostly they wait. Tells what went wrong on which. */
async function onEachHost(watch: (host: HostileHost) => Promise<void>): Promise<void> {
  const ends = await Promise.allSettled(hosts.map(watch));
  const failures = ends.flatMap((end, index) => (end.status === 'rejected' ? [`${hosts[index]?.kind ?? ''}: ${String(end.reason)}`] : []));
  if (failures.length > 0) throw new Error(failures.join('\n\n'));
}

async function expectNoProblem({ viewer }: HostileHost): Promise<void> {
  expect((await viewer.now()).data['problem']).toBe('');
}

describe('a hostile upstream ends as stated on a browser, a Samsung and an LG set', () => {
  test('2: a form the provider has not: the other one plays', () =>
    onEachHost(async (host) => {
      await host.zapTo('2');
      await host.viewer.watches(1);
      await expectNoProblem(host);
      expect(host.upstream.asked.map(({ what }) => what)).toContain('2.ts');
    }));

  test.each([
    ['3', 'a full line', 'HRT-2110'],
    ['4', 'a full line in words', 'HRT-2110'],
  ])('%s: %s is counted down and never hammered', (id, _what, problem) =>
    onEachHost(async (host) => {
      const sinceMs = Date.now();
      const shown = await host.zapInHurry(id, HURRY, { player: 'recovering', problem, id: 'retry', name: /Watch here/ });
      expect(shown.text).toMatch(/Too many screens.*Looking again in \d+ seconds/s);
      await host.inHurry(LONG_HURRY, () => delay(400));
      // Once for each form the engine may ask for, once for the words of the refusal, and once more where a refusal comes without words.
      expect(host.upstream.countOf(id, sinceMs)).toBeLessThanOrEqual(host.kind === 'webos' ? 4 : 3);
    }));

  test.each([
    ['5', 'a web page', 'HRT-2112', /A web page came instead/],
    ['6', 'a refusal', 'HRT-2102', /The provider said no/],
    ['7', 'an address that is gone', 'HRT-2103', /This is no longer there/],
  ])('%s: %s is told, with a way on', (id, _what, problem, words) =>
    onEachHost(async (host) => {
      const shown = await host.zapInHurry(id, HURRY, { player: 'failed', problem, role: 'button' });
      expect(shown.text).toMatch(words);
    }));

  test.each([
    ['8', 'a dead host'],
    ['9', 'a redirect loop'],
    ['10', 'a broken server'],
    ['16', 'a playlist without end'],
    ['17', 'a stream that is cut'],
  ])('%s: %s is tried again by itself', (id) =>
    onEachHost(async (host) => {
      const shown = await host.zapInHurry(id, LONG_HURRY, { player: 'recovering', problem: 'HRT-2101', id: 'retry' });
      expect(shown.text).toMatch(/does not answer|We lost the picture/);
    }));

  test('11: a slow first byte plays', () =>
    onEachHost(async (host) => {
      await host.zapTo('11');
      await host.viewer.watches(1);
    }));

  test('13: another version of the channel takes its place and says so', () =>
    onEachHost(async (host) => {
      const shown = await host.zapInHurry('13', HURRY, { player: 'playing', text: /Playing Nova instead/ });
      expect(shown.data['problem']).toBe('');
    }));

  test('15: an address that runs out in mid-play is asked for again, and the picture goes on', () =>
    onEachHost(async (host) => {
      const { viewer, upstream } = host;
      const sinceMs = Date.now();
      await host.zapTo('15');
      await viewer.watches(1);
      // An LG set says nothing: there the picture stands until the app believes it lost.
      await host.inHurry(HURRY, async () => {
        const endMs = Date.now() + 25_000;
        while (upstream.countOf('15', sinceMs) < 2 && Date.now() < endMs) await delay(50);
      });
      expect(upstream.countOf('15', sinceMs)).toBeGreaterThanOrEqual(2);
      await host.movesFor(1_000);
      await expectNoProblem(host);
    }));

  test('18: a clock that is six hours ahead plays, and the edge is the edge', () =>
    onEachHost(async (host) => {
      await host.zapTo('18');
      await host.movesFor(1_500);
      await expectNoProblem(host);
    }));

  test('19: time that jumps with every segment plays across the seams', () =>
    onEachHost(async (host) => {
      await host.zapTo('19');
      // Segments last two seconds: a seam at least.
      await host.movesFor(3_000);
      await expectNoProblem(host);
    }));

  test('20: an encoder that is changed in mid-play does not stop it', () =>
    onEachHost(async (host) => {
      const { kind, viewer, upstream } = host;
      const sinceMs = Date.now();
      await host.zapTo('20');
      await viewer.watches(1);
      await host.inHurry(HURRY, async () => {
        // Engines stand at the change, or say that they cannot; where pictures are counted, sound alone is not taken for one.
        await viewer.hears({ player: /stalled|recovering/ });
        const endMs = Date.now() + 25_000;
        while (kind === 'web' && upstream.asked.every(({ what, atMs }) => what !== '20.ts' || atMs < sinceMs) && Date.now() < endMs) await delay(50);
        await viewer.hears({ player: 'playing' });
      });
      await host.movesFor(1_000);
      await expectNoProblem(host);
      if (kind === 'web') expect(await viewer.page.evaluate('document.querySelector("video").videoWidth')).toBeGreaterThan(0);
    }));

  test('12: a clip that says no is told as such, not played for ever', () =>
    onEachHost(async (host) => {
      const shown = await host.zapInHurry('12', HURRY, { player: 'failed', problem: 'HRT-2111' });
      expect(shown.text).toMatch(/The provider shows a notice/);
      expect(host.viewer.page.log.exceptions).toEqual([]);
      // What is measured is nobody's business but our own servers'.
      expect(host.viewer.page.log.requests.filter(({ url }) => /CMCD/i.test(url))).toEqual([]);
    }));
});
