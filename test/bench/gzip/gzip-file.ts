import { createReadStream, createWriteStream, existsSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createGzip } from 'node:zlib';
import type { DataFile } from '../data/data-file';
import { guideFile } from '../xmltv/guide-file';

/** A packed file and the size it unpacks to. */
export interface PackedFile extends DataFile {
  readonly plainBytes: number;
}

/** A made guide of about so many bytes, packed as guides are. Its truth are the check sum and the size of the plain bytes. */
export async function packedGuide(bytes: number): Promise<PackedFile> {
  const plain = guideFile(bytes);
  const path = `${plain.path}.gz`;
  const truthPath = `${path}.truth`;
  if (!existsSync(path) || !existsSync(truthPath)) {
    let sum = 0;
    const check = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        sum = crc32(chunk, sum);
        done(null, chunk);
      },
    });
    await pipeline(createReadStream(plain.path, { highWaterMark: 1 << 20 }), check, createGzip({ level: 6 }), createWriteStream(`${path}.part`));
    writeFileSync(truthPath, new Uint8Array(Uint32Array.of(sum, plain.bytes).buffer));
    renameSync(`${path}.part`, path);
  }
  return { path, truthPath, bytes: statSync(path).size, plainBytes: plain.bytes };
}
