import { AppError, SECOND_MS } from '#core/base';
import { askUpstream, wayOfSource } from '#server/domain';
import type { WayOut } from '#server/domain';
import type { HlsRange } from './read-hls';

/** Bytes and the address they came from in the end. */
export interface Fetched {
  readonly url: string;
  readonly bytes: Buffer;
}

/** Fetches what a channel's playlist names. Rejects with a registered code; `net.cancelled` when the node stops. */
export interface RecordingInput {
  fetch(url: string, range: HlsRange | null, mostBytes: number): Promise<Fetched>;
}

const HEAD_TIMEOUT_MS = 15 * SECOND_MS;
/** Between two pieces of a body. Longer: a source that went silent holds up the segments that follow. */
const SILENCE_MS = 15 * SECOND_MS;
const AGENT = 'Hearth recorder';

function judgeStatus(status: number): void {
  if (status >= 200 && status < 300) return;
  if (status === 401 || status === 403) throw new AppError('media.refused', { message: 'the source refuses', facts: { status } });
  if (status === 404 || status === 410) throw new AppError('media.not-found', { message: 'the source has nothing there', facts: { status } });
  throw new AppError('media.unreachable', { message: 'the source fails', facts: { status } });
}

/** A source's own hosts, and nothing the operator did not choose: what it leads to has to be of the open internet or of the networks the operator opened. */
export class SourceInput implements RecordingInput {
  private way: Promise<WayOut> | null = null;

  constructor(private readonly channelUrl: string, private readonly networks: readonly string[], private readonly signal: AbortSignal) {}

  async fetch(url: string, range: HlsRange | null, mostBytes: number): Promise<Fetched> {
    this.way ??= wayOfSource(this.channelUrl, this.networks);
    const leaving = new AbortController();
    const onStop = (): void => { leaving.abort(); };
    this.signal.addEventListener('abort', onStop, { once: true });
    try {
      const headers = { 'user-agent': AGENT, accept: '*/*', ...(range === null ? {} : { range: `bytes=${String(range.start)}-${String(range.end)}` }) };
      const answer = await askUpstream({ url, method: 'GET', headers, body: null, headTimeoutMs: HEAD_TIMEOUT_MS, signal: leaving.signal }, await this.way);
      judgeStatus(answer.status);
      return { url: answer.url, bytes: cut(await bodyOf(answer.response, mostBytes), answer.status === 206 ? null : range) };
    } finally {
      leaving.abort();
      this.signal.removeEventListener('abort', onStop);
    }
  }
}

/** Our own channels, asked for within the process. */
export class OwnInput implements RecordingInput {
  /** `ask` answers a signed path of this platform. */
  constructor(private readonly ask: (path: string) => Promise<{ readonly status: number; readonly bytes: Buffer }>) {}

  async fetch(url: string, range: HlsRange | null): Promise<Fetched> {
    const { href, pathname } = new URL(url, OWN_BASE);
    const { status, bytes } = await this.ask(pathname);
    judgeStatus(status);
    return { url: href, bytes: cut(bytes, range) };
  }
}

/** Stands before paths of our own, so that they resolve like addresses. */
const OWN_BASE = 'http://own.invalid';

/** A server may answer a part with the whole. */
function cut(bytes: Buffer, range: HlsRange | null): Buffer {
  return range === null ? bytes : bytes.subarray(range.start, range.end + 1);
}

function bodyOf(response: NodeJS.ReadableStream & { destroy(error?: Error): void }, mostBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    const end = (error: AppError): void => {
      clearTimeout(timer);
      response.destroy();
      reject(error);
    };
    const silence = (): NodeJS.Timeout => setTimeout(() => { end(new AppError('net.timeout', { message: 'the source went silent' })); }, SILENCE_MS);
    let timer = silence();
    response.on('data', (part: Buffer) => {
      clearTimeout(timer);
      timer = silence();
      parts.push(part);
      size += part.length;
      if (size > mostBytes) end(new AppError('media.unsupported', { message: 'a part is too large' }));
    });
    response.on('error', (cause) => { end(new AppError('net.unreachable', { message: 'the connection broke', cause })); });
    response.on('close', () => { end(new AppError('net.unreachable', { message: 'the connection ended early' })); });
    response.on('end', () => {
      clearTimeout(timer);
      resolve(Buffer.concat(parts));
    });
  });
}
