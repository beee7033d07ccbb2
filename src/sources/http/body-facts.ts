import type { HttpResponse } from '#ports';

/** The encoding a `content-type` names, in lower case; empty when it names none. */
export function charsetOf(response: Pick<HttpResponse, 'header'>): string {
  return /charset\s*=\s*"?([^\s";]+)/i.exec(response.header('content-type') ?? '')?.[1]?.toLowerCase() ?? '';
}

/** Length of the body as it will be read; -1 when not known, as for content that travels packed. */
export function bodyLength(response: Pick<HttpResponse, 'header' | 'lengthBytes'>): number {
  const isPacked = !/^(|identity)$/i.test((response.header('content-encoding') ?? '').trim());
  return isPacked || response.lengthBytes === null || response.lengthBytes <= 0 ? -1 : response.lengthBytes;
}
