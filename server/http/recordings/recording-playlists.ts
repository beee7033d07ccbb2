import type { RecordingJobRow, RecordingSegmentRow } from '#server/store';

/** As the recorder writes it (`RecordingLayout`). */
interface Layout {
  readonly bandwidth: number;
  readonly codecs: string;
  readonly resolution: string;
  readonly tracks: readonly { readonly kind: 'main' | 'audio'; readonly name: string; readonly language: string; readonly isDefault: boolean }[];
}

/** Where nothing is known of it. */
const USUAL_BPS = 5_000_000;

function quoted(text: string): string {
  return `"${text.replace(/["\r\n]/g, '')}"`;
}

/** The top playlist of a recording. */
export function recordingMaster(job: RecordingJobRow): string {
  // Written by the recorder alone.
  const layout = JSON.parse(job.layout) as Layout;
  const lines = ['#EXTM3U', '#EXT-X-VERSION:7'];
  const sounds = layout.tracks.map((track, number) => ({ ...track, number })).filter((track) => track.kind === 'audio');
  for (const { name, language, isDefault, number } of sounds) {
    const whose = language === '' ? '' : `LANGUAGE=${quoted(language)},`;
    lines.push(`#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME=${quoted(name === '' ? `Audio ${String(number)}` : name)},${whose}DEFAULT=${isDefault ? 'YES' : 'NO'},AUTOSELECT=YES,URI="t${String(number)}.m3u8"`);
  }
  const measured = job.recordedMs > 0 ? Math.round((job.bytes * 8000) / job.recordedMs) : 0;
  const attributes = [`BANDWIDTH=${String(Math.max(layout.bandwidth, measured) || USUAL_BPS)}`];
  if (layout.codecs !== '') attributes.push(`CODECS=${quoted(layout.codecs)}`);
  if (/^\d+x\d+$/.test(layout.resolution)) attributes.push(`RESOLUTION=${layout.resolution}`);
  if (sounds.length > 0) attributes.push('AUDIO="sound"');
  lines.push(`#EXT-X-STREAM-INF:${attributes.join(',')}`, 't0.m3u8');
  return `${lines.join('\n')}\n`;
}

/** The playlist of one track, RFC 8216. */
export function recordingTrack(segments: readonly RecordingSegmentRow[]): string {
  const longest = Math.ceil(Math.max(1000, ...segments.map((segment) => segment.durationMs)) / 1000);
  const lines = ['#EXTM3U', '#EXT-X-VERSION:7', `#EXT-X-TARGETDURATION:${String(longest)}`, '#EXT-X-MEDIA-SEQUENCE:0', '#EXT-X-PLAYLIST-TYPE:VOD'];
  let [map, key] = ['', ''];
  segments.forEach((segment, index) => {
    if (index > 0 && segment.isBreak) lines.push('#EXT-X-DISCONTINUITY');
    if (segment.key !== key) lines.push(`#EXT-X-KEY:${segment.key === '' ? 'METHOD=NONE' : segment.key}`);
    if (segment.map !== '' && segment.map !== map) lines.push(`#EXT-X-MAP:URI="o/${segment.map}"`);
    [map, key] = [segment.map, segment.key];
    if (index === 0 || segment.isBreak) lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.atMs).toISOString()}`);
    lines.push(`#EXTINF:${(segment.durationMs / 1000).toFixed(3)},`, `o/${segment.object}`);
  });
  return `${[...lines, '#EXT-X-ENDLIST'].join('\n')}\n`;
}
