import { clamp, toAppError } from '#core/base';
import type { AppError, Disposer, Result } from '#core/base';
import { itemAt, PLAIN_LOOK } from '#core/playback';
import type { SpriteFrame } from '#core/playback';
import { computed, effect, signal, untracked } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { LogPort, MediaCue, MediaPort, MediaTrack } from '#ports';
import type { Translator } from '#model/i18n';
import type { PlayAnswer } from '#sources/source';
import type { MediaDriver } from './media-driver';
import type { PlayerDeps } from './player-deps';
import { PictureChoices } from './picture-choices';
import type { Thumbnail, TracksView, TrackView } from './player-model';
import { SubtitleFileCues } from './subtitle-files';
import type { SubtitleSettings, SubtitleView } from './subtitle-style';
import { languageOf } from './track-language';
import type { WatchMemory } from './watch-memory';

/** Subtitle files beside the stream get ids of their own. */
const FILE_PREFIX = 'file:';
/** Further apart than this, words and picture are not of the same film. */
const MOST_SHIFT_MS = 60_000;
/** Cues of the stream that may still be waited for when they are to come later. */
const MOST_HEARD = 60;

/** What track choices need. */
export interface TrackChoicesDeps {
  readonly driver: MediaDriver;
  readonly translator: Translator;
  readonly log: LogPort;
  readonly memory: WatchMemory;
  /** The engine's decoders of old encodings. */
  readonly textDecoder: MediaPort['textDecoder'];
  /** Reads a small file. */
  fetchBytes(url: string): Promise<Result<Uint8Array, AppError>>;
  /** Wanted languages, `''` without a wish; `off` for subtitles. */
  wishes(): { readonly audio: string; readonly subtitle: string };
}

/** Audio, subtitle and picture choices, subtitle files, thumbnails of the stream that plays. */
export class TrackChoices {
  readonly view: ReadonlySignal<TracksView>;
  readonly cues: ReadonlySignal<readonly SubtitleView[]>;
  readonly settings: ReadonlySignal<SubtitleSettings>;
  readonly hasThumbnails: ReadonlySignal<boolean>;
  readonly picture: PictureChoices;
  private readonly deps: TrackChoicesDeps;
  private readonly first: SubtitleFileCues;
  private readonly second: SubtitleFileCues;
  private readonly frames = signal<readonly SpriteFrame[]>([]);
  /** The chosen subtitle: a track's id, a file's, or none. */
  private readonly textId = signal<string | null>(null);
  private readonly secondId = signal<string | null>(null);
  private readonly shiftMs = signal(0);
  /** Series, film or channel: what choices are kept under. */
  private title = '';
  private heard: readonly MediaCue[] = [];
  private loaded: PlayAnswer | null = null;
  private hasWished = false;
  /** The subtitle that was wished for and not there: captions inside pictures are found when the first of them comes. */
  private awaited = '';
  private readonly stopAwaiting: Disposer;

  constructor(deps: TrackChoicesDeps) {
    this.deps = deps;
    this.picture = new PictureChoices(deps.driver, deps.memory);
    this.first = new SubtitleFileCues(deps);
    this.second = new SubtitleFileCues(deps);
    this.view = computed(() => this.makeView());
    this.hasThumbnails = computed(() => this.frames.value.length > 0);
    this.settings = computed(() => ({ style: deps.memory.style.value, shiftMs: this.shiftMs.value, secondId: this.secondId.value }));
    this.cues = computed(() => this.makeCues());
    this.stopAwaiting = effect(() => {
      const tracks = deps.driver.tracks.value;
      untracked(() => { this.takeAwaited(tracks); });
    });
  }

  /** Called when a stream is ready: reads its thumbnail track and applies the viewer's choices once per title. */
  onReady(): void {
    const answer = this.deps.driver.answer.peek();
    if (answer === null || answer === this.loaded) return;
    this.loaded = answer;
    this.picture.onReady(!this.hasWished);
    if (answer.thumbnailsUrl !== '' && this.frames.peek().length === 0) void this.loadFrames(answer.thumbnailsUrl);
    const id = this.textId.peek();
    // A new attempt at the same title keeps the viewer's choice.
    if (id !== null && id.indexOf(FILE_PREFIX) !== 0) this.deps.driver.selectTrack('text', id);
    if (!this.hasWished) this.applyWishes(answer);
  }

  /** Called when something else is opened. `title`: what its choices are kept under. */
  reset(title: string): void {
    this.title = title;
    this.picture.reset(title);
    this.loaded = null;
    this.hasWished = false;
    this.awaited = '';
    this.heard = [];
    this.textId.value = null;
    this.secondId.value = null;
    this.shiftMs.value = this.deps.memory.choiceOf(title).shiftMs;
    void this.first.use(null);
    void this.second.use(null);
    this.frames.value = [];
  }

  /** The viewer's choice: kept for the title. */
  selectAudio(id: string): void {
    const track = this.deps.driver.tracks.peek().find((each) => each.kind === 'audio' && each.id === id);
    if (track !== undefined && this.title !== '') this.deps.memory.keep(this.title, { audio: tokenOf(track) });
    this.deps.driver.selectTrack('audio', id);
  }

  /** The viewer's choice: kept for the title. */
  selectText(id: string | null): void {
    this.showText(id);
    const track = id === null ? undefined : this.offered(id);
    if (this.title !== '') this.deps.memory.keep(this.title, { text: track === undefined ? 'off' : tokenOf(track) });
  }

  /** Changes how subtitles look, when they come, and the second track. */
  set(change: Partial<SubtitleSettings>): void {
    const { memory } = this.deps;
    if (change.style !== undefined) memory.keepStyle(change.style);
    if (change.shiftMs !== undefined) {
      this.shiftMs.value = clamp(change.shiftMs, -MOST_SHIFT_MS, MOST_SHIFT_MS);
      if (this.title !== '') memory.keep(this.title, { shiftMs: this.shiftMs.peek() });
    }
    if (change.secondId === undefined) return;
    this.secondId.value = change.secondId;
    void this.second.use(this.fileOf(change.secondId));
  }

  thumbnailAt(positionMs: number): Thumbnail | null {
    return itemAt(this.frames.value, positionMs);
  }

  dispose(): void {
    this.stopAwaiting();
  }

  private takeAwaited(tracks: readonly MediaTrack[]): void {
    const { awaited } = this;
    if (awaited === '') return;
    const language = awaited.split('|')[0] ?? '';
    const texts = tracks.filter(({ kind }) => kind === 'text');
    // Captions name no language: of those only the very one is meant.
    const text = texts.find((track) => tokenOf(track) === awaited) ?? (language === 'und' ? undefined : bestOf(texts, awaited));
    if (text !== undefined) this.showText(text.id);
  }

  private showText(id: string | null): void {
    this.hasWished = true;
    this.awaited = '';
    this.textId.value = id;
    this.heard = [];
    const file = this.fileOf(id);
    this.deps.driver.selectTrack('text', file === null ? id : null);
    void this.first.use(file);
  }

  private fileOf(id: string | null): PlayAnswer['subtitles'][number] | null {
    if (id === null || id.indexOf(FILE_PREFIX) !== 0) return null;
    return this.deps.driver.answer.peek()?.subtitles[Number(id.slice(FILE_PREFIX.length))] ?? null;
  }

  private offered(id: string): Pick<MediaTrack, 'language' | 'label'> | undefined {
    return this.fileOf(id) ?? this.deps.driver.tracks.peek().find((each) => each.kind === 'text' && each.id === id);
  }

  private makeCues(): readonly SubtitleView[] {
    const id = this.textId.value;
    const atMs = this.deps.driver.positionMs.value - this.shiftMs.value;
    const views: SubtitleView[] = [];
    if (this.secondId.value !== null) for (const cue of this.second.at(atMs)) views.push({ lines: cue.lines, place: null, isSecond: true });
    if (id === null) return views;
    if (id.indexOf(FILE_PREFIX) === 0) for (const { lines, place, picture } of this.first.at(atMs)) views.push({ lines, place, isSecond: false, ...(picture === undefined ? {} : { picture }) });
    else for (const cue of this.streamCuesAt(atMs)) views.push({ lines: cue.text.split('\n').map((text) => ({ text, look: PLAIN_LOOK })), place: null, isSecond: false });
    return views;
  }

  /** The stream hands out its cues when their time comes: they can be held back, never brought forward. */
  private streamCuesAt(atMs: number): readonly MediaCue[] {
    const fresh = this.deps.driver.cues.value;
    if (this.shiftMs.value > 0) {
      this.heard = this.heard.concat(fresh.filter((cue) => this.heard.indexOf(cue) === -1)).slice(-MOST_HEARD);
    }
    const known = this.shiftMs.value > 0 ? this.heard : fresh;
    const time = this.shiftMs.value > 0 ? atMs : this.deps.driver.positionMs.value;
    return known.filter((cue) => cue.startMs <= time && time < cue.endMs);
  }

  /** What was chosen for this title before, else the languages of the settings. */
  private applyWishes(answer: PlayAnswer): void {
    this.hasWished = true;
    const { audio, subtitle } = this.deps.wishes();
    const kept = this.deps.memory.choiceOf(this.title);
    this.shiftMs.value = kept.shiftMs;
    const tracks = this.deps.driver.tracks.peek();
    const sounds = tracks.filter((track) => track.kind === 'audio');
    const sound = bestOf(sounds, kept.audio) ?? sounds.find((track) => audio !== '' && languageOf(track.language) === audio);
    if (sound !== undefined && !sound.isSelected) this.deps.driver.selectTrack('audio', sound.id);
    const wanted = kept.text === '' ? subtitle : kept.text;
    if (wanted === '' || wanted === 'off') return;
    const texts = tracks.filter((track) => track.kind === 'text');
    const files = answer.subtitles.map((file, index) => ({ ...file, id: FILE_PREFIX + String(index) }));
    const text = bestOf(texts.concat(files.map((file): MediaTrack => ({ ...file, kind: 'text', isSelected: false }))), wanted);
    if (text !== undefined) this.showText(text.id);
    else this.awaited = wanted;
  }

  private async loadFrames(url: string): Promise<void> {
    const owner = this.loaded;
    try {
      const [bytes, { decodeSubtitles, parseSpriteTrack }] = await Promise.all([this.deps.fetchBytes(url), import('./side-files')]);
      if (this.loaded !== owner) return;
      if (!bytes.ok) throw bytes.error;
      this.frames.value = parseSpriteTrack(decodeSubtitles(bytes.value, ''), url);
    } catch (error) {
      this.deps.log.write('warn', 'side file unreadable', { what: 'thumbnails', code: toAppError(error).code });
    }
  }

  private makeView(): TracksView {
    const { driver } = this.deps;
    const textId = this.textId.value;
    const tracks = driver.tracks.value;
    const audio = tracks.filter((track) => track.kind === 'audio');
    const text = tracks.filter((track) => track.kind === 'text');
    const files = driver.answer.value?.subtitles ?? [];
    // A platform lists beside the stream what players without subtitle tracks need: what the stream has is not offered twice.
    const isInStream = (file: PlayAnswer['subtitles'][number]): boolean =>
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
    return { id: track.id, name: name === '' ? fallback : name, note, isSelected: track.isSelected, isFile: track.id.indexOf(FILE_PREFIX) === 0 };
  }
}

/** What a track is known by in another episode, where ids differ. */
function tokenOf({ language, label }: Pick<MediaTrack, 'language' | 'label'>): string {
  return `${languageOf(language)}|${label}`;
}

/** The track of this token, else the first of its language; a token without a bar is a language. */
function bestOf(tracks: readonly MediaTrack[], token: string): MediaTrack | undefined {
  if (token === '') return undefined;
  const language = token.split('|')[0] ?? '';
  return tracks.find((track) => tokenOf(track) === token) ?? tracks.find((track) => language !== '' && languageOf(track.language) === language);
}

/** Makes the choices of a player. */
export function createTrackChoices(deps: PlayerDeps, driver: MediaDriver, memory: WatchMemory): TrackChoices {
  const { translator, log, settings } = deps;
  const wishes = (): { readonly audio: string; readonly subtitle: string } => {
    const { audioLanguage, subtitleLanguage } = settings.values.peek();
    return { audio: audioLanguage, subtitle: subtitleLanguage };
  };
  return new TrackChoices({ driver, translator, log, memory, wishes, textDecoder: deps.media.textDecoder, fetchBytes: (url) => deps.fetchBytes(url) });
}
