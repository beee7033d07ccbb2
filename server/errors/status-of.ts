import type { ErrorCode } from '#core/base';

const STATUS: Readonly<Partial<Record<ErrorCode, number>>> = {
  'http.unauthorized': 401,
  'http.forbidden': 403,
  'http.not-found': 404,
  'http.rate-limited': 429,
  'http.server': 500,
  // Of the relay: its own refusals, and what lies behind it.
  'net.relay-off': 403,
  'net.relay-limit': 429,
  'net.relay-refused': 403,
  'net.tunnel-down': 502,
  'net.tunnel-refused': 502,
  'net.unreachable': 502,
  'net.timeout': 504,
  'source.bad-address': 400,
  'source.login-refused': 401,
  'source.expired': 403,
  'source.disabled': 403,
  'source.connection-limit': 403,
  'source.unsupported': 422,
  'source.malformed': 422,
  'auth.code-expired': 410,
  'auth.code-denied': 403,
  'auth.session-ended': 401,
  'auth.bad-credentials': 401,
  'auth.account-suspended': 403,
  'rights.age': 403,
  'parental.locked': 403,
  'recording.quota': 409,
  'rights.not-now': 403,
  'rights.no-longer': 403,
  'rights.country': 403,
  'rights.devices': 403,
  'rights.plan-over': 403,
  'rights.not-in-plan': 403,
  'rights.rent-first': 403,
  'rights.rental-over': 403,
  'shop.coupon': 400,
  'shop.sold-out': 409,
  'media.replaced': 403,
  'media.drm': 502,
  'media.drm-refused': 403,
  'media.drm-unsupported': 422,
  'media.not-found': 404,
  'media.refused': 403,
  'media.unsupported': 422,
  'media.limit': 403,
  'storage.full': 507,
  // A store that is away comes back: whoever asks again is answered.
  'storage.broken': 503,
  'input.invalid': 400,
};

/** The HTTP status an error of the platform is answered with; 500 for codes that never leave a server by themselves. */
export function statusOf(code: ErrorCode): number {
  return STATUS[code] ?? 500;
}
