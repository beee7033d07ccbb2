import type { CueLine, CuePicture, CuePlace } from '#core/playback';
import type { ReadonlySignal } from '#core/state';
import type { SubtitleSettings, SubtitleView } from '#model/player';
import { Picture, View } from '#ui/engine';
import { PLAYER } from '#ui/theme';
import { SubtitleBlock } from './subtitle-block';
import { SubtitleColumns } from './subtitle-columns';

/** What {@link SubtitleLayer} is made with. */
export interface SubtitleLayerProps {
  readonly cues: ReadonlySignal<readonly SubtitleView[]>;
  readonly settings: ReadonlySignal<SubtitleSettings>;
}

/** Where subtitles stand: on the free picture, above the controls, or beside the open panel. */
export type SubtitlePlace = 'bottom' | 'above-controls' | 'beside-panel';

const SCREEN = { w: 1920, h: 1080 } as const;
/** Nothing comes nearer to the edges of the picture. */
const SAFE = { x: 96, y: 54 } as const;
/** Wide lines break here: a quarter of the picture stays free at the sides. */
const MAX_WIDTH = 1440;
const PANEL_MAX_WIDTH = 720;
/** Width of the picture beside the panel that is worth looking at. */
const BESIDE_PANEL = 840;
/** How much higher a raised block stands. */
const RAISE = 130;
/** Below programme names at the top. */
const TOP = 96;
const BLOCK_GAP = 16;
/** More lines at once than anybody reads; the rest of a broken file is left out. */
const MAX_LINES = 4;

/** Lines that stand together. */
interface Group {
  readonly place: CuePlace | null;
  readonly isSecond: boolean;
  readonly lines: CueLine[];
}

/** Anything that stands somewhere. */
type Standing = Pick<View, 'x' | 'y' | 'w' | 'h'>;

/** Pictures of words at once: one document hands out one or two. */
const MOST_PICTURES = 4;
/** How much of a block lies before the edge by which it is placed. */
const SHARE = { start: 0, center: 0.5, end: 1 } as const;

/** Subtitles, drawn by us so that they look the same on every set and stay clear of the controls. */
export class SubtitleLayer extends View<SubtitleLayerProps> {
  declare private blocks: SubtitleBlock[];
  /** Made when a file first wants them. */
  declare private columns: SubtitleColumns[];
  declare private pictures: Picture[];
  declare private spot: SubtitlePlace;
  /** What is drawn: positions change four times a second, words seldom. */
  declare private drawn: string;
  /** Told apart as objects: each holds its whole picture as text. */
  declare private drawnPictures: readonly CuePicture[];
  /** Blocks that stand already. */
  declare private taken: Standing[];

  /** Moves them out of the way, or back. */
  moveTo(spot: SubtitlePlace): void {
    if (this.spot === spot) return;
    this.spot = spot;
    this.show();
  }

  protected override build(): void {
    this.w = SCREEN.w;
    this.h = SCREEN.h;
    this.spot = 'bottom';
    this.drawn = '';
    this.drawnPictures = [];
    this.blocks = [];
    this.columns = [];
    this.pictures = [];
    this.taken = [];
    this.bind(this.props.cues, () => {
      this.show();
    });
    this.bind(this.props.settings, () => {
      this.show();
    });
  }

  private show(): void {
    const cues = this.props.cues.peek();
    const all = groupsOf(cues);
    const { style } = this.props.settings.peek();
    const pictures = picturesOf(cues);
    const drawn = JSON.stringify([this.spot, style, all]);
    if (this.drawn === drawn && isSameList(pictures, this.drawnPictures)) return;
    this.drawn = drawn;
    this.drawnPictures = pictures;
    const groups = all.filter(({ place }) => place?.vertical === undefined);
    const maxWidth = this.spot === 'beside-panel' ? PANEL_MAX_WIDTH : MAX_WIDTH;
    groups.forEach((group, index) => {
      this.blockAt(index).write(group.lines, style, maxWidth);
    });
    for (let i = groups.length; i < this.blocks.length; i += 1) this.blockAt(i).write([], style, maxWidth);
    let topY = TOP;
    this.taken.length = 0;
    this.showPictures(pictures);
    this.showColumns(all.filter(({ place }) => place?.vertical !== undefined), style);
    groups.forEach((group, index) => {
      const block = this.blockAt(index);
      const isAtTop = group.isSecond || (group.place === null && style.height === 'top');
      if (isAtTop) {
        this.stand(block, this.centerX(block), topY);
        topY += block.h + BLOCK_GAP;
      } else this.place(block, group.place, style.height === 'raised' ? RAISE : 0);
    });
  }

  /** Pictures of words keep their place and size; only what would lie under the controls is lifted. */
  private showPictures(wanted: readonly CuePicture[]): void {
    for (const old of this.pictures.splice(0)) this.childList.remove(old);
    const isMirrored = this.theme.direction === 'rtl';
    for (const { url, left, top, width, height } of wanted) {
      const [w, h] = [Math.round(width * SCREEN.w), Math.round(height * SCREEN.h)];
      if (w < 1 || h < 1) continue;
      const picture = this.put(new Picture(this.stage));
      picture.setUp({ w, h, fit: 'contain', fades: false });
      picture.priority = 0;
      picture.url = url;
      picture.x = Math.round(isMirrored ? SCREEN.w - left * SCREEN.w - w : left * SCREEN.w);
      picture.y = Math.round(this.spot === 'bottom' ? top * SCREEN.h : Math.min(top * SCREEN.h, this.lowest() - h));
      this.pictures.push(picture);
    }
  }

  /** Columns stand at the side they begin at, unless the file says where. */
  private showColumns(groups: readonly Group[], style: SubtitleSettings['style']): void {
    groups.forEach(({ lines, place }, index) => {
      const growth = place?.vertical ?? 'rl';
      const block = (this.columns[index] ??= this.add(SubtitleColumns, {}));
      block.write(lines, style, growth);
      const room = { w: SCREEN.w - 2 * SAFE.x, h: this.lowest() - SAFE.y };
      // Without a place the last column ends at the far side (WebVTT 7.2).
      const along = (place?.line ?? 1) * room.w - SHARE[place?.lineEdge ?? 'end'] * block.w;
      const y = SAFE.y + (place?.position ?? 0.5) * room.h - SHARE[place?.positionEdge ?? 'center'] * block.h;
      this.standInside(block, growth === 'rl' ? SCREEN.w - SAFE.x - along - block.w : SAFE.x + along, y);
    });
    for (let i = groups.length; i < this.columns.length; i += 1) this.columns[i]?.write([], style, 'rl');
  }

  /** Beside the panel everything stands below in the middle of what is left of the picture. */
  private place(block: SubtitleBlock, place: CuePlace | null, raise: number): void {
    const usualY = this.lowest() - block.h - (this.spot === 'bottom' ? raise : 0);
    if (place === null || this.spot === 'beside-panel') {
      this.stand(block, this.centerX(block), usualY);
      return;
    }
    const left = SAFE.x + place.position * (SCREEN.w - 2 * SAFE.x) - SHARE[place.positionEdge] * block.w;
    const room = SCREEN.h - 2 * SAFE.y;
    const y = place.line === null ? usualY : SAFE.y + place.line * room - SHARE[place.lineEdge] * block.h;
    this.standInside(block, left, y);
  }

  /** Puts a block where a file wants it, as far as it stays clear of the edges and the controls. */
  private standInside(block: Standing, left: number, y: number): void {
    const x = Math.max(SAFE.x, Math.min(SCREEN.w - SAFE.x - block.w, left));
    // Files count from the left in every language.
    const isMirrored = this.theme.direction === 'rtl';
    this.stand(block, isMirrored ? SCREEN.w - x - block.w : x, Math.max(SAFE.y, Math.min(this.lowest() - block.h, y)));
  }

  private lowest(): number {
    const { noOverlay, withOverlay } = PLAYER.subtitleSafeBottom;
    return SCREEN.h - (this.spot === 'above-controls' ? withOverlay : noOverlay);
  }

  private centerX(block: SubtitleBlock): number {
    return (this.spot === 'beside-panel' ? BESIDE_PANEL / 2 : SCREEN.w / 2) - block.w / 2;
  }

  /** Puts a block there, or as near above as nothing else stands; below where there is no room above. */
  private stand(block: Standing, x: number, y: number): void {
    block.x = Math.round(x);
    block.y = Math.round(y);
    for (let turns = 0; turns < this.taken.length; turns += 1) {
      const other = this.taken.find((each) => overlap(each, block));
      if (other === undefined) break;
      const above = other.y - block.h - BLOCK_GAP;
      block.y = above >= SAFE.y ? above : other.y + other.h + BLOCK_GAP;
    }
    this.taken.push(block);
  }

  private blockAt(index: number): SubtitleBlock {
    return (this.blocks[index] ??= this.add(SubtitleBlock, {}));
  }
}

function overlap(a: Standing, b: Standing): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function picturesOf(cues: readonly SubtitleView[]): readonly CuePicture[] {
  return cues.map(({ picture }) => picture).filter((picture): picture is CuePicture => picture !== undefined).slice(0, MOST_PICTURES);
}

function isSameList(one: readonly CuePicture[], other: readonly CuePicture[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}

/** Cues of one place stand on one ground, the first at the top. */
function groupsOf(cues: readonly SubtitleView[]): readonly Group[] {
  const groups = new Map<string, Group>();
  let lines = 0;
  for (const { place, isSecond, lines: own } of cues) {
    const key = JSON.stringify([place, isSecond]);
    const group = groups.get(key) ?? { place, isSecond, lines: [] };
    for (const { text, look } of own) {
      if (text.trim() === '' || lines >= MAX_LINES * 2 || group.lines.length >= MAX_LINES) continue;
      group.lines.push({ text: text.trim(), look });
      lines += 1;
    }
    if (group.lines.length > 0) groups.set(key, group);
  }
  return Array.from(groups.values());
}
