import type { FastifyInstance } from 'fastify';
import type { MediaRoutesOptions } from '#server/domain';
import { addLinearRoutes, addTitleRoutes, MediaServer } from './routes';

/**
 * Serves the sample catalogue's media below `/s/:token/`: `live/<slug>/…`, `archive/<slug>/<startSec>/<durationSec>/…` and
 * `vod/<asset>/…` (README.md lists all addresses). Every playlist uses relative addresses only, so the signed part of the
 * address is inherited. Running streams end when the app closes.
 */
export function registerMedia(app: FastifyInstance, options: MediaRoutesOptions): void {
  const server = new MediaServer(options);
  addLinearRoutes(app, server);
  addTitleRoutes(app, server);
  app.addHook('preClose', () => {
    server.closeStreams();
  });
}
