import { AppError, fail, ok, SECOND_MS } from '#core/base';
import type { CancelSignal, Result } from '#core/base';
import { formatQuery } from '#core/account';
import type { DeviceGrant, PollOutcome } from '#core/account';
import { parseWireDeviceAuthorization, parseWireHello, parseWireOauthError, parseWireToken } from '#core/wire';
import type { WireHello, WireOauthError, WireToken } from '#core/wire';
import { errorOfStatus, parseJson } from '#sources/http';
import type { HttpClient } from '#sources/http';

/** This app as the platform knows it. */
export const CLIENT_ID = 'hearth-tv';
const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const FORM = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' } as const;
/** A poll must not outlive several intervals. */
const POLL_TIMEOUT_MS = 15 * SECOND_MS;

/** The parts of the platform that need no sign-in. */
export class OauthClient {
  private readonly client: HttpClient;
  /** The platform's address without slash at the end. */
  readonly base: string;

  constructor(client: HttpClient, base: string) {
    this.client = client;
    this.base = base.replace(/\/+$/, '');
  }

  /** Who is there. A page or anything that is not a hearth platform fails. */
  async hello(signal?: CancelSignal): Promise<Result<WireHello, AppError>> {
    const url = `${this.base}/api/v1/hello`;
    const answer = await this.client.json(signal === undefined ? { url } : { url, signal });
    return answer.ok ? parseWireHello(answer.value.value) : answer;
  }

  /** Asks for a code to show. */
  async requestCode(deviceName: string, signal?: CancelSignal): Promise<Result<DeviceGrant, AppError>> {
    const answer = await this.post('/oauth/device_authorization', { client_id: CLIENT_ID, device_name: deviceName }, signal);
    if (!answer.ok) return answer;
    if (answer.value.refusal !== null) return fail(new AppError('http.unexpected', { facts: { error: answer.value.refusal.error } }));
    const parsed = parseWireDeviceAuthorization(answer.value.value);
    if (!parsed.ok) return parsed;
    const wire = parsed.value;
    return ok({
      deviceCode: wire.device_code,
      userCode: wire.user_code,
      shortUrl: wire.verification_uri.replace(/^https?:\/\//, ''),
      qrUrl: wire.verification_uri_complete,
      lifetimeMs: wire.expires_in * SECOND_MS,
      intervalMs: wire.interval * SECOND_MS,
    });
  }

  /** Asks whether the phone has confirmed. */
  async poll(deviceCode: string, signal?: CancelSignal): Promise<PollOutcome<WireToken>> {
    const answer = await this.post('/oauth/token', { grant_type: DEVICE_GRANT, device_code: deviceCode, client_id: CLIENT_ID }, signal);
    if (!answer.ok) return { kind: 'error', error: answer.error };
    const { refusal, value } = answer.value;
    if (refusal === null) {
      const token = parseWireToken(value);
      return token.ok ? { kind: 'token', token: token.value } : { kind: 'error', error: token.error };
    }
    switch (refusal.error) {
      case 'authorization_pending':
        return { kind: 'pending' };
      case 'slow_down':
        return { kind: 'slow-down' };
      case 'access_denied':
        return { kind: 'denied' };
      case 'expired_token':
      case 'invalid_grant':
        return { kind: 'expired' };
      default:
        return { kind: 'error', error: new AppError('http.unexpected', { facts: { error: refusal.error } }) };
    }
  }

  /** Signs in with name and password. `auth.bad-credentials` when they are not accepted. */
  signIn(username: string, password: string): Promise<Result<WireToken, AppError>> {
    return this.token({ grant_type: 'password', username, password, client_id: CLIENT_ID }, 'auth.bad-credentials');
  }

  /** Exchanges a refresh token. `auth.session-ended` when it is no longer good. */
  refresh(refreshToken: string): Promise<Result<WireToken, AppError>> {
    return this.token({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: CLIENT_ID }, 'auth.session-ended');
  }

  /** Ends a sign-in (RFC 7009) by its access token. Whoever cannot reach the platform is signed out here all the same. */
  async revoke(accessToken: string): Promise<Result<void, AppError>> {
    const answer = await this.post('/oauth/revoke', { token: accessToken, client_id: CLIENT_ID });
    return answer.ok ? ok(undefined) : answer;
  }

  private async token(
    form: Readonly<Record<string, string>>,
    refused: 'auth.bad-credentials' | 'auth.session-ended',
  ): Promise<Result<WireToken, AppError>> {
    const answer = await this.post('/oauth/token', form);
    if (!answer.ok) return answer;
    const { refusal, value } = answer.value;
    if (refusal === null) return parseWireToken(value);
    const isRefused = refusal.error === 'invalid_grant' || refusal.error === 'access_denied';
    return fail(new AppError(isRefused ? refused : 'http.unexpected', { facts: { error: refusal.error } }));
  }

  /** Posts a form; OAuth refusals are answers here, other statuses fail. */
  private async post(
    path: string,
    form: Readonly<Record<string, string>>,
    signal?: CancelSignal,
  ): Promise<Result<{ readonly value: unknown; readonly refusal: WireOauthError | null }, AppError>> {
    const url = this.base + path;
    const request = { url, method: 'POST', headers: FORM, body: formatQuery(form), headTimeoutMs: POLL_TIMEOUT_MS } as const;
    const answer = await this.client.read(signal === undefined ? request : { ...request, signal });
    if (!answer.ok) return answer;
    const { status } = answer.value;
    const json = parseJson(answer.value, url);
    if (status >= 200 && status < 300) return json.ok ? ok({ value: json.value, refusal: null }) : json;
    const refusal = json.ok ? parseWireOauthError(json.value) : json;
    return refusal.ok ? ok({ value: null, refusal: refusal.value }) : fail(errorOfStatus(status, url));
  }
}
