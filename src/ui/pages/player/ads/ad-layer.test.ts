import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { itemKey } from '#core/base';
import { platformSourceId } from '#sources/registry';
import { createSampleApp, SAMPLE_PLATFORM_URL } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import type { RemoteKey } from '#ports';
import { PlayerPage } from '../player-page';

const FILM = itemKey(platformSourceId(SAMPLE_PLATFORM_URL), 'movie', 'kestrel');

let sample: SampleApp;
let stage: TestStage;

const clip = (id: string, sequence: number): string => `<Ad id="${id}" sequence="${String(sequence)}"><InLine><Creatives><Creative><Linear skipoffset="00:00:05"><Duration>00:00:12</Duration>
  <MediaFiles><MediaFile delivery="progressive" type="video/mp4" width="1280" height="720">https://cdn.example/${id}.mp4</MediaFile></MediaFiles></Linear></Creative></Creatives></InLine></Ad>`;

const mirror = () => stage.mirror();
const press = (key: RemoteKey): void => {
  stage.press(key);
};
const pass = async (ms: number): Promise<void> => {
  await sample.host.clock.advance(ms);
  stage.frame();
};
const url = (): string => sample.host.media.player.source?.url ?? '';

beforeEach(async () => {
  sample = await createSampleApp();
  const { app, host } = sample;
  host.media.durationMs = 12_000;
  host.http.on('/api/v1/play', { body: { url: '/s/film.m3u8', form: 'hls', isLive: false, expiresAtMs: 4e12, thumbnails: '', subtitles: [], mayHaveBreaks: true } });
  host.http.on('/ads/breaks', {
    body: '<vmap:VMAP xmlns:vmap="http://www.iab.net/videosuite/vmap"><vmap:AdBreak timeOffset="start" breakType="linear" breakId="pre"><vmap:AdSource><vmap:AdTagURI>https://ads.example/pre</vmap:AdTagURI></vmap:AdSource></vmap:AdBreak></vmap:VMAP>',
  });
  host.http.on('https://ads.example/', { body: `<VAST version="4.2">${clip('a', 1)}${clip('b', 2)}</VAST>` });
  stage = createTestStage({ host });
  app.perform({ kind: 'watch-movie', key: FILM, from: 'start' });
  stage.mount(PlayerPage, { app, entry: app.navigation.current.peek() });
  await pass(20);
  for (let turn = 0; turn < 100 && mirror().facts.get('ad') !== '1/2'; turn += 1) {
    await new Promise((resolve) => { setTimeout(resolve, 5); });
    await pass(10);
  }
});

afterEach(() => {
  stage.dispose();
  sample.app.dispose();
});

test('is said, is not sought in, is skipped by OK when that is offered, and the film has its controls again', async () => {
  const { host } = sample;
  expect(mirror().facts.get('player')).toBe('ad-playing');
  expect(mirror().focus).toMatchObject({ id: 'ad', name: 'Ad 1 of 2, 12 seconds. Skip in 5' });
  for (const key of ['right', 'forward', 'up', 'down', 'digit5', 'ok', 'blue', 'channelUp'] as const) press(key);
  await pass(300);
  expect([url(), host.media.player.calls.some((call) => call.startsWith('seek')), mirror().focus?.id]).toEqual(['https://cdn.example/a.mp4', false, 'ad']);
  press('playpause');
  await pass(300);
  expect([mirror().focus?.state, host.media.player.state]).toEqual(['Paused', 'paused']);
  press('playpause');
  host.media.player.moveTo(5200);
  await pass(300);
  expect(mirror().focus).toMatchObject({ id: 'skip-ad', name: 'Skip ad', role: 'button' });
  press('ok');
  await pass(300);
  expect([url(), mirror().facts.get('ad'), mirror().focus?.id]).toEqual(['https://cdn.example/b.mp4', '2/2', 'ad']);
  host.media.durationMs = 90 * 60_000;
  host.media.player.finish();
  await pass(300);
  expect([url().endsWith('/s/film.m3u8'), mirror().facts.get('ad'), mirror().facts.get('player')]).toEqual([true, '', 'playing']);
  press('up');
  await pass(300);
  expect(mirror().focus?.id).toBe('scrubber');
});

test('Back asks whether to leave, and staying is the safe answer', async () => {
  const { app } = sample;
  press('back');
  await pass(100);
  expect(app.notices.dialog.value).toMatchObject({ title: 'Leave Kestrel?', safeId: 'stay' });
  app.notices.answer('stay');
  await pass(100);
  expect(mirror().facts.get('ad')).toBe('1/2');
  press('back');
  await pass(100);
  app.notices.answer('leave');
  await pass(100);
  expect([app.navigation.current.value.route.name, app.player.nowPlaying.value, sample.host.media.player.state]).toEqual(['home', null, 'idle']);
});
