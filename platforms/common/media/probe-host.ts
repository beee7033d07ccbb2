import { AppError } from '#core/base';
import type { CancelSignal, ErrorCode } from '#core/base';
import type { HttpPort } from '#ports';

/** Native players need about 30 s to say that a host is dead; this question says it after 8 (tv-platforms 7, 29). */
export const PROBE_TIMEOUT_MS = 8_000;

/** What the host of a stream answered to a bare question: a status, or nothing. */
export interface HostAnswer {
  readonly status: number | null;
  /** It refuses because every allowed connection is in use, and says so in words. */
  readonly isLimit?: boolean;
  /** It has a web page there, not a stream. */
  readonly isPage?: boolean;
}

/** Asks the host of an address whether it lives. Never rejects. */
export type HostProbe = (url: string, signal: CancelSignal) => Promise<HostAnswer>;

/** How panels word that a line is full, where they answer with a plain refusal. */
const LIMIT_WORDS =
  /max(imum)?[^.]{0,40}(connection|stream|device|user)|(connection|stream|device|user)s?[^.]{0,30}(limit|exceed|maximum)|too many (connection|stream|device|user)|already (in use|watching|connected)/i;
/** Words of a refusal stand at its beginning. */
const WORDS_BYTES = 2_048;

/** Whether the words of a refusal say that every allowed connection is in use. */
export function saysLineIsFull(words: string): boolean {
  return LIMIT_WORDS.test(words.slice(0, WORDS_BYTES));
}

/**
 * A probe that sends HEAD: no body, no second stream on a line that allows one. A refusal is asked for its words, since the status alone
 * does not say whether the line is full.
 */
export function createHostProbe(http: HttpPort): HostProbe {
  return async (url, signal) => {
    if (!/^https?:/i.test(url)) return { status: 200 };
    try {
      const response = await http.request({ url, method: 'HEAD', headTimeoutMs: PROBE_TIMEOUT_MS, signal });
      response.close();
      const { status } = response;
      if ((status === 401 || status === 403) && (await isFull(http, url, signal))) return { status, isLimit: true };
      const isPage = status === 200 && /^text\/html/i.test(response.header('content-type') ?? '');
      return isPage ? { status, isPage } : { status };
    } catch {
      // Which failure it was does not matter here: the host gave no answer that could be read.
      return { status: null };
    }
  };
}

async function isFull(http: HttpPort, url: string, signal: CancelSignal): Promise<boolean> {
  try {
    const response = await http.request({ url, headTimeoutMs: PROBE_TIMEOUT_MS, idleTimeoutMs: PROBE_TIMEOUT_MS, signal });
    try {
      if (response.status !== 401 && response.status !== 403) return false;
      const bytes = (await response.read()) ?? new Uint8Array(0);
      let words = '';
      for (let i = 0; i < Math.min(bytes.length, WORDS_BYTES); i += 1) words += String.fromCharCode(bytes[i] ?? 0);
      return saysLineIsFull(words);
    } finally {
      response.close();
    }
  } catch {
    // No words: the status has to do.
    return false;
  }
}

/** The code a refusing HTTP status stands for, `null` for statuses that refuse nothing. */
export function mediaCodeOfStatus(status: number): ErrorCode | null {
  if (status === 401 || status === 403 || status === 451) return 'media.refused';
  if (status === 404 || status === 410) return 'media.not-found';
  // Panels answer these when every allowed connection is in use (protocols: 458, 509).
  if (status === 429 || status === 458 || status === 509) return 'media.limit';
  return status >= 500 ? 'media.unreachable' : null;
}

/**
 * Native players call a missing file "unsupported" and a refusal "connection failed"; the host's own answer to the
 * probe is the better witness. Other errors stay as they are.
 */
export function refineByAnswer(error: AppError, answer: HostAnswer | null): AppError {
  const status = answer?.status ?? null;
  if (answer === null || status === null) return error;
  const isVague = error.code === 'media.unsupported' || error.code === 'media.unreachable';
  const isFull = answer.isLimit === true && (isVague || error.code === 'media.refused');
  if (!isVague && !isFull) return error;
  const isPage = answer.isPage === true && error.code === 'media.unsupported';
  const code = isFull ? 'media.limit' : isPage ? 'media.page' : mediaCodeOfStatus(status);
  if (code === null || code === error.code) return error;
  return new AppError(code, { facts: { ...error.facts, status }, cause: error });
}
