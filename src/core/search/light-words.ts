/** Why a word weighs little; 0 for all others. */
export const LIGHT = {
  /** Articles: a title begins behind them, and a query may have them or not. */
  article: 1,
  /** Qualities and deliveries: a title ends before them. */
  tag: 2,
  /** "and": a query may have it or not. */
  joint: 3,
} as const;

const ARTICLES =
  'the a an der die das den dem ein eine le la les l un une el los las lo il i gli uno una o os as um uma de het een det ett ال';
const TAGS =
  'sd hd fhd uhd 4k 8k hevc h265 h264 x265 x264 480p 576p 720p 1080p 1080i 2160p hdr hdr10 50fps 60fps 25fps hq lq fullhd hdtv hdready raw vip ' +
  'backup bkp multi dual vostfr vost vf vff webrip webdl bluray dvdrip hdrip';
const JOINTS = 'and und et y e og och en и й і και و';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** No light word is longer. */
const MAX_LIGHT = 8;

/** Tells whether a word weighs little. */
export class LightWords {
  /** Bits of the lengths light words that begin with a letter have; letters beyond ASCII share one entry. */
  private readonly lengths = new Uint16Array(0x80);
  private readonly byHash = new Map<number, { readonly text: string; readonly light: number }>();

  constructor() {
    // Later ones win: "en" is an article in nothing, but "and" in Dutch-Scandinavian titles only as a joint.
    this.add(TAGS, LIGHT.tag);
    this.add(JOINTS, LIGHT.joint);
    this.add(ARTICLES, LIGHT.article);
  }

  /** {@link LIGHT} of the word `letters[start..end)`, or 0. */
  lightOf(letters: Uint16Array, start: number, end: number): number {
    const initial = letters[start] ?? 0;
    if (end - start > MAX_LIGHT || (((this.lengths[initial < 0x80 ? initial : 0] ?? 0) >> (end - start)) & 1) === 0) return 0;
    let hash = FNV_OFFSET;
    for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ (letters[i] ?? 0), FNV_PRIME);
    const found = this.byHash.get(hash);
    if (found === undefined || found.text.length !== end - start) return 0;
    for (let i = start; i < end; i += 1) if (found.text.charCodeAt(i - start) !== letters[i]) return 0;
    return found.light;
  }

  private add(list: string, light: number): void {
    for (const text of list.split(' ')) {
      let hash = FNV_OFFSET;
      for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
      this.byHash.set(hash, { text, light });
      const initial = text.charCodeAt(0);
      const entry = initial < 0x80 ? initial : 0;
      this.lengths[entry] = (this.lengths[entry] ?? 0) | (1 << text.length);
    }
  }
}
