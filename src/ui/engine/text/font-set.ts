import { Emitter, toAppError } from '#core/base';
import type { Disposer } from '#core/base';
import type { LogPort } from '#ports';
import type { Script } from './scripts';

/** Heights of the first family above and below the baseline, parts of the size (its hhea table). */
export const FONT_ASCENT = 1.017;
/** See {@link FONT_ASCENT}. */
export const FONT_DESCENT = 0.206;

const WEIGHTS = [400, 500, 600] as const;
const LATIN_RANGE = 'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215';

/** File name (without weight) and code points of each script. */
const FILES: Readonly<Record<Script, { readonly family: string; readonly file: string; readonly range: string }>> = {
  latin: { family: 'Commissioner', file: 'commissioner-latin', range: LATIN_RANGE },
  'latin-ext': { family: 'Commissioner', file: 'commissioner-latin-ext', range: 'U+0100-02BA, U+1E00-1E9F, U+20A0-20AB, U+20AD-20C0' },
  greek: { family: 'Commissioner', file: 'commissioner-greek', range: 'U+0370-03FF' },
  cyrillic: { family: 'Commissioner', file: 'commissioner-cyrillic', range: 'U+0301, U+0400-045F, U+0490-0491, U+04B0-04B1, U+2116' },
  arabic: { family: 'Noto Sans Arabic', file: 'noto-sans-arabic-arabic', range: 'U+0600-06FF, U+0750-077F, U+08A0-08FF, U+FB50-FDFF, U+FE70-FEFF' },
  devanagari: { family: 'Noto Sans Devanagari', file: 'noto-sans-devanagari-devanagari', range: 'U+0900-097F, U+200C-200D, U+25CC, U+A8E0-A8FF' },
};

/** Loads one font file into the page; resolves when it can be drawn with. */
export type FontLoader = (face: { readonly family: string; readonly url: string; readonly weight: number; readonly range: string }) => Promise<void>;

/** Loads through the page's FontFace; where an engine has none, the set's own font is used. */
export function createFontLoader(document: Document): FontLoader {
  return async ({ family, url, weight, range }) => {
    if (typeof FontFace === 'undefined') return;
    const face = new FontFace(family, `url(${JSON.stringify(url)})`, { weight: String(weight), unicodeRange: range });
    document.fonts.add(face);
    await face.load();
  };
}

/**
 * Fonts by script. The scripts of the interface are loaded before the first page; others when a text first needs them:
 * it is drawn with the set's own font until then, and again after.
 */
export class FontSet {
  private readonly loadFace: FontLoader;
  private readonly asset: (path: string) => string;
  private readonly log: LogPort;
  private readonly events = new Emitter<{ loaded: Script }>();
  private loadedCount = 0;
  private readonly states = new Map<Script, { isLoaded: boolean; done: Promise<void> }>();

  constructor(loadFace: FontLoader, asset: (path: string) => string, log: LogPort) {
    this.loadFace = loadFace;
    this.asset = asset;
    this.log = log;
  }

  /** Grows when a font arrives; part of the identity of texts that need it. */
  get epoch(): number {
    return this.loadedCount;
  }

  /** Resolves when the scripts can be drawn; a file that cannot be read is logged and left out. */
  async load(scripts: readonly Script[]): Promise<void> {
    await Promise.all(scripts.map((script) => this.start(script)));
  }

  /** Whether a text of this script can be drawn now; asks for the font when not. */
  has(script: Script): boolean {
    const state = this.states.get(script);
    if (state !== undefined) return state.isLoaded;
    void this.start(script);
    return false;
  }

  /** Tells when a script asked for later can be drawn. */
  onLoaded(listener: (script: Script) => void): Disposer {
    return this.events.on('loaded', listener);
  }

  private start(script: Script): Promise<void> {
    const known = this.states.get(script);
    if (known !== undefined) return known.done;
    const { family, file, range } = FILES[script];
    const loads = WEIGHTS.map((weight) => this.loadFace({ family, url: this.asset(`fonts/${file}-${String(weight)}-normal.woff2`), weight, range }));
    const done = Promise.all(loads).then(
      () => {
        state.isLoaded = true;
        this.loadedCount += 1;
        this.events.emit('loaded', script);
      },
      (error: unknown) => {
        // Drawn with the set's own font: worse looking, still readable.
        state.isLoaded = true;
        this.log.write('warn', 'font not loaded', { script, reason: toAppError(error).message });
      },
    );
    const state = { isLoaded: false, done };
    this.states.set(script, state);
    return done;
  }
}
