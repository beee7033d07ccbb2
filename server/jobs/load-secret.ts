import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#core/base';

const LENGTH = 32;

function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null ? (error as { code?: unknown }).code : undefined;
}

/**
 * The server's secret from `<dataDir>/secret.key`, made at the first start, readable by its owner alone. Two processes that
 * start at once agree on one. Throws `storage.broken` when the file is damaged or cannot be made.
 */
export function loadSecret(dataDir: string): Uint8Array {
  const path = join(dataDir, 'secret.key');
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const draft = `${path}.${String(process.pid)}`;
    try {
      // Written whole under another name and then linked: whoever sees the file sees all of it.
      writeFileSync(draft, randomBytes(LENGTH).toString('hex'), { mode: 0o600 });
      linkSync(draft, path);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
    if (secret.length !== LENGTH) throw new AppError('storage.broken', { message: `${path} is damaged; remove it to sign everybody out and go on` });
    return secret;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('storage.broken', { message: `${path} cannot be read or made (${String(errorCode(error))})`, cause: error });
  }
}
