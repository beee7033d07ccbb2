import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError, toAppError } from '#core/base';
import type { ErrorCode } from '#core/base';
import { askUpstream, wayOfSource } from '#server/domain';
import type { UpstreamAnswer } from '#server/domain';

/** The longest silence of an upstream before the import gives up. */
const IDLE_TIMEOUT_MS = 60_000;
/** Some panels answer nothing to unknown agents. */
const USER_AGENT = 'Hearth/1.0 (import)';

/** What the way to a source says; its words name no host. */
const WAY_ERRORS: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['net.relay-refused', 'net.unreachable', 'net.timeout', 'net.cancelled', 'http.unexpected']);

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

/** One answer of an upstream; whoever goes silent for a minute is given up. */
class Fetching {
  private readonly idle = new AbortController();
  private timer = setTimeout(() => undefined, 0);

  constructor(private readonly address: string) {
    this.wait();
  }

  async start(conditions: Conditions): Promise<UpstreamAnswer> {
    const headers: Record<string, string> = { 'user-agent': USER_AGENT, accept: '*/*', 'accept-encoding': 'gzip' };
    if (conditions.etag !== '') headers['if-none-match'] = conditions.etag;
    if (conditions.lastModified !== '') headers['if-modified-since'] = conditions.lastModified;
    const answer = await this.ask(headers);
    if (answer.status >= 200 && answer.status < 300) return answer;
    clearTimeout(this.timer);
    answer.response.destroy();
    if (answer.status === 304) return answer;
    throw new AppError(codeOfStatus(answer.status), { message: `${printableLocation(this.address)} answered ${String(answer.status)}` });
  }

  async *chunks({ response }: UpstreamAnswer): AsyncGenerator<Uint8Array> {
    // Asked of the body itself, so that silence is told from a slow reader of what is unpacked.
    const told = async function* (this: Fetching): AsyncGenerator<Uint8Array> {
      for await (const chunk of response) {
        this.wait();
        yield chunk as Uint8Array;
      }
    }.bind(this);
    try {
      yield* response.headers['content-encoding'] === 'gzip' ? unpacked(told()) : told();
    } catch (error) {
      throw this.failed(error);
    } finally {
      response.destroy();
      clearTimeout(this.timer);
    }
  }

  private async ask(headers: Readonly<Record<string, string>>): Promise<UpstreamAnswer> {
    try {
      const url = URL.canParse(this.address) ? new URL(this.address).href : this.address;
      const request = { url, method: 'GET' as const, headers, body: null, headTimeoutMs: IDLE_TIMEOUT_MS, signal: this.idle.signal };
      return await askUpstream(request, await wayOfSource(this.address));
    } catch (error) {
      throw this.failed(error);
    }
  }

  private wait(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.idle.abort();
    }, IDLE_TIMEOUT_MS);
  }

  private failed(error: unknown): AppError {
    clearTimeout(this.timer);
    const where = printableLocation(this.address);
    if (error instanceof AppError && !WAY_ERRORS.has(error.code)) return error;
    const code = this.idle.signal.aborted ? 'net.timeout' : error instanceof AppError ? error.code : 'net.unreachable';
    if (code === 'net.timeout') return new AppError(code, { message: `${where} fell silent`, cause: error });
    if (code === 'net.relay-refused') return new AppError('source.bad-address', { message: `${where} leads to a port or a network that is closed to imports: if the network is meant, give the address it leads to`, cause: error });
    if (code === 'http.unexpected') return new AppError(code, { message: `${where} redirects without end`, cause: error });
    return new AppError('net.unreachable', { message: `${where} cannot be reached`, cause: error });
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

/** What to ask "is it still the same?" with; empty texts: nothing. */
export interface Conditions {
  readonly etag: string;
  readonly lastModified: string;
}

/** Nothing to ask with. */
export const NO_CONDITIONS: Conditions = { etag: '', lastModified: '' };

/** An opened source: the word that it is the same, or its bytes with what to ask with next time. */
export type Opened =
  | { readonly kind: 'unchanged' }
  | (Conditions & { readonly kind: 'bytes'; readonly charset: string; readonly chunks: AsyncIterable<Uint8Array> });

/**
 * Opens a file or an http(s) address; an address is asked with the conditions. Bytes and errors as with {@link openBytes}, those of the
 * head already here.
 */
export async function openConditionally(location: string, conditions: Conditions): Promise<Opened> {
  if (!isAddress(location)) return { kind: 'bytes', ...NO_CONDITIONS, charset: '', chunks: unpacked(readFile(location)) };
  const fetching = new Fetching(location);
  const answer = await fetching.start(conditions);
  if (answer.status === 304) return { kind: 'unchanged' };
  const { headers } = answer.response;
  const header = (name: 'etag' | 'last-modified' | 'content-type'): string => headers[name] ?? '';
  const charset = /charset\s*=\s*"?([^\s";]+)/i.exec(header('content-type'))?.[1]?.toLowerCase() ?? '';
  return { kind: 'bytes', etag: header('etag'), lastModified: header('last-modified'), charset, chunks: unpacked(fetching.chunks(answer)) };
}

async function* fetched(address: string): AsyncGenerator<Uint8Array> {
  const fetching = new Fetching(address);
  yield* fetching.chunks(await fetching.start(NO_CONDITIONS));
}

/**
 * The bytes of a file or an http(s) address, piece by piece, unpacked when they are gzip. Errors: `source.bad-address` (no such
 * file), `net.unreachable`, `net.timeout`, the code of a refusing status, `source.malformed` (broken gzip). Messages never hold
 * more of an address than its host.
 */
export function openBytes(location: string): AsyncIterable<Uint8Array> {
  return unpacked(isAddress(location) ? fetched(location) : readFile(location));
}
