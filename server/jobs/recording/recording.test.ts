import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AppError, HOUR_MS, MINUTE_MS } from '#core/base';
import { recordingKey } from '#server/domain';
import { createLog } from '#server/log';
import { DiskObjects } from '#server/objects';
import { openSqliteStore } from '#server/store';
import type { ChannelRow, RecordingJobRow, Store } from '#server/store';
import { isHls, readMaster, readMedia } from './read-hls';
import { recordOne } from './record-one';
import type { RecordOneParts } from './record-one';
import type { Fetched, RecordingInput } from './recording-input';

const T0 = 1_700_000_000_000;
const SEGMENT_MS = 4000;

/** A live channel as its source serves it: a window of five segments that slides with the clock. */
class LiveSource implements RecordingInput {
  readonly asked: string[] = [];
  isDown = false;
  hasClock = true;
  /** Added to all numbers: a source that counts anew. */
  shift = 0;
  key = '';

  constructor(readonly nowMs: () => number) {}

  async fetch(url: string): Promise<Fetched> {
    this.asked.push(url);
    if (this.isDown) throw new AppError('net.timeout');
    const name = new URL(url).pathname.slice(1);
    if (name === 'index.m3u8') return this.text(url, '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=100\nlow.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=900,CODECS="avc1,mp4a",RESOLUTION=640x360\nhigh.m3u8\n');
    if (name === 'high.m3u8') return this.text(url, this.live());
    return { url, bytes: Buffer.from(name) };
  }

  private live(): string {
    const last = Math.floor(this.nowMs() / SEGMENT_MS) - 1;
    const lines = ['#EXTM3U', '#EXT-X-TARGETDURATION:4', `#EXT-X-MEDIA-SEQUENCE:${String(last - 4 - this.shift)}`, ...(this.key === '' ? [] : [`#EXT-X-KEY:${this.key}`])];
    for (let at = last - 4; at <= last; at += 1) {
      if (this.hasClock) lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(at * SEGMENT_MS).toISOString()}`);
      lines.push('#EXTINF:4.0,', `${String(at)}.ts?token=secret`);
    }
    return `${lines.join('\n')}\n`;
  }

  private text(url: string, text: string): Fetched {
    return { url, bytes: Buffer.from(text) };
  }
}

let nowMs = T0;
let folder: string;
let store: Store;
let source: LiveSource;
let job: RecordingJobRow;
let onWait: () => void = () => undefined;

const channel = { id: 7, name: 'Seven', archiveDays: 0, media: { asset: '', upstreamUrl: 'http://up.example/index.m3u8', container: '' }, catchup: null } as unknown as ChannelRow;

function parts(node: string, changes: Partial<RecordOneParts> = {}): RecordOneParts {
  return {
    recordings: store.recordings, objects: new DiskObjects(folder), log: createLog('silent'), node,
    nowMs: () => nowMs,
    wait: async (ms) => {
      nowMs += ms;
      onWait();
    },
    isOver: () => false,
    catalog: { ...store.catalog, channel: async () => channel },
    service: { place: (_channel, span) => ({ url: span === null ? 'http://up.example/index.m3u8' : 'http://up.example/archive.m3u8', isOwn: false }) },
    inputFor: () => source,
    ...changes,
  };
}

async function claim(node: string): Promise<RecordingJobRow> {
  const claimed = await store.recordings.claim({ node, nowMs, lifeMs: MINUTE_MS });
  if (claimed === null) throw new Error('nothing to record');
  return claimed;
}

const numbers = async (): Promise<readonly number[]> => (await store.recordings.segments(job.id)).map(({ atMs }) => atMs / SEGMENT_MS);
const from = (firstMs: number, count: number): readonly number[] => Array.from({ length: count }, (_, at) => firstMs / SEGMENT_MS + at);

beforeEach(async () => {
  [nowMs, onWait] = [T0, () => undefined];
  folder = mkdtempSync(join(tmpdir(), 'hearth-recording-'));
  store = await openSqliteStore(':memory:', T0);
  source = new LiveSource(() => nowMs);
  const wish = {
    id: 'w', accountId: 'a', channelId: 7, channelName: 'Seven', startMs: T0, stopMs: T0 + 2 * MINUTE_MS, title: 'T', subtitle: '', description: '', picture: '', age: -1,
    ruleId: '', keepMs: 0, createdAtMs: T0,
  };
  await store.recordings.request({ wish, job: { id: 'j', shareKey: 'k', channelId: 7, fromMs: T0, toMs: T0 + 2 * MINUTE_MS }, quotaMs: HOUR_MS });
  job = await claim('n');
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('recording a live channel', () => {
  test('every segment of the stretch once, of the best quality, and nothing around it', async () => {
    await recordOne(job, parts('n'));
    expect(await numbers()).toEqual(from(T0, 30));
    const done = await store.recordings.job('j');
    expect(done).toMatchObject({ state: 'ready', recordedMs: 2 * MINUTE_MS, failure: '' });
    expect(JSON.parse(done?.layout ?? '')).toMatchObject({ bandwidth: 900, resolution: '640x360', tracks: [{ kind: 'main' }] });
    const [first] = await store.recordings.segments('j');
    expect(Buffer.from((await new DiskObjects(folder).read(recordingKey('j', first?.object ?? ''))) ?? []).toString()).toBe(`${String(T0 / SEGMENT_MS)}.ts`);
    expect((await store.recordings.segments('j')).some(({ isBreak }) => isBreak)).toBe(false);
  });

  test('without a clock in the playlist the stretch is told by when it came', async () => {
    source.hasClock = false;
    await recordOne(job, parts('n'));
    const count = (await numbers()).length;
    expect([count >= 29, count <= 31]).toEqual([true, true]);
  });

  test('another node goes on where one died: no segment is missing, none twice', async () => {
    let rounds = 0;
    await recordOne(job, parts('n', {
      wait: async (ms) => {
        nowMs += ms;
        rounds += 1;
        // Killed: it never says another word.
        if (rounds === 8) throw new AppError('internal.bug', { message: 'dies' });
      },
      recordings: Object.assign(Object.create(store.recordings) as Store['recordings'], { postpone: async () => undefined }),
    }));
    const before = (await numbers()).length;
    expect([before > 2, before < 30]).toEqual([true, true]);
    // The window of the source still holds what came meanwhile once the hold of the dead node is over.
    job = (await store.recordings.claim({ node: 'm', nowMs: nowMs + MINUTE_MS, lifeMs: MINUTE_MS })) ?? job;
    await recordOne(job, parts('m'));
    expect(await numbers()).toEqual(from(T0, 30));
    expect(job.attempts).toBe(2);
  });

  test('what was missed is marked, and a source that counts anew is followed', async () => {
    onWait = () => {
      source.isDown = nowMs > T0 + 30_000 && nowMs < T0 + 70_000;
      source.shift = nowMs > T0 + 90_000 ? 100_000 : 0;
    };
    await recordOne(job, parts('n'));
    const segments = await store.recordings.segments('j');
    const times = segments.map(({ atMs }) => atMs);
    expect(new Set(times).size).toBe(times.length);
    expect(segments.filter(({ isBreak }) => isBreak).length).toBe(2);
    expect(await store.recordings.job('j')).toMatchObject({ state: 'ready' });
    expect(segments.length).toBeLessThan(30);
  });

  test('keys of encrypted segments are kept with numbers of their own; protected ones fail by name', async () => {
    source.key = 'METHOD=AES-128,URI="key.bin"';
    await recordOne(job, parts('n'));
    const [first] = await store.recordings.segments('j');
    expect(first?.key).toMatch(new RegExp(`^METHOD=AES-128,URI="o/x-[0-9a-f]{16}\\.key",IV=0x0*${(T0 / SEGMENT_MS).toString(16)}$`));
    expect(source.asked.filter((url) => url.endsWith('key.bin'))).toHaveLength(1);
  });

  test.each([['media.drm', 'METHOD=SAMPLE-AES,URI="skd://x"'], ['net.timeout', '']])('%s is told', async (code, key) => {
    source.key = key;
    source.isDown = key === '';
    await recordOne(job, parts('n'));
    expect(await store.recordings.job('j')).toMatchObject({ state: 'failed', failure: code });
  });

  test('what is taken away meanwhile is left at once', async () => {
    onWait = () => {
      if (nowMs > T0 + 40_000) void store.recordings.drop('a', 'w');
    };
    await recordOne(job, parts('n'));
    expect(nowMs).toBeLessThan(T0 + 2 * MINUTE_MS);
    expect(await store.recordings.job('j')).toBeNull();
  });
});

test('begun late, a channel with an archive is read from it when the programme is over', async () => {
  nowMs = T0 + 90_000;
  const withArchive = { ...channel, archiveDays: 2 };
  const archive: RecordingInput = {
    fetch: async (url) => ({ url, bytes: Buffer.from(url.endsWith('archive.m3u8') ? `#EXTM3U\n${'#EXTINF:6,\nx.ts\n'.repeat(20)}#EXT-X-ENDLIST` : 'bytes') }),
  };
  const late = parts('n', { catalog: { ...store.catalog, channel: async () => withArchive }, inputFor: () => archive });
  await recordOne(job, late);
  expect(await store.recordings.claim({ node: 'n', nowMs: T0 + 2 * MINUTE_MS, lifeMs: 1 })).toBeNull();
  nowMs = T0 + 2 * MINUTE_MS + 30_000;
  job = await claim('n');
  await recordOne(job, late);
  expect(await store.recordings.job('j')).toMatchObject({ state: 'ready', recordedMs: 2 * MINUTE_MS });
});

test('playlists: sounds beside the picture, parts of files, what initialises them', () => {
  const master = readMaster(
    '#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="Deutsch",LANGUAGE="de",DEFAULT=YES,URI="de.m3u8"\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="b",NAME="x",URI="x.m3u8"\n#EXT-X-STREAM-INF:BANDWIDTH=5,AUDIO="a"\nv.m3u8',
    'https://up.example/a/index.m3u8',
  );
  expect(master.tracks.map(({ url, language }) => [url, language])).toEqual([['https://up.example/a/v.m3u8', ''], ['https://up.example/a/de.m3u8', 'de']]);
  const media = readMedia('#EXTM3U\r\n#EXT-X-MEDIA-SEQUENCE:9\r\n#EXT-X-MAP:URI="i.mp4",BYTERANGE="5@0"\r\n#EXT-X-BYTERANGE:10@5\r\n#EXTINF:2.5,\r\nf.mp4\r\n#EXT-X-BYTERANGE:10\r\n#EXTINF:2.5,\r\nf.mp4', 'https://up.example/');
  expect(media.segments.map(({ sequence, range, map }) => [sequence, range, map?.range])).toEqual([[9, { start: 5, end: 14 }, { start: 0, end: 4 }], [10, { start: 15, end: 24 }, { start: 0, end: 4 }]]);
  expect([isHls('\ufeff#EXTM3U\n'), isHls('<html>')]).toEqual([true, false]);
});
