import type { Disposer } from '#core/base';
import { createScope } from '#core/state';
import type { MediaCue, MediaTrack } from '#ports';
import type { CueBoard } from './cue-board';
import { chooseLanguage } from './choose-language';
import { plainCueText } from './plain-cue-text';

/** An audio track as engines with `audioTracks` show it (LG sets; behind a flag in Chromium). */
interface NativeAudioTrack {
  enabled: boolean;
  readonly language: string;
  readonly label: string;
}

interface NativeTrackList<T> extends EventTarget {
  readonly length: number;
  readonly [index: number]: T;
}

/** The audio and text tracks of a media element; text cues go to the board, never to the engine's own painter. */
export class ElementTracks {
  private readonly video: HTMLVideoElement;
  private readonly board: CueBoard;
  private readonly tell: () => void;
  private readonly scope = createScope();
  private shownText: TextTrack | null = null;
  private leaveText: Disposer = () => undefined;

  constructor(video: HTMLVideoElement, board: CueBoard, tell: () => void) {
    this.video = video;
    this.board = board;
    this.tell = tell;
    this.watch(video.textTracks);
    const audio = audioTracksOf(video);
    if (audio !== null) this.watch(audio);
  }

  /** Metadata is there: picks the sound. Without `enablesAudio` and preferences the engine's choice stands. */
  start(enablesAudio: boolean, preferred: readonly string[]): void {
    const audio = this.audio();
    const wanted = chooseLanguage(audio.map((track) => track.language), preferred);
    if (wanted >= 0) this.enable(wanted);
    else if (enablesAudio && audio.length > 0 && !audio.some((track) => track.enabled)) this.enable(0);
    for (const track of this.text()) track.mode = 'disabled';
    if (audio.length > 0 || this.text().length > 0) this.tell();
  }

  list(): readonly MediaTrack[] {
    const audio = this.audio().map((track, i): MediaTrack => ({
      id: `a${String(i)}`, kind: 'audio', language: track.language, label: track.label, isSelected: track.enabled,
    }));
    const text = this.text().map((track, i): MediaTrack => ({
      id: `t${String(i)}`, kind: 'text', language: track.language, label: track.label, isSelected: track === this.shownText,
    }));
    return audio.concat(text);
  }

  select(kind: 'audio' | 'text', id: string | null): void {
    if (kind === 'text') this.showText(id === null ? null : (this.text()[Number(id.slice(1))] ?? null));
    else if (id !== null) this.enable(Number(id.slice(1)));
    this.tell();
  }

  dispose(): void {
    this.leaveText();
    this.scope.dispose();
  }

  private enable(index: number): void {
    // The new one first: some firmware falls silent when no track is on for a moment.
    const tracks = this.audio();
    const chosen = tracks[index];
    if (chosen === undefined) return;
    chosen.enabled = true;
    for (const track of tracks) if (track !== chosen) track.enabled = false;
  }

  private showText(track: TextTrack | null): void {
    this.leaveText();
    this.leaveText = () => undefined;
    if (this.shownText !== null) this.shownText.mode = 'disabled';
    this.shownText = track;
    this.board.clear();
    this.board.setVisible(track !== null);
    if (track === null) return;
    track.mode = 'hidden';
    const read = (): void => {
      this.board.add(cuesOf(track.cues));
    };
    const readActive = (): void => {
      this.board.add(cuesOf(track.activeCues));
    };
    track.addEventListener('cuechange', readActive);
    this.leaveText = () => {
      track.removeEventListener('cuechange', readActive);
    };
    read();
  }

  private watch(list: EventTarget): void {
    for (const name of ['addtrack', 'removetrack', 'change']) {
      const handle = (): void => {
        this.tell();
      };
      list.addEventListener(name, handle);
      this.scope.add(() => {
        list.removeEventListener(name, handle);
      });
    }
  }

  private audio(): NativeAudioTrack[] {
    const list = audioTracksOf(this.video);
    return list === null ? [] : arrayOf(list);
  }

  private text(): TextTrack[] {
    return arrayOf<TextTrack>(this.video.textTracks).filter((track) => track.kind === 'subtitles' || track.kind === 'captions');
  }
}

function audioTracksOf(video: HTMLVideoElement): NativeTrackList<NativeAudioTrack> | null {
  if (!('audioTracks' in video)) return null;
  // Chromium's types leave out what only televisions have.
  return video.audioTracks as NativeTrackList<NativeAudioTrack> | null;
}

function arrayOf<T>(list: NativeTrackList<T>): T[] {
  const items: T[] = [];
  for (let i = 0; i < list.length; i += 1) {
    const item = list[i];
    if (item !== undefined) items.push(item);
  }
  return items;
}

function cuesOf(list: TextTrackCueList | null): MediaCue[] {
  const cues: MediaCue[] = [];
  for (let i = 0; list !== null && i < list.length; i += 1) {
    const cue = list[i];
    if (cue !== undefined && 'text' in cue && typeof cue.text === 'string') {
      cues.push({ text: plainCueText(cue.text), startMs: cue.startTime * 1000, endMs: cue.endTime * 1000 });
    }
  }
  return cues;
}
