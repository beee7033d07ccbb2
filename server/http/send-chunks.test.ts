import { gunzipSync } from 'node:zlib';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { jsonList, sendChunks } from './send-chunks';

let app: FastifyInstance;
let base: string;

async function* broken(): AsyncGenerator<string> {
  yield `[${'"x",'.repeat(50_000)}`;
  await Promise.resolve();
  throw new Error('the list changed');
}

async function* pages<T>(...list: T[][]): AsyncGenerator<T[]> {
  for (const page of list) yield await Promise.resolve(page);
}

beforeAll(async () => {
  app = Fastify();
  app.get('/broken', (request, reply) => sendChunks(request, reply, { contentType: 'application/json', tagParts: [], chunks: broken }));
  app.get('/large', (request, reply) =>
    sendChunks(request, reply, {
      contentType: 'application/json', tagParts: ['large'], chunks: () => jsonList(pages(Array.from({ length: 5000 }, (_, id) => id), [], [5000]), (id) => ({ id })),
    }),
  );
  base = await app.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await app.close();
});

describe('long answers', () => {
  test.each(['identity', 'gzip'])('one that fails in the middle is broken off, never complete (%s)', async (encoding) => {
    const read = async (): Promise<string> => (await fetch(`${base}/broken`, { headers: { 'accept-encoding': encoding } })).text();
    await expect(read()).rejects.toThrow();
  });

  test('are the same packed and plain, under one tag', async () => {
    const plain = await app.inject({ url: '/large' });
    const packed = await app.inject({ url: '/large', headers: { 'accept-encoding': 'deflate, gzip;q=0.5' } });
    expect(plain.json()).toHaveLength(5001);
    expect(gunzipSync(packed.rawPayload).toString('utf8')).toBe(plain.payload);
    expect([packed.headers['content-encoding'], packed.headers['etag']]).toEqual(['gzip', plain.headers['etag']]);
  });

  test('an empty list is a list', async () => {
    const parts: string[] = [];
    for await (const part of jsonList(pages<number>(), String)) parts.push(part);
    expect(parts.join('')).toBe('[]');
  });
});
