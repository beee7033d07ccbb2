import type { AppError, Result } from '../base';
import type { Fields } from './fields';
import { asFields, isTrue, listOf, numberOf, oneOf, parseObject, rowsOf, textOf, textsOf } from './fields';
import type { WireAccount, WireDeviceAuthorization, WireError, WireHello, WireOauthError, WirePinAnswer, WireProfile, WireToken } from './wire';

/** Judges `GET /api/v1/hello`. Anything that does not call itself hearth is malformed. */
export function parseWireHello(value: unknown): Result<WireHello, AppError> {
  return parseObject(value, 'hello', (fields) =>
    fields['product'] !== 'hearth'
      ? null
      : {
          product: 'hearth',
          name: textOf(fields, 'name'),
          version: textOf(fields, 'version'),
          minAppVersion: textOf(fields, 'minAppVersion'),
          message: textOf(fields, 'message'),
          timeMs: numberOf(fields, 'timeMs', 0),
          activationUrl: textOf(fields, 'activationUrl'),
        },
  );
}

/** Judges an RFC 8628 section 3.2 answer. An absent interval is 5 s, as the RFC says. */
export function parseWireDeviceAuthorization(value: unknown): Result<WireDeviceAuthorization, AppError> {
  return parseObject(value, 'device authorization', (fields) => {
    const deviceCode = textOf(fields, 'device_code');
    const userCode = textOf(fields, 'user_code');
    const uri = textOf(fields, 'verification_uri');
    const expiresIn = numberOf(fields, 'expires_in', 0);
    if (deviceCode === '' || userCode === '' || uri === '' || expiresIn <= 0) return null;
    const complete = textOf(fields, 'verification_uri_complete');
    return {
      device_code: deviceCode,
      user_code: userCode,
      verification_uri: uri,
      verification_uri_complete: complete === '' ? uri : complete,
      expires_in: expiresIn,
      interval: Math.max(1, numberOf(fields, 'interval', 5)),
    };
  });
}

/** Judges a token answer. */
export function parseWireToken(value: unknown): Result<WireToken, AppError> {
  return parseObject(value, 'token', (fields) => {
    const access = textOf(fields, 'access_token');
    const refresh = textOf(fields, 'refresh_token');
    if (access === '' || refresh === '') return null;
    return {
      access_token: access,
      token_type: 'Bearer',
      expires_in: Math.max(1, numberOf(fields, 'expires_in', 300)),
      refresh_token: refresh,
    };
  });
}

const OAUTH_ERRORS = [
  'authorization_pending',
  'slow_down',
  'access_denied',
  'expired_token',
  'invalid_grant',
  'invalid_request',
  'unsupported_grant_type',
  'invalid_client',
] as const;

/** Judges an OAuth error body. */
export function parseWireOauthError(value: unknown): Result<WireOauthError, AppError> {
  return parseObject(value, 'oauth error', (fields) => {
    const error = oneOf(fields['error'], OAUTH_ERRORS);
    return error === null ? null : { error, error_description: textOf(fields, 'error_description') };
  });
}

/** Judges an error body of `/api/v1`. */
export function parseWireError(value: unknown): Result<WireError, AppError> {
  return parseObject(value, 'error', (fields) => {
    const error = asFields(fields['error']);
    const code = error === null ? '' : textOf(error, 'code');
    if (error === null || code === '') return null;
    const opens = asFields(error['opens']);
    const named = opens === null ? {} : { opens: { planIds: textsOf(opens, 'planIds'), offerIds: textsOf(opens, 'offerIds') } };
    return { error: { code, message: textOf(error, 'message'), ...named } };
  });
}

function profile(fields: Fields): WireProfile | null {
  const id = textOf(fields, 'id');
  if (id === '') return null;
  return {
    id,
    name: textOf(fields, 'name'),
    avatar: textOf(fields, 'avatar'),
    isKids: isTrue(fields, 'isKids'),
    maxAge: numberOf(fields, 'maxAge', -1),
    hasPin: isTrue(fields, 'hasPin'),
    language: textOf(fields, 'language'),
  };
}

/** Judges `GET /api/v1/me`. An account without any profile is malformed: nobody could watch. */
export function parseWireAccount(value: unknown): Result<WireAccount, AppError> {
  return parseObject(value, 'account', (fields) => {
    const id = textOf(fields, 'id');
    const status = oneOf(fields['status'], ['active', 'expired', 'suspended'] as const);
    const profiles = rowsOf(listOf(fields, 'profiles'), profile);
    if (id === '' || status === null || profiles.length === 0) return null;
    return {
      id,
      name: textOf(fields, 'name'),
      status,
      expiresAtMs: numberOf(fields, 'expiresAtMs', 0),
      maxConnections: numberOf(fields, 'maxConnections', 0),
      hasPin: isTrue(fields, 'hasPin'),
      hasShop: isTrue(fields, 'hasShop'),
      profiles,
    };
  });
}

/** Judges the answer to a PIN. */
export function parseWirePinAnswer(value: unknown): Result<WirePinAnswer, AppError> {
  return parseObject(value, 'pin answer', (fields): WirePinAnswer | null => {
    switch (fields['kind']) {
      case 'right':
        return { kind: 'right', grant: textOf(fields, 'grant') };
      case 'wrong':
        return { kind: 'wrong', triesLeft: Math.max(1, numberOf(fields, 'triesLeft', 1)) };
      case 'locked':
        return { kind: 'locked', waitMs: Math.max(1, numberOf(fields, 'waitMs', 60_000)) };
      default:
        return null;
    }
  });
}
