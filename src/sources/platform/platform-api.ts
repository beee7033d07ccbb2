import { AppError, fail, isErrorCode, ok, SECOND_MS } from '#core/base';
import type { CancelSignal, Result } from '#core/base';
import { parseWireError } from '#core/wire';
import type { HttpRequest, HttpResponse } from '#ports';
import { errorOfStatus, parseJson } from '#sources/http';
import type { HttpClient, WholeAnswer } from '#sources/http';
import type { TokenSession } from './token-session';

/** The header that tells the platform who uses the set; empty: not known, and none is sent. */
export function profileHeader(profileId: string): Readonly<Record<string, string>> {
  return profileId === '' ? {} : { 'x-hearth-profile': profileId };
}

/** One call of `/api/v1`. */
export interface ApiCall {
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: CancelSignal;
  /** Until the answer's head; absent: ten seconds. */
  readonly headTimeoutMs?: number;
}

/** An answer of the platform; `value` is `null` for 204 and 304. */
export interface ApiAnswer {
  readonly status: number;
  readonly value: unknown;
  readonly etag: string;
}

const CALL_TIMEOUT_MS = 10 * SECOND_MS;

/** Calls `/api/v1` with a bearer token, renewing it once when it is refused. */
export class PlatformApi {
  private readonly client: HttpClient;
  private readonly tokens: TokenSession;
  private readonly language: () => string;
  /** The platform's address without slash at the end. */
  readonly base: string;

  /** `language`: what titles of rows are to be in, by its two letters; absent: the set's. */
  constructor(client: HttpClient, base: string, tokens: TokenSession, language: () => string = () => '') {
    this.client = client;
    this.base = base.replace(/\/+$/, '');
    this.tokens = tokens;
    this.language = language;
  }

  /** Calls. Failures carry the code the platform named, else the one of the status. */
  async call(call: ApiCall): Promise<Result<ApiAnswer, AppError>> {
    const answer = await this.authorised((token) => this.client.read(this.request(call, token)));
    return answer.ok ? this.judge(call, answer.value) : answer;
  }

  /**
   * Calls for an answer that is read while it arrives: 2xx or 304, anything else fails as with {@link call}. Whoever does not read
   * to the end closes it.
   */
  async open(call: ApiCall): Promise<Result<HttpResponse, AppError>> {
    const answer = await this.authorised((token) => this.client.openAny(this.request(call, token)), (refused) => {
      refused.close();
    });
    if (!answer.ok) return answer;
    const response = answer.value;
    const { status } = response;
    if ((status >= 200 && status < 300) || status === 304) return answer;
    const whole = await this.client.readRest(response);
    if (!whole.ok) return whole;
    const judged = this.judge(call, whole.value);
    return judged.ok ? fail(errorOfStatus(status, this.base)) : judged;
  }

  /** Calls and hands the answer to a parse function. */
  async get<T>(path: string, parse: (value: unknown) => Result<T, AppError>, signal?: CancelSignal): Promise<Result<T, AppError>> {
    const answer = await this.call(signal === undefined ? { path } : { path, signal });
    return answer.ok ? parse(answer.value.value) : answer;
  }

  /** An address of an answer made absolute; the platform may answer relative ones. */
  absolute(address: string): string {
    if (address === '' || /^[a-z][a-z0-9+.-]*:/i.test(address)) return address;
    // As in the platform's snapshots.
    if (address.slice(0, 2) === '//') return `https:${address}`;
    return address.charAt(0) === '/' ? this.base + address : `${this.base}/${address}`;
  }

  /** Asks with a token, and once more with a new one when it is refused. */
  private async authorised<T extends { readonly status: number }>(
    ask: (token: string) => Promise<Result<T, AppError>>,
    drop: (refused: T) => void = () => undefined,
  ): Promise<Result<T, AppError>> {
    const token = await this.tokens.access();
    if (!token.ok) return token;
    const first = await ask(token.value);
    if (!first.ok || first.value.status !== 401) return first;
    drop(first.value);
    const renewed = await this.tokens.renewAfter(token.value);
    return renewed.ok ? ask(renewed.value) : renewed;
  }

  private request(call: ApiCall, token: string): HttpRequest {
    const hasBody = call.body !== undefined;
    const language = this.language();
    return {
      url: `${this.base}/api/v1${call.path}`,
      method: call.method ?? 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        ...(language === '' ? {} : { 'accept-language': language }),
        ...(hasBody ? { 'content-type': 'application/json' } : {}),
        ...call.headers,
      },
      headTimeoutMs: call.headTimeoutMs ?? CALL_TIMEOUT_MS,
      ...(hasBody ? { body: JSON.stringify(call.body) } : {}),
      ...(call.signal === undefined ? {} : { signal: call.signal }),
    };
  }

  private judge(call: ApiCall, answer: WholeAnswer): Result<ApiAnswer, AppError> {
    const { status } = answer;
    const etag = answer.header('etag') ?? '';
    if (status === 204 || status === 304) return ok({ status, value: null, etag });
    const json = parseJson(answer, this.base);
    if (status >= 200 && status < 300) return json.ok ? ok({ status, value: json.value, etag }) : json;
    const named = json.ok ? parseWireError(json.value) : json;
    if (named.ok && isErrorCode(named.value.error.code)) {
      const { opens } = named.value.error;
      return fail(
        new AppError(named.value.error.code, {
          message: named.value.error.message,
          // What would open what was refused, for whoever tells of it.
          facts: { status, path: call.path.split('?')[0] ?? '', ...(opens === undefined ? {} : { plans: opens.planIds.join(','), offers: opens.offerIds.join(',') }) },
        }),
      );
    }
    return fail(errorOfStatus(status, this.base));
  }
}
