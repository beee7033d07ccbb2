import { AppError } from '#core/base';
import { ACCESS_UNIT_DELIMITER, intraStripSlice, joinAnnexB, skippedStripSlice } from '../h264';
import { parseClip, type Clip } from '../clips/clip';
import type { StripFace, StripPainter } from '../strip';
import type { Rendition } from './renditions';

/** What the strip says during one second. */
export interface StripSecond {
  readonly face: StripFace;
  readonly note: string;
  readonly clock: string;
}

/**
 * A background clip with the strip put under it. Only the first picture of a second is composed when asked for; all other
 * pictures repeat the strip and are prepared once.
 */
export class ComposedClip {
  private readonly clip: Clip;
  private readonly followers: ReadonlyArray<readonly Uint8Array[]>;

  constructor(
    stream: Uint8Array,
    rendition: Rendition,
    private readonly painter: StripPainter,
  ) {
    this.clip = parseClip(stream);
    const { sets } = this.clip;
    if (sets.widthMbs !== Math.ceil(rendition.width / 16) || sets.heightMbs !== Math.ceil(rendition.height / 16)) {
      throw new AppError('media.unsupported', { message: 'A clip of another size' });
    }
    this.followers = this.clip.seconds.map((pictures) =>
      pictures
        .slice(1)
        .map(({ header, slices }) => joinAnnexB([ACCESS_UNIT_DELIMITER, ...slices, skippedStripSlice(rendition.stripRows, header, sets)])),
    );
  }

  /** Length of the loop; even. */
  get seconds(): number {
    return this.clip.seconds.length;
  }

  /** The pictures of `second` (any number from 0 on; the loop repeats) as annex B access units. */
  pictures(second: number, strip: StripSecond): readonly Uint8Array[] {
    const index = second % this.clip.seconds.length;
    const first = this.clip.seconds[index]?.[0];
    const followers = this.followers[index];
    if (first === undefined || followers === undefined) throw new AppError('internal.bug', { message: 'A second outside the clip' });
    const { sets } = this.clip;
    const picture = this.painter.paint(strip.face, strip.note, strip.clock);
    const slice = intraStripSlice(picture, first.header, sets);
    return [joinAnnexB([ACCESS_UNIT_DELIMITER, sets.sequence, sets.picture, ...first.slices, slice]), ...followers];
  }
}
