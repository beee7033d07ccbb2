import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { get as httpGet } from 'node:http';
import { join } from 'node:path';
import { createMediaLibrary, registerMedia } from './index';

const ROOT = join(__dirname, '../../static/sample/media');
const NOW = Date.UTC(2025, 10, 22, 20, 41, 7);
const SECOND = Math.floor(NOW / 1000);
const WEEK = 7 * 86_400;

let app: FastifyInstance;
let nowMs = NOW;

beforeEach(() => {
  nowMs = NOW;
  app = Fastify();
  registerMedia(app, { root: ROOT, nowMs: () => nowMs, verify: (token, path) => token === 'good' && /^(?:live|archive|vod)\//.test(path) });
});

afterEach(async () => {
  await app.close();
});

async function get(path: string, headers: Record<string, string> = {}): Promise<{ status: number; type: string; body: string; bytes: Buffer; header: (name: string) => string }> {
  const answer = await app.inject({ url: `/s/good/${path}`, headers });
  return {
    status: answer.statusCode,
    type: String(answer.headers['content-type'] ?? ''),
    body: answer.body,
    bytes: answer.rawPayload,
    header: (name) => String(answer.headers[name] ?? ''),
  };
}

function uris(playlist: string): string[] {
  return playlist.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

function tag(playlist: string, name: string): string {
  return playlist.split('\n').find((line) => line.startsWith(`#${name}:`))?.slice(name.length + 2) ?? '';
}

describe('guard', () => {
  test('a wrong token is refused, whatever stands behind it', async () => {
    const answer = await app.inject('/s/bad/live/nord-1/index.m3u8');
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ error: { code: 'media.refused' } });
    expect((await app.inject('/s/bad/live/nowhere/index.m3u8')).statusCode).toBe(403);
  });

  test.each(['live/nowhere/index.m3u8', 'live/nord-1/720p.m3u8', 'live/nord-1/360p/abc.ts', 'live/nord-1/audio.m3u8', 'vod/nothing/index.m3u8', 'vod/kestrel/file.mp4', 'vod/kestrel/360p/99999.ts', 'vod/kestrel/subs/fr.vtt', 'vod/kestrel/thumbs/..%2f..%2fx.jpg', 'archive/nord-1/abc/60/index.m3u8'])(
    '%s is not found, in JSON',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(404);
      expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'media.not-found' } });
      expect(answer.header('access-control-allow-origin')).toBe('*');
    },
  );
});

describe('live', () => {
  test('master names both qualities by relative addresses', async () => {
    const master = await get('live/nord-1/index.m3u8');
    expect(master.type).toContain('application/vnd.apple.mpegurl');
    expect(master.header('access-control-allow-origin')).toBe('*');
    expect(uris(master.body)).toEqual(['360p.m3u8', '180p.m3u8']);
    expect(master.body).toContain('RESOLUTION=640x360');
  });

  test('the window slides with the wall clock, reaches back two hours and never goes backwards', async () => {
    const first = (await get('live/nord-1/360p.m3u8')).body;
    expect(uris(first).length * 4).toBeGreaterThanOrEqual(7200);
    expect(tag(first, 'EXT-X-PROGRAM-DATE-TIME')).toBe(new Date(Number(/(\d+)-4\.ts/.exec(uris(first)[0] ?? '')?.[1]) * 1000).toISOString());
    const lastEnd = Number(/(\d+)-4\.ts/.exec(uris(first).at(-1) ?? '')?.[1]) + 4;
    expect(lastEnd).toBeLessThanOrEqual(SECOND);
    expect(SECOND - lastEnd).toBeLessThan(4);
    nowMs += 8_000;
    const later = (await get('live/nord-1/360p.m3u8')).body;
    expect(Number(tag(later, 'EXT-X-MEDIA-SEQUENCE'))).toBe(Number(tag(first, 'EXT-X-MEDIA-SEQUENCE')) + 2);
    expect(uris(later).slice(0, -2)).toEqual(uris(first).slice(2));
    nowMs -= 30_000;
    expect((await get('live/nord-1/360p.m3u8')).body).toBe(later);
  });

  test('time stamps start anew at three in the morning, marked and counted', async () => {
    nowMs = Date.UTC(2025, 10, 22, 4);
    const around = (await get('live/nord-1/360p.m3u8')).body;
    expect(around.match(/#EXT-X-DISCONTINUITY\n/g)).toHaveLength(1);
    expect(around).toContain('#EXT-X-DISCONTINUITY\n#EXT-X-PROGRAM-DATE-TIME:2025-11-22T03:00:00.000Z');
    nowMs = Date.UTC(2025, 10, 22, 5, 30);
    const after = (await get('live/nord-1/360p.m3u8')).body;
    expect(after).not.toContain('#EXT-X-DISCONTINUITY\n');
    expect(Number(tag(after, 'EXT-X-DISCONTINUITY-SEQUENCE'))).toBe(Number(tag(around, 'EXT-X-DISCONTINUITY-SEQUENCE')) + 1);
  });

  test('segments are whole transport packets; the future has none', async () => {
    const [name = ''] = uris((await get('live/nord-1/180p.m3u8')).body).slice(-1);
    const segment = await get(`live/nord-1/${name}`);
    expect(segment.status).toBe(200);
    expect(segment.type).toBe('video/mp2t');
    expect(segment.bytes.length % 188).toBe(0);
    expect(segment.bytes[0]).toBe(0x47);
    expect((await get(`live/nord-1/180p/${String(SECOND)}-4.ts`)).status).toBe(404);
  });

  test('byte ranges', async () => {
    const path = `live/nord-1/180p/${String(SECOND - 60)}-4.ts`;
    const whole = await get(path);
    expect(whole.header('accept-ranges')).toBe('bytes');
    const part = await get(path, { range: 'bytes=188-375' });
    expect(part.status).toBe(206);
    expect(part.header('content-range')).toBe(`bytes 188-375/${String(whole.bytes.length)}`);
    expect(part.bytes).toEqual(whole.bytes.subarray(188, 376));
    expect((await get(path, { range: 'bytes=-188' })).bytes).toEqual(whole.bytes.subarray(-188));
    expect((await get(path, { range: `bytes=${String(whole.bytes.length)}-` })).status).toBe(416);
    expect((await get(path, { range: 'bytes=0-1,5-6' })).status).toBe(200);
  });

  test('channels differ in picture and sound', async () => {
    const [one, other] = await Promise.all(['nord-1', 'nord-2'].map((slug) => get(`live/${slug}/180p/${String(SECOND - 40)}-4.ts`)));
    expect(one?.bytes.equals(other?.bytes ?? Buffer.alloc(0))).toBe(false);
  });

  test('radio is sound only', async () => {
    expect(uris((await get('live/beat-fm/index.m3u8')).body)).toEqual(['audio.m3u8']);
    const [name = ''] = uris((await get('live/beat-fm/audio.m3u8')).body).slice(-1);
    const segment = await get(`live/beat-fm/${name}`);
    expect(segment.status).toBe(200);
    for (let at = 0; at < segment.bytes.length; at += 188) expect(segment.bytes.readUInt16BE(at + 1) & 0x1fff).not.toBe(0x100);
  });

  test('the endless stream begins near live and ends with the server', async () => {
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const first = await new Promise<Buffer>((resolve, reject) => {
      httpGet(`${address}/s/good/live/nord-1/stream.ts`, (response) => {
        response.once('data', resolve);
        response.on('error', () => undefined);
      }).on('error', reject);
    });
    const expected = await get(`live/nord-1/360p/${String(SECOND - 4)}-4.ts`);
    expect(expected.bytes.subarray(0, first.length).equals(first.subarray(0, expected.bytes.length))).toBe(true);
    expect((await app.inject({ method: 'HEAD', url: '/s/good/live/nord-1/stream.ts' })).statusCode).toBe(200);
  });
});

describe('archive', () => {
  test('any second of the week has the bytes it had live', async () => {
    const start = SECOND - 86_400 * 3 - 1;
    const playlist = (await get(`archive/nord-1/${String(start)}/10/360p.m3u8`)).body;
    expect(uris(playlist)).toEqual([`360p/${String(start)}-4.ts`, `360p/${String(start + 4)}-4.ts`, `360p/${String(start + 8)}-2.ts`]);
    expect(playlist).toContain('#EXT-X-PLAYLIST-TYPE:VOD');
    expect(playlist).toContain('#EXT-X-ENDLIST');
    const archived = await get(`archive/nord-1/${String(start)}/10/360p/${String(start)}-4.ts`);
    const raw = await get(`archive/nord-1/${String(start)}/10/stream.ts`);
    const live = await get(`live/nord-1/360p/${String(start)}-4.ts`);
    expect(archived.bytes.equals(live.bytes)).toBe(true);
    expect(raw.bytes.subarray(0, live.bytes.length).equals(live.bytes)).toBe(true);
  });

  test('a window that still runs grows, then ends', async () => {
    const start = SECOND - 10;
    const path = `archive/nord-1/${String(start)}/20/180p.m3u8`;
    const early = (await get(path)).body;
    expect(early).toContain('#EXT-X-PLAYLIST-TYPE:EVENT');
    expect(early).not.toContain('#EXT-X-ENDLIST');
    expect(uris(early)).toHaveLength(2);
    nowMs += 10_000;
    const done = (await get(path)).body;
    expect(done).toContain('#EXT-X-ENDLIST');
    expect(uris(done).slice(0, 2)).toEqual(uris(early));
    expect(uris(done)).toHaveLength(5);
  });

  test('what is older than a week is gone, what has not been is not found', async () => {
    expect((await get(`archive/nord-1/${String(SECOND - WEEK)}/60/index.m3u8`)).status).toBe(200);
    const old = await get(`archive/nord-1/${String(SECOND - WEEK - 3600)}/60/index.m3u8`);
    expect(old.status).toBe(410);
    expect(JSON.parse(old.body)).toMatchObject({ error: { code: 'media.not-found' } });
    expect((await get(`archive/nord-1/${String(SECOND + 5)}/60/index.m3u8`)).status).toBe(404);
    expect((await get(`archive/nord-1/${String(SECOND - 100)}/60/360p/${String(SECOND - 8)}-4.ts`)).status).toBe(404);
  });
});

describe('titles', () => {
  test('master has qualities, languages and subtitles; all addresses relative', async () => {
    const master = (await get('vod/the-quiet-tide/index.m3u8')).body;
    expect(uris(master)).toEqual(['360p.m3u8', '180p.m3u8']);
    const media = master.split('\n').filter((line) => line.startsWith('#EXT-X-MEDIA'));
    expect(media.map((line) => /LANGUAGE="(\w+)"/.exec(line)?.[1])).toEqual(['en', 'de', 'en', 'de']);
    expect(master).not.toMatch(/https?:|URI="\//);
  });

  test('every track lasts as long as the catalogue says', async () => {
    for (const file of ['360p.m3u8', '180p.m3u8', 'audio-en.m3u8', 'audio-de.m3u8', 'subs-en.m3u8']) {
      const { body } = await get(`vod/the-quiet-tide/${file}`);
      const total = [...body.matchAll(/#EXTINF:([\d.]+)/g)].reduce((sum, match) => sum + Number(match[1]), 0);
      expect(total).toBe(106 * 60);
      const [first = ''] = uris(body);
      expect((await get(`vod/the-quiet-tide/${first}`)).status).toBe(200);
    }
  });

  test('subtitles tell the second', async () => {
    const english = (await get('vod/the-quiet-tide/subs/en.vtt')).body;
    const german = (await get('vod/the-quiet-tide/subs/de.vtt')).body;
    expect(english).toContain('01:02:05.000 --> 01:02:09.000\n01:02:05\n');
    expect(german.match(/-->/g)).toHaveLength(english.match(/-->/g)?.length ?? 0);
    const segment = (await get('vod/the-quiet-tide/subs-en/2.vtt')).body;
    expect(segment).toContain('X-TIMESTAMP-MAP=MPEGTS:45000,LOCAL:00:00:00.000');
    expect(segment).toContain('00:02:00.000 -->');
    expect(segment).not.toContain('00:01:55.000 -->');
  });

  test('thumbnails name sprites that exist and rectangles inside them', async () => {
    const track = (await get('vod/the-quiet-tide/thumbs.vtt')).body;
    const cues = [...track.matchAll(/(thumbs\/[a-z-]+\.jpg)#xywh=(\d+),(\d+),240,120/g)];
    expect(cues).toHaveLength((106 * 60) / 10);
    const sprite = await get(`vod/the-quiet-tide/${cues[0]?.[1] ?? ''}`);
    expect(sprite.status).toBe(200);
    expect(sprite.type).toBe('image/jpeg');
    expect(Math.max(...cues.map((cue) => Number(cue[2])))).toBeLessThanOrEqual(720);
  });
});

describe('the protected film', () => {
  test('is had as encrypted DASH and in no other form, whatever address is tried', async () => {
    expect(createMediaLibrary().assetForms('a-minute-of-rain')).toEqual(['dash']);
    expect((await get('vod/a-minute-of-rain/manifest.mpd')).body).toContain('cenc:default_KID="6d696e75-7465-6f66-7261-696e00000001"');
    expect((await get('vod/a-minute-of-rain/v180/init.mp4')).bytes.includes('encv')).toBe(true);
    expect((await get('vod/a-minute-of-rain/subs/en.vtt')).status).toBe(200);
    for (const file of ['file.mp4', 'file.ts', 'index.m3u8', '360p.m3u8', '360p/0.ts', 'audio-en/0.ts']) {
      for (const asset of ['a-minute-of-rain', 'a-minute-of-rain~id.signature~pre_0']) expect([file, (await get(`vod/${asset}/${file}`)).status]).toEqual([file, 404]);
    }
  });
});

describe('media library', () => {
  const library = createMediaLibrary();

  test('knows what can be delivered', () => {
    expect(library.channelForms('nord-1')).toEqual(['hls', 'ts']);
    expect(library.channelForms('nowhere')).toEqual([]);
    expect(library.assetForms('kestrel')).toEqual(['hls']);
    expect(library.assetForms('northern-hour-s2e4')).toEqual(['hls']);
    expect(library.assetForms('lantern-street')).toEqual(['hls', 'dash', 'mp4', 'ts']);
    expect(library.assetForms('nothing')).toEqual([]);
    expect(library.assetSubtitles('kestrel').map((one) => one.language)).toEqual(['en', 'de']);
    expect(library.hasThumbnails('nothing')).toBe(false);
    expect(library.assetMarks('nothing')).toEqual([]);
    const marks = library.assetMarks('northern-hour-s2e4');
    expect(new Set(marks.map(({ kind }) => kind))).toEqual(new Set(['recap', 'intro', 'chapter', 'credits']));
    expect(marks.every(({ startMs, endMs }) => startMs < endMs)).toBe(true);
  });
});

test('breaks a title is marked with stand in its picture playlists, for players that fill them; sound and subtitles have the same dates, everything else is as it was', async () => {
  const marked = 'vod/the-quiet-tide~id.signature~pre_0!mid-1_600000';
  expect((await get(`${marked}/index.m3u8`)).body).toBe((await get('vod/the-quiet-tide/index.m3u8')).body);
  // RFC 8216, 6.2.4: where one playlist has dates, all have the same.
  for (const beside of ['audio-en', 'subs-en']) {
    const dated = (await get(`vod/the-quiet-tide/${beside}.m3u8`)).body.replace('#EXTINF', '#EXT-X-PROGRAM-DATE-TIME:2000-01-01T00:00:00.000Z\n#EXTINF');
    expect((await get(`${marked}/${beside}.m3u8`)).body).toBe(dated);
  }
  const { body } = await get(`${marked}/360p.m3u8`);
  const lines = body.split('\n').filter((line) => line.startsWith('#EXT-X-DATERANGE'));
  expect(lines).toHaveLength(2);
  expect(lines[1]).toBe('#EXT-X-DATERANGE:ID="mid-1",CLASS="com.apple.hls.interstitial",START-DATE="2000-01-01T00:10:00.000Z",CUE="ONCE",X-ASSET-LIST="../../../../ads/id.signature/mid-1.json",X-RESUME-OFFSET=0,X-RESTRICT="SKIP,JUMP"');
  expect(body.indexOf('#EXT-X-PROGRAM-DATE-TIME')).toBeLessThan(body.indexOf('#EXT-X-DATERANGE'));
  expect(uris(body)).toEqual(uris((await get('vod/the-quiet-tide/360p.m3u8')).body));
  expect((await get(`${marked}/${uris(body)[0] ?? ''}`)).status).toBe(200);
});

test('the house has a clip of twelve seconds to advertise itself', async () => {
  expect(createMediaLibrary().assetForms('house-spot')).toEqual(['hls']);
  expect(uris((await get('vod/house-spot/360p.m3u8')).body)).toHaveLength(2);
});
