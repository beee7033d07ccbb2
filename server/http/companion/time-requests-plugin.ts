import { Type } from '@sinclair/typebox';
import type { Static } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import type { WireTimeAnswer, WireTimeRequest } from '#core/wire';
import { formatUserCode, TIME_REQUEST_LIFE_MS } from '#server/domain';
import type { Platform } from '#server/domain';
import { phonePage } from '../base-url';
import { readActiveViewer, readProfile, readViewer } from '../viewer';
import { IdParams, WAIT } from './companion-schemas';

const Ask = Type.Object({ profileId: Type.String({ maxLength: 100 }), reason: Type.Union([Type.Literal('budget'), Type.Literal('bedtime')]) }, { additionalProperties: false });
const Wait = Type.Object({ wait: WAIT });

/** `/api/v1/time-requests`: a child asks for more time, the set waits for what the parent says on the phone. */
export function timeRequestsPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  const { timeRequests } = platform;
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  app.post<{ Body: Static<typeof Ask> }>('/time-requests', { schema: { body: Ask } }, async (request): Promise<WireTimeRequest> => {
    const { account, session } = await readActiveViewer(request, platform);
    const profile = await readProfile(platform, account, request.body.profileId);
    const device = await platform.store.devices.byId(session.deviceId);
    const asked = await timeRequests.ask({
      accountId: account.id, deviceId: session.deviceId, deviceName: device?.name ?? 'Television', profileName: profile.name, reason: request.body.reason,
    });
    if (!asked.ok) throw asked.error;
    const code = formatUserCode(asked.value.code);
    return { id: asked.value.id, code, ...phonePage(request, platform.config, '/parents', code), lifetimeMs: TIME_REQUEST_LIFE_MS };
  });

  app.get<{ Params: Static<typeof IdParams>; Querystring: Static<typeof Wait> }>('/time-requests/:id', { schema: { params: IdParams, querystring: Wait } }, async (request): Promise<WireTimeAnswer> => {
    const { account } = await readViewer(request, platform);
    return timeRequests.wait(request.params.id, account.id, request.query.wait ?? 0);
  });

  app.delete<{ Params: Static<typeof IdParams> }>('/time-requests/:id', { schema: { params: IdParams } }, async (request, reply) => {
    const { account } = await readViewer(request, platform);
    await timeRequests.withdraw(request.params.id, account.id);
    return reply.code(204).send();
  });
}
