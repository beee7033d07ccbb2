import { toAppError } from '#core/base';
import type { AppError, Result } from '#core/base';
import { cuesAt } from '#core/playback';
import type { SubtitleCue } from '#core/playback';
import { signal } from '#core/state';
import type { LogPort, MediaPort } from '#ports';
import type { SubtitleFile } from '#sources/source';
import { languageOf } from './track-language';

/** What subtitle files need. */
export interface SubtitleFilesDeps {
  readonly log: LogPort;
  /** The engine's decoders of old encodings. */
  readonly textDecoder: MediaPort['textDecoder'];
  fetchBytes(url: string): Promise<Result<Uint8Array, AppError>>;
}

/** The cues of one subtitle file beside the stream: the first track, or the second. */
export class SubtitleFileCues {
  private readonly deps: SubtitleFilesDeps;
  private readonly cues = signal<readonly SubtitleCue[]>([]);
  private wanted: SubtitleFile | null = null;

  constructor(deps: SubtitleFilesDeps) {
    this.deps = deps;
  }

  /** Reads a file, or forgets what was read. What cannot be read shows nothing and is logged. */
  async use(file: SubtitleFile | null): Promise<void> {
    this.wanted = file;
    this.cues.value = [];
    if (file === null) return;
    try {
      // The readers are a part of their own: most watch without files.
      const [bytes, { readSubtitles }] = await Promise.all([this.deps.fetchBytes(file.url), import('./side-files')]);
      if (this.wanted !== file) return;
      if (!bytes.ok) throw bytes.error;
      this.cues.value = readSubtitles(bytes.value, languageOf(file.language), this.deps.textDecoder);
    } catch (error) {
      this.deps.log.write('warn', 'side file unreadable', { what: 'subtitles', code: toAppError(error).code });
    }
  }

  /** What is said at a position of the file's own time. Reads signals. */
  at(positionMs: number): readonly SubtitleCue[] {
    return cuesAt(this.cues.value, positionMs);
  }
}
