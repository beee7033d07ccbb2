import type { FastifyInstance } from 'fastify';
import type { WireHello } from '#core/wire';
import type { Platform } from '#server/domain';
import { phoneBaseUrl } from '../base-url';

/** `GET /api/v1/hello`, public. */
export function helloPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  app.get('/hello', async (request, reply): Promise<WireHello> => {
    reply.header('cache-control', 'no-store');
    return {
      product: 'hearth',
      name: platform.config.name,
      version: platform.version,
      minAppVersion: await platform.settings.minAppVersion(),
      message: await platform.settings.shownText(),
      timeMs: platform.nowMs(),
      activationUrl: `${phoneBaseUrl(request, platform.config).replace(/^https?:\/\//, '')}/tv`,
    };
  });
}
