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

const watchIceRoad: SceneStep = (sample) => watchEpisode(sample, []);

async function watchEpisode({ app, host }: SampleApp, subtitles: readonly object[], marks: readonly object[] = []): Promise<void> {
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
    body: { url: '/s/e.m3u8', form: 'hls', isLive: false, expiresAtMs: 4e12, thumbnails: `${location.origin}/thumbnails.vtt`, subtitles, marks },
  });
  app.perform({ kind: 'watch-episode', key: ICE_ROAD, seriesKey: NORTHERN, from: 'start' });
  await host.clock.advance(400);
}

/** Its opening and three chapters are known. */
const watchMarked: SceneStep = (sample) =>
  watchEpisode(sample, [], [
    { kind: 'intro', startMs: AT_MS - 20_000, endMs: AT_MS + 40_000, title: '' },
    { kind: 'chapter', startMs: 0, endMs: 12 * 60_000, title: 'Station 4' },
    { kind: 'chapter', startMs: 12 * 60_000, endMs: 36 * 60_000, title: 'The crossing' },
    { kind: 'chapter', startMs: 36 * 60_000, endMs: LENGTH_MS, title: '' },
  ]);

const moveTo = (ms: number): SceneStep => ({ host }) => {
  host.media.player.moveTo(ms);
};

const showSubtitles: SceneStep = ({ app, host }) => {
  app.player.selectText('t1');
  host.media.player.say('cues', [{ startMs: 0, endMs: LENGTH_MS, text: '– If the radio answers,\ndon’t answer back.' }]);
};

/** A file with a style sheet and a region: slanted, underlined, coloured, on grounds of its own, at two places. */
const STYLED = [
  'WEBVTT', 'STYLE\n::cue(.radio) { font-style: italic; color: #ffe45c }\n::cue(v[voice="Ida"]) { color: white; background-color: rgba(0, 60, 120, 0.9) }',
  'REGION\nid:left\nwidth:40%\nlines:3\nregionanchor:0%,100%\nviewportanchor:5%,30%',
  '00:00.000 --> 59:00.000 region:left align:left\n<u>Station 4</u>', '00:00.000 --> 59:00.000\n<c.radio>If the radio answers,</c>\n<b>don’t answer back.</b>', '00:00.000 --> 59:00.000 line:80%\n<v Ida>Who said that?',
].join('\n\n');

const watchStyled: SceneStep = async (sample) => {
  sample.host.http.on('/styled.vtt', { body: STYLED });
  await watchEpisode(sample, [{ url: `${location.origin}/styled.vtt`, language: 'en', label: 'Styled' }]);
  sample.app.player.selectText('file:0');
  await sample.host.clock.advance(400);
};

/** Sizes and outlines of a style sheet, columns at the right, and words as a picture. */
const ODD = [
  'WEBVTT', 'STYLE\n::cue(.small) { font-size: 75% }\n::cue(.loud) { font-size: 160%; text-shadow: 1px 1px #000, -1px 1px #000, 1px -1px #000; background-color: transparent }',
  '00:00.000 --> 59:00.000 vertical:rl line:0 align:start\n無線が返事を\nしたら<b>黙れ</b>', '00:00.000 --> 59:00.000\n<c.loud>Station 4!</c>\n<c.small>(static, then nothing)</c>',
].join('\n\n');

const watchOdd: SceneStep = async (sample) => {
  sample.host.http.on('/odd.vtt', { body: ODD });
  await watchEpisode(sample, [{ url: `${location.origin}/odd.vtt`, language: 'ja', label: 'Odd' }]);
  sample.app.player.selectText('file:0');
  await sample.host.clock.advance(400);
};

/** A document of the image profile: what is said stands in a picture. */
const watchPictured: SceneStep = async (sample) => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [800, 120];
  const context = canvas.getContext('2d');
  if (context !== null) {
    context.font = 'italic 600 52px serif';
    context.fillStyle = '#ffe45c';
    context.textAlign = 'center';
    context.fillText('Words as a picture', 400, 76);
  }
  const png = canvas.toDataURL('image/png').split(',')[1] ?? '';
  sample.host.http.on('/pictured.ttml', {
    body: `<tt xmlns="http://www.w3.org/ns/ttml"><head><metadata><smpte:image xml:id="one" imageType="PNG" encoding="Base64">${png}</smpte:image></metadata><layout><region xml:id="r" tts:origin="25% 80%" tts:extent="50% 13%"/></layout></head><body><div begin="0s" end="59m" region="r" smpte:backgroundImage="#one"/></body></tt>`,
  });
  await watchEpisode(sample, [{ url: `${location.origin}/pictured.ttml`, language: 'en', label: 'Pictured' }]);
  sample.app.player.selectText('file:0');
  await sample.host.clock.advance(400);
};

/** A break of two stands before the episode; the second half of its wait to skip is over, or `canSkip`. */
const showAd = (canSkip: boolean, offerUrl: string): SceneStep => async ({ app, host }: SampleApp) => {
  await putPictureBehind('b-ad.jpg');
  const clip = (id: string, sequence: number): string => `<Ad id="${id}" sequence="${String(sequence)}"><InLine><Creatives><Creative><Linear skipoffset="00:00:13"><Duration>00:00:30</Duration>
    <MediaFiles><MediaFile delivery="progressive" type="video/mp4" width="1280" height="720">https://cdn.example/${id}.mp4</MediaFile></MediaFiles><VideoClicks><ClickThrough>${offerUrl}</ClickThrough></VideoClicks></Linear></Creative></Creatives></InLine></Ad>`;
  host.media.durationMs = 30_000;
  host.http.on('https://ads.example/', { body: `<VAST version="4.2">${clip('a', 1)}${clip('b', 2)}</VAST>` });
  host.http.on('/ads/breaks', {
    body: '<vmap:VMAP xmlns:vmap="http://www.iab.net/videosuite/vmap"><vmap:AdBreak timeOffset="start" breakType="linear" breakId="pre"><vmap:AdSource><vmap:AdTagURI>https://ads.example/pre</vmap:AdTagURI></vmap:AdSource></vmap:AdBreak></vmap:VMAP>',
  });
  host.http.on('/api/v1/play', { body: { url: '/s/e.m3u8', form: 'hls', isLive: false, expiresAtMs: 4e12, thumbnails: '', subtitles: [], mayHaveBreaks: true } });
  app.perform({ kind: 'watch-episode', key: ICE_ROAD, seriesKey: NORTHERN, from: 'start' });
  for (let turn = 0; turn < 100 && (app.player.ad.peek()?.waitsSinceMs ?? 0) >= 0; turn += 1) {
    await host.clock.advance(10);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  host.media.player.moveTo(canSkip ? 14_000 : 8000);
  await host.clock.advance(300);
};

/** Scenes of the player page. */
export const PLAYER_SCENES: Readonly<Record<string, Scene>> = {
  'player-vod': { steps: [watchIceRoad, moveTo(AT_MS - FRAME_MS), 500, 'up', 'right'], restMs: 400 },
  'player-paused': { steps: [watchIceRoad, moveTo(AT_MS), showSubtitles, 500, 'ok'], restMs: 400 },
  'player-bare': { steps: [watchIceRoad, moveTo(AT_MS), showSubtitles], restMs: 400 },
  'ad': { steps: [showAd(false, 'https://coffee.example/tuesdays')], restMs: 400 },
  'ad-skip': { steps: [showAd(true, '')], restMs: 400 },
  'up-next': { steps: [watchIceRoad, moveTo(LENGTH_MS - 8000)], restMs: 400 },
  'tracks': { steps: [watchIceRoad, moveTo(AT_MS), showSubtitles, 500, 'blue'], restMs: 600 },
  'picture-choices': { steps: [watchIceRoad, moveTo(AT_MS), 500, 'blue', 'up', 'up', 'left', 'left', 'left', 'left', 'ok', 'down', 'ok', 'right'], restMs: 600 },
  'skip-intro': { steps: [watchMarked, moveTo(AT_MS), 500, 'up'], restMs: 600 },
  'chapters': { steps: [watchMarked, moveTo(AT_MS), 500, 'down', 'up', 'right'], restMs: 600 },
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
  'subtitle-styles': { steps: [watchStyled, moveTo(AT_MS)], restMs: 400 },
  'subtitle-columns': { steps: [watchOdd, moveTo(AT_MS)], restMs: 600 },
  'subtitle-picture': { steps: [watchPictured, moveTo(AT_MS)], restMs: 600 },
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
