import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '#core/base';
import { SUPPORT_FIXES } from '#core/wire';
import type { WireSupport } from '#core/wire';
import type { Platform } from '#server/domain';
import type { SupportCaseRow } from '#server/store';
import { readViewer } from '../viewer';

const Call = Type.Object({ diagnostics: Type.String({ minLength: 1, maxLength: 4000 }) }, { additionalProperties: false });
const Params = Type.Object({ id: Type.String({ pattern: '^[\\w-]{1,60}$' }) });
const Answer = Type.Object({
  fixNumber: Type.Integer({ minimum: 1 }), answer: Type.Union([Type.Literal('done'), Type.Literal('refused'), Type.Literal('failed')]),
}, { additionalProperties: false });

function wireSupport({ id, code, expiresAtMs, seenBy, fix, fixNumber, answer }: SupportCaseRow): WireSupport {
  const open = answer === '' ? SUPPORT_FIXES.find((it) => it === fix) : undefined;
  return { id, code, expiresAtMs, seenBy, fix: open ?? null, fixNumber };
}

/** `/api/v1/support`: a set asks for help by a code, hears what is proposed, and says what its viewer decided. */
export function supportPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  const own = async (request: FastifyRequest<{ Params: Static<typeof Params> }>): Promise<SupportCaseRow> => {
    const { account } = await readViewer(request, platform);
    const found = await platform.support.own(account.id, request.params.id);
    if (found === null) throw new AppError('http.not-found', { message: 'This call for help is over.' });
    return found;
  };

  app.post<{ Body: Static<typeof Call> }>('/support', { schema: { body: Call } }, async (request, reply): Promise<WireSupport> => {
    const { account, session } = await readViewer(request, platform);
    const device = await platform.store.devices.byId(session.deviceId);
    reply.header('cache-control', 'no-store');
    return wireSupport(await platform.support.open(account.id, device?.name ?? 'Television', request.body.diagnostics));
  });

  app.get<{ Params: Static<typeof Params> }>('/support/:id', { schema: { params: Params } }, async (request, reply): Promise<WireSupport> => {
    reply.header('cache-control', 'no-store');
    return wireSupport(await own(request));
  });

  app.post<{ Params: Static<typeof Params>; Body: Static<typeof Answer> }>('/support/:id/answer', { schema: { params: Params, body: Answer } }, async (request, reply) => {
    const { id } = await own(request);
    const { fixNumber, answer } = request.body;
    if (!(await platform.support.answer(id, fixNumber, answer))) throw new AppError('http.not-found', { message: 'This was not proposed, or was answered.' });
    return reply.code(204).send();
  });

  app.delete<{ Params: Static<typeof Params> }>('/support/:id', { schema: { params: Params } }, async (request, reply) => {
    await platform.support.end((await own(request)).id);
    return reply.code(204).send();
  });
}
