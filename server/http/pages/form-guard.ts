import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomToken } from '#server/domain';
import type { ServerKeys } from '#server/domain';
import { readCookie, strictCookie } from '../strict-cookie';

const COOKIE = { name: 'hearth_form', path: '/' };

/**
 * Keeps other sites from sending our forms: a strict same-site cookie and a form field signed for it must fit together, and
 * the browser must not say that the request comes from elsewhere. Also signs the ticket that stands for "just signed in".
 */
export class FormGuard {
  constructor(
    private readonly keys: ServerKeys,
    private readonly nowMs: () => number,
  ) {}

  /** The browser's own secret, set on the way if it has none. */
  begin(request: FastifyRequest, reply: FastifyReply): string {
    const known = readCookie(request, COOKIE);
    if (known !== '') return known;
    const fresh = randomToken(18);
    reply.header('set-cookie', strictCookie(request, COOKIE, fresh));
    return fresh;
  }

  /** The field a form carries. */
  formToken(browser: string): string {
    return this.keys.sign('form', `form|${browser}`);
  }

  /** Whether a posted form is one of ours, sent by the browser it was made for. */
  isOwnForm(request: FastifyRequest, formToken: string): boolean {
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
    const browser = readCookie(request, COOKIE);
    return browser !== '' && this.keys.isSigned('form', `form|${browser}`, formToken);
  }

  /** A ticket for an account that just signed in about one code, for this browser alone. */
  ticket(browser: string, accountId: string, codeId: string, lifeMs: number): string {
    const payload = `${accountId}|${codeId}|${String(this.nowMs() + lifeMs)}`;
    return `${Buffer.from(payload).toString('base64url')}.${this.keys.sign('form', `ticket|${browser}|${payload}`)}`;
  }

  /** The account of a good ticket for `codeId`, else `null`. */
  readTicket(browser: string, ticket: string, codeId: string): string | null {
    const [encoded = '', signature = ''] = ticket.split('.');
    const payload = Buffer.from(encoded, 'base64url').toString('utf8');
    const [accountId = '', ticketCode = '', expiry = ''] = payload.split('|');
    if (!this.keys.isSigned('form', `ticket|${browser}|${payload}`, signature)) return null;
    return ticketCode === codeId && Number(expiry) > this.nowMs() ? accountId : null;
  }
}
