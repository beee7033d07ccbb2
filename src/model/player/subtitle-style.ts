import type { CueLine, CuePicture, CuePlace } from '#core/playback';

/** How a viewer wants subtitles to look; belongs to the profile. */
export interface SubtitleStyle {
  readonly size: 'small' | 'normal' | 'large' | 'huge';
  /** Colour of text for which the file has no wish. */
  readonly color: 'white' | 'yellow' | 'cyan' | 'green';
  /** What stands behind the words. */
  readonly ground: 'none' | 'soft' | 'solid';
  readonly edge: 'none' | 'shadow' | 'outline';
  /** Where they stand when the file has no wish: at the bottom, higher, or at the top. */
  readonly height: 'low' | 'raised' | 'top';
}

/** What subtitles look like before anybody chose. */
export const DEFAULT_SUBTITLE_STYLE: SubtitleStyle = Object.freeze({ size: 'normal', color: 'white', ground: 'soft', edge: 'none', height: 'low' } as const);

/** A subtitle to draw now. */
export interface SubtitleView {
  readonly lines: readonly CueLine[];
  readonly place: CuePlace | null;
  /** Words as a picture, instead of lines. */
  readonly picture?: CuePicture;
  /** Of the second track, which stands at the top. */
  readonly isSecond: boolean;
}

/** What the viewer set for subtitles. */
export interface SubtitleSettings {
  readonly style: SubtitleStyle;
  /** How much later (earlier when negative) they come than the file says; of the title that plays. Milliseconds. */
  readonly shiftMs: number;
  /** The second track: id of a file of `TracksView.text`, or `null`. */
  readonly secondId: string | null;
}
