import type { FastifyInstance } from 'fastify';
import type { Platform } from '#server/domain';
import { noticeView } from './activate-views';
import { pageLanguage, sendPage } from './page';

/**
 * `/paid`: where people come back to from a payment provider's page. It promises nothing: an order is paid when the provider says so, and
 * the television shows it by itself.
 */
export function paidPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  app.get<{ Querystring: { cancelled?: string } }>('/paid', async (request, reply) => {
    const { texts } = pageLanguage(request);
    const isCancelled = request.query.cancelled !== undefined;
    const [heading, hint] = isCancelled ? [texts.payCancelledHeading, texts.payCancelledHint] : [texts.payDoneHeading, texts.payDoneHint];
    return sendPage(request, reply, { status: 200, platformName: platform.config.name, title: heading, content: noticeView(heading, hint, null) });
  });
}
