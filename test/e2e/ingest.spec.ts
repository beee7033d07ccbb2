import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { openIngestPage, openIngestUpstream, seededPlaylist } from '#test/harness/ingest';
import type { IngestPage, IngestPageWish, IngestUpstream, Mishap, Reading } from '#test/harness/ingest';

jest.setTimeout(120_000);

const ENTRIES = 50_000;
/** Of the list that is read on every kind of page. */
const FEW_ENTRIES = 8_000;
/** Of a television whose drawing thread is six times slower than this machine's. */
const THROTTLING = 6;

let long: IngestUpstream;
let short: IngestUpstream;

beforeAll(async () => {
  long = await openIngestUpstream(seededPlaylist(ENTRIES));
  short = await openIngestUpstream(seededPlaylist(FEW_ENTRIES));
});

afterAll(() => {
  long.close();
  short.close();
});

/** Opens a page, lets the test use it, and expects that it threw nothing. */
async function withPage(wish: IngestPageWish, use: (page: IngestPage) => Promise<void>): Promise<void> {
  const opened = await openIngestPage(wish);
  try {
    expect(opened.protocol).toBe(wish.origin);
    await use(opened);
    expect(opened.page.log.exceptions).toEqual([]);
  } finally {
    await opened.close();
  }
}

async function read(page: IngestPage, url: string, mishap: Mishap = 'none'): Promise<Reading> {
  const reading = await page.read(url, mishap);
  const { outcome, ranIn, elapsedMs, longTasks, slices, longestSliceMs } = reading;
  process.stderr.write(
    `ingest ${mishap}: ${outcome} ${ranIn}, ${String(elapsedMs)} ms, tasks over 50 ms: ${longTasks.join(' ') || 'none'}, ${String(slices)} slices (longest ${String(longestSliceMs)} ms)\n`,
  );
  return reading;
}

/** Every reading of the same list comes to the same. */
const revisions = new Map<number, string>();
function expectWhole(reading: Reading, channels = ENTRIES): void {
  const revision = revisions.get(channels) ?? reading.revision;
  revisions.set(channels, revision);
  expect(reading).toMatchObject({ outcome: 'changed', channels, revision });
}

describe('the built program starts in a thread of its own and reads the list', () => {
  test.each<[string, IngestPageWish]>([
    ['a page of the web', { family: 'web', origin: 'http:' }],
    ['a file: page', { family: 'web', origin: 'file:' }],
    ['the Samsung set', { family: 'tizen', origin: 'http:' }],
    ['the Samsung set, from file:', { family: 'tizen', origin: 'file:' }],
    ['the LG set', { family: 'webos', origin: 'http:' }],
    ['the LG set, from file:', { family: 'webos', origin: 'file:' }],
    ['a file: page, the legacy program', { family: 'web', origin: 'file:', bundle: 'legacy' }],
  ])('on %s', (_name, wish) =>
    withPage(wish, async (page) => {
      const reading = await read(page, `${short.address}/packed`);
      expectWhole(reading, FEW_ENTRIES);
      expect(reading).toMatchObject({ ranIn: 'worker', losses: 0 });
    }),
  );
});

describe('a slow drawing thread', () => {
  test('is not used for reading; the first rows are there before the rest', () =>
    withPage({ family: 'web', origin: 'http:', throttling: THROTTLING }, async (page) => {
      const reading = await read(page, `${long.address}/plain`);
      expectWhole(reading);
      expect([reading.ranIn, reading.preview > 100, reading.preview < ENTRIES]).toEqual(['worker', true, true]);
    }));

  test('without threads reads the same in slices, and is let free between them', () =>
    withPage({ family: 'web', origin: 'file:', hasWorkers: false, throttling: THROTTLING }, async (page) => {
      const reading = await read(page, `${long.address}/plain`);
      expectWhole(reading);
      expect([reading.ranIn, reading.slices > 100]).toEqual(['slices', true]);
    }));
});

test('a thread that dies in the middle costs time, not the list; a cancelled reading leaves the thread usable', () =>
  withPage({ family: 'web', origin: 'http:' }, async (page) => {
    expect(await read(page, `${long.address}/plain`, 'cancel')).toMatchObject({ outcome: 'net.cancelled', losses: 0 });
    const again = await read(page, `${long.address}/plain`);
    expectWhole(again);
    expect(again.ranIn).toBe('worker');
    const lost = await read(page, `${long.address}/plain`, 'thread-dies');
    expectWhole(lost);
    expect([lost.ranIn, lost.losses]).toEqual(['slices', 1]);
  }));
