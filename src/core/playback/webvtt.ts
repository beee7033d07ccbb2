import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../base';
import { resolveUrl } from '../playlist';
import type { SpriteFrame, VttCue } from './cues';

/** `hh:mm:ss.mmm` or `mm:ss.mmm`; hours may have more digits (WebVTT section 4.1). -1 for anything else. */
export function parseVttTime(text: string): number {
  const match = /^(?:(\d+):)?([0-5]?\d):([0-5]\d)[.,](\d{3})$/.exec(text.trim());
  if (match === null) return -1;
  return Number(match[1] ?? 0) * HOUR_MS + Number(match[2]) * MINUTE_MS + Number(match[3]) * SECOND_MS + Number(match[4]);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: ' ', lrm: '\u200e', rlm: '\u200f', quot: '"' };

function plainText(markup: string): string {
  return markup.replace(/<[^>]*>/g, '').replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

function timingOf(line: string): { readonly startMs: number; readonly endMs: number } | null {
  const arrow = line.indexOf('-->');
  if (arrow === -1) return null;
  const startMs = parseVttTime(line.slice(0, arrow));
  const endMs = parseVttTime(
    line
      .slice(arrow + 3)
      .trim()
      .split(/[ \t]/)[0] ?? '',
  );
  return startMs < 0 || endMs <= startMs ? null : { startMs, endMs };
}

/**
 * Reads the cues of a WebVTT file, in order of start. A file without the `WEBVTT` line gives none; a broken cue is left
 * out and does not spoil the next. NOTE, STYLE and REGION blocks are skipped, markup is taken off.
 */
export function parseWebVtt(text: string): readonly VttCue[] {
  const blocks = text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/);
  if (!/^WEBVTT(?:[ \t\n]|$)/.test(blocks[0] ?? '')) return [];
  const cues: VttCue[] = [];
  for (const block of blocks) {
    const lines = block.split('\n').filter((line, index, all) => line !== '' || index < all.length - 1);
    const at = lines.findIndex((line) => line.indexOf('-->') !== -1);
    // The timing is the first or second line; further down it is text of a NOTE.
    if (at === -1 || at > 1 || /^(NOTE|STYLE|REGION)/.test(lines[0] ?? '')) continue;
    const timing = timingOf(lines[at] ?? '');
    if (timing === null) continue;
    cues.push({ ...timing, text: plainText(lines.slice(at + 1).join('\n')).trim() });
  }
  return cues.sort((a, b) => a.startMs - b.startMs);
}

/** Reads a thumbnail track: cues whose text is a picture address with an optional `#xywh=x,y,w,h` (Media Fragments 4.2.2). */
export function parseSpriteTrack(text: string, trackUrl: string): readonly SpriteFrame[] {
  const frames: SpriteFrame[] = [];
  for (const cue of parseWebVtt(text)) {
    const line = cue.text.split('\n')[0] ?? '';
    if (line === '') continue;
    const hash = line.indexOf('#xywh=');
    const numbers =
      hash === -1
        ? []
        : line
            .slice(hash + 6)
            .replace(/^pixel:/, '')
            .split(',')
            .map(Number);
    const [x = 0, y = 0, width = 0, height = 0] = numbers;
    if (numbers.some((value) => !Number.isFinite(value) || value < 0)) continue;
    frames.push({
      url: resolveUrl(trackUrl, hash === -1 ? line : line.slice(0, hash)),
      x,
      y,
      width,
      height,
      startMs: cue.startMs,
      endMs: cue.endMs,
    });
  }
  return frames;
}
