import { AppError, SECOND_MS } from '#core/base';
import type { LicenceServerSettings } from '#server/config';
import { AddressGuard, askUpstream, readAtMost } from '../relay';
import type { UpstreamAnswer } from '../relay';

/** How a licence server is asked. */
export interface LicenceServerParts {
  /** Networks it may be in although they are not of the open internet. */
  readonly networks: readonly string[];
  resolve(name: string): Promise<readonly string[]>;
}

/** A licence as it came; nobody looks inside. */
export interface Licence {
  readonly contentType: string;
  readonly body: Buffer;
}

const PATIENCE_MS = 10 * SECOND_MS;
/** Licences are some kilobytes; PlayReady's with many keys some tens. */
const MOST_BYTES = 256 * 1024;
/** Content types are told on as they came, unless they could be a page. */
const CONTENT_TYPE = /^[\w.+-]+\/[\w.+-]+(?:; ?charset=[\w-]+)?$/;

/**
 * Sends a player's challenge to the operator's licence server and answers what comes. The server is the one the operator configured: its
 * address is judged at each connection and it cannot send anywhere else. Throws `media.drm-refused` when it says no, `media.drm` when it
 * cannot be asked or fails.
 */
export async function askLicenceServer(server: LicenceServerSettings, challenge: Licence, parts: LicenceServerParts, signal: AbortSignal): Promise<Licence> {
  const way = { guard: new AddressGuard(parts.networks), hosts: [new URL(server.url).hostname], proxy: null, resolve: (name: string) => parts.resolve(name) };
  const headers = { ...server.headers, 'content-type': challenge.contentType };
  let answer: UpstreamAnswer;
  try {
    answer = await askUpstream({ url: server.url, method: 'POST', headers, body: challenge.body, headTimeoutMs: PATIENCE_MS, signal, mostRedirects: 0 }, way);
  } catch (cause) {
    throw new AppError('media.drm', { message: 'The licence server cannot be asked.', facts: { reason: 'licence-server' }, cause });
  }
  const { status, response } = answer;
  const body = await readBody(answer);
  if (status >= 400 && status < 500) throw new AppError('media.drm-refused', { message: 'The licence server refused.', facts: { reason: 'licence-server', status } });
  if (status < 200 || status >= 300) throw new AppError('media.drm', { message: 'The licence server failed.', facts: { reason: 'licence-server', status } });
  const contentType = response.headers['content-type'] ?? '';
  return { contentType: CONTENT_TYPE.test(contentType) && !/html|svg/i.test(contentType) ? contentType : 'application/octet-stream', body };
}

async function readBody({ response }: UpstreamAnswer): Promise<Buffer> {
  let body: Buffer | null;
  try {
    body = await readAtMost(response, MOST_BYTES);
  } catch (cause) {
    throw new AppError('media.drm', { message: 'The licence server broke off.', facts: { reason: 'licence-server' }, cause });
  }
  if (body === null) throw new AppError('media.drm', { message: 'The licence server sent too much.', facts: { reason: 'licence-server' } });
  return body;
}
