import { Type } from '@sinclair/typebox';
import type { Static } from '@sinclair/typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '#core/base';
import type { WireCompanion, WireLetter, WireLetters } from '#core/wire';
import { COMPANION_CODE_LIFE_MS, formatUserCode } from '#server/domain';
import type { CompanionSession, Platform, StartedCompanion } from '#server/domain';
import { phonePage } from '../base-url';
import { deviceNameOf } from '../device-name';
import { FileParams, IdParams, saidLetters, TakeLetters } from './companion-schemas';

/** Header with the word only the set knows. */
const SECRET_HEADER = 'x-hearth-companion';
/** What a set says at once, bytes. */
const BODY_LIMIT = 96 * 1024;
const MOST_LETTERS = 30;

const Start = Type.Object({ name: Type.String({ maxLength: 100 }) }, { additionalProperties: false });
const Letters = saidLetters(MOST_LETTERS);

function secretOf(request: FastifyRequest): string {
  const secret = request.headers[SECRET_HEADER];
  return typeof secret === 'string' ? secret : '';
}

function sessionOf(platform: Platform, request: FastifyRequest<{ Params: { id: string } }>): Promise<CompanionSession> {
  return platform.companions.ofSet(request.params.id, secretOf(request));
}

function wireOf(platform: Platform, request: FastifyRequest, started: StartedCompanion): WireCompanion {
  const { id, secret, pin } = started;
  const code = formatUserCode(started.code);
  return { id, secret, code, pin, ...phonePage(request, platform.config, '/phone', code), lifetimeMs: COMPANION_CODE_LIFE_MS };
}

/**
 * `/api/v1/companion`: a set asks for a session with a phone, shows its code and PIN, and exchanges messages by long polling, which passes
 * every proxy and works in every engine. Signed in or not: who has the secret has the session.
 */
export function companionPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  const { companions } = platform;
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  // Nobody is waited for when the platform goes down.
  app.addHook('preClose', async () => {
    platform.memory.endWaits();
  });

  app.post<{ Body: Static<typeof Start> }>('/companion', { schema: { body: Start } }, async (request): Promise<WireCompanion> => {
    const started = await companions.start(deviceNameOf(request.body.name), request.ip);
    if (!started.ok) throw started.error;
    return wireOf(platform, request, started.value);
  });

  app.post<{ Params: Static<typeof IdParams> }>('/companion/:id/code', { schema: { params: IdParams } }, async (request): Promise<WireCompanion> => {
    const renewed = await companions.renew(await sessionOf(platform, request), secretOf(request), request.ip);
    if (!renewed.ok) throw renewed.error;
    return wireOf(platform, request, renewed.value);
  });

  app.get<{ Params: Static<typeof IdParams>; Querystring: Static<typeof TakeLetters> }>('/companion/:id/letters', { schema: { params: IdParams, querystring: TakeLetters } }, async (request): Promise<WireLetters> => {
    const session = await sessionOf(platform, request);
    const { after, wait = 0 } = request.query;
    const taken = await session.toSet.take(after, wait);
    await session.noteSet();
    return { letters: taken.map(({ number, body }) => ({ number, ...(body as Omit<WireLetter, 'number'>) })) };
  });

  app.post<{ Params: Static<typeof IdParams>; Body: Static<typeof Letters> }>('/companion/:id/letters', { schema: { params: IdParams, body: Letters }, bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const session = await sessionOf(platform, request);
    const { letters } = request.body;
    companions.countLetters(session, 'set', letters.length);
    // Without a phone there is nobody to tell; the next one is told everything anew.
    await session.toPhone?.put(...letters);
    return reply.code(204).send();
  });

  app.delete<{ Params: Static<typeof IdParams> }>('/companion/:id', { schema: { params: IdParams } }, async (request, reply) => {
    await (await sessionOf(platform, request)).end();
    return reply.code(204).send();
  });

  app.get<{ Params: Static<typeof FileParams> }>('/companion/:id/files/:file', { schema: { params: FileParams } }, async (request, reply) => {
    const { file } = await sessionOf(platform, request);
    const opened = file?.id === request.params.file ? await file.open() : null;
    if (opened === null) throw new AppError('http.not-found', { message: 'There is no such file.' });
    if (opened.bytes >= 0) reply.header('content-length', opened.bytes);
    return reply.type('application/octet-stream').send(opened.body);
  });
}
