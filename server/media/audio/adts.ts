import { AppError } from '#core/base';

/** PCM samples in one AAC frame. */
export const AAC_FRAME_SAMPLES = 1024;
/** Sampling rate of all our audio. With 48 kHz a frame is exactly 1,920 ticks of 90 kHz and 8 s are exactly 375 frames. */
export const AUDIO_RATE_HZ = 48_000;
/** Ticks of 90 kHz per AAC frame. */
export const AAC_FRAME_TICKS = 1920;

/** Splits an ADTS stream into frames with their headers; views into `stream`. Throws `media.unsupported` on anything else. */
export function splitAdts(stream: Uint8Array): Uint8Array[] {
  const frames: Uint8Array[] = [];
  let at = 0;
  while (at + 7 <= stream.length) {
    const length = (((stream[at + 3] ?? 0) & 3) << 11) | ((stream[at + 4] ?? 0) << 3) | ((stream[at + 5] ?? 0) >> 5);
    if (stream[at] !== 0xff || ((stream[at + 1] ?? 0) & 0xf6) !== 0xf0 || length < 7) {
      throw new AppError('media.unsupported', { message: `Not ADTS at byte ${String(at)}` });
    }
    frames.push(stream.subarray(at, at + length));
    at += length;
  }
  return frames;
}

/** First AAC frame that starts at or after `second` of an endless stream whose frame 0 starts at second 0. */
export function frameAtSecond(second: number): number {
  return Math.ceil((second * AUDIO_RATE_HZ) / AAC_FRAME_SAMPLES);
}
