import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { AppError } from '#core/base';
import { EventLimits } from '#server/domain';
import type { Platform } from '#server/domain';
import { PROFILE_HEADER, readViewer } from '../viewer';

/** A set keeps at most 256 KB of events; the rest is what goes around them. */
const BODY_BYTES = 320 * 1024;

const Id = Type.String({ pattern: '^[\\w-]{1,40}$' });
const ClockMs = Type.Integer({ minimum: 0, maximum: 9_000_000_000_000 });
const Name = Type.String({ pattern: '^[\\w .()+-]{0,60}$' });

const ToldEvent = Type.Object({
  id: Id,
  type: Type.String({ pattern: '^[a-z][a-z_]{1,39}$' }),
  atMs: ClockMs,
  sequence: Type.Integer({ minimum: 0, maximum: 2_000_000_000 }),
  viewId: Type.Optional(Id),
  item: Type.Optional(Type.String({ pattern: '^[a-z]{1,2}:[\\w~-]{1,40}$' })),
  props: Type.Optional(Type.Record(Type.String({ maxLength: 40 }), Type.Union([Type.Boolean(), Type.Number(), Type.String({ maxLength: 200 })]), { maxProperties: 32 })),
}, { additionalProperties: false });

const Batch = Type.Object({
  sentAtMs: ClockMs,
  sessionId: Id,
  device: Type.Object({ model: Name, app: Name }, { additionalProperties: false }),
  events: Type.Array(ToldEvent, { minItems: 1, maxItems: 500 }),
}, { additionalProperties: false });

/** `POST /api/v1/events`: what a set measured, in batches. Duplicates and any order are harmless; answers how many events were new. */
export function eventsPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  const limits = new EventLimits(platform.memory, platform.nowMs);
  app.post<{ Body: Static<typeof Batch> }>('/events', { schema: { body: Batch }, bodyLimit: BODY_BYTES }, async (request, reply) => {
    const { account, session } = await readViewer(request, platform);
    if (!(await limits.take(account.id, session.deviceId, request.body.events.length))) throw new AppError('http.rate-limited', { message: 'Too many events were told.' });
    const profile = request.headers[PROFILE_HEADER];
    const accepted = await platform.analytics.ingest(account.id, typeof profile === 'string' ? profile : '', request.body);
    return reply.code(202).send({ accepted });
  });
}
