import Fastify, { LogController } from 'fastify';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Platform } from '#server/domain';
import { adsPlugin } from './ads/ads-plugin';
import { apiPlugin } from './api/api-plugin';
import { parentsPlugin, phonePlugin } from './companion';
import { consolePlugin } from './console/console-plugin';
import { addCors } from './cors';
import { drmPlugin } from './drm/drm-plugin';
import { addFailures } from './failures';
import { folderPlugin } from './folders';
import { addFormBodies } from './form-body';
import { addMetrics } from './metrics';
import { named } from './named';
import { oauthPlugin } from './oauth-plugin';
import { addOpenApi } from './open-api';
import { activatePlugin } from './pages/activate-plugin';
import { paidPlugin } from './pages/paid-plugin';
import { payPlugin } from './pages/pay-plugin';
import { recordingMediaPlugin } from './recordings';
import { relayPlugin } from './relay/relay-plugin';
import { sandboxPlugin } from './pages/sandbox-plugin';
import { webPlugin } from './web/web-plugin';
import { webhooksPlugin } from './webhooks-plugin';
import { xtreamPlugin } from './xtream/xtream-plugin';

/** Registers the routes below `/s/:token/`; `registerMedia` of `server/media` bound to its options. */
export type RegisterMedia = (app: FastifyInstance) => void | Promise<void>;

/** Bodies above this are refused; the routes that take more say so. */
const BODY_LIMIT = 64 * 1024;

/**
 * The platform's HTTP server with every route, not yet listening. The caller closes it; requests under way are finished first,
 * endless streams are cut.
 */
export async function createHttp(platform: Platform, registerMedia: RegisterMedia): Promise<FastifyInstance> {
  const log: FastifyBaseLogger = platform.log;
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: platform.config.isProxyTrusted,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500, caseSensitive: true },
    ajv: { customOptions: { removeAdditional: false, coerceTypes: true } },
  });
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
  });
  addOpenApi(app, platform);
  addCors(app);
  addFormBodies(app);
  addFailures(app, platform);
  app.addHook('onResponse', async (request, reply) => {
    request.log.debug({ req: request, status: reply.statusCode, elapsedMs: Math.round(reply.elapsedTime) }, 'answered');
  });
  addMetrics(app, platform);
  await app.register(named('api', (scope) => apiPlugin(scope, { platform })), { prefix: '/api/v1' });
  for (const plugin of [oauthPlugin, activatePlugin, paidPlugin, payPlugin, sandboxPlugin, parentsPlugin, webhooksPlugin, xtreamPlugin, adsPlugin, recordingMediaPlugin, folderPlugin, drmPlugin, relayPlugin, consolePlugin, phonePlugin]) {
    await app.register(named(plugin.name, (scope) => plugin(scope, { platform })));
  }
  await app.register(named('media', registerMedia));
  await app.register(named('web', (scope) => webPlugin(scope, { platform })));
  return app;
}
