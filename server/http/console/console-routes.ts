import { Type } from '@sinclair/typebox';
import type { Static, TSchema } from '@sinclair/typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '#core/base';
import type { AuditNote, ConsoleRight, Platform, SignedInOperator } from '#server/domain';
import { readFields } from '../form-body';
import type { FormBody } from '../form-body';
import { readCookie, strictCookie } from '../strict-cookie';

const COOKIE = { name: 'hearth_console', path: '/console' };
const CSRF_HEADER = 'x-hearth-csrf';
const Params = Type.Object({ id: Type.Optional(Type.String({ pattern: '^[\\w.~-]{1,80}$' })), part: Type.Optional(Type.String({ pattern: '^[\\w.~-]{1,80}$' })) });

/** A request of a signed-in operator who may make it. */
export interface Visit<Body> {
  readonly who: SignedInOperator;
  readonly query: FormBody;
  readonly body: Body;
  /** `:id` of the path; empty without. */
  readonly id: string;
  /** `:part` of the path; empty without. */
  readonly part: string;
}

/** What a change came to: the answer, and what the audit log remembers. */
export interface Change {
  readonly answer?: unknown;
  readonly note: AuditNote;
}

/** What the console's cookie holds; empty without one. */
export function readConsoleCookie(request: FastifyRequest): string {
  return readCookie(request, COOKIE);
}

/** The cookie to send; an empty token takes it away. */
export function consoleCookie(request: FastifyRequest, token: string): string {
  return strictCookie(request, COOKIE, token);
}

/** Throws `http.forbidden` when the browser says that another site sent this. */
export function mustBeOwnSite(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new AppError('http.forbidden', { message: 'This came from another site.' });
}

/** The operator behind a request; throws `http.unauthorized` without one. */
export async function readOperator(request: FastifyRequest, platform: Platform): Promise<SignedInOperator> {
  const who = await platform.operators.find(readConsoleCookie(request));
  if (who === null) throw new AppError('http.unauthorized', { message: 'Sign in first.' });
  return who;
}

/** Throws `http.forbidden` when a change does not bring along what only our own page knows. */
export function mustBeOwnPage(request: FastifyRequest, platform: Platform): void {
  mustBeOwnSite(request);
  const csrf = request.headers[CSRF_HEADER];
  if (typeof csrf !== 'string' || !platform.operators.isCsrf(readConsoleCookie(request), csrf)) {
    throw new AppError('http.forbidden', { message: 'This page is too old. Load it again.' });
  }
}

/**
 * Registers the console's addresses so that none can forget a check: every one names the right it needs, every change needs the token of
 * our own page and leaves a line in the audit log.
 */
export class ConsoleRoutes {
  constructor(
    private readonly app: FastifyInstance,
    private readonly platform: Platform,
  ) {}

  /** An address that only looks. */
  read(path: string, right: ConsoleRight, handle: (visit: Visit<null>) => Promise<unknown>): void {
    this.app.get(`/console/api/${path}`, { schema: { params: Params } }, async (request, reply) => {
      const who = await this.permit(request, right);
      const answer = await handle({ who, query: readFields({ query: request.query }), body: null, ...readParams(request) });
      return reply.header('cache-control', 'no-store').send(answer);
    });
  }

  /** An address that changes something. */
  change<Body extends TSchema>(method: 'POST' | 'PUT' | 'DELETE', path: string, right: ConsoleRight, body: Body | null, handle: (visit: Visit<Static<Body>>) => Promise<Change>): void {
    this.app.route({
      method,
      url: `/console/api/${path}`,
      schema: { params: Params, ...(body === null ? {} : { body }) },
      // Before the body is read and judged: a stranger learns nothing from what is wrong with it.
      onRequest: async (request) => {
        await this.permit(request, right);
        mustBeOwnPage(request, this.platform);
      },
      handler: async (request, reply) => {
        const who = await this.permit(request, right);
        const { answer, note } = await handle({ who, query: readFields({ query: request.query }), body: request.body, ...readParams(request) });
        await this.platform.operators.note(who.operator, note);
        reply.header('cache-control', 'no-store');
        return answer === undefined ? reply.code(204).send() : reply.send(answer);
      },
    });
  }

  private async permit(request: FastifyRequest, right: ConsoleRight): Promise<SignedInOperator> {
    const who = await readOperator(request, this.platform);
    if (!who.rights.includes(right)) throw new AppError('http.forbidden', { message: 'Your role does not allow this.' });
    return who;
  }
}

function readParams(request: FastifyRequest): { readonly id: string; readonly part: string } {
  const { id = '', part = '' } = request.params as Static<typeof Params>;
  return { id, part };
}
