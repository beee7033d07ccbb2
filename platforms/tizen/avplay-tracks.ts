import { isRecord, parseJson } from '#platforms/common';
import type { MediaTrack } from '#ports';

/** A track as AVPlay lists it; `extra_info` is JSON in a string, and malformed on some firmware. */
export interface NativeTrack {
  readonly index: number;
  readonly type: string;
  readonly extra_info: unknown;
}

function textOf(info: Readonly<Record<string, unknown>>, ...names: readonly string[]): string {
  for (const name of names) {
    const value = info[name];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return '';
}

/** The facts of a track; empty when they cannot be read. */
export function trackInfo(track: NativeTrack): Readonly<Record<string, unknown>> {
  const value = typeof track.extra_info === 'string' ? parseJson(track.extra_info) : track.extra_info;
  return isRecord(value) ? value : {};
}

function languageOf(info: Readonly<Record<string, unknown>>, ...names: readonly string[]): string {
  const language = textOf(info, ...names).toLowerCase();
  // Firmware writes `und`, `none` or the placeholder of an empty field.
  return /^(und|none|null|unknown)$/.test(language) ? '' : language;
}

/**
 * Audio and text tracks of a list, with the chosen ones marked. Ids carry AVPlay's index, which is handed back verbatim
 * and never renumbered.
 */
export function readTracks(list: readonly NativeTrack[], audioIndex: number | null, textIndex: number | null): readonly MediaTrack[] {
  const tracks: MediaTrack[] = [];
  let hasAudio = false;
  for (const native of list) {
    const info = trackInfo(native);
    if (native.type === 'AUDIO') {
      // Without a word from the player its first track sounds.
      const isSelected = audioIndex === null ? !hasAudio : native.index === audioIndex;
      hasAudio = true;
      tracks.push({ id: String(native.index), kind: 'audio', language: languageOf(info, 'language', 'track_lang'), label: textOf(info, 'label', 'name'), isSelected });
    } else if (native.type === 'TEXT') {
      tracks.push({
        id: String(native.index), kind: 'text', language: languageOf(info, 'track_lang', 'language'), label: textOf(info, 'label', 'name'),
        isSelected: native.index === textIndex,
      });
    }
  }
  return tracks;
}

/** Judges what the player listed. */
export function judgeTracks(value: unknown): readonly NativeTrack[] {
  if (!Array.isArray(value)) return [];
  const tracks: NativeTrack[] = [];
  for (const item of value as readonly unknown[]) {
    if (!isRecord(item)) continue;
    const { index, type } = item;
    if (typeof index === 'number' && typeof type === 'string') tracks.push({ index, type, extra_info: item['extra_info'] });
  }
  return tracks;
}
