import { Box, isRightToLeft, Text, View } from '#ui/engine';
import { PLAYER } from '#ui/theme';
import type { Argb } from '#ui/theme';
import type { ReadonlySignal } from '#core/state';

/** What {@link SubtitleLayer} is made with. */
export interface SubtitleLayerProps {
  /** Lines to draw now; a cue may hold several, divided by `\n`. */
  readonly cues: ReadonlySignal<readonly string[]>;
}

/** Where subtitles stand: on the free picture, above the controls, or beside the open panel. */
export type SubtitlePlace = 'bottom' | 'above-controls' | 'beside-panel';

/** Of the mock m-audio-subtitles. */
const PAD = { x: 26, y: 8 } as const;
const RADIUS = 10;
const LINE_GAP = 6;
const GROUND: Argb = 0xbd000000;
const WHITE: Argb = 0xffffffff;
/** Wide lines break here: a quarter of the picture stays free at the sides. */
const MAX_WIDTH = 1440;
const PANEL_MAX_WIDTH = 720;
/** Width of the picture beside the panel that is worth looking at. */
const BESIDE_PANEL = 840;
/** More lines at once than anybody reads; the rest of a broken file is left out. */
const MAX_LINES = 4;

/** Subtitles, drawn by us so that they look the same on every set and stay clear of the controls. */
export class SubtitleLayer extends View<SubtitleLayerProps> {
  declare private ground: Box;
  declare private lines: Text[];
  declare private spot: SubtitlePlace;
  /** What is drawn: positions change four times a second, words seldom. */
  declare private drawn: string;

  /** Moves them out of the way, or back. */
  moveTo(spot: SubtitlePlace): void {
    if (this.spot === spot) return;
    this.spot = spot;
    this.show(this.props.cues.peek());
  }

  protected override build(): void {
    this.w = 1920;
    this.h = 1080;
    this.spot = 'bottom';
    this.drawn = '';
    this.ground = this.put(new Box(this.stage));
    this.ground.setUp({ radius: RADIUS, color: GROUND });
    this.ground.visible = false;
    this.lines = [];
    this.bind(this.props.cues, (cues) => {
      this.show(cues);
    });
  }

  private show(cues: readonly string[]): void {
    const words = linesOf(cues);
    const drawn = `${this.spot} ${words.join('\n')}`;
    if (this.drawn === drawn) return;
    this.drawn = drawn;
    const isBeside = this.spot === 'beside-panel';
    let width = 0;
    let height = 0;
    words.forEach((content, index) => {
      const line = this.lineAt(index);
      this.write(line, content, isBeside ? PANEL_MAX_WIDTH : MAX_WIDTH);
      width = Math.max(width, line.width);
      height += line.height + LINE_GAP;
    });
    for (let i = words.length; i < this.lines.length; i += 1) this.lineAt(i).content = '';
    this.ground.visible = words.length > 0;
    if (words.length === 0) return;
    const boxW = Math.ceil(width) + 2 * PAD.x;
    const boxH = height + 2 * PAD.y;
    const center = isBeside ? BESIDE_PANEL / 2 : 960;
    const { noOverlay, withOverlay } = PLAYER.subtitleSafeBottom;
    const top = 1080 - (this.spot === 'above-controls' ? withOverlay : noOverlay) - boxH;
    this.ground.setSize(boxW, boxH);
    this.ground.x = Math.round(center - boxW / 2);
    this.ground.y = top;
    let y = top + PAD.y + LINE_GAP / 2;
    for (let i = 0; i < words.length; i += 1) {
      const line = this.lineAt(i);
      line.moveTo(center, y);
      y += line.height + LINE_GAP;
    }
  }

  /** The words decide their direction, not the interface. */
  private write(line: Text, content: string, maxWidth: number): void {
    const direction = isRightToLeft(content) ? 'rtl' : 'ltr';
    line.setUp({ style: 'title2', weight: 500, color: WHITE, lines: 2, align: 'center', boxWidth: 0, maxWidth, direction, content });
  }

  private lineAt(index: number): Text {
    const known = this.lines[index];
    if (known !== undefined) return known;
    const line = this.put(new Text(this.stage));
    this.lines.push(line);
    return line;
  }
}

function linesOf(cues: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const cue of cues) for (const line of cue.split('\n')) if (line.trim() !== '') lines.push(line.trim());
  return lines.slice(0, MAX_LINES);
}
