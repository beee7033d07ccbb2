import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError, toAppError } from '#core/base';
import type { ErrorCode } from '#core/base';

/** The longest silence of an upstream before the import gives up. */
const IDLE_TIMEOUT_MS = 60_000;
/** Some panels answer nothing to unknown agents. */
const USER_AGENT = 'Hearth/1.0 (import)';

function errorCode(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : '';
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 401) return 'source.login-refused';
  if (status === 403) return 'http.forbidden';
  if (status === 404) return 'http.not-found';
  return status >= 500 ? 'http.server' : 'http.unexpected';
}

/** Whether a location is an address rather than a file. */
export function isAddress(location: string): boolean {
  return /^https?:\/\//i.test(location);
}

/** A location as it may be printed: an address without path and query, which may hold credentials; a file as it is. */
export function printableLocation(location: string): string {
  if (!isAddress(location)) return location;
  return URL.canParse(location) ? new URL(location).host : 'the address given';
}

async function* fetched(address: string): AsyncGenerator<Uint8Array> {
  const where = printableLocation(address);
  const idle = new AbortController();
  let timer = setTimeout(() => { idle.abort(); }, IDLE_TIMEOUT_MS);
  try {
    const response = await fetch(address, { signal: idle.signal, headers: { 'user-agent': USER_AGENT, accept: '*/*' } });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      throw new AppError(codeOfStatus(response.status), { message: `${where} answered ${String(response.status)}` });
    }
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      clearTimeout(timer);
      timer = setTimeout(() => { idle.abort(); }, IDLE_TIMEOUT_MS);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = idle.signal.aborted ? 'net.timeout' : 'net.unreachable';
    throw new AppError(code, { message: `${where} ${idle.signal.aborted ? 'fell silent' : 'cannot be reached'}`, cause: error });
  } finally {
    clearTimeout(timer);
  }
}

async function* readFile(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) yield chunk as Uint8Array;
  } catch (error) {
    const code = errorCode(error);
    const why = code === 'ENOENT' ? 'does not exist' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`;
    throw new AppError('source.bad-address', { message: `${path} ${why}`, cause: error });
  }
}

async function* unpacked(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const first = await chunks.next();
  if (first.done === true) return;
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield first.value as Uint8Array;
    yield* chunks;
  }
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield* whole();
    return;
  }
  const source = Readable.from(whole(), { objectMode: false });
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const chunk of source.pipe(gunzip)) yield chunk as Uint8Array;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('source.malformed', { message: `broken gzip: ${toAppError(error).message}`, cause: error });
  }
}

/**
 * The bytes of a file or an http(s) address, piece by piece, unpacked when they are gzip. Errors: `source.bad-address` (no such
 * file), `net.unreachable`, `net.timeout`, the code of a refusing status, `source.malformed` (broken gzip). Messages never hold
 * more of an address than its host.
 */
export function openBytes(location: string): AsyncIterable<Uint8Array> {
  return unpacked(isAddress(location) ? fetched(location) : readFile(location));
}
