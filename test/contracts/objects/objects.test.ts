import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openObjects, readS3Place, S3Objects } from '#server/objects';
import { startS3 } from '#test/harness/s3';
import type { TestS3 } from '#test/harness/s3';
import { objectsContract } from './objects-contract';

let folder = '';
let server: TestS3 | null = null;
const url = (): string => server?.url ?? '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-objects-'));
  server = await startS3();
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

objectsContract('disk', () => openObjects({ url: '', folder }));
objectsContract('s3', async () => {
  const place = readS3Place(url());
  if (place === null) throw new Error('no bucket');
  // Pages of three, so that a few keys fill some.
  return new S3Objects(place, 3);
});

test('on disk nothing unfinished is left, and empty folders go', async () => {
  const objects = await openObjects({ url: '', folder });
  await objects.put('g/1/x.ts', new Uint8Array(3));
  expect(readdirSync(join(folder, 'g/1'))).toEqual(['x.ts']);
  await objects.remove(['g/1/x.ts']);
  expect(readdirSync(join(folder, 'g'))).toEqual([]);
});

describe('the bucket’s address', () => {
  test('is read', () => {
    expect(readS3Place('s3://KEY:S%2Fx@s3.example.net:9000/hearth/a/b?region=eu')).toEqual({
      endpoint: 'https://s3.example.net:9000', bucket: 'hearth', region: 'eu', accessKey: 'KEY', secretKey: 'S/x', prefix: 'a/b/',
    });
    expect(['s3://host/bucket', 'https://a:b@host/bucket', 's3://a:b@host', 's3://a:b@host/Bad_Bucket'].map(readS3Place)).toEqual([null, null, null, null]);
  });

  test('with a key nobody knows, or where nobody answers, stops the start without repeating the secret', async () => {
    const told = async (place: string): Promise<string> => openObjects({ url: place, folder: '' }).then(() => 'opened', (error: unknown) => `${(error as { code: string }).code} ${String(error)}`);
    const place = new URL(url());
    const known = place.username;
    place.password = 'hidden-secret';
    expect(await told(place.href)).toMatch(/^storage\.broken (?!.*hidden-secret)/);
    expect(await told(place.href.replace(known, 'NOBODY'))).toMatch(/^storage\.broken (?!.*hidden-secret)/);
    expect(server?.faults).toEqual(['SignatureDoesNotMatch', 'InvalidAccessKeyId']);
    expect(await told('s3://a:hidden-secret@127.0.0.1:1/hearth?plain=1')).toMatch(/^storage\.broken (?!.*hidden-secret)/);
    expect(await told('s3://hidden-secret@nowhere')).toMatch(/^input\.invalid (?!.*hidden-secret)/);
  });
});
