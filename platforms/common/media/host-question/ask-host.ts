import type { CancelSignal } from '#core/base';
import type { HttpPort } from '#ports';
import type { HostAnswer } from '../probe-host';

/** What is asked about. */
export interface HostQuestion {
  readonly url: string;
  readonly signal: CancelSignal;
  readonly timeoutMs: number;
}

/** How panels word that a line is full, where they answer with a plain refusal. */
const LIMIT_WORDS =
  /max(imum)?[^.]{0,40}(connection|stream|device|user)|(connection|stream|device|user)s?[^.]{0,30}(limit|exceed|maximum)|too many (connection|stream|device|user)|already (in use|watching|connected)/i;
/** Words of a refusal stand at its beginning. */
const WORDS_BYTES = 2_048;

/** Whether the words of a refusal say that every allowed connection is in use. */
export function saysLineIsFull(words: string): boolean {
  return LIMIT_WORDS.test(words.slice(0, WORDS_BYTES));
}

/** Asks with HEAD, and for the words of a refusal. Rejects where the host gave no answer that could be read. */
export async function askHost(http: HttpPort, question: HostQuestion): Promise<HostAnswer> {
  const { url, signal, timeoutMs } = question;
  if (!/^https?:/i.test(url)) return { status: 200 };
  const response = await http.request({ url, method: 'HEAD', headTimeoutMs: timeoutMs, signal });
  response.close();
  const { status } = response;
  if ((status === 401 || status === 403) && (await isFull(http, question))) return { status, isLimit: true };
  const isPage = status === 200 && /^text\/html/i.test(response.header('content-type') ?? '');
  return isPage ? { status, isPage } : { status };
}

async function isFull(http: HttpPort, { url, signal, timeoutMs }: HostQuestion): Promise<boolean> {
  try {
    const response = await http.request({ url, headTimeoutMs: timeoutMs, idleTimeoutMs: timeoutMs, signal });
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
