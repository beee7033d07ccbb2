import { SECOND_MS } from '../../base';
import { cueOf, linesOfRuns, PLAIN_LOOK } from './subtitle-cue';
import type { CueLook, CuePlace, CueRun, SubtitleCue } from './subtitle-cue';
import { readTtmlPictures } from './ttml-pictures';
import { TtmlStyles } from './ttml-styles';
import { DEFAULT_RATES, parseTtmlTime } from './ttml-time';
import type { TtmlRates } from './ttml-time';
import { elementsNamed, readXml } from './xml-tree';
import type { XmlElement } from './xml-tree';

/** A cue without an end stays this long. */
const OPEN_END_MS = 5 * SECOND_MS;

/** What an element hands down to what it holds. */
interface Context {
  readonly startMs: number;
  readonly endMs: number;
  readonly look: CueLook;
  readonly region: string;
  readonly textAlign: string;
  readonly isKept: boolean;
}

/** When what is shown goes again; what has no end of its own stays for a while. */
function shownUntil(startMs: number, endMs: number): number {
  return Number.isFinite(endMs) ? endMs : startMs + OPEN_END_MS;
}

function ratesOf(tt: XmlElement): TtmlRates {
  const number = (name: string): number => {
    const value = Number(tt.attributes.get(name));
    return value > 0 ? value : 0;
  };
  const [times = 1, per = 1] = (tt.attributes.get('frameRateMultiplier') ?? '1 1').split(/[\s:]+/).map(Number);
  const base = number('frameRate') || DEFAULT_RATES.frameRate;
  const frameRate = times > 0 && per > 0 ? (base * times) / per : base;
  const subFrameRate = number('subFrameRate') || 1;
  return { frameRate, subFrameRate, tickRate: number('tickRate') || (number('frameRate') === 0 ? 1 : frameRate * subFrameRate) };
}

/** Reads one document. */
class TtmlReader {
  readonly cues: SubtitleCue[] = [];
  private readonly styles: TtmlStyles;
  private readonly rates: TtmlRates;
  private readonly pictures: ReadonlyMap<string, string>;

  constructor(root: XmlElement, tt: XmlElement) {
    this.styles = new TtmlStyles(root);
    this.pictures = readTtmlPictures(root);
    this.rates = ratesOf(tt);
  }

  /** Takes an element and what it holds. Answers when it is over, for those that follow one after the other. */
  read(element: XmlElement, outer: Context, fromMs: number): number {
    const context = this.contextOf(element, outer, fromMs);
    this.readPictures(element, context);
    if (element.name === 'p') {
      this.readCue(element, context);
      return context.endMs;
    }
    const isSequence = element.attributes.get('timeContainer') === 'seq';
    let nextMs = context.startMs;
    for (const child of element.children) {
      if (typeof child === 'string' || (child.name !== 'div' && child.name !== 'p')) continue;
      const endMs = this.read(child, context, nextMs);
      if (isSequence && Number.isFinite(endMs)) nextMs = endMs;
    }
    return context.endMs;
  }

  private contextOf(element: XmlElement, outer: Context, fromMs: number): Context {
    const time = (name: string): number => {
      const text = element.attributes.get(name);
      return text === undefined ? -1 : parseTtmlTime(text, this.rates);
    };
    const [begin, end, dur] = [time('begin'), time('end'), time('dur')];
    const startMs = fromMs + Math.max(0, begin);
    const told = Math.min(end < 0 ? Infinity : fromMs + end, dur < 0 ? Infinity : startMs + dur);
    const space = element.attributes.get('space');
    const align = this.styles.valueOf(element, 'textAlign');
    return {
      startMs,
      endMs: Math.min(told, outer.endMs),
      look: this.styles.lookOf(element, outer.look),
      region: element.attributes.get('region') ?? outer.region,
      textAlign: align === '' ? outer.textAlign : align,
      isKept: space === undefined ? outer.isKept : space === 'preserve',
    };
  }

  /** Pictures of words: of the IMSC1 image profile (`backgroundImage`), or as `image` elements (TTML2). */
  private readPictures(element: XmlElement, { startMs, endMs, region }: Context): void {
    const names = [element.attributes.get('backgroundImage') ?? ''];
    for (const child of element.children) if (typeof child !== 'string' && child.name === 'image' && element.name !== 'p') names.push(child.attributes.get('src') ?? '');
    for (const name of names) {
      const url = this.pictures.get(name);
      if (url === undefined || !(endMs > startMs)) continue;
      const box = this.styles.boxOf(this.styles.regionOf(region));
      this.cues.push({ startMs, endMs: shownUntil(startMs, endMs), text: '', lines: [], place: null, picture: { url, ...box } });
    }
  }

  private readCue(p: XmlElement, context: Context): void {
    const region = this.styles.regionOf(context.region);
    const inner = region === null ? context : { ...context, look: this.styles.lookOf(p, this.styles.lookOf(region, context.look)) };
    const place = region === null ? null : this.styles.placeIn(region, context.textAlign);
    this.say(this.runsOf(p, inner, place), inner, place);
  }

  /** The text of an element; what has a time of its own becomes a cue of its own. */
  private runsOf(element: XmlElement, context: Context, place: CuePlace | null): readonly CueRun[] {
    const runs: CueRun[] = [];
    for (const child of element.children) {
      if (typeof child === 'string') runs.push({ text: context.isKept ? child : child.replace(/\s+/g, ' '), look: context.look });
      else if (child.name === 'br') runs.push({ text: '\n', look: context.look });
      else if (child.name === 'span') {
        const inner = this.contextOf(child, context, context.startMs);
        const spoken = this.runsOf(child, inner, place);
        if (inner.startMs === context.startMs && inner.endMs === context.endMs) runs.push(...spoken);
        else this.say(spoken, inner, place);
      }
    }
    return runs;
  }

  private say(runs: readonly CueRun[], { startMs, endMs }: Context, place: CuePlace | null): void {
    const cue = cueOf(startMs, shownUntil(startMs, endMs), linesOfRuns(runs), place);
    if (cue !== null) this.cues.push(cue);
  }
}

/**
 * Reads TTML and IMSC1, in order of start: times in all forms, nested and one after the other, styles by name and in place, regions, pictures that
 * stand in the document (IMSC1 image profile; those in files beside it are left out). A document that is cut gives what came.
 */
export function parseTtml(text: string): readonly SubtitleCue[] {
  const root = readXml(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));
  const tt = elementsNamed(root, 'tt')[0];
  const body = elementsNamed(root, 'body')[0];
  if (tt === undefined || body === undefined) return [];
  const reader = new TtmlReader(root, tt);
  reader.read(body, { startMs: 0, endMs: Infinity, look: PLAIN_LOOK, region: '', textAlign: '', isKept: tt.attributes.get('space') === 'preserve' }, 0);
  return reader.cues.sort((a, b) => a.startMs - b.startMs);
}
