import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Platform } from '#server/domain';
import { baseUrl } from '../base-url';
import { readFields } from '../form-body';
import type { FormBody } from '../form-body';
import { gzipped, sendChunks } from '../send-chunks';
import { answerPanelApi } from './panel-api';
import { answerPlayerApi } from './player-api';
import { PlaylistWriter, readPlaylistWish } from './playlist';
import { streamRoutes } from './stream-routes';
import { refuseStream, xtreamLogin } from './xtream-login';
import { xmltvChunks } from './xmltv';

type Handler = (platform: Platform, request: FastifyRequest, reply: FastifyReply, fields: FormBody) => Promise<unknown>;

async function answerPlaylist(platform: Platform, request: FastifyRequest, reply: FastifyReply, fields: FormBody): Promise<unknown> {
  const login = await xtreamLogin(platform, { username: fields['username'] ?? '', password: fields['password'] ?? '' }, request);
  if ('refusal' in login) return refuseStream(reply, login.refusal);
  const wish = readPlaylistWish(fields);
  const base = baseUrl(request, platform.config);
  const writer = new PlaylistWriter(platform, login.user, base, wish);
  const revision = await platform.store.catalog.revision();
  const { username, password } = login.user;
  reply.header('content-disposition', 'attachment; filename="playlist.m3u"');
  return sendChunks(request, reply, {
    contentType: 'audio/x-mpegurl; charset=utf-8',
    tagParts: [
      'playlist', platform.version, revision, base, username, password, String(login.user.includesAdult),
      JSON.stringify([wish.isPlus, wish.extension, Array.from(wish.kinds)]),
    ],
    chunks: () => writer.chunks(),
  });
}

async function answerXmltv(platform: Platform, request: FastifyRequest, reply: FastifyReply, fields: FormBody): Promise<unknown> {
  const login = await xtreamLogin(platform, { username: fields['username'] ?? '', password: fields['password'] ?? '' }, request);
  if ('refusal' in login) return refuseStream(reply, login.refusal);
  const { includesAdult } = login.user;
  const base = baseUrl(request, platform.config);
  const chunks = (): AsyncGenerator<string> => xmltvChunks(platform, includesAdult, base);
  if (/^(?:1|true|yes)$/i.test(fields['gzip'] ?? '')) {
    // Here gzip is the file's own form, not its transport: no content-encoding, or players would unpack it once too often.
    reply.header('content-disposition', 'attachment; filename="guide.xml.gz"').header('cache-control', 'private, no-cache').type('application/gzip');
    return reply.send(gzipped(Readable.from(chunks(), { objectMode: false }), 6));
  }
  const hour = Math.floor(platform.nowMs() / 3_600_000);
  const revision = await platform.store.catalog.revision();
  reply.header('content-disposition', 'attachment; filename="guide.xml"');
  return sendChunks(request, reply, {
    contentType: 'text/xml; charset=utf-8',
    tagParts: ['xmltv', platform.version, revision, base, String(includesAdult), String(hour)],
    chunks,
  });
}

/** The Xtream Codes API, playlists, the guide and stream addresses, as third-party players expect them. */
export function xtreamPlugin(app: FastifyInstance, options: { platform: Platform }): void {
  const { platform } = options;
  const add = (path: string, handler: Handler, extra: FormBody = {}): void => {
    app.route<{ Params: Record<string, string> }>({
      method: ['GET', 'POST'],
      url: path,
      handler: (request, reply) => {
        const fields = { ...readFields(request), ...request.params, ...extra };
        return handler(platform, request, reply, fields);
      },
    });
  };
  add('/player_api.php', answerPlayerApi);
  add('/player_api/:username/:password', answerPlayerApi);
  add('/player_api/:username/:password/:action', answerPlayerApi);
  add('/panel_api.php', answerPanelApi);
  add('/get.php', answerPlaylist);
  add('/xmltv.php', answerXmltv);
  add('/epg/:username/:password', answerXmltv);
  add('/epg/:username/:password/gz', answerXmltv, { gzip: '1' });
  streamRoutes(app, options);
}
