import type { Readable } from 'node:stream';

/** All of a body, behind what was taken out of it already; `null` when that is more than `limitBytes`: the body is closed then. Rejects when it breaks. */
export async function readAtMost(body: Readable, limitBytes: number, taken: Buffer = Buffer.alloc(0)): Promise<Buffer | null> {
  const chunks = [taken];
  let length = taken.length;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limitBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
