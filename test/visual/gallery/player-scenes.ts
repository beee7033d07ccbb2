import { itemKey } from '#core/base';
import { platformSourceId } from '#sources/registry';
import { SAMPLE_PLATFORM_URL } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { putPictureBehind } from './picture-behind';
import type { Scene, SceneStep } from './scenes';

const SOURCE = platformSourceId(SAMPLE_PLATFORM_URL);
const ICE_ROAD = itemKey(SOURCE, 'episode', 'northern-2-4');
const NORTHERN = itemKey(SOURCE, 'series', 'northern');
const ARENA = itemKey(SOURCE, 'channel', 'arena');
const LENGTH_MS = (49 * 60 + 23) * 1000;
const AT_MS = (31 * 60 + 7) * 1000;
const FRAME_MS = 10_000;

function time(ms: number): string {
  const total = Math.floor(ms / 1000);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${pad(Math.floor(total / 3600))}:${pad(Math.floor(total / 60) % 60)}:${pad(total % 60)}.000`;
}

/** A thumbnail track whose frames are cut from one wide picture. */
function thumbnails(): string {
  const cues: string[] = ['WEBVTT'];
  for (let at = 0, i = 0; at < LENGTH_MS; at += FRAME_MS, i += 1) {
    cues.push(`${time(at)} --> ${time(at + FRAME_MS)}\n/art/b-northern.jpg#xywh=${String((i % 5) * 240)},${String(180 + (i % 4) * 90)},640,360`);
  }
  return cues.join('\n\n');
}

const track = (id: string, kind: 'audio' | 'text', language: string, label = '', isSelected = false) => ({ id, kind, language, label, isSelected });

const watchIceRoad: SceneStep = async ({ app, host }: SampleApp) => {
  await putPictureBehind('b-northern.jpg');
  host.media.durationMs = LENGTH_MS;
  host.media.tracks = [
    track('a1', 'audio', 'en', 'Dolby Atmos', true),
    track('a2', 'audio', 'no', '5.1, original'),
    track('a3', 'audio', 'de', '5.1'),
    track('a4', 'audio', 'es', 'Stereo'),
    track('a5', 'audio', 'en', 'Audio description'),
    track('t1', 'text', 'en', 'For hard of hearing'),
    track('t2', 'text', 'en', 'Forced only'),
    track('t3', 'text', 'no'),
    track('t4', 'text', 'ar'),
    track('t5', 'text', 'el'),
    track('t6', 'text', 'uk'),
  ];
  host.http.on('/thumbnails.vtt', { body: thumbnails() });
  host.http.on('/api/v1/play', {
    body: { url: '/s/e.m3u8', form: 'hls', isLive: false, expiresAtMs: 4e12, thumbnails: `${location.origin}/thumbnails.vtt`, subtitles: [] },
  });
  app.perform({ kind: 'watch-episode', key: ICE_ROAD, seriesKey: NORTHERN, from: 'start' });
  await host.clock.advance(400);
};

const moveTo = (ms: number): SceneStep => ({ host }) => {
  host.media.player.moveTo(ms);
};

const showSubtitles: SceneStep = ({ app, host }) => {
  app.player.selectText('t1');
  host.media.player.say('cues', [{ startMs: 0, endMs: LENGTH_MS, text: '– If the radio answers,\ndon’t answer back.' }]);
};

/** Scenes of the player page. */
export const PLAYER_SCENES: Readonly<Record<string, Scene>> = {
  'player-vod': { steps: [watchIceRoad, moveTo(AT_MS - FRAME_MS), 500, 'up', 'right'], restMs: 400 },
  'player-paused': { steps: [watchIceRoad, moveTo(AT_MS), showSubtitles, 500, 'ok'], restMs: 400 },
  'player-bare': { steps: [watchIceRoad, moveTo(AT_MS), showSubtitles], restMs: 400 },
  'up-next': { steps: [watchIceRoad, moveTo(LENGTH_MS - 8000)], restMs: 400 },
  'tracks': { steps: [watchIceRoad, moveTo(AT_MS), showSubtitles, 500, 'blue'], restMs: 600 },
  'subtitle-look': { steps: [watchIceRoad, moveTo(AT_MS), showSubtitles, 500, 'blue', 'up', 'up', 'left', 'ok', 'down'], restMs: 600 },
  'subtitle-outline': {
    steps: [
      watchIceRoad,
      moveTo(AT_MS),
      showSubtitles,
      ({ app }) => {
        app.player.setSubtitles({ style: { size: 'huge', color: 'yellow', ground: 'none', edge: 'outline', height: 'raised' } });
      },
    ],
    restMs: 400,
  },
  'statistics': { steps: [watchIceRoad, moveTo(AT_MS), 500, 'blue', 'left', 'up', 'up', 'up', 'ok', 4000], restMs: 600 },
  'rescued': {
    steps: [
      async ({ app, host }) => {
        await putPictureBehind('b-derby.jpg');
        app.perform({ kind: 'watch-channel', key: ARENA });
        await host.clock.advance(6000);
        // Live is refused from here on; its recording is not.
        host.http.on('/api/v1/play', ({ body }) =>
          String(body).indexOf('atMs') === -1
            ? { status: 403, body: { error: { code: 'media.refused', message: 'no' } } }
            : { body: { url: '/s/recording.m3u8', form: 'hls', isLive: false, expiresAtMs: 4e12, thumbnails: '', subtitles: [] } },
        );
        host.media.player.break('media.refused');
      },
      ({ host }) => host.clock.advance(3000),
    ],
    restMs: 1200,
  },
  'line-full': {
    steps: [
      ({ app, host }) => {
        host.media.script('/arena.m3u8', 'media.limit');
        app.perform({ kind: 'watch-channel', key: ARENA });
      },
      4000,
    ],
    restMs: 1200,
  },
  'player-preparing': {
    steps: [({ host }) => host.media.script('/s/e', 'hang'), watchIceRoad],
    restMs: 800,
  },
  'stream-error': {
    steps: [
      ({ app, host }) => {
        host.media.script('/arena.m3u8', 'media.unreachable');
        app.perform({ kind: 'watch-channel', key: ARENA });
      },
      2600,
    ],
    restMs: 1200,
  },
  'film-error': {
    steps: [
      watchIceRoad,
      moveTo(AT_MS),
      ({ host }) => {
        host.media.player.break('media.drm');
      },
    ],
    restMs: 400,
  },
};
