import { AppError, fail } from '../base';
import type { Result } from '../base';
import { decodeUtf8 } from '../text';

/** How much of the beginning is kept for the verdict. */
export const HEAD_BYTES = 512;

function answerOf(head: string, isStream: boolean): string {
  if (isStream) return 'hls';
  if (/^<\?xml|^<!doctype\s+tv|^<tv[\s>]/i.test(head)) return /<(?:!doctype\s+html|html)/i.test(head) ? 'html' : 'xmltv';
  if (head.charAt(0) === '<') return 'html';
  if (/^\[playlist\]/i.test(head)) return 'pls';
  if (/^(?:\{|\[\s*[[{"\]])/.test(head)) return 'json';
  return /[\u0000-\u0008\u000e-\u001a]/.test(head) ? 'binary' : 'text';
}

/**
 * Why a file without entries is no playlist. `head` is its beginning as UTF-8, `isStream`: HLS tags were seen, so it is one stream
 * and not a list of them.
 */
export function judgeWithoutEntries(head: Uint8Array, hasHeader: boolean, isStream: boolean): Result<never, AppError> {
  const text = decodeUtf8(head, 0, head.length).trim();
  if (text === '' || (hasHeader && !isStream)) return fail(new AppError('source.empty'));
  const answer = answerOf(text, isStream);
  if (answer === 'html') return fail(new AppError('source.html-answer', { facts: { answer } }));
  return fail(new AppError('source.not-playlist', { facts: { answer } }));
}
