import { toAppError } from '#core/base';
import type { AppError, Result } from '#core/base';
import { cuesAt, itemAt } from '#core/playback';
import type { SpriteFrame, VttCue } from '#core/playback';
import { computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { LogPort, MediaTrack } from '#ports';
import type { Translator } from '#model/i18n';
import type { PlayAnswer, SubtitleFile } from '#sources/source';
import type { MediaDriver } from './media-driver';
import type { Thumbnail, TracksView, TrackView } from './player-model';

/** Subtitle files beside the stream get ids of their own. */
const FILE_PREFIX = 'file:';

/** What track choices need. */
export interface TrackChoicesDeps {
  readonly driver: MediaDriver;
  readonly translator: Translator;
  readonly log: LogPort;
  /** Reads a small text file. */
  fetchText(url: string): Promise<Result<string, AppError>>;
  /** Wanted languages, `''` without a wish; `off` for subtitles. */
  wishes(): { readonly audio: string; readonly subtitle: string };
}

/** Audio and subtitle choices, subtitle files, thumbnails of the stream that plays. */
export class TrackChoices {
  readonly view: ReadonlySignal<TracksView>;
  readonly cues: ReadonlySignal<readonly string[]>;
  readonly hasThumbnails: ReadonlySignal<boolean>;
  private readonly deps: TrackChoicesDeps;
  private readonly fileCues = signal<readonly VttCue[]>([]);
  private readonly frames = signal<readonly SpriteFrame[]>([]);
  /** The chosen subtitle: a track's id, a file's, or none. */
  private readonly textId = signal<string | null>(null);
  private loaded: PlayAnswer | null = null;
  private hasWished = false;

  constructor(deps: TrackChoicesDeps) {
    this.deps = deps;
    const { driver } = deps;
    this.view = computed(() => this.makeView());
    this.hasThumbnails = computed(() => this.frames.value.length > 0);
    this.cues = computed(() => {
      const id = this.textId.value;
      if (id === null) return [];
      const positionMs = driver.positionMs.value;
      if (id.indexOf(FILE_PREFIX) === 0) return cuesAt(this.fileCues.value, positionMs).map((cue) => cue.text);
      const active = driver.cues.value.filter((cue) => cue.startMs <= positionMs && positionMs < cue.endMs);
      return active.map((cue) => cue.text);
    });
  }

  /** Called when a stream is ready: reads its thumbnail track and applies the viewer's languages once per title. */
  onReady(): void {
    const answer = this.deps.driver.answer.peek();
    if (answer === null || answer === this.loaded) return;
    this.loaded = answer;
    if (answer.thumbnailsUrl !== '' && this.frames.peek().length === 0) void this.loadFrames(answer.thumbnailsUrl);
    const id = this.textId.peek();
    // A new attempt at the same title keeps the viewer's choice.
    if (id !== null && id.indexOf(FILE_PREFIX) !== 0) this.deps.driver.selectTrack('text', id);
    if (!this.hasWished) this.applyWishes(answer);
  }

  /** Called when something else is opened. */
  reset(): void {
    this.loaded = null;
    this.hasWished = false;
    this.textId.value = null;
    this.fileCues.value = [];
    this.frames.value = [];
  }

  selectAudio(id: string): void {
    this.deps.driver.selectTrack('audio', id);
  }

  selectText(id: string | null): void {
    this.hasWished = true;
    this.textId.value = id;
    if (id === null || id.indexOf(FILE_PREFIX) !== 0) {
      this.deps.driver.selectTrack('text', id);
      return;
    }
    this.deps.driver.selectTrack('text', null);
    const file = this.deps.driver.answer.peek()?.subtitles[Number(id.slice(FILE_PREFIX.length))];
    if (file !== undefined) void this.loadFile(id, file);
  }

  thumbnailAt(positionMs: number): Thumbnail | null {
    return itemAt(this.frames.value, positionMs);
  }

  private applyWishes(answer: PlayAnswer): void {
    this.hasWished = true;
    const { audio, subtitle } = this.deps.wishes();
    const tracks = this.deps.driver.tracks.peek();
    const wanted = (kind: 'audio' | 'text', language: string): MediaTrack | undefined =>
      tracks.find((track) => track.kind === kind && languageOf(track.language) === language);
    const sound = audio === '' ? undefined : wanted('audio', audio);
    if (sound !== undefined && !sound.isSelected) this.selectAudio(sound.id);
    if (subtitle === '' || subtitle === 'off') return;
    const text = wanted('text', subtitle);
    const file = answer.subtitles.findIndex((each) => languageOf(each.language) === subtitle);
    if (text !== undefined) this.selectText(text.id);
    else if (file !== -1) this.selectText(FILE_PREFIX + String(file));
  }

  private async loadFile(id: string, file: SubtitleFile): Promise<void> {
    this.fileCues.value = [];
    try {
      const [text, { parseWebVtt }] = await Promise.all([this.deps.fetchText(file.url), import('./side-files')]);
      if (this.textId.peek() !== id) return;
      if (text.ok) this.fileCues.value = parseWebVtt(text.value);
      else this.complain('subtitles', text.error);
    } catch (error) {
      this.complain('subtitles', error);
    }
  }

  private async loadFrames(url: string): Promise<void> {
    const owner = this.loaded;
    try {
      const [text, { parseSpriteTrack }] = await Promise.all([this.deps.fetchText(url), import('./side-files')]);
      if (this.loaded !== owner) return;
      if (text.ok) this.frames.value = parseSpriteTrack(text.value, url);
      else this.complain('thumbnails', text.error);
    } catch (error) {
      this.complain('thumbnails', error);
    }
  }

  private complain(what: string, error: unknown): void {
    this.deps.log.write('warn', 'side file unreadable', { what, code: toAppError(error).code });
  }

  private makeView(): TracksView {
    const { driver } = this.deps;
    const textId = this.textId.value;
    const tracks = driver.tracks.value;
    const audio = tracks.filter((track) => track.kind === 'audio');
    const text = tracks.filter((track) => track.kind === 'text');
    const files = driver.answer.value?.subtitles ?? [];
    // A platform lists beside the stream what players without subtitle tracks need: what the stream has is not offered twice.
    const isInStream = (file: SubtitleFile): boolean =>
      text.some((track) => languageOf(track.language) === languageOf(file.language) && track.label === file.label);
    const fileViews: TrackView[] = [];
    files.forEach((file, index) => {
      const id = FILE_PREFIX + String(index);
      if (!isInStream(file)) fileViews.push(this.trackView({ id, language: file.language, label: file.label, isSelected: id === textId }, index));
    });
    return {
      audio: audio.map((track, index) => this.trackView(track, index)),
      text: text.map((track, index) => this.trackView({ ...track, isSelected: track.id === textId }, index)).concat(fileViews),
      isTextOff: textId === null,
    };
  }

  private trackView(track: Pick<MediaTrack, 'id' | 'language' | 'label' | 'isSelected'>, index: number): TrackView {
    const { translator } = this.deps;
    const key = `language.${languageOf(track.language)}`;
    const language = translator.has(key) ? translator.t(key) : track.language;
    const name = language !== '' && language !== 'und' ? language : track.label;
    const fallback = translator.t('player.track.unnamed', { number: index + 1 });
    const note = name === track.label ? '' : track.label;
    return { id: track.id, name: name === '' ? fallback : name, note, isSelected: track.isSelected };
  }
}

const THREE_LETTERS: Readonly<Record<string, string>> = {
  eng: 'en',
  deu: 'de',
  ger: 'de',
  ara: 'ar',
  fra: 'fr',
  fre: 'fr',
  spa: 'es',
  ita: 'it',
  por: 'pt',
  pol: 'pl',
  tur: 'tr',
  rus: 'ru',
  nld: 'nl',
  dut: 'nl',
  swe: 'sv',
  nor: 'no',
  nob: 'no',
  nb: 'no',
  dan: 'da',
  fin: 'fi',
  ell: 'el',
  gre: 'el',
  ukr: 'uk',
  ces: 'cs',
  cze: 'cs',
  heb: 'he',
  hin: 'hi',
  jpn: 'ja',
  kor: 'ko',
  zho: 'zh',
  chi: 'zh',
};

/** Two-letter language of a tag: `de-AT`, `ger` and `DE` are `de`. */
export function languageOf(tag: string): string {
  const base = tag.toLowerCase().split(/[-_]/)[0] ?? '';
  return THREE_LETTERS[base] ?? base;
}
