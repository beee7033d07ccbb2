import { AppError } from '#core/base';
import type { Asset, MediaFiles } from '../compose';
import { ASSET_LANGUAGES } from '../compose';
import { initSegment, mediaSegment, samplesBetween } from './fragments';
import { protectSamples } from './protect';
import type { Protection } from './protect';
import { DASH_SEGMENT_SECONDS, dashManifest, type Representation } from './manifest';
import { readMp4, type Mp4Track } from './read-mp4';
import { toTransportStream } from './to-transport';

/**
 * A short film that exists as files: `file.mp4` (best picture, English), `low.mp4` (small picture), `de.mp4` (German sound).
 * The same samples are offered as DASH and as a transport stream.
 */
export class Film {
  /** The progressive file. */
  readonly mp4: Uint8Array;
  private readonly video: Mp4Track;
  private readonly audio: Mp4Track;
  private readonly representations: ReadonlyMap<string, Representation>;
  private transport: Uint8Array | null = null;

  /** Throws `media.not-found` when the asset has no files. */
  constructor(
    private readonly asset: Asset,
    files: MediaFiles,
    /** `null`: in clear. A protected film is asked for as DASH alone. */
    private readonly protection: Protection | null = null,
  ) {
    this.mp4 = files.file('films', asset.id, 'file.mp4');
    const tracks = readMp4(this.mp4);
    this.video = trackOf(tracks, 'video');
    this.audio = trackOf(tracks, 'audio');
    const low = trackOf(readMp4(files.file('films', asset.id, 'low.mp4')), 'video');
    const list: Representation[] = [
      { id: 'v360', language: '', track: this.video },
      { id: 'v180', language: '', track: low },
    ];
    for (const { language } of ASSET_LANGUAGES) {
      const track = language === 'en' ? this.audio : trackOf(readMp4(files.file('films', asset.id, `${language}.mp4`)), 'audio');
      list.push({ id: `a-${language}`, language, track });
    }
    this.representations = new Map(list.map((one) => [one.id, one]));
  }

  /** The whole film as transport stream; made when first asked for. */
  transportStream(): Uint8Array {
    this.transport ??= toTransportStream(this.video, this.audio);
    return this.transport;
  }

  /** The DASH manifest. */
  manifest(): string {
    const all = [...this.representations.values()];
    const videos = all.filter(({ track }) => track.kind === 'video');
    const audios = all.filter(({ track }) => track.kind === 'audio');
    return dashManifest({ seconds: this.asset.seconds, videos, audios, subtitles: ASSET_LANGUAGES, keyId: this.protection?.keyId ?? '' });
  }

  /** `init.mp4` or `<number>.m4s` of a representation; `null` for anything else. */
  segment(representation: string, name: string): Uint8Array | null {
    const { protection } = this;
    const track = this.representations.get(representation)?.track;
    if (track === undefined) return null;
    if (name === 'init.mp4') return initSegment(track, protection);
    const number = Number(/^([1-9]\d{0,4})\.m4s$/.exec(name)?.[1] ?? 0);
    const samples = number === 0 ? [] : samplesBetween(track, (number - 1) * DASH_SEGMENT_SECONDS, number * DASH_SEGMENT_SECONDS);
    if (samples.length === 0) return null;
    const place = [...this.representations.keys()].indexOf(representation);
    return mediaSegment(samples, number, protection === null ? null : protectSamples(samples, protection, track.kind, place));
  }
}

function trackOf(tracks: readonly Mp4Track[], kind: Mp4Track['kind']): Mp4Track {
  const track = tracks.find((one) => one.kind === kind);
  if (track === undefined) throw new AppError('media.unsupported', { message: `A film without ${kind}` });
  return track;
}
