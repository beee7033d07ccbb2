import { AppError, ERRORS, fail, ok, SECOND_MS } from '#core/base';
import type { CancelSignal, ErrorCode, Result } from '#core/base';
import { parseWireError } from '#core/wire';
import { errorOfStatus, parseJson } from '#sources/http';
import type { HttpClient, WholeAnswer } from '#sources/http';
import type { TokenSession } from './token-session';

/** One call of `/api/v1`. */
export interface ApiCall {
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'PUT';
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: CancelSignal;
}

/** An answer of the platform; `value` is `null` for 204 and 304. */
export interface ApiAnswer {
  readonly status: number;
  readonly value: unknown;
  readonly etag: string;
}

const CALL_TIMEOUT_MS = 10 * SECOND_MS;

function isErrorCode(code: string): code is ErrorCode {
  return Object.prototype.hasOwnProperty.call(ERRORS, code);
}

/** Calls `/api/v1` with a bearer token, renewing it once when it is refused. */
export class PlatformApi {
  private readonly client: HttpClient;
  private readonly tokens: TokenSession;
  /** The platform's address without slash at the end. */
  readonly base: string;

  constructor(client: HttpClient, base: string, tokens: TokenSession) {
    this.client = client;
    this.base = base.replace(/\/+$/, '');
    this.tokens = tokens;
  }

  /** Calls. Failures carry the code the platform named, else the one of the status. */
  async call(call: ApiCall): Promise<Result<ApiAnswer, AppError>> {
    const token = await this.tokens.access();
    if (!token.ok) return token;
    const first = await this.send(call, token.value);
    if (!first.ok || first.value.status !== 401) return first.ok ? this.judge(call, first.value) : first;
    const renewed = await this.tokens.renewAfter(token.value);
    if (!renewed.ok) return renewed;
    const second = await this.send(call, renewed.value);
    return second.ok ? this.judge(call, second.value) : second;
  }

  /** Calls and hands the answer to a parse function. */
  async get<T>(path: string, parse: (value: unknown) => Result<T, AppError>, signal?: CancelSignal): Promise<Result<T, AppError>> {
    const answer = await this.call(signal === undefined ? { path } : { path, signal });
    return answer.ok ? parse(answer.value.value) : answer;
  }

  /** An address of an answer made absolute; the platform may answer relative ones. */
  absolute(address: string): string {
    if (address === '' || /^[a-z][a-z0-9+.-]*:/i.test(address)) return address;
    return address.charAt(0) === '/' ? this.base + address : `${this.base}/${address}`;
  }

  private send(call: ApiCall, token: string): Promise<Result<WholeAnswer, AppError>> {
    const hasBody = call.body !== undefined;
    return this.client.read({
      url: `${this.base}/api/v1${call.path}`,
      method: call.method ?? 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        ...(hasBody ? { 'content-type': 'application/json' } : {}),
        ...call.headers,
      },
      headTimeoutMs: CALL_TIMEOUT_MS,
      ...(hasBody ? { body: JSON.stringify(call.body) } : {}),
      ...(call.signal === undefined ? {} : { signal: call.signal }),
    });
  }

  private judge(call: ApiCall, answer: WholeAnswer): Result<ApiAnswer, AppError> {
    const { status } = answer;
    const etag = answer.header('etag') ?? '';
    if (status === 204 || status === 304) return ok({ status, value: null, etag });
    const json = parseJson(answer, this.base);
    if (status >= 200 && status < 300) return json.ok ? ok({ status, value: json.value, etag }) : json;
    const named = json.ok ? parseWireError(json.value) : json;
    if (named.ok && isErrorCode(named.value.error.code)) {
      return fail(
        new AppError(named.value.error.code, {
          message: named.value.error.message,
          facts: { status, path: call.path.split('?')[0] ?? '' },
        }),
      );
    }
    return fail(errorOfStatus(status, this.base));
  }
}
