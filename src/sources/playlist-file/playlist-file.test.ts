import { expect, test } from '@jest/globals';
import { FakeBlobStorage, FakeHttp } from '#test/harness/fakes';
import { dropFile, fileAddress, FileHttp, fileIdOf, keepFile } from './index';

function pieces(...sizes: readonly number[]): () => Promise<Uint8Array | null> {
  const left = sizes.map((size, index) => new Uint8Array(size).fill(index + 1));
  return () => Promise.resolve(left.shift() ?? null);
}

async function readBack(blobs: FakeBlobStorage, headers: Record<string, string> = {}): Promise<{ status: number; bytes: number; last: number }> {
  const response = await new FileHttp(new FakeHttp(), blobs).request({ url: fileAddress('a1'), headers });
  let [bytes, last] = [0, 0];
  for (let part = await response.read(); part !== null; part = await response.read()) {
    bytes += part.length;
    last = part[part.length - 1] ?? 0;
  }
  return { status: response.status, bytes, last };
}

test('what arrived in pieces is read back whole, and unchanged is said as unchanged', async () => {
  const blobs = new FakeBlobStorage();
  await keepFile(blobs, 'a1', pieces(700_000, 1, 600_000), 2_000_000);
  expect(await readBack(blobs)).toEqual({ status: 200, bytes: 1_300_001, last: 3 });
  expect((await readBack(blobs, { 'if-none-match': '"a1"' })).status).toBe(304);
  await dropFile(blobs, fileAddress('a1'));
  expect(await readBack(blobs)).toEqual({ status: 404, bytes: 0, last: 0 });
  expect(await blobs.keys('')).toEqual([]);
});

test('what broke off, is empty or too large leaves nothing', async () => {
  const blobs = new FakeBlobStorage();
  const broken = pieces(700_000);
  let calls = 0;
  const reads = (): Promise<Uint8Array | null> => {
    calls += 1;
    return calls > 1 ? Promise.reject(new Error('gone')) : broken();
  };
  await expect(keepFile(blobs, 'a1', reads, 2_000_000)).rejects.toThrow('gone');
  await expect(keepFile(blobs, 'a1', pieces(), 10)).rejects.toMatchObject({ code: 'source.empty' });
  await expect(keepFile(blobs, 'a1', pieces(600_000, 600_000), 1_000_000)).rejects.toMatchObject({ code: 'input.invalid' });
  expect(await blobs.keys('')).toEqual([]);
});

test.each(['http://h/hearth-file:a', 'hearth-file:', 'hearth-file:../x', 'hearth-file:a.b'])('%s is no file of ours', (address) => {
  expect(fileIdOf(address)).toBeNull();
});
