import { fail, ok } from '#core/base';
import type { AppError, Result } from '#core/base';
import { parseWireBox, parseWireLeftBox } from '#core/wire';
import type { WireBox, WireBoxPut, WireLeftBox } from '#core/wire';
import { errorOfStatus, parseJson } from '#sources/http';
import type { HttpClient } from '#sources/http';

/** An encrypted box is at most 2 MiB of letters. */
const LIMIT_BYTES = 3 * 1024 * 1024;
const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json' } as const;

/** What one set leaves on the platform for another; needs no sign-in. The platform gets ids and ciphertext, never a key. */
export class BoxClient {
  private readonly client: HttpClient;
  private readonly base: string;

  constructor(client: HttpClient, platformUrl: string) {
    this.client = client;
    this.base = `${platformUrl.replace(/\/+$/, '')}/api/v1/boxes`;
  }

  /** Leaves a box. Errors: `http.rate-limited`, `http.server` (no room), `net.*`. */
  async leave(box: WireBoxPut): Promise<Result<WireLeftBox, AppError>> {
    const answer = await this.client.read({ url: this.base, method: 'POST', headers: JSON_HEADERS, body: JSON.stringify(box) });
    if (!answer.ok) return answer;
    if (answer.value.status !== 201) return fail(errorOfStatus(answer.value.status, this.base));
    const value = parseJson(answer.value, this.base);
    return value.ok ? parseWireLeftBox(value.value) : value;
  }

  /** Fetches a box; `http.not-found` when there is none of that id, or none any more. */
  async fetch(id: string): Promise<Result<WireBox, AppError>> {
    const answer = await this.client.json({ url: `${this.base}/${id}`, headers: { accept: 'application/json' }, limitBytes: LIMIT_BYTES });
    return answer.ok ? parseWireBox(answer.value.value) : answer;
  }

  /** Has a box forgotten at once; one that is gone already is no failure. */
  async forget(id: string, word: string): Promise<Result<void, AppError>> {
    const answer = await this.client.read({ url: `${this.base}/${id}/forget`, method: 'POST', headers: JSON_HEADERS, body: JSON.stringify({ word }) });
    if (!answer.ok) return answer;
    const { status } = answer.value;
    return status === 204 || status === 404 ? ok(undefined) : fail(errorOfStatus(status, this.base));
  }
}
