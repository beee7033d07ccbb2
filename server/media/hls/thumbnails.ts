import type { TitleStream } from '../compose';
import { clockText } from '../strip';

/** One thumbnail stands for this long. */
const EVERY_SECONDS = 10;
/** Shape of the sprite pictures: one cell per second of the clip, row by row. */
const CELL = { width: 240, height: 120, columns: 4 } as const;

/** The thumbnail track of a title: WebVTT cues that name a sprite and a rectangle in it. `secondsOf` is a clip's length. */
export function thumbnailTrack(stream: TitleStream, secondsOf: (clip: string) => number): string {
  const { seconds } = stream.asset;
  const blocks = ['WEBVTT\n'];
  for (let at = 0; at < seconds; at += EVERY_SECONDS) {
    const scene = stream.scene(at);
    const cell = scene.second % secondsOf(scene.clip);
    const x = (cell % CELL.columns) * CELL.width;
    const y = Math.floor(cell / CELL.columns) * CELL.height;
    const rectangle = [x, y, CELL.width, CELL.height].join(',');
    blocks.push(`${clockText(at)}.000 --> ${clockText(Math.min(at + EVERY_SECONDS, seconds))}.000\nthumbs/${scene.clip}.jpg#xywh=${rectangle}\n`);
  }
  return blocks.join('\n');
}
