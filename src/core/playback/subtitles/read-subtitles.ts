import type { DecoderFactory } from '../../text';
import { decodeSubtitles } from './decode-subtitles';
import { parseSrt } from './srt';
import type { SubtitleCue } from './subtitle-cue';
import { parseTtml } from './ttml';
import { parseVttCues } from './webvtt-cues';

/**
 * Reads a subtitle file by what it holds, whatever it is called: WebVTT, TTML or SubRip, in any of the encodings of
 * `decodeSubtitles`. `language`: two letters, or empty. A broken file gives what can be shown, another kind of file nothing.
 */
export function readSubtitles(bytes: Uint8Array, language: string, createDecoder?: DecoderFactory): readonly SubtitleCue[] {
  const text = decodeSubtitles(bytes, language, createDecoder);
  const head = text.slice(0, 2_000);
  if (/^\s*WEBVTT/.test(head)) return parseVttCues(text);
  if (/^\s*<[?!\w]/.test(head)) return /<(?:\w+:)?tt[\s>]/.test(text.slice(0, 20_000)) ? parseTtml(text) : [];
  return parseSrt(text);
}
