import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { AppError } from '#core/base';
import type { WireDevices, WireLeases } from '#core/wire';
import type { Platform } from '#server/domain';
import { readViewer } from '../viewer';

const Params = Type.Object({ id: Type.String({ pattern: '^[\\w~-]{1,60}$' }) });
type ParamsOf = Static<typeof Params>;

/**
 * `/api/v1/leases`: what the account plays now, keeping and stopping it; `/api/v1/devices`: where it is signed in, and signing out there.
 * For the account's own alone: the ids of others are unknown here.
 */
export function devicesPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  const { leases, sessions } = platform;
  const { devices } = platform.store;

  app.get('/leases', async (request, reply): Promise<WireLeases> => {
    const { account, session } = await readViewer(request, platform);
    reply.header('cache-control', 'no-store');
    const own = `device:${session.deviceId}`;
    const items = await leases.running(account.id);
    return { items: items.map(({ id, playerName, playerKey, item, startedAtMs }) => ({ id, name: playerName, item, startedAtMs, isThisDevice: playerKey === own })) };
  });

  app.post<{ Params: ParamsOf }>('/leases/:id/beat', { schema: { params: Params } }, async (request, reply) => {
    const { account } = await readViewer(request, platform);
    const kept = await leases.beat(account.id, request.params.id);
    if (!kept.ok) throw kept.error;
    return reply.code(204).send();
  });

  app.delete<{ Params: ParamsOf }>('/leases/:id', { schema: { params: Params } }, async (request, reply) => {
    const { account, session } = await readViewer(request, platform);
    const lease = await platform.store.leases.byId(request.params.id);
    if (lease === null || lease.accountId !== account.id) throw new AppError('http.not-found', { message: 'There is no such stream.' });
    await leases.end(account.id, lease.id, lease.playerKey === `device:${session.deviceId}` ? 'stopped' : 'owner');
    return reply.code(204).send();
  });

  app.get('/devices', async (request, reply): Promise<WireDevices> => {
    const { account, session } = await readViewer(request, platform);
    reply.header('cache-control', 'no-store');
    const rows = await devices.signedIn(account.id);
    return { items: rows.map(({ id, name, createdAtMs, lastSeenMs }) => ({ id, name, createdAtMs, lastSeenMs, isThisDevice: id === session.deviceId })) };
  });

  app.delete<{ Params: ParamsOf }>('/devices/:id', { schema: { params: Params } }, async (request, reply) => {
    const { account } = await readViewer(request, platform);
    const device = await devices.byId(request.params.id);
    if (device === null || device.accountId !== account.id) throw new AppError('http.not-found', { message: 'This account has no such device.' });
    await sessions.endDevice(account.id, device.id);
    for (const lease of await leases.running(account.id)) {
      if (lease.playerKey === `device:${device.id}`) await leases.end(account.id, lease.id, 'owner');
    }
    return reply.code(204).send();
  });
}
