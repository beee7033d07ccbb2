import { ASSET_LANGUAGES, AUDIO_CODEC, RENDITIONS, VIDEO_CODEC } from '../compose';

const HEAD = ['#EXTM3U', '#EXT-X-VERSION:6', '#EXT-X-INDEPENDENT-SEGMENTS'];

/** Sound alone, bits per second with transport overhead. */
const AUDIO_PEAK_BPS = 120_000;
const AUDIO_AVERAGE_BPS = 100_000;

/** The top playlist of a linear channel, live or archive; picture and sound travel together. */
export function linearMaster(isRadio: boolean): string {
  const lines = [...HEAD];
  if (isRadio) lines.push(`#EXT-X-STREAM-INF:BANDWIDTH=${String(AUDIO_PEAK_BPS)},AVERAGE-BANDWIDTH=${String(AUDIO_AVERAGE_BPS)},CODECS="${AUDIO_CODEC}"`, 'audio.m3u8');
  else {
    for (const one of RENDITIONS) {
      lines.push(
        `#EXT-X-STREAM-INF:BANDWIDTH=${String(one.peakBps)},AVERAGE-BANDWIDTH=${String(one.averageBps)},CODECS="${VIDEO_CODEC},${AUDIO_CODEC}",` +
          `RESOLUTION=${String(one.width)}x${String(one.height)},FRAME-RATE=25.000`,
        `${one.name}.m3u8`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The top playlist of a title: two qualities, sound and subtitles by language. */
export function titleMaster(): string {
  const lines = [...HEAD];
  ASSET_LANGUAGES.forEach(({ language, label }, index) => {
    const isDefault = index === 0 ? 'YES' : 'NO';
    lines.push(`#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="${label}",LANGUAGE="${language}",DEFAULT=${isDefault},AUTOSELECT=YES,CHANNELS="2",URI="audio-${language}.m3u8"`);
  });
  for (const { language, label } of ASSET_LANGUAGES) {
    lines.push(`#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="text",NAME="${label}",LANGUAGE="${language}",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI="subs-${language}.m3u8"`);
  }
  for (const one of RENDITIONS) {
    lines.push(
      `#EXT-X-STREAM-INF:BANDWIDTH=${String(one.peakBps)},AVERAGE-BANDWIDTH=${String(one.averageBps)},CODECS="${VIDEO_CODEC},${AUDIO_CODEC}",` +
        `RESOLUTION=${String(one.width)}x${String(one.height)},FRAME-RATE=25.000,AUDIO="sound",SUBTITLES="text"`,
      `${one.name}.m3u8`,
    );
  }
  return `${lines.join('\n')}\n`;
}
