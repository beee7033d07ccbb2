import type { CueLine } from '#core/playback';
import type { SubtitleStyle } from '#model/player';
import { Box, Text, View } from '#ui/engine';
import { SUBTITLE_GROUNDS, subtitleColor } from './subtitle-block';
import { subtitleType } from './subtitle-size';

const PAD = { x: 8, y: 20 } as const;
const RADIUS = 10;
/** Signs of a column; what is longer goes on in the next. A whole picture has room for no more in the largest size. */
const MOST_SIGNS = 14;
const MOST_COLUMNS = 4;
/** Signs stand closer above each other than lines do. */
const STEP = 0.86;

interface Sign {
  readonly text: string;
  readonly line: CueLine;
}

/** Lines written from top to bottom, one column each: signs upright above each other, as East Asian subtitles stand at the side of the picture. */
export class SubtitleColumns extends View {
  declare private ground: Box;
  declare private signs: Text[];

  /** Shows these lines, the first at the right (`rl`) or at the left. No lines: nothing is shown. */
  write(lines: readonly CueLine[], style: SubtitleStyle, growth: 'rl' | 'lr'): void {
    const columns = columnsOf(lines);
    this.visible = columns.length > 0;
    const type = subtitleType(this.theme, style.size, 1);
    const sizes = this.theme.type[type];
    const [width, step] = [sizes.line, Math.round(sizes.line * STEP)];
    const longest = columns.reduce((most, column) => Math.max(most, column.length), 0);
    this.w = columns.length * width + 2 * PAD.x;
    this.h = longest * step + 2 * PAD.y;
    this.ground.visible = style.ground !== 'none';
    this.ground.setUp({ radius: RADIUS, color: SUBTITLE_GROUNDS[style.ground] });
    this.ground.setSize(this.w, this.h);
    let used = 0;
    // The first column's side is the file's in every language; places are mirrored with the interface.
    const isFirstLast = (growth === 'rl') !== (this.theme.direction === 'rtl');
    columns.forEach((column, at) => {
      const x = PAD.x + (isFirstLast ? columns.length - 1 - at : at) * width + width / 2;
      column.forEach(({ text, line: { look } }, row) => {
        const sign = this.signAt(used);
        used += 1;
        sign.setUp({ style: type, weight: look.isBold ? 600 : 500, content: text, color: subtitleColor(look, style), align: 'center', boxWidth: 0, direction: 'ltr' });
        sign.moveTo(x, PAD.y + row * step - (sizes.line - step) / 2);
      });
    });
    for (let i = used; i < this.signs.length; i += 1) this.signAt(i).content = '';
  }

  protected override build(): void {
    this.ground = this.put(new Box(this.stage));
    this.signs = [];
    this.visible = false;
  }

  private signAt(index: number): Text {
    return (this.signs[index] ??= this.put(new Text(this.stage)));
  }
}

function columnsOf(lines: readonly CueLine[]): ReadonlyArray<readonly Sign[]> {
  const columns: Sign[][] = [];
  for (const line of lines) {
    const signs = Array.from(line.text.trim()).map((text): Sign => ({ text, line }));
    for (let from = 0; from < signs.length && columns.length < MOST_COLUMNS; from += MOST_SIGNS) columns.push(signs.slice(from, from + MOST_SIGNS));
  }
  return columns;
}
