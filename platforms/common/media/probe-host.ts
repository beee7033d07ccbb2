import { AppError } from '#core/base';
import type { CancelSignal, ErrorCode } from '#core/base';
import type { HttpPort } from '#ports';

/** Native players need about 30 s to say that a host is dead; this question says it after 8 (tv-platforms 7, 29). */
export const PROBE_TIMEOUT_MS = 8_000;

/** What the host of a stream answered to a bare question: a status, or nothing. */
export interface HostAnswer {
  readonly status: number | null;
}

/** Asks the host of an address whether it lives. Never rejects. */
export type HostProbe = (url: string, signal: CancelSignal) => Promise<HostAnswer>;

/** A probe that sends HEAD: no body, no second stream on a line that allows one. */
export function createHostProbe(http: HttpPort): HostProbe {
  return async (url, signal) => {
    if (!/^https?:/i.test(url)) return { status: 200 };
    try {
      const response = await http.request({ url, method: 'HEAD', headTimeoutMs: PROBE_TIMEOUT_MS, signal });
      response.close();
      return { status: response.status };
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
  if (error.code !== 'media.unsupported' && error.code !== 'media.unreachable') return error;
  const status = answer?.status ?? null;
  if (status === null) return error;
  const code = mediaCodeOfStatus(status);
  if (code === null || code === error.code) return error;
  return new AppError(code, { facts: { ...error.facts, status }, cause: error });
}
