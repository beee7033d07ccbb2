/** How bad an error is for the person in front of the screen. */
export type Severity = 'notice' | 'recoverable' | 'fatal';

/**
 * Every error the product can name. One registry for the television and the platform: the code is what logs, tests and
 * support speak about; the text a person reads lives in the language files under `error.<code>`.
 *
 * `label` is the short code shown in small print (design: "Errors carry a code in small print, never as the headline").
 * `retry` says whether doing the same again later may help by itself.
 */
export const ERRORS = {
  'net.offline': { label: 'HRT-1001', severity: 'recoverable', retry: true },
  'net.timeout': { label: 'HRT-1002', severity: 'recoverable', retry: true },
  'net.unreachable': { label: 'HRT-1003', severity: 'recoverable', retry: true },
  'net.cancelled': { label: 'HRT-1004', severity: 'notice', retry: false },
  'net.tunnel-down': { label: 'HRT-1005', severity: 'recoverable', retry: true },
  'net.tunnel-refused': { label: 'HRT-1006', severity: 'recoverable', retry: false },
  'net.relay-off': { label: 'HRT-1007', severity: 'recoverable', retry: false },
  'net.relay-limit': { label: 'HRT-1008', severity: 'recoverable', retry: true },
  'net.relay-refused': { label: 'HRT-1009', severity: 'recoverable', retry: false },
  'http.unauthorized': { label: 'HRT-1101', severity: 'recoverable', retry: false },
  'http.forbidden': { label: 'HRT-1102', severity: 'recoverable', retry: false },
  'http.not-found': { label: 'HRT-1103', severity: 'recoverable', retry: false },
  'http.rate-limited': { label: 'HRT-1104', severity: 'recoverable', retry: true },
  'http.server': { label: 'HRT-1105', severity: 'recoverable', retry: true },
  'http.unexpected': { label: 'HRT-1106', severity: 'recoverable', retry: true },
  'source.bad-address': { label: 'HRT-1201', severity: 'recoverable', retry: false },
  'source.not-json': { label: 'HRT-1202', severity: 'recoverable', retry: false },
  'source.html-answer': { label: 'HRT-1203', severity: 'recoverable', retry: false },
  'source.not-playlist': { label: 'HRT-1204', severity: 'recoverable', retry: false },
  'source.empty': { label: 'HRT-1205', severity: 'recoverable', retry: false },
  'source.login-refused': { label: 'HRT-1206', severity: 'recoverable', retry: false },
  'source.expired': { label: 'HRT-1207', severity: 'recoverable', retry: false },
  'source.disabled': { label: 'HRT-1208', severity: 'recoverable', retry: false },
  'source.connection-limit': { label: 'HRT-1209', severity: 'recoverable', retry: false },
  'source.malformed': { label: 'HRT-1210', severity: 'recoverable', retry: false },
  'source.unsupported': { label: 'HRT-1211', severity: 'recoverable', retry: false },
  'source.bad-mac': { label: 'HRT-1212', severity: 'recoverable', retry: false },
  'source.not-portal': { label: 'HRT-1213', severity: 'recoverable', retry: false },
  'source.mac-refused': { label: 'HRT-1214', severity: 'recoverable', retry: false },
  'source.device-conflict': { label: 'HRT-1215', severity: 'recoverable', retry: false },
  'auth.code-expired': { label: 'HRT-1301', severity: 'notice', retry: true },
  'auth.code-denied': { label: 'HRT-1302', severity: 'recoverable', retry: false },
  'auth.session-ended': { label: 'HRT-1303', severity: 'recoverable', retry: false },
  'auth.bad-credentials': { label: 'HRT-1304', severity: 'recoverable', retry: false },
  'auth.account-suspended': { label: 'HRT-1305', severity: 'recoverable', retry: false },
  'rights.age': { label: 'HRT-1401', severity: 'recoverable', retry: false },
  'rights.not-now': { label: 'HRT-1402', severity: 'recoverable', retry: false },
  'rights.no-longer': { label: 'HRT-1403', severity: 'recoverable', retry: false },
  'rights.country': { label: 'HRT-1404', severity: 'recoverable', retry: false },
  'rights.devices': { label: 'HRT-1405', severity: 'recoverable', retry: false },
  'rights.plan-over': { label: 'HRT-1406', severity: 'recoverable', retry: false },
  'rights.not-in-plan': { label: 'HRT-1407', severity: 'recoverable', retry: false },
  'rights.rent-first': { label: 'HRT-1408', severity: 'recoverable', retry: false },
  'rights.rental-over': { label: 'HRT-1409', severity: 'recoverable', retry: false },
  'shop.coupon': { label: 'HRT-1451', severity: 'recoverable', retry: false },
  'shop.sold-out': { label: 'HRT-1452', severity: 'recoverable', retry: false },
  'recording.quota': { label: 'HRT-1601', severity: 'notice', retry: false },
  'parental.locked': { label: 'HRT-1501', severity: 'notice', retry: false },
  'media.unreachable': { label: 'HRT-2101', severity: 'recoverable', retry: true },
  'media.refused': { label: 'HRT-2102', severity: 'recoverable', retry: false },
  'media.not-found': { label: 'HRT-2103', severity: 'recoverable', retry: false },
  'media.stalled': { label: 'HRT-2104', severity: 'recoverable', retry: true },
  'media.unsupported': { label: 'HRT-2105', severity: 'recoverable', retry: false },
  'media.decode': { label: 'HRT-2106', severity: 'recoverable', retry: true },
  'media.drm': { label: 'HRT-2107', severity: 'recoverable', retry: false },
  'media.busy': { label: 'HRT-2108', severity: 'recoverable', retry: true },
  'media.state': { label: 'HRT-2109', severity: 'recoverable', retry: true },
  'media.limit': { label: 'HRT-2110', severity: 'recoverable', retry: false },
  'media.notice': { label: 'HRT-2111', severity: 'recoverable', retry: true },
  'media.page': { label: 'HRT-2112', severity: 'recoverable', retry: true },
  'media.replaced': { label: 'HRT-2113', severity: 'recoverable', retry: false },
  'media.drm-refused': { label: 'HRT-2114', severity: 'recoverable', retry: false },
  'media.drm-unsupported': { label: 'HRT-2115', severity: 'recoverable', retry: false },
  'storage.full': { label: 'HRT-3001', severity: 'recoverable', retry: false },
  'storage.broken': { label: 'HRT-3002', severity: 'recoverable', retry: true },
  'backup.foreign': { label: 'HRT-3101', severity: 'recoverable', retry: false },
  'backup.damaged': { label: 'HRT-3102', severity: 'recoverable', retry: false },
  'backup.too-new': { label: 'HRT-3103', severity: 'recoverable', retry: false },
  'backup.too-old': { label: 'HRT-3104', severity: 'recoverable', retry: false },
  'backup.wrong-words': { label: 'HRT-3105', severity: 'recoverable', retry: false },
  'input.invalid': { label: 'HRT-4001', severity: 'recoverable', retry: false },
  'internal.bug': { label: 'HRT-9001', severity: 'fatal', retry: false },
} as const satisfies Record<string, { label: string; severity: Severity; retry: boolean }>;

/** One of the registered error codes. */
export type ErrorCode = keyof typeof ERRORS;

/** Facts that help support and never hold a secret: an HTTP status, a native error id, a field name, a host. */
export type ErrorFacts = Readonly<Record<string, string | number | boolean>>;

/**
 * The product's only error class. `message` is for developers and logs; a person reads the language file's text for
 * `code`. Must never carry credentials: put hosts in `facts`, not whole URLs.
 */
export class AppError extends Error {
  /** The registered code. */
  readonly code: ErrorCode;
  /** Secret-free details. */
  readonly facts: ErrorFacts;
  /** What was thrown below, kept for logs. */
  override readonly cause: unknown;

  constructor(code: ErrorCode, options: { message?: string; facts?: ErrorFacts; cause?: unknown } = {}) {
    super(options.message ?? code);
    // ES5 output: Error's constructor returns its own object, so the prototype has to be put back by hand.
    Object.setPrototypeOf(this, AppError.prototype);
    this.name = 'AppError';
    this.code = code;
    this.facts = options.facts ?? {};
    this.cause = options.cause;
  }

  /** The short code for small print, for example `HRT-2104`. */
  get label(): string {
    return ERRORS[this.code].label;
  }

  /** Whether the same request may succeed later without anybody changing anything. */
  get canRetry(): boolean {
    return ERRORS[this.code].retry;
  }
}

/** Whether a text, as a platform says it, is a code of the registry. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.prototype.hasOwnProperty.call(ERRORS, code);
}

/** Returns `error` when it already is an {@link AppError}, else wraps it under `code` and keeps the cause. */
export function toAppError(error: unknown, code: ErrorCode = 'internal.bug'): AppError {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new AppError(code, { message, cause: error });
}
