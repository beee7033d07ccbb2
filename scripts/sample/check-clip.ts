import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ACCESS_UNIT_DELIMITER, intraStripSlice, joinAnnexB, skippedStripSlice, type StripPicture } from '../../server/media/h264';
import { parseClip, type Clip } from '../../server/media/clips';
import { GUTTER } from '../../server/media/strip';
import { runTool } from './run-tool';

/** A clip, the encoder's own stream it was cut from, and its geometry. */
export interface ClipCheck {
  readonly clip: Uint8Array;
  readonly original: string;
  readonly folder: string;
  readonly width: number;
  readonly height: number;
  readonly stripRows: number;
}

/** The gutter as it must be, and noise below it: the worst strip there can be. */
function noisyStrip(widthMbs: number, rows: number, gutterLines: number): StripPicture {
  const luma = new Uint8Array(widthMbs * rows * 256).fill(GUTTER.y);
  const cb = new Uint8Array(widthMbs * rows * 64).fill(GUTTER.cb);
  const cr = new Uint8Array(widthMbs * rows * 64).fill(GUTTER.cr);
  let state = 1;
  for (let at = gutterLines * widthMbs * 16; at < luma.length; at += 1) {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    luma[at] = 16 + ((state >> 12) % 219);
  }
  return { widthMbs, heightMbs: rows, luma, cb, cr };
}

function compose(clip: Clip, rows: number, gutterLines: number): Uint8Array {
  const { sets } = clip;
  const strip = noisyStrip(sets.widthMbs, rows, gutterLines);
  const units = clip.seconds.flat().flatMap(({ header, slices }) =>
    header.isIdr
      ? [ACCESS_UNIT_DELIMITER, sets.sequence, sets.picture, ...slices, intraStripSlice(strip, header, sets)]
      : [ACCESS_UNIT_DELIMITER, ...slices, skippedStripSlice(rows, header, sets)],
  );
  return joinAnnexB(units);
}

/**
 * Proves that a clip decodes to the same pixels whatever strip stands below it: decodes it with the encoder's own strip and
 * with noise, and compares. Throws when a single sample differs.
 */
export async function checkClip(check: ClipCheck): Promise<void> {
  const composed = join(check.folder, 'composed.h264');
  await writeFile(composed, compose(parseClip(check.clip), check.stripRows, check.height / 40));
  const crop = `crop=${String(check.width)}:${String(check.height)}:0:0`;
  const sums = await Promise.all([check.original, composed].map((file) => runTool('ffmpeg', ['-v', 'error', '-xerror', '-i', file, '-vf', crop, '-f', 'md5', '-'])));
  if (sums[0]?.toString('utf8') !== sums[1]?.toString('utf8')) throw new Error(`${check.original}: motion reaches over the edge of the strip`);
}
