import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { pipeline, Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { Type } from '@sinclair/typebox';
import type { Static } from '@sinclair/typebox';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#core/base';
import type { CompanionSession, Platform } from '#server/domain';
import { readFields } from '../form-body';
import { FormGuard } from '../pages/form-guard';
import { pageLanguage, sendPage } from '../pages/page';
import { readCookie, strictCookie } from '../strict-cookie';
import { saidLetters, TakeLetters } from './companion-schemas';
import { PHONE_STYLE } from './phone-style';
import { joinView, remoteView } from './phone-views';

const COOKIE = { name: 'hearth_phone', path: '/phone' };
/** What our own script says and no other site can: a header that a form cannot carry. */
const OWN_HEADER = 'x-hearth-phone';
const BODY_LIMIT = 48 * 1024;
const MOST_LETTERS = 40;
/** Playlists above this are not sent by phone. The largest seen are 60,000 channels, 15 MB. */
const FILE_LIMIT = 32 * 1024 * 1024;

const Letters = saidLetters(MOST_LETTERS);
const FileQuery = Type.Object({ name: Type.String({ maxLength: 200 }) });

/** What the set calls the phone. */
function phoneName(request: FastifyRequest): string {
  const agent = request.headers['user-agent'] ?? '';
  return /iPhone|iPad|Android|Windows|Macintosh|Linux/.exec(agent)?.[0].replace('Macintosh', 'Mac') ?? '';
}

/** The session of a request of our own page; throws `http.forbidden` for other sites, `auth.session-ended` when it is over. */
async function pairedOf(platform: Platform, request: FastifyRequest): Promise<CompanionSession> {
  const site = request.headers['sec-fetch-site'];
  const isOwn = request.headers[OWN_HEADER] === '1' && (site === undefined || site === 'same-origin');
  if (!isOwn) throw new AppError('http.forbidden', { message: 'This came from another site.' });
  const session = await platform.companions.ofPhone(readCookie(request, COOKIE));
  if (session === null) throw new AppError('auth.session-ended', { message: 'The connection with the television is over.' });
  return session;
}

/**
 * `/phone`: the companion's page. Pairing is a plain form; the paired page has one script of its own, which talks to `/phone/letters`. The
 * cookie is for this path and this site alone.
 */
export async function phonePlugin(app: FastifyInstance, { platform }: { platform: Platform }): Promise<void> {
  const guard = new FormGuard(platform.keys, platform.nowMs);
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  if (existsSync(platform.config.phoneDir)) {
    await app.register(fastifyStatic, { root: platform.config.phoneDir, prefix: '/phone/script/', decorateReply: false, index: false, dotfiles: 'ignore' });
  }
  addPairing(app, platform, guard);
  addLetters(app, platform);
  addFiles(app, platform);
}

function addPairing(app: FastifyInstance, platform: Platform, guard: FormGuard): void {
  const ask = (request: FastifyRequest, reply: FastifyReply, code: string, problem: string, status = 200): FastifyReply => {
    const { texts } = pageLanguage(request);
    const formToken = guard.formToken(guard.begin(request, reply));
    return sendPage(request, reply, { status, platformName: platform.config.name, title: texts.phoneTitle, content: joinView(texts, formToken, code.slice(0, 12), problem) });
  };

  app.get<{ Querystring: { code?: string } }>('/phone', async (request, reply) => {
    const { texts } = pageLanguage(request);
    const code = readFields({ query: request.query })['code'] ?? '';
    const session = code === '' ? await platform.companions.ofPhone(readCookie(request, COOKIE)) : null;
    if (session === null) return ask(request, reply, code, '');
    const content = remoteView(texts, session.name);
    return sendPage(request, reply, { status: 200, platformName: platform.config.name, title: session.name, content, style: PHONE_STYLE, hasScript: true });
  });

  app.post('/phone', async (request, reply) => {
    const { texts } = pageLanguage(request);
    const fields = readFields({ body: request.body });
    const code = fields['code'] ?? '';
    if (!guard.isOwnForm(request, fields['form_token'] ?? '')) return ask(request, reply, code, texts.formExpired, 403);
    const joined = await platform.companions.join({ code, pin: (fields['pin'] ?? '').trim(), name: phoneName(request), ip: request.ip });
    if (!joined.ok) {
      const isLimited = joined.error.code === 'http.rate-limited';
      return ask(request, reply, code, isLimited ? texts.tooMany : texts.phoneWrong, isLimited ? 429 : 401);
    }
    return reply.header('set-cookie', strictCookie(request, COOKIE, joined.value.token)).redirect('/phone', 303);
  });

  app.post('/phone/leave', async (request, reply) => {
    await (await pairedOf(platform, request)).dropPhone();
    return reply.header('set-cookie', strictCookie(request, COOKIE, '')).code(204).send();
  });
}

function addLetters(app: FastifyInstance, platform: Platform): void {
  app.get<{ Querystring: Static<typeof TakeLetters> }>('/phone/letters', { schema: { querystring: TakeLetters } }, async (request) => {
    const session = await pairedOf(platform, request);
    const { after, wait = 0 } = request.query;
    const letters = (await session.toPhone?.take(after, wait)) ?? [];
    // Another phone may have come meanwhile.
    await pairedOf(platform, request);
    return { letters };
  });

  app.post<{ Body: Static<typeof Letters> }>('/phone/letters', { schema: { body: Letters }, bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const session = await pairedOf(platform, request);
    const { letters } = request.body;
    platform.companions.countLetters(session, 'phone', letters.length);
    await session.toSet.put(...letters.map((body) => ({ from: 'phone', body })));
    return reply.code(204).send();
  });
}

/** Lets no more than the limit through, whatever the request said of its length. */
function bounded(limit: number): Transform {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      passed += chunk.length;
      if (passed > limit) done(new AppError('input.invalid', { message: 'The file is too large.' }));
      else done(null, chunk);
    },
  });
}

function addFiles(app: FastifyInstance, platform: Platform): void {
  // The file is not read here: it waits for the set and flows on.
  app.addContentTypeParser('application/octet-stream', { bodyLimit: FILE_LIMIT }, (_request, payload, done) => {
    done(null, payload);
  });
  app.post<{ Querystring: Static<typeof FileQuery> }>('/phone/file', { schema: { querystring: FileQuery }, bodyLimit: FILE_LIMIT }, async (request, reply) => {
    const session = await pairedOf(platform, request);
    platform.companions.countFile(session);
    const length = Number(request.headers['content-length'] ?? -1);
    if (length > FILE_LIMIT || length === 0) throw new AppError('input.invalid', { message: 'The file is empty or too large.' });
    const name = request.query.name.replace(/[\p{C}]+/gu, ' ').slice(0, 120);
    const bytes = Number.isFinite(length) ? length : -1;
    const file = await session.offer(randomUUID());
    const upload = request.body as Readable;
    // What is too large ends the passage as an upload that breaks off does.
    const source = pipeline(upload, bounded(FILE_LIMIT), () => undefined);
    const isDone = await file.send(source, bytes, () => session.tellSet({ kind: 'file', file: file.id, name, bytes }));
    upload.resume();
    if (!isDone) throw new AppError('http.not-found', { message: 'The television did not fetch the file.' });
    return reply.code(204).send();
  });
}
