import type { FastifyInstance } from 'fastify';
import { AppError, MINUTE_MS } from '#core/base';
import { AttemptLimiter } from '#server/domain';
import type { Platform } from '#server/domain';

/** Unsigned or wrongly signed webhooks from one address before it has to wait. */
const FORGERIES = { attempts: 20, windowMs: 10 * MINUTE_MS } as const;

/**
 * `POST /webhooks/:provider`: where payment providers tell what happened. The body is taken as bytes, since signatures are over bytes;
 * what is not signed is refused and says nothing.
 */
export function webhooksPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  const forgeries = new AttemptLimiter(FORGERIES, platform.nowMs);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  app.post<{ Params: { provider: string } }>('/webhooks/:provider', async (request, reply) => {
    if (forgeries.isExhausted(request.ip)) throw new AppError('http.rate-limited', { message: 'Too many webhooks that were not signed.' });
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const received = await platform.billing.receive(request.params.provider, { headers: request.headers, body });
    if (!received.ok) {
      if (received.error.code === 'http.unauthorized') forgeries.count(request.ip);
      throw received.error;
    }
    return reply.header('cache-control', 'no-store').send({ outcome: received.value });
  });
}
