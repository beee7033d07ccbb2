/**
 * Makes the media in test/simulators/fixtures with ffmpeg: a test picture of 160x90 with a counting second, two sounds of
 * different pitch. The files are small and kept in the repository; run this only to change them.
 * Usage: node test/simulators/make-fixtures.mjs
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'fixtures');
const SECONDS = 24;

function ffmpeg(...words) {
  execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...words], { cwd: folder, stdio: 'inherit' });
}

rmSync(folder, { recursive: true, force: true });
for (const name of ['', 'hls', 'dash']) mkdirSync(join(folder, name), { recursive: true });

const picture = ['-f', 'lavfi', '-i', `testsrc=size=160x90:rate=10:duration=${SECONDS}`];
const tone = (hertz) => ['-f', 'lavfi', '-i', `sine=frequency=${hertz}:sample_rate=48000:duration=${SECONDS}`];
const video = ['-c:v', 'libx264', '-profile:v', 'baseline', '-pix_fmt', 'yuv420p', '-preset', 'veryslow', '-crf', '38', '-g', '20', '-keyint_min', '20', '-sc_threshold', '0'];
const audio = ['-c:a', 'aac', '-b:a', '24k', '-ac', '1'];

ffmpeg(...picture, ...tone(440), ...video, ...audio, '-movflags', '+faststart', 'film.mp4');
ffmpeg('-i', 'film.mp4', '-c', 'copy', '-f', 'mpegts', 'film.ts');
ffmpeg('-i', 'film.mp4', '-map', '0:v', '-c', 'copy', '-f', 'hls', '-hls_time', '2', '-hls_playlist_type', 'vod', '-hls_segment_filename', 'hls/v%d.ts', 'hls/video.m3u8');
ffmpeg('-i', 'film.mp4', '-map', '0:a', '-c', 'copy', '-f', 'hls', '-hls_time', '2', '-hls_playlist_type', 'vod', '-hls_segment_filename', 'hls/en%d.ts', 'hls/en.m3u8');
ffmpeg(...tone(880), ...audio, '-f', 'hls', '-hls_time', '2', '-hls_playlist_type', 'vod', '-hls_segment_filename', 'hls/de%d.ts', 'hls/de.m3u8');
// Picture and sound together, for the sliding live playlist.
ffmpeg('-i', 'film.mp4', '-c', 'copy', '-f', 'hls', '-hls_time', '2', '-hls_playlist_type', 'vod', '-hls_segment_filename', 'hls/live%d.ts', 'hls/all.m3u8');
ffmpeg('-i', 'film.mp4', '-map', '0', '-c', 'copy', '-f', 'dash', '-seg_duration', '4', '-use_template', '1', '-use_timeline', '0', '-init_seg_name', 'i$RepresentationID$.mp4', '-media_seg_name', 's$RepresentationID$-$Number$.m4s', 'dash/film.mpd');

const stamp = (second) => `00:00:${String(second).padStart(2, '0')}.000`;
const cues = Array.from({ length: SECONDS / 2 }, (_, i) => `${stamp(i * 2)} --> ${stamp(i * 2 + 1)}\nsecond ${i * 2}`).join('\n\n');
writeFileSync(join(folder, 'hls/en.vtt'), `WEBVTT\n\n${cues}\n`);
writeFileSync(join(folder, 'hls/text.m3u8'), `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:${SECONDS}\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXTINF:${SECONDS}.0,\nen.vtt\n#EXT-X-ENDLIST\n`);
writeFileSync(
  join(folder, 'hls/master.m3u8'),
  [
    '#EXTM3U',
    '#EXT-X-VERSION:4',
    '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,URI="en.m3u8"',
    '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="Deutsch",LANGUAGE="de",DEFAULT=NO,AUTOSELECT=YES,URI="de.m3u8"',
    '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="t",NAME="English",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=YES,URI="text.m3u8"',
    '#EXT-X-STREAM-INF:BANDWIDTH=120000,RESOLUTION=160x90,CODECS="avc1.42c00b,mp4a.40.2",AUDIO="a",SUBTITLES="t"',
    'video.m3u8',
    '',
  ].join('\n'),
);

// Kept as .m2ts, since .ts is TypeScript to every tool here; the server answers to the .ts of the playlists.
for (const place of ['', 'hls']) {
  for (const name of readdirSync(join(folder, place))) {
    if (name.endsWith('.ts')) renameSync(join(folder, place, name), join(folder, place, name.replace(/\.ts$/, '.m2ts')));
  }
}
