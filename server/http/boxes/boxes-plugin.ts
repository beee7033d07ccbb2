import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import type { WireBox, WireLeftBox } from '#core/wire';
import { MOST_BOX_LETTERS } from '#server/domain';
import type { Platform } from '#server/domain';

const HEX = Type.String({ pattern: '^[0-9a-f]{32}$' });
const Box = Type.Object({ id: HEX, word: HEX, sealed: Type.String({ minLength: 1, maxLength: MOST_BOX_LETTERS, pattern: '^[A-Za-z0-9_-]+$' }) }, { additionalProperties: false });
const Params = Type.Object({ id: HEX });
const Word = Type.Object({ word: HEX }, { additionalProperties: false });
/** Room for the rest of the body. */
const BODY_LIMIT = MOST_BOX_LETTERS + 1024;

/**
 * `/api/v1/boxes`: what sets leave for each other without an account. No sign-in: who has the id has what is in the box, and can read it only with
 * the key, which no set ever sends.
 */
export function boxesPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  const { boxes } = platform;
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  app.post<{ Body: Static<typeof Box> }>('/boxes', { schema: { body: Box }, bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const answer: WireLeftBox = { expiresAtMs: await boxes.put(request.body, request.ip) };
    return reply.code(201).send(answer);
  });

  app.get<{ Params: Static<typeof Params> }>('/boxes/:id', { schema: { params: Params } }, async (request): Promise<WireBox> => boxes.get(request.params.id, request.ip));

  app.post<{ Params: Static<typeof Params>; Body: Static<typeof Word> }>('/boxes/:id/forget', { schema: { params: Params, body: Word } }, async (request, reply) => {
    await boxes.forget(request.params.id, request.body.word, request.ip);
    return reply.code(204).send();
  });
}
