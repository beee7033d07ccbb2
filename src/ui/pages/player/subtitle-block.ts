import type { CueLine, CueLook } from '#core/playback';
import type { SubtitleStyle } from '#model/player';
import { Box, isRightToLeft, LightningElement, Text, View } from '#ui/engine';
import type { Argb } from '#ui/theme';
import { subtitleType } from './subtitle-size';

/** Of the mock m-audio-subtitles. */
const PAD = { x: 26, y: 8 } as const;
const RADIUS = 10;
const LINE_GAP = 6;
const OPAQUE = 0xff000000;
/** What stands behind the words. */
export const SUBTITLE_GROUNDS: Readonly<Record<SubtitleStyle['ground'], Argb>> = { none: 0, soft: 0xbd000000, solid: OPAQUE };
const COLORS: Readonly<Record<SubtitleStyle['color'], Argb>> = { white: 0xffffffff, yellow: 0xffffe45c, cyan: 0xff7fe8ff, green: 0xff8ff29a };
/** Copies of the words under the words; equal texts share one picture, so each costs a rectangle. */
const EDGES: Readonly<Record<SubtitleStyle['edge'], ReadonlyArray<readonly [dx: number, dy: number]>>> = {
  none: [],
  shadow: [[3, 3]],
  outline: [[-2, -2], [2, -2], [-2, 2], [2, 2]],
};
const EDGE_COLOR: Argb = 0xe6000000;
const UNDERLINE = 3;
/** Fully clear grounds (`0x00rrggbb`) are not drawn. */
const LEAST_SEEN = 0x01000000;

/** A line with what lies under it. */
interface DrawnLine {
  /** What a file wants behind its words. */
  readonly ground: LightningElement;
  readonly words: Text;
  readonly edges: readonly Text[];
  readonly underline: LightningElement;
}

/** Lines of subtitles on one ground, centred among themselves. Its size is known as soon as it is written. */
export class SubtitleBlock extends View {
  declare private ground: Box;
  declare private drawn: DrawnLine[];

  /** Shows these lines; wider ones than `maxWidth` break once. No lines: nothing is shown. */
  write(lines: readonly CueLine[], style: SubtitleStyle, maxWidth: number): void {
    this.visible = lines.length > 0;
    lines.forEach((line, index) => {
      this.writeLine(this.lineAt(index), line, style, maxWidth);
    });
    for (let i = lines.length; i < this.drawn.length; i += 1) {
      const { words, edges, underline, ground } = this.lineAt(i);
      for (const text of edges.concat(words)) text.content = '';
      underline.visible = false;
      ground.visible = false;
    }
    this.layOut(lines, style);
  }

  protected override build(): void {
    this.ground = this.put(new Box(this.stage));
    this.drawn = [];
    this.visible = false;
  }

  /** The words decide their direction, not the interface. */
  private writeLine({ words, edges }: DrawnLine, { text, look }: CueLine, style: SubtitleStyle, maxWidth: number): void {
    const direction = isRightToLeft(text) ? 'rtl' : 'ltr';
    const weight = look.isBold ? 600 : 500;
    const base = { style: subtitleType(this.theme, style.size, look.size), weight, isItalic: look.isItalic, lines: 2, align: 'center', boxWidth: 0, maxWidth, direction } as const;
    words.setUp({ ...base, content: text, color: subtitleColor(look, style) });
    edges.forEach((edge, index) => {
      edge.setUp({ ...base, content: index < EDGES[look.edge ?? style.edge].length ? text : '', color: EDGE_COLOR });
    });
  }

  private layOut(lines: readonly CueLine[], style: SubtitleStyle): void {
    const shown = this.drawn.slice(0, lines.length);
    const width = shown.reduce((most, { words }) => Math.max(most, words.width), 0);
    this.w = Math.ceil(width) + 2 * PAD.x;
    this.h = shown.reduce((height, { words }) => height + words.height + LINE_GAP, 0) + 2 * PAD.y;
    // A file that wants its own ground behind each line gets it in place of the viewer's.
    this.ground.visible = style.ground !== 'none' && lines.some(({ look }) => look.ground === null);
    this.ground.setUp({ radius: RADIUS, color: SUBTITLE_GROUNDS[style.ground] });
    this.ground.setSize(this.w, this.h);
    let y = PAD.y + LINE_GAP / 2;
    shown.forEach(({ words, edges, underline, ground }, index) => {
      words.moveTo(this.w / 2, y);
      EDGES[lines[index]?.look.edge ?? style.edge].forEach(([dx, dy], at) => {
        edges[at]?.moveTo(this.w / 2 + dx, y + dy);
      });
      underline.visible = lines[index]?.look.isUnderlined ?? false;
      underline.color = words.color;
      underline.x = Math.round((this.w - words.width) / 2);
      underline.y = y + words.height - UNDERLINE;
      underline.w = words.width;
      underline.h = UNDERLINE;
      const behind = lines[index]?.look.ground ?? null;
      ground.visible = behind !== null && behind >= LEAST_SEEN;
      ground.color = behind ?? 0;
      ground.x = Math.round((this.w - words.width) / 2 - PAD.y);
      ground.y = y - LINE_GAP / 2;
      ground.w = words.width + 2 * PAD.y;
      ground.h = words.height + LINE_GAP;
      y += words.height + LINE_GAP;
    });
  }

  private lineAt(index: number): DrawnLine {
    const known = this.drawn[index];
    if (known !== undefined) return known;
    const ground = this.put(new LightningElement(this.stage));
    ground.rect = true;
    ground.visible = false;
    const edges = EDGES.outline.map(() => this.put(new Text(this.stage)));
    const underline = this.put(new LightningElement(this.stage));
    underline.rect = true;
    underline.visible = false;
    const line = { ground, edges, underline, words: this.put(new Text(this.stage)) };
    this.drawn.push(line);
    return line;
  }
}

/** The colour of words: what their file says, else the viewer's. */
export function subtitleColor({ color }: CueLook, style: SubtitleStyle): Argb {
  return color === null ? COLORS[style.color] : OPAQUE + color;
}
