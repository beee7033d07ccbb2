import { createReadStream, readFileSync } from 'node:fs';
import { crc32, createGunzip } from 'node:zlib';
import { Gunzip } from 'fflate';
import { createUnpacker } from '#core/unpack';
import type { Candidate } from '../candidates/candidate';
import { feedFile } from '../candidates/feed';
import { loadPeer } from '../candidates/load-peer';
import type { Judgement } from '../candidates/truth';

type Take = (chunk: Uint8Array) => void;
/** Unpacks a file and hands the plain bytes on. */
type Unpack = (path: string, take: Take) => void | Promise<void>;

async function judge(unpack: Unpack, path: string, truthPath: string): Promise<Judgement> {
  const bytes = readFileSync(truthPath);
  const [sum, size] = [bytes.readUInt32LE(0), bytes.readUInt32LE(4)];
  let found = 0;
  let count = 0;
  await unpack(path, (chunk) => {
    found = crc32(chunk, found);
    count += chunk.length;
  });
  const isRight = found === sum && count === size;
  return { expected: 1, right: isRight ? 1 : 0, wrong: isRight ? {} : { bytes: 1 }, missing: 0, extra: 0, examples: [] };
}

/** A candidate; its "rows" are the bytes that came out. */
function candidate(name: string, role: Candidate['role'], load: () => Promise<Unpack>): Candidate {
  return {
    name, role,
    async prepare(job) {
      const unpack = await load();
      let bytes = 0;
      return {
        run: () => unpack(job.dataPath, (chunk) => { bytes += chunk.length; }),
        rows: () => bytes,
        judge: () => judge(unpack, job.dataPath, job.truthPath),
      };
    },
  };
}

/** What unpacks gzip: ours, libraries, and what Node has built in. */
export const GZIP_CANDIDATES: readonly Candidate[] = [
  candidate('ours', 'ours', async () => (path, take) => {
    const unpacker = createUnpacker(take);
    feedFile(path, (chunk) => unpacker.push(chunk));
  }),
  candidate('fflate', 'peer', async () => (path, take) => {
    const gunzip = new Gunzip((chunk) => take(chunk));
    feedFile(path, (chunk) => gunzip.push(chunk, false));
    gunzip.push(new Uint8Array(0), true);
  }),
  candidate('pako', 'peer', async () => {
    const { Inflate } = (await loadPeer('pako')) as { Inflate: new () => { onData: Take; push(chunk: Uint8Array, isLast: boolean): void } };
    return (path, take) => {
      const inflate = new Inflate();
      inflate.onData = take;
      feedFile(path, (chunk) => inflate.push(chunk, false));
    };
  }),
  candidate('DecompressionStream', 'reference', async () => async (path, take) => {
    const stream = new DecompressionStream('gzip');
    const writer = stream.writable.getWriter();
    const writing = (async (): Promise<void> => {
      for await (const chunk of createReadStream(path)) await writer.write(chunk as Uint8Array<ArrayBuffer>);
      await writer.close();
    })();
    for await (const chunk of stream.readable as unknown as AsyncIterable<Uint8Array>) take(chunk);
    await writing;
  }),
  candidate('node:zlib', 'reference', async () => async (path, take) => {
    for await (const chunk of createReadStream(path).pipe(createGunzip())) take(chunk as Uint8Array);
  }),
];
