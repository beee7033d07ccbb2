import { fail, ok, SECOND_MS } from '#core/base';
import type { AppError, CancelSignal, Result } from '#core/base';
import { parseWireCompanion, parseWireLetters } from '#core/wire';
import type { WireCompanion, WireLetter, WireSetLetter } from '#core/wire';
import type { HttpResponse } from '#ports';
import { errorOfStatus, parseJson } from '#sources/http';
import type { HttpClient } from '#sources/http';

/** How long the platform waits for a message before it answers that there is none. */
const WAIT_MS = 20 * SECOND_MS;
const HEAD_TIMEOUT_MS = WAIT_MS + 15 * SECOND_MS;
const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json' } as const;

/** A set's side of a session with a phone, by way of the platform; needs no sign-in. */
export class CompanionClient {
  private readonly client: HttpClient;
  private readonly base: string;

  constructor(client: HttpClient, platformUrl: string) {
    this.client = client;
    this.base = `${platformUrl.replace(/\/+$/, '')}/api/v1/companion`;
  }

  /** Begins a session: a code and a PIN to show. */
  async start(deviceName: string, signal: CancelSignal): Promise<Result<WireCompanion, AppError>> {
    const answer = await this.ask('POST', this.base, {}, { name: deviceName }, signal);
    return answer.ok ? parseWireCompanion(answer.value) : answer;
  }

  /** Another code for a session; `http.not-found` when it has ended. */
  async renew({ id, secret }: WireCompanion, signal: CancelSignal): Promise<Result<WireCompanion, AppError>> {
    const answer = await this.ask('POST', `${this.base}/${id}/code`, headersOf(secret), undefined, signal);
    return answer.ok ? parseWireCompanion(answer.value) : answer;
  }

  /** Waits for messages after number `after`, up to twenty seconds. `http.not-found` when the session has ended. */
  async letters({ id, secret }: WireCompanion, after: number, signal: CancelSignal): Promise<Result<readonly WireLetter[], AppError>> {
    const url = `${this.base}/${id}/letters?after=${String(after)}&wait=${String(WAIT_MS)}`;
    const answer = await this.ask('GET', url, headersOf(secret), undefined, signal);
    const parsed = answer.ok ? parseWireLetters(answer.value) : answer;
    return parsed.ok ? ok(parsed.value.letters) : parsed;
  }

  /** Tells the phone. */
  async tell({ id, secret }: WireCompanion, letters: readonly WireSetLetter[], signal: CancelSignal): Promise<Result<unknown, AppError>> {
    return this.ask('POST', `${this.base}/${id}/letters`, headersOf(secret), { letters }, signal);
  }

  /** Ends the session for both. */
  async end({ id, secret }: WireCompanion): Promise<void> {
    await this.client.read({ url: `${this.base}/${id}`, method: 'DELETE', headers: headersOf(secret) });
  }

  /** Opens the file a phone holds ready; whoever does not read to the end closes it. */
  file({ id, secret }: WireCompanion, file: string, signal: CancelSignal): Promise<Result<HttpResponse, AppError>> {
    return this.client.open({ url: `${this.base}/${id}/files/${encodeURIComponent(file)}`, headers: headersOf(secret), signal });
  }

  /** The answer's value, `null` for one without. */
  private async ask(method: 'GET' | 'POST', url: string, headers: Readonly<Record<string, string>>, body: unknown, signal: CancelSignal): Promise<Result<unknown, AppError>> {
    const sent = body === undefined ? { headers: { accept: 'application/json', ...headers } } : { headers: { ...JSON_HEADERS, ...headers }, body: JSON.stringify(body) };
    const answer = await this.client.read({ url, method, signal, headTimeoutMs: HEAD_TIMEOUT_MS, ...sent });
    if (!answer.ok) return answer;
    const { status } = answer.value;
    if (status === 204) return ok(null);
    return status >= 200 && status < 300 ? parseJson(answer.value, this.base) : fail(errorOfStatus(status, this.base));
  }
}

function headersOf(secret: string): Readonly<Record<string, string>> {
  return { 'x-hearth-companion': secret };
}
