import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { AppError } from '#core/base';
import { RELAY_HEAD } from '#core/wire';
import type { WireRelayAddresses, WireRelayHead, WireRelayStatus } from '#core/wire';
import { HEAD_TIMEOUT_MS } from '#server/domain';
import type { Platform, UpstreamAnswer } from '#server/domain';
import { answerFor } from '#server/errors';
import { absoluteUrl, baseUrl } from '../base-url';
import { acceptsGzip } from '../send-chunks';
import { readActiveViewer } from '../viewer';
import { Meter, metered, unpacked } from './relay-body';
import { platformHeaders, takePlace } from './relay-place';
import { serveRelayed, shortName } from './serve-relayed';

const Headers = Type.Record(Type.String({ maxLength: 60 }), Type.String({ maxLength: 2_000 }));
const Address = Type.String({ minLength: 1, maxLength: 4_000 });
const StreamBody = Type.Object({
  urls: Type.Array(Address, { minItems: 1, maxItems: 50 }),
  headers: Type.Optional(Headers),
  isPicture: Type.Optional(Type.Boolean()),
  /** The first of them is a manifest of DASH. */
  isManifest: Type.Optional(Type.Boolean()),
});
const RequestBody = Type.Object({
  url: Address,
  method: Type.Optional(Type.Union([Type.Literal('GET'), Type.Literal('HEAD'), Type.Literal('POST')])),
  headers: Type.Optional(Headers),
  body: Type.Optional(Type.String({ maxLength: 48 * 1024 })),
  /** Until the host's head. */
  headTimeoutMs: Type.Optional(Type.Number({ minimum: 1_000, maximum: 60_000 })),
});
const StreamParams = Type.Object({ id: Type.String({ pattern: '^[\\w-]{1,40}$' }) });

/** Headers of a host's answer that sources read. */
const TOLD = ['content-type', 'content-length', 'content-range', 'etag', 'last-modified', 'retry-after', 'date', 'content-disposition', 'www-authenticate'];
/** Conditions and ranges are the app's to say as well. */
const ASKED = ['range', 'if-none-match', 'if-modified-since', 'if-range'];
const MAX_TOLD_URL = 4_000;

/**
 * The operator's relay (docs/decisions/0019): `/api/v1/relay…` for the app, which says who it is, and `/relay/<address>/<name>` for players
 * and pictures, which cannot. Bodies are passed on and never kept; nothing of a host's address is written anywhere.
 */
export function relayPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  // Hosts that do not answer are no fault of the platform: nothing is logged of them.
  app.setErrorHandler((error, request, reply) => {
    const failure = answerFor(error);
    if (!(error instanceof AppError) && failure.status >= 500) request.log.error({ err: error }, 'relay failed');
    if (failure.status === 401) reply.header('www-authenticate', 'Bearer realm="hearth"');
    if (failure.status === 429) reply.header('retry-after', '10');
    return reply.code(failure.status).header('cache-control', 'no-store').send(failure.body);
  });
  addStatus(app, platform);
  addStreams(app, platform);
  addRequests(app, platform);
  app.route<{ Params: { '*': string } }>({ method: ['GET', 'HEAD'], url: '/relay/*', handler: (request, reply) => serveRelayed(request, reply, platform) });
}

function addStatus(app: FastifyInstance, platform: Platform): void {
  app.get('/api/v1/relay', async (request, reply): Promise<WireRelayStatus> => {
    await readActiveViewer(request, platform);
    reply.header('cache-control', 'no-store');
    const exit = await platform.relay.seenAs();
    return { exitAddress: exit?.address ?? '', exitCountry: exit?.country ?? '' };
  });
}

function addStreams(app: FastifyInstance, platform: Platform): void {
  const { relay } = platform;
  app.post<{ Body: Static<typeof StreamBody> }>('/api/v1/relay/streams', { schema: { body: StreamBody }, bodyLimit: 256 * 1024 }, async (request, reply): Promise<WireRelayAddresses> => {
    const { account, session } = await readActiveViewer(request, platform);
    const { urls, headers = {}, isPicture = false, isManifest = false } = request.body;
    const { streamId, tokens } = await relay.sign({ accountId: account.id, familyId: session.familyId }, { urls, headers, isPicture, isManifest });
    const base = baseUrl(request, platform.config);
    reply.header('cache-control', 'no-store');
    return { id: streamId, urls: tokens.map((token, index) => (token === '' ? '' : absoluteUrl(`/relay/${token}/${shortName(urls[index] ?? '')}`, base))) };
  });

  app.delete<{ Params: Static<typeof StreamParams> }>('/api/v1/relay/streams/:id', { schema: { params: StreamParams } }, async (request, reply) => {
    const { account } = await readActiveViewer(request, platform);
    relay.streams.end(account.id, request.params.id);
    return reply.code(204).send();
  });
}

function addRequests(app: FastifyInstance, platform: Platform): void {
  const { relay } = platform;
  app.post<{ Body: Static<typeof RequestBody> }>('/api/v1/relay/requests', { schema: { body: RequestBody } }, async (request, reply) => {
    const { account } = await readActiveViewer(request, platform);
    relay.demandOn();
    const { url, method = 'GET', headers = {}, body, headTimeoutMs = HEAD_TIMEOUT_MS } = request.body;
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const asked = Object.fromEntries(ASKED.flatMap((name) => (lower[name] === undefined ? [] : [[name, lower[name]]])));
    const sent = { ...platformHeaders(platform), ...relay.headersOf(headers), ...asked, 'accept-encoding': asked['range'] === undefined ? 'gzip' : 'identity' };
    const place = takePlace(reply, await relay.enter(account.id));
    const answer = await place.during(relay.ask({ url, method, headers: sent, body: body === undefined ? null : Buffer.from(body), headTimeoutMs, signal: place.signal }));
    const meter = new Meter({ take: (bytes) => relay.limits.take(account.id, bytes), limitBytes: 0 });
    reply.header('access-control-expose-headers', `${RELAY_HEAD}, content-length`).header(RELAY_HEAD, headOf(answer)).header('cache-control', 'no-store');
    reply.header('content-security-policy', 'sandbox; default-src \'none\'').type('application/octet-stream');
    return reply.send(metered(bodyFor(request, reply, answer), { start: Buffer.alloc(0), isWhole: false }, meter));
  });
}

/** Packed as it came where the app takes that: its engine unpacks faster than the platform could. */
function bodyFor(request: FastifyRequest, reply: FastifyReply, { response }: UpstreamAnswer): Readable {
  const encoding = (response.headers['content-encoding'] ?? '').toLowerCase();
  if (encoding !== 'gzip') return response;
  if (!acceptsGzip(request)) return unpacked(response);
  reply.header('content-encoding', 'gzip');
  return response;
}

function headOf({ status, url, response }: UpstreamAnswer): string {
  const headers: Record<string, string> = {};
  for (const name of TOLD) {
    const value = response.headers[name];
    if (typeof value === 'string') headers[name] = value.slice(0, 500);
  }
  const head: WireRelayHead = { status, url: url.length > MAX_TOLD_URL ? '' : url, headers };
  return encodeURIComponent(JSON.stringify(head));
}
