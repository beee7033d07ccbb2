import { SECOND_MS } from '#core/base';
import type { SampleChannel } from '#server/sample';
import { AAC_FRAME_TICKS, frameAtSecond } from '../audio/adts';
import { CLIP_RATE } from '../clips/clip';
import { stripClock, stripDate, type StripFace } from '../strip';
import { muxChunk, TICKS_PER_SECOND, type AudioUnit, type VideoUnit } from '../ts';
import type { MediaFiles } from './media-files';
import type { Rendition } from './renditions';
import { timelineOf, timelineStart } from './timeline';

/** How long a channel shows one clip before the next has its turn. */
const SCENE_SECONDS = 40;

/** The look a linear channel is composed from. */
export type LinearChannel = Pick<SampleChannel, 'slug' | 'number' | 'name' | 'isRadio' | 'look'>;

/** One linear channel: any second of it, past or future, computed from the wall clock alone. */
export class LinearStream {
  private readonly face: StripFace;

  constructor(
    readonly channel: LinearChannel,
    private readonly files: MediaFiles,
  ) {
    this.face = { color: channel.look.color, plate: String(channel.number), name: channel.name };
  }

  /**
   * The transport stream of one second since 1970. `origin` is the second at which time stamps are zero; without it, that
   * of the second's timeline. Radio has no pictures and ignores `rendition`.
   */
  chunk(second: number, rendition: Rendition, origin = timelineStart(timelineOf(second))): Uint8Array {
    const video = this.channel.isRadio ? null : this.video(second, rendition, origin);
    return muxChunk({ video, audio: this.audio(second, origin), index: second });
  }

  private video(second: number, rendition: Rendition, origin: number): VideoUnit[] {
    const { clips } = this.channel.look;
    // Staggered, so that channels with the same clips do not show the same one at once.
    const scene = Math.floor(second / SCENE_SECONDS) + this.channel.number;
    const clip = this.files.clip(clips[scene % clips.length] ?? '', rendition);
    const wallMs = second * SECOND_MS;
    const strip = { face: this.face, note: `${stripDate(wallMs)} UTC`, clock: stripClock(wallMs) };
    return clip.pictures(second, strip).map((bytes, index) => {
      const ticks = (second - origin) * TICKS_PER_SECOND + (index * TICKS_PER_SECOND) / CLIP_RATE;
      return { bytes, ptsTicks: ticks, dtsTicks: ticks, isKey: index === 0 };
    });
  }

  private audio(second: number, origin: number): AudioUnit[] {
    const loop = this.files.loop(this.channel.look.music);
    const first = frameAtSecond(second);
    const end = frameAtSecond(second + 1);
    const units: AudioUnit[] = [];
    for (let frame = first; frame < end; frame += 1) {
      const bytes = loop[frame % loop.length];
      if (bytes !== undefined) units.push({ bytes, ptsTicks: frame * AAC_FRAME_TICKS - origin * TICKS_PER_SECOND });
    }
    return units;
  }
}
