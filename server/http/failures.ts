import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#core/base';
import { answerFor } from '#server/errors';
import type { ErrorAnswer } from '#server/errors';
import type { Platform } from '#server/domain';
import { noticeView } from './pages/activate-views';
import { pageLanguage, sendPage } from './pages/page';

/** Addresses programs talk to; the rest is opened by people. */
const MACHINE = /^\/(?:api|console\/api|ads|drm|oauth|webhooks|s|relay|live|movie|series|timeshifts?|streaming|epg|player_api|assets|healthz|readyz|metrics)(?:[/?]|$)|\.(?:php|m3u8?|ts|mp4|mpd|vtt|js|css|json|png|jpe?g|svg|woff2?)(?:\?|$)/i;

function isForPerson(request: FastifyRequest): boolean {
  if (MACHINE.test(request.url)) return false;
  return (request.headers.accept ?? '').includes('text/html');
}

function answer(request: FastifyRequest, reply: FastifyReply, platform: Platform, failure: ErrorAnswer): FastifyReply {
  if (!isForPerson(request)) return reply.code(failure.status).header('cache-control', 'no-store').send(failure.body);
  const { texts } = pageLanguage(request);
  const isMissing = failure.status === 404;
  const heading = isMissing ? texts.notFoundHeading : texts.failedHeading;
  const hint = isMissing ? texts.notFoundHint : texts.failedHint;
  const content = noticeView(heading, hint, { href: '/', label: platform.config.name });
  return sendPage(request, reply, { status: failure.status, platformName: platform.config.name, title: heading, content });
}

/** Answers what no route answered and whatever a route threw: JSON with a registered code, or a page for a person. */
export function addFailures(app: FastifyInstance, platform: Platform): void {
  app.setNotFoundHandler((request, reply) => {
    const failure = answerFor(new AppError('http.not-found', { message: 'There is nothing at this address.' }));
    return answer(request, reply, platform, failure);
  });
  app.setErrorHandler((error, request, reply) => {
    const failure = answerFor(error);
    const reason = error instanceof AppError ? error.facts['reason'] : undefined;
    if (typeof reason === 'string') reply.header('x-hearth-reason', reason);
    if (failure.status >= 500) request.log.error({ err: error, req: request }, 'request failed');
    if (failure.status === 401) reply.header('www-authenticate', 'Bearer realm="hearth"');
    if (failure.status === 503) reply.header('retry-after', '5');
    if (failure.status === 429) reply.header('retry-after', '600');
    return answer(request, reply, platform, failure);
  });
}
