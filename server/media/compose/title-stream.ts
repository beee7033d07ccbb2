import { AAC_FRAME_TICKS, frameAtSecond } from '../audio/adts';
import { CLIP_RATE } from '../clips/clip';
import { clockText } from '../strip';
import { muxChunk, TICKS_PER_SECOND, type AudioUnit, type VideoUnit } from '../ts';
import type { Asset } from './assets';
import type { MediaFiles } from './media-files';
import type { Rendition } from './renditions';

/** How long a title stays in one scene. */
const SCENE_SECONDS = 48;
const MINUTE_SECONDS = 60;

/** Where a second of a title is found in its clips. */
export interface ScenePlace {
  readonly clip: string;
  /** Second within the clip, before its loop is applied. */
  readonly second: number;
}

/** A film, episode or trailer of any length, computed second by second. */
export class TitleStream {
  constructor(
    readonly asset: Asset,
    private readonly files: MediaFiles,
  ) {}

  /** Which clip the pictures of a second come from. */
  scene(second: number): ScenePlace {
    const { clips } = this.asset.look;
    return { clip: clips[Math.floor(second / SCENE_SECONDS) % clips.length] ?? '', second };
  }

  /** The pictures of one second, without sound; time stamps count from the beginning of the title. */
  videoUnits(second: number, rendition: Rendition): VideoUnit[] {
    const place = this.scene(second);
    const strip = { face: this.asset.face, note: this.asset.note, clock: clockText(second) };
    return this.files
      .clip(place.clip, rendition)
      .pictures(place.second, strip)
      .map((bytes, index) => {
        const ticks = second * TICKS_PER_SECOND + (index * TICKS_PER_SECOND) / CLIP_RATE;
        return { bytes, ptsTicks: ticks, dtsTicks: ticks, isKey: index === 0 };
      });
  }

  /**
   * The sound of one second: at the beginning of every minute a voice says which it is, then the title's phrase is played
   * over and over. Phrases begin and end in silence, so frames can simply be put in a row.
   */
  audioUnits(second: number, language: string): AudioUnit[] {
    const phrases = this.files.speech(language);
    const loop = this.files.loop(this.asset.look.music);
    const units: AudioUnit[] = [];
    for (let frame = frameAtSecond(second); frame < frameAtSecond(second + 1); frame += 1) {
      const minute = Math.floor((frame * AAC_FRAME_TICKS) / (MINUTE_SECONDS * TICKS_PER_SECOND));
      const spoken = phrases.get(String(minute % phrases.size)) ?? [];
      const place = frame - frameAtSecond(minute * MINUTE_SECONDS);
      const bytes = place < spoken.length ? spoken[place] : loop[(place - spoken.length) % loop.length];
      if (bytes !== undefined) units.push({ bytes, ptsTicks: frame * AAC_FRAME_TICKS });
    }
    return units;
  }

  /** One second of pictures as transport stream. */
  videoChunk(second: number, rendition: Rendition): Uint8Array {
    return muxChunk({ video: this.videoUnits(second, rendition), audio: null, index: second });
  }

  /** One second of sound as transport stream. */
  audioChunk(second: number, language: string): Uint8Array {
    return muxChunk({ video: null, audio: this.audioUnits(second, language), index: second });
  }
}
