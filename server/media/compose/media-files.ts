import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#core/base';
import { splitAdts } from '../audio/adts';
import { ComposedClip } from './composed-clip';
import type { Rendition } from './renditions';
import { parseGlyphs, StripPainter } from '../strip';

/** Phrases of one language: the AAC frames of each. */
export type SpeechPhrases = ReadonlyMap<string, readonly Uint8Array[]>;

/**
 * The prepared media files: read and parsed when first asked for, then kept (about 20 MB when all have been used). Throws
 * `media.not-found` for a missing file.
 */
export class MediaFiles {
  private readonly clips = new Map<string, ComposedClip>();
  private readonly loops = new Map<string, readonly Uint8Array[]>();
  private readonly phrases = new Map<string, SpeechPhrases>();
  private readonly others = new Map<string, Uint8Array>();
  private glyphsJson = '';

  /** `root` is the media folder. */
  constructor(private readonly root: string) {}

  /** A background clip, ready to be joined with strips. */
  clip(name: string, rendition: Rendition): ComposedClip {
    const key = name + rendition.clipSuffix;
    return keep(this.clips, key, () => new ComposedClip(this.read('clips', `${key}.h264`), rendition, this.painter(rendition)));
  }

  /** The AAC frames of a loop. */
  loop(name: string): readonly Uint8Array[] {
    return keep(this.loops, name, () => splitAdts(this.read('audio', `${name}.aac`)));
  }

  /** The spoken phrases of a language. */
  speech(language: string): SpeechPhrases {
    return keep(this.phrases, language, () => {
      const frames = splitAdts(this.read('speech', `${language}.aac`));
      const index: unknown = JSON.parse(this.read('speech', `${language}.json`).toString('utf8'));
      const phrases = new Map<string, readonly Uint8Array[]>();
      let at = 0;
      for (const [name, count] of Object.entries(typeof index === 'object' && index !== null ? index : {})) {
        if (typeof count !== 'number') continue;
        phrases.set(name, frames.slice(at, at + count));
        at += count;
      }
      return phrases;
    });
  }

  /** A whole file, kept in memory. */
  file(...parts: readonly string[]): Uint8Array {
    return keep(this.others, parts.join('/'), () => this.read(...parts));
  }

  private painter(rendition: Rendition): StripPainter {
    if (this.glyphsJson === '') this.glyphsJson = this.read('strip', 'glyphs.json').toString('utf8');
    return new StripPainter(parseGlyphs(this.glyphsJson, rendition.scale), rendition.scale, Math.ceil(rendition.width / 16), rendition.stripRows);
  }

  private read(...parts: readonly string[]): Buffer {
    try {
      return readFileSync(join(this.root, ...parts));
    } catch (cause) {
      throw new AppError('media.not-found', { message: `No media file ${parts.join('/')}`, cause });
    }
  }
}

function keep<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
