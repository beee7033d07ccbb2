import type { MediaSubtitle } from '#server/domain';
import { avcConfiguration } from './to-transport';
import type { Mp4Track } from './read-mp4';

/** One representation: its name is the folder of its segments. */
export interface Representation {
  readonly id: string;
  readonly language: string;
  readonly track: Mp4Track;
}

/** Length of a DASH segment; films have an entry picture at every multiple of it. */
export const DASH_SEGMENT_SECONDS = 4;

function bandwidth(track: Mp4Track): number {
  const bytes = track.samples.reduce((sum, sample) => sum + sample.data.length, 0);
  // A segment may be well above the mean; a quarter on top keeps the promise of `minBufferTime`.
  return Math.ceil(((bytes * 8) / (track.duration / track.timescale)) * 1.25);
}

function template(timescale: number): string {
  return `<SegmentTemplate timescale="${String(timescale)}" duration="${String(timescale * DASH_SEGMENT_SECONDS)}" startNumber="1" initialization="$RepresentationID$/init.mp4" media="$RepresentationID$/$Number$.m4s"/>`;
}

function videoSet(videos: readonly Representation[], protection: string): string {
  const rows = videos.map(({ id, track }) => {
    const { codec } = avcConfiguration(track);
    return `<Representation id="${id}" codecs="${codec}" bandwidth="${String(bandwidth(track))}" width="${String(track.width)}" height="${String(track.height)}" frameRate="25">${template(track.timescale)}</Representation>`;
  });
  return `<AdaptationSet contentType="video" mimeType="video/mp4" segmentAlignment="true" startWithSAP="1">${protection}${rows.join('')}</AdaptationSet>`;
}

function audioSet({ id, language, track }: Representation, protection: string): string {
  const row = `<Representation id="${id}" codecs="mp4a.40.2" bandwidth="${String(bandwidth(track))}" audioSamplingRate="48000"><AudioChannelConfiguration schemeIdUri="urn:mpeg:dash:23003:3:audio_channel_configuration:2011" value="2"/>${template(track.timescale)}</Representation>`;
  return `<AdaptationSet contentType="audio" mimeType="audio/mp4" lang="${language}" segmentAlignment="true" startWithSAP="1">${protection}${row}</AdaptationSet>`;
}

/** What a manifest is written of. */
export interface DashFilm {
  readonly seconds: number;
  readonly videos: readonly Representation[];
  readonly audios: readonly Representation[];
  readonly subtitles: readonly MediaSubtitle[];
  /** Key of an encrypted film, 32 hexadecimal digits; empty: in clear. */
  readonly keyId: string;
}

/** How a set is protected: that it is, and that ClearKey opens it. */
function protectionOf(keyId: string): string {
  if (keyId === '') return '';
  const uuid = keyId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return `<ContentProtection schemeIdUri="urn:mpeg:dash:mp4protection:2011" value="cenc" cenc:default_KID="${uuid}"/><ContentProtection schemeIdUri="urn:uuid:e2719d58-a985-b3c9-781a-b030af78d30e" value="ClearKey1.0"/>`;
}

/** The static DASH manifest of a film, ISO/IEC 23009-1, isoff-live profile. */
export function dashManifest({ seconds, videos, audios, subtitles, keyId }: DashFilm): string {
  const protection = protectionOf(keyId);
  const texts = subtitles.map(
    ({ language }) => `<AdaptationSet contentType="text" mimeType="text/vtt" lang="${language}"><Role schemeIdUri="urn:mpeg:dash:role:2011" value="subtitle"/><Representation id="subs-${language}" bandwidth="300"><BaseURL>subs/${language}.vtt</BaseURL></Representation></AdaptationSet>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" xmlns:cenc="urn:mpeg:cenc:2013" profiles="urn:mpeg:dash:profile:isoff-live:2011" type="static" minBufferTime="PT4S" mediaPresentationDuration="PT${String(seconds)}S">
<Period id="film" start="PT0S">
${[videoSet(videos, protection), ...audios.map((audio) => audioSet(audio, protection)), ...texts].join('\n')}
</Period>
</MPD>
`;
}
