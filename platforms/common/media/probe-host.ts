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

/**
 * A probe that sends HEAD: no body, no second stream on a line that allows one. A refusal is asked for its words, since the status alone
 * does not say whether the line is full. Its code comes with the first stream that does not play at once (decision 0009).
 */
export function createHostProbe(http: HttpPort): HostProbe {
  return async (url, signal) => {
    try {
      const { askHost } = await import('./host-question');
      return await askHost(http, { url, signal, timeoutMs: PROBE_TIMEOUT_MS });
    } catch {
      // Which failure it was does not matter here: the host gave no answer that could be read.
      return { status: null };
    }
  };
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
