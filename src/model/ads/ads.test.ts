import { afterEach, describe, expect, test } from '@jest/globals';
import { createSampleApp, settle } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';

const MIN = 60_000;

function vast(...ids: readonly string[]): string {
  const ads = ids.map((id, index) => `<Ad id="${id}" sequence="${String(index + 1)}"><InLine><Impression>https://t.example/${id}/impression</Impression><Error>https://t.example/${id}/error-[ERRORCODE]</Error>
    <Creatives><Creative><Linear skipoffset="00:00:05"><Duration>00:00:12</Duration><TrackingEvents>${['start', 'midpoint', 'complete', 'skip', 'closeLinear'].map((event) => `<Tracking event="${event}">https://t.example/${id}/${event}</Tracking>`).join('')}</TrackingEvents>
    <MediaFiles><MediaFile delivery="progressive" type="video/mp4" width="1280" height="720">https://cdn.example/${id}.mp4</MediaFile></MediaFiles></Linear></Creative></Creatives></InLine></Ad>`);
  return `<VAST version="4.2">${ads.join('')}</VAST>`;
}

function vmap(breaks: Readonly<Record<string, string>>): string {
  const lines = Object.keys(breaks).map((id) => `<vmap:AdBreak timeOffset="${breaks[id] ?? ''}" breakType="linear" breakId="${id}"><vmap:AdSource><vmap:AdTagURI>https://ads.example/${id}.xml</vmap:AdTagURI></vmap:AdSource></vmap:AdBreak>`);
  return `<vmap:VMAP xmlns:vmap="http://www.iab.net/videosuite/vmap" version="1.0">${lines.join('')}</vmap:VMAP>`;
}

interface Stage extends SampleApp {
  /** What was told, by the last parts of its addresses. */
  told(): readonly string[];
  /** The address in the decoder. */
  url(): string;
  play(): Promise<void>;
  /** The picture runs. */
  run(ms: number): Promise<void>;
}

let close = (): void => undefined;
afterEach(() => {
  close();
});

async function stage(breaks: Readonly<Record<string, string>> = { pre: 'start', 'mid-1': '00:20:00.000' }): Promise<Stage> {
  const sample = await createSampleApp();
  const { app, host } = sample;
  close = () => {
    app.dispose();
  };
  const { http, clock, media } = host;
  http.on('/api/v1/play', (request) => {
    const { kind, id } = JSON.parse(String(request.body)) as { kind: string; id: string };
    return { body: { url: `/s/${kind}/${id}.m3u8`, form: 'hls', isLive: false, expiresAtMs: clock.nowMs() + MIN * 60, thumbnails: '', subtitles: [], mayHaveBreaks: kind !== 'trailer' } };
  });
  http.on('/api/v1/ads/breaks', { body: vmap(breaks), headers: { 'content-type': 'application/xml' } });
  http.on('https://ads.example/', (request) => ({ body: vast(...(request.url.includes('pre') ? ['a', 'b'] : ['c'])) }));
  http.on('https://t.example/', { status: 204 });
  media.durationMs = 60 * MIN;
  return {
    ...sample,
    told: () => http.requests.filter(({ url }) => url.startsWith('https://t.example/')).map(({ url }) => url.slice('https://t.example/'.length)),
    url: () => media.player.source?.url ?? '',
    play: async () => {
      const key = app.home.rows.value.flatMap((row) => row.cards).map((card) => card.action).find((action) => action.kind === 'watch-episode');
      if (key === undefined) throw new Error('no episode on Home');
      app.perform(key);
      await clock.advance(20);
      // Its parts are loaded with the first break.
      for (let turn = 0; turn < 20 && app.player.ad.peek() !== null && app.player.ad.peek()?.count === 0; turn += 1) await new Promise((resolve) => { setTimeout(resolve, 5); });
      await settle();
    },
    run: async (ms) => {
      for (let left = ms; left > 0; left -= 1000) {
        media.player.moveTo(media.player.positionMs + Math.min(1000, left));
        await clock.advance(Math.min(1000, left));
      }
    },
  };
}

describe('breaks of a title', () => {
  test('what stands before it plays in the same decoder, is told in order, and the title goes on where it was', async () => {
    const { app, host, play, run, told, url } = await stage({ pre: 'start' });
    host.media.durationMs = 12_000;
    await play();
    expect(host.http.requests.find(({ url: asked }) => asked.includes('/ads/breaks'))?.headers?.['x-hearth-profile']).toBe('ingrid');
    expect([url(), app.player.nowPlaying.value?.subtitle]).toEqual(['https://cdn.example/a.mp4', 'S2 E4 Ice Road']);
    await run(2000);
    expect(app.player.ad.value).toMatchObject({ index: 1, count: 2, secondsLeft: 10, skipIn: 3, waitsSinceMs: -1 });
    app.player.skipAd();
    app.player.seekTo(0);
    expect(url()).toBe('https://cdn.example/a.mp4');
    await run(3000);
    app.player.skipAd();
    await host.clock.advance(10);
    expect(url()).toBe('https://cdn.example/b.mp4');
    await run(11_000);
    host.media.durationMs = 60 * MIN;
    host.media.player.finish();
    await host.clock.advance(10);
    expect(app.player.ad.value).toBeNull();
    expect([url().split('/s/')[1]?.split('/')[0], host.media.player.source?.startMs, host.media.players.length, app.player.state.value.kind]).toEqual(['episode', 30 * MIN - 3000, 1, 'playing']);
    expect(told()).toEqual(['a/impression', 'a/start', 'a/skip', 'b/impression', 'b/start', 'b/midpoint', 'b/complete']);
  });

  test('a break inside comes once, whatever the viewer does; pausing is its own; the place is kept exactly', async () => {
    const { app, host, play, run, url } = await stage({ behind: '10%', 'mid-1': '00:35:00.000' });
    await play();
    expect(app.player.ad.value).toBeNull();
    app.player.seekTo(36 * MIN);
    await run(2000);
    expect(url()).toBe('https://cdn.example/c.mp4');
    app.player.togglePause();
    await host.clock.advance(60_000);
    expect([app.player.ad.value?.isPaused, host.media.player.state]).toEqual([true, 'paused']);
    app.player.togglePause();
    expect([app.player.ad.value?.isPaused, host.media.player.state]).toEqual([false, 'playing']);
    host.media.player.finish();
    await host.clock.advance(10);
    expect([app.player.state.value.kind, host.media.player.source?.startMs]).toEqual(['playing', 36 * MIN + 1000]);
    app.player.seekTo(20 * MIN);
    await run(2000);
    app.player.seekTo(40 * MIN);
    await run(2000);
    expect(app.player.ad.value).toBeNull();
    // Leaving and coming back the same evening shows none of it again.
    app.leavePlayer();
    await host.clock.advance(10);
    await play();
    await run(2000);
    expect([app.player.ad.value, host.http.count('ads.example/mid-1')]).toEqual([null, 1]);
  });

  test.each<readonly [string, (sample: Stage) => void, number]>([
    ['does not answer', ({ host }) => { host.http.on('https://ads.example/', 'hang'); }, 4500],
    ['is gone', ({ host }) => { host.http.on('https://ads.example/', 'net.unreachable'); }, 100],
    ['answers nonsense', ({ host }) => { host.http.on('https://ads.example/', { body: '<html>' }); }, 100],
    ['has clips that never come', ({ host }) => { host.media.script('cdn.example', 'hang'); }, 11_000],
    ['has clips that break', ({ host }) => { host.media.script('cdn.example', 'media.decode'); }, 100],
    ['is the platform itself, and fails', ({ host }) => { host.http.on('/api/v1/ads/breaks', { status: 500 }); }, 100],
  ])('an ad server that %s: the title starts', async (_name, spoil, withinMs) => {
    const sample = await stage({ pre: 'start' });
    spoil(sample);
    await sample.play();
    await sample.host.clock.advance(withinMs);
    await settle();
    expect([sample.app.player.ad.value, sample.app.player.state.value.kind, sample.url().includes('/s/episode/')]).toEqual([null, 'playing', true]);
  });

  test('clips that break are told with their number, and the next break is tried', async () => {
    const { host, play, told } = await stage({ pre: 'start' });
    host.media.script('cdn.example/a', 'media.decode');
    await play();
    expect(told()).toEqual(['a/error-405', 'b/impression', 'b/start']);
  });

  test('going away ends a break; coming back shows the title', async () => {
    const { app, host, play, run, told, url } = await stage({ pre: 'start' });
    await play();
    await run(2000);
    host.lifecycle.setForeground(false);
    await host.clock.advance(10);
    expect([host.media.player.state, told().at(-1)]).toEqual(['idle', 'a/closeLinear']);
    host.lifecycle.setForeground(true);
    await host.clock.advance(10);
    expect([app.player.ad.value, app.player.state.value.kind, url().includes('/s/episode/')]).toEqual([null, 'playing', true]);
    app.leavePlayer();
    await host.clock.advance(10);
    expect([app.player.ad.value, host.media.player.state]).toEqual([null, 'idle']);
  });
});
