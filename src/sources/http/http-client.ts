import { AppError, fail, ok, toAppError } from '#core/base';
import type { CancelSignal, ErrorCode, Result } from '#core/base';
import { hostOf } from '#core/account';
import { decodeUtf8 } from '#core/text';
import type { HttpPort, HttpRequest, HttpResponse } from '#ports';
import { errorOfStatus, isHtml } from './refusal';

/** JSON answers longer than this are refused: an old set would run out of memory parsing them. */
export const JSON_LIMIT_BYTES = 48 * 1024 * 1024;
/** Side files: subtitles, thumbnail tracks. */
export const TEXT_LIMIT_BYTES = 4 * 1024 * 1024;

/** A whole answer. */
export interface WholeAnswer {
  readonly status: number;
  /** After redirects. */
  readonly url: string;
  readonly bytes: Uint8Array;
  header(name: string): string | null;
}

/** A judged JSON answer. */
export interface JsonAnswer {
  readonly status: number;
  readonly value: unknown;
  header(name: string): string | null;
}

/** Options of one request. */
export type ReadRequest = HttpRequest & { readonly limitBytes?: number };

/**
 * How every source asks: failures become values with registered codes, bodies have limits, pages are not taken for data.
 * Nothing is retried here; who asks knows whether that helps.
 */
export class HttpClient {
  private readonly http: HttpPort;

  constructor(http: HttpPort) {
    this.http = http;
  }

  /** Opens an answer for reading in chunks. Statuses other than 2xx fail; their body is closed. */
  async open(request: HttpRequest): Promise<Result<HttpResponse, AppError>> {
    const answer = await this.start(request);
    if (!answer.ok || isSuccess(answer.value.status)) return answer;
    answer.value.close();
    return fail(errorOfStatus(answer.value.status, request.url));
  }

  /** Opens an answer whatever its status; who asked judges it and closes it. */
  openAny(request: HttpRequest): Promise<Result<HttpResponse, AppError>> {
    return this.start(request);
  }

  /** Reads an answer whole, whatever its status. Longer than the limit: `source.malformed`. */
  async read(request: ReadRequest): Promise<Result<WholeAnswer, AppError>> {
    const answer = await this.start(request);
    if (!answer.ok) return answer;
    return this.readRest(answer.value, request.limitBytes ?? JSON_LIMIT_BYTES);
  }

  /** Reads an opened answer to its end, for one that turned out to be small. Longer than the limit: `source.malformed`. */
  async readRest(response: HttpResponse, limitBytes = TEXT_LIMIT_BYTES): Promise<Result<WholeAnswer, AppError>> {
    const { status, url } = response;
    const bytes = await readAll(response, limitBytes, url);
    return bytes.ok ? ok({ status, url, bytes: bytes.value, header: (name) => response.header(name) }) : bytes;
  }

  /**
   * Reads JSON. Codes: `http.*` for statuses other than 2xx and 304, `source.html-answer`, `source.empty` for no body,
   * `source.not-json`. A 304 has the value `null`.
   */
  async json(request: ReadRequest): Promise<Result<JsonAnswer, AppError>> {
    const answer = await this.read(request);
    if (!answer.ok) return answer;
    const { status, header } = answer.value;
    if (status === 304) return ok({ status, value: null, header });
    if (!isSuccess(status)) return fail(errorOfStatus(status, request.url));
    const value = parseJson(answer.value, request.url);
    return value.ok ? ok({ status, value: value.value, header }) : value;
  }

  /** Reads a small file beside a stream; what its text is written in is the reader's question. */
  async bytes(url: string, signal?: CancelSignal): Promise<Result<Uint8Array, AppError>> {
    const answer = await this.read({ url, limitBytes: TEXT_LIMIT_BYTES, ...(signal === undefined ? {} : { signal }) });
    if (!answer.ok) return answer;
    if (!isSuccess(answer.value.status)) return fail(errorOfStatus(answer.value.status, url));
    return ok(answer.value.bytes);
  }

  /** Gets name, route and secure connection of an address's host ready: its root is asked for, never the address. Never rejects. */
  async warm(url: string, signal: CancelSignal): Promise<void> {
    const [origin] = /^https?:\/\/[^/?#@]+/.exec(url) ?? [];
    if (origin === undefined) return;
    const answer = await this.start({ url: `${origin}/`, method: 'HEAD', signal });
    if (answer.ok) answer.value.close();
  }

  private async start(request: HttpRequest): Promise<Result<HttpResponse, AppError>> {
    try {
      return ok(await this.http.request(request));
    } catch (error) {
      return fail(toAppError(error, 'net.unreachable'));
    }
  }
}

/** Judges a whole answer's body as JSON. */
export function parseJson(answer: WholeAnswer, url: string): Result<unknown, AppError> {
  const text = decodeUtf8(answer.bytes, 0, answer.bytes.length)
    .replace(/^\ufeff/, '')
    .trim();
  const refuse = (code: ErrorCode): Result<never, AppError> =>
    fail(new AppError(code, { facts: { host: hostOf(url), bytes: answer.bytes.length } }));
  if (text === '') return refuse('source.empty');
  try {
    return ok(JSON.parse(text) as unknown);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse(isHtml(answer.header('content-type') ?? '', text) ? 'source.html-answer' : 'source.not-json');
  }
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

async function readAll(response: HttpResponse, limitBytes: number, url: string): Promise<Result<Uint8Array, AppError>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (let chunk = await response.read(); chunk !== null; chunk = await response.read()) {
      length += chunk.length;
      if (length > limitBytes) {
        response.close();
        return fail(new AppError('source.malformed', { message: 'answer too long', facts: { host: hostOf(url), limitBytes } }));
      }
      chunks.push(chunk);
    }
  } catch (error) {
    return fail(toAppError(error, 'net.unreachable'));
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return ok(whole);
}
