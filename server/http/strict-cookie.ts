import type { FastifyRequest } from 'fastify';

/** What one of our cookies is called and which addresses it goes with. */
export interface CookiePlace {
  readonly name: string;
  readonly path: string;
}

/** A random word of ours. */
const TOKEN = /^[\w-]{20,64}$/;

/** What a request's cookie holds; empty without one that looks like `shape`, which lets no `=` or `;` in. */
export function readCookie(request: FastifyRequest, { name }: CookiePlace, shape = TOKEN): string {
  for (const entry of (request.headers.cookie ?? '').split(';')) {
    const [each, value = ''] = entry.trim().split('=');
    if (each === name && shape.test(value)) return value;
  }
  return '';
}

/** The cookie to send, for this site alone and for no script. Ends with the browser, or after `lifeSec`; an empty value takes it away. */
export function strictCookie(request: FastifyRequest, { name, path }: CookiePlace, value: string, lifeSec = -1): string {
  const ageSec = value === '' ? 0 : lifeSec;
  const secure = request.protocol === 'https' ? '; Secure' : '';
  return `${name}=${value}; Path=${path}; HttpOnly; SameSite=Strict${ageSec < 0 ? '' : `; Max-Age=${String(ageSec)}`}${secure}`;
}
