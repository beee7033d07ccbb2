import { AppError } from '../base';
import type { ErrorCode } from '../base';
import { apiStatusError, looseNumber, looseObject, looseText, parseLooseJson } from '../xtream';

/**
 * What an answer turned out to be. `refused`: the portal does not know the token (any more), a new handshake may help; `denied`: it knows
 * who asks and says no. Both come as plain sentences with status 200.
 */
export type PortalAnswer =
  | { readonly kind: 'js'; readonly js: unknown; readonly isCut: boolean }
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'denied'; readonly sentence: string }
  | { readonly kind: 'failed'; readonly error: AppError };

/** Sentences are short; a page may hold the same words. */
const MAX_SENTENCE = 200;
const REFUSED = /authori[sz]ation failed|unauthori[sz]ed|not authori[sz]ed|identification failed|(?:invalid|wrong|bad|expired) token|token (?:is )?(?:invalid|expired|not valid)|session (?:has )?expired/i;
const DENIED = /access (?:is )?denied|account (?:is )?(?:off|disabled|blocked|suspended)|stb is (?:blocked|damaged)|forbidden/i;

/** Codes of the maker's newer portals, over 401 or 500 (protocols.md 2.5). */
const MAKER_CODES: Readonly<Record<number, ErrorCode>> = {
  489: 'source.login-refused', 490: 'source.disabled', 491: 'source.mac-refused', 497: 'source.login-refused',
};

/** A sentence for people from an answer: tags gone, blanks folded, cut to a readable length. */
export function portalSentence(text: string): string {
  return text.replace(/<br\s*\/?>/gi, ' ').replace(/<[^>]*>/g, '').replace(/\s+/g, ' ').trim().slice(0, MAX_SENTENCE);
}

/** Judges the beginning of an answer that is no JSON; `null` when it says nothing known. */
export function judgeSentence(text: string): PortalAnswer | null {
  const head = text.replace(/^\ufeff/, '').trim();
  if (head.length > MAX_SENTENCE || /^(?:[{[]|<(?:!doctype|html|head))/i.test(head)) return null;
  const sentence = portalSentence(head);
  if (REFUSED.test(head)) return { kind: 'refused', sentence };
  return DENIED.test(head) ? { kind: 'denied', sentence } : null;
}

/** `{"js":{"error":"Authorization failed."}}` and relatives: a refusal dressed as an answer. */
function judgeWrapped(js: unknown): PortalAnswer | null {
  if (typeof js === 'string') return judgeSentence(js);
  const fields = looseObject(js);
  const names = Object.keys(fields);
  return names.length > 0 && names.length <= 3 ? judgeSentence(looseText(fields, 'error', 'msg', 'message')) : null;
}

function makerError(value: unknown): AppError | null {
  const fields = looseObject(value);
  const error = looseObject(fields['error']);
  const code = MAKER_CODES[looseNumber(fields['code'] ?? error['code'] ?? fields['error'])];
  return code === undefined ? null : new AppError(code, { facts: { message: portalSentence(looseText(error, 'message') || looseText(fields, 'message')) } });
}

function statusError(status: number): AppError {
  if (status === 401) return new AppError('http.unauthorized', { facts: { status } });
  if (status === 403) return new AppError('http.forbidden', { facts: { status } });
  if (status === 404) return new AppError('http.not-found', { facts: { status } });
  return apiStatusError(status) ?? new AppError('http.unexpected', { facts: { status } });
}

/**
 * Judges a whole answer to a call by its HTTP status and body. Errors: `source.empty`, `source.html-answer`, `source.not-json`, `http.*`,
 * and what the maker's codes stand for.
 */
export function judgePortalAnswer(status: number, body: string): PortalAnswer {
  const isGood = status >= 200 && status < 300;
  const sentence = judgeSentence(body);
  if (sentence !== null && (isGood || status === 401 || status === 403)) return sentence;
  const json = parseLooseJson(body);
  if (!isGood) {
    const error = json.ok ? makerError(json.value.value) : null;
    if (error !== null) return { kind: 'failed', error };
    return status === 401 ? { kind: 'refused', sentence: '' } : { kind: 'failed', error: statusError(status) };
  }
  if (!json.ok) return { kind: 'failed', error: json.error };
  const { value, isCut } = json.value;
  const root = looseObject(value);
  if (!('js' in root)) return { kind: 'failed', error: makerError(value) ?? new AppError('source.malformed', { message: 'no js', facts: { what: 'portal' } }) };
  return judgeWrapped(root['js']) ?? { kind: 'js', js: root['js'], isCut };
}
