import { Type } from '@sinclair/typebox';
import type { Static } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import type { Platform } from '#server/domain';
import { countryOf } from '../country';
import { readViewer } from '../viewer';

const Params = Type.Object({
  token: Type.String({ pattern: '^[\\w-]{40,480}$' }),
  system: Type.Union([Type.Literal('clearkey'), Type.Literal('widevine'), Type.Literal('playready')]),
});

/** Challenges are a few kilobytes; Widevine's with a certificate of the client some ten. */
const MOST_BYTES = 64 * 1024;

/**
 * `POST /drm/<token>/<system>`: a licence for a stream that `play` gave out (`server/domain/drm`). The token is the leave to ask, since players of
 * sets can say nothing else; where a bearer token comes along, it must be of the same account. Bodies are passed on and never kept.
 */
export function drmPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  // Whatever a player calls its challenge, it is bytes.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => { done(null, body); });
  app.post<{ Params: Static<typeof Params> }>('/drm/:token/:system', { schema: { params: Params }, bodyLimit: MOST_BYTES }, async (request, reply) => {
    const viewer = request.headers.authorization === undefined ? null : await readViewer(request, platform);
    const leaving = new AbortController();
    reply.raw.once('close', () => { leaving.abort(); });
    const { body, contentType } = await platform.drm.licence({
      ...request.params,
      challenge: { body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0), contentType: request.headers['content-type'] ?? 'application/octet-stream' },
      country: countryOf(request, platform),
      accountId: viewer?.account.id ?? null,
      signal: leaving.signal,
    });
    return reply.header('cache-control', 'no-store').header('content-security-policy', 'sandbox; default-src \'none\'').type(contentType).send(body);
  });
}
