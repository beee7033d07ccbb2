import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#core/base';
import type { ObjectStore } from '#server/objects';
import { mediaHead, rangeHead, readRange, refuseRange, sendHead } from '../send-media';

/** How an object is sent. */
export interface ObjectSending {
  readonly key: string;
  readonly type: string;
}

function nothing(): AppError {
  return new AppError('media.not-found', { message: 'There is nothing at this address.' });
}

/** Sends an object or the part of it that is asked for; `media.not-found` without one. */
export async function sendObject(request: FastifyRequest, reply: FastifyReply, objects: ObjectStore, { key, type }: ObjectSending): Promise<FastifyReply> {
  const isHead = request.method === 'HEAD';
  const header = request.headers.range;
  // Only a part has to be judged by the size first, and that is a question of its own to the store.
  const whole = isHead || header !== undefined ? null : await objects.open(key);
  const size = whole?.size ?? (await objects.size(key));
  if (size === null) throw nothing();
  mediaHead(reply, type, 'private, max-age=86400').header('accept-ranges', 'bytes');
  if (whole !== null) return reply.header('content-length', size).send(whole.body);
  const range = readRange(header, size);
  if (range === 'bad') return refuseRange(reply, size);
  const length = rangeHead(reply, range, size);
  if (isHead) return sendHead(reply, length);
  const opened = await objects.open(key, range ?? undefined);
  if (opened === null) throw nothing();
  return reply.header('content-length', length).send(opened.body);
}
