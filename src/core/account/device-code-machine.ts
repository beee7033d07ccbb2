import { AppError, SECOND_MS } from '../base';

/** RFC 8628 section 3.5: `slow_down` adds this to the interval, for good. */
const SLOW_DOWN_MS = 5 * SECOND_MS;
/** Polls that get no answer back off up to this (section 3.5, "exponential backoff"). */
const MAX_BACKOFF_MS = 60 * SECOND_MS;
/** A code that could not be had is asked for again after this, so that the page heals by itself. */
export const CODE_RETRY_MS = 10 * SECOND_MS;

/** A code with its life, times in monotonic milliseconds. */
export interface DeviceGrant {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly shortUrl: string;
  readonly qrUrl: string;
  readonly lifetimeMs: number;
  readonly intervalMs: number;
}

/** Sign-in by phone. */
export type DeviceCodeState<Token> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'requesting' }
  | {
      readonly kind: 'waiting';
      readonly grant: DeviceGrant;
      readonly expiresAtMs: number;
      readonly intervalMs: number;
      readonly nextPollAtMs: number;
      readonly isPolling: boolean;
      /** Polls without an answer in a row. */
      readonly silences: number;
    }
  | { readonly kind: 'confirmed'; readonly token: Token }
  /** `retryAtMs` -1: only the viewer can go on. */
  | { readonly kind: 'failed'; readonly error: AppError; readonly retryAtMs: number };

/** What a poll brought. */
export type PollOutcome<Token> =
  | { readonly kind: 'pending' | 'slow-down' | 'denied' | 'expired' }
  | { readonly kind: 'token'; readonly token: Token }
  | { readonly kind: 'error'; readonly error: AppError };

/** What can happen; `nowMs` is monotonic. */
export type DeviceCodeEvent<Token> =
  | { readonly type: 'start' | 'renew' | 'stop' }
  | { readonly type: 'granted'; readonly grant: DeviceGrant; readonly nowMs: number }
  | { readonly type: 'refused'; readonly error: AppError; readonly nowMs: number }
  | { readonly type: 'polled'; readonly deviceCode: string; readonly outcome: PollOutcome<Token>; readonly nowMs: number }
  | { readonly type: 'tick'; readonly nowMs: number };

/** What the model carries out. */
export type DeviceCodeCommand<Token> =
  | { readonly type: 'request-code' }
  | { readonly type: 'poll'; readonly deviceCode: string }
  | { readonly type: 'accept'; readonly token: Token };

/** A state with what has to be done. */
export interface DeviceCodeStep<Token> {
  readonly state: DeviceCodeState<Token>;
  readonly commands: ReadonlyArray<DeviceCodeCommand<Token>>;
}

function stay<Token>(state: DeviceCodeState<Token>): DeviceCodeStep<Token> {
  return { state, commands: [] };
}

function request<Token>(): DeviceCodeStep<Token> {
  return { state: { kind: 'requesting' }, commands: [{ type: 'request-code' }] };
}

function onPolled<Token>(
  state: Extract<DeviceCodeState<Token>, { kind: 'waiting' }>,
  outcome: PollOutcome<Token>,
  nowMs: number,
): DeviceCodeStep<Token> {
  switch (outcome.kind) {
    case 'pending':
      return stay({ ...state, isPolling: false, silences: 0, nextPollAtMs: nowMs + state.intervalMs });
    case 'slow-down': {
      const intervalMs = state.intervalMs + SLOW_DOWN_MS;
      return stay({ ...state, isPolling: false, silences: 0, intervalMs, nextPollAtMs: nowMs + intervalMs });
    }
    case 'denied':
      return stay({ kind: 'failed', error: new AppError('auth.code-denied'), retryAtMs: -1 });
    case 'expired':
      return request();
    case 'token':
      return { state: { kind: 'confirmed', token: outcome.token }, commands: [{ type: 'accept', token: outcome.token }] };
    case 'error': {
      if (!outcome.error.canRetry) return stay({ kind: 'failed', error: outcome.error, retryAtMs: -1 });
      // The code stays on screen: the phone may be confirming while the set's network sleeps.
      const silences = state.silences + 1;
      const waitMs = Math.min(MAX_BACKOFF_MS, state.intervalMs * Math.pow(2, silences));
      return stay({ ...state, isPolling: false, silences, nextPollAtMs: nowMs + waitMs });
    }
  }
}

function onTick<Token>(state: DeviceCodeState<Token>, nowMs: number): DeviceCodeStep<Token> {
  if (state.kind === 'failed') return state.retryAtMs !== -1 && nowMs >= state.retryAtMs ? request() : stay(state);
  if (state.kind !== 'waiting') return stay(state);
  if (nowMs >= state.expiresAtMs) return request();
  if (state.isPolling || nowMs < state.nextPollAtMs) return stay(state);
  return { state: { ...state, isPolling: true }, commands: [{ type: 'poll', deviceCode: state.grant.deviceCode }] };
}

/** One step of sign-in by phone (RFC 8628). Pure; expired codes renew themselves, answers for an earlier code are not heard. */
export function stepDeviceCode<Token>(state: DeviceCodeState<Token>, event: DeviceCodeEvent<Token>): DeviceCodeStep<Token> {
  switch (event.type) {
    case 'start':
      return state.kind === 'idle' || state.kind === 'failed' ? request() : stay(state);
    case 'renew':
      return state.kind === 'idle' || state.kind === 'confirmed' || state.kind === 'requesting' ? stay(state) : request();
    case 'stop':
      return stay({ kind: 'idle' });
    case 'granted': {
      if (state.kind !== 'requesting') return stay(state);
      const { grant, nowMs } = event;
      const times = { expiresAtMs: nowMs + grant.lifetimeMs, nextPollAtMs: nowMs + grant.intervalMs };
      return stay({ kind: 'waiting', grant, ...times, intervalMs: grant.intervalMs, isPolling: false, silences: 0 });
    }
    case 'refused':
      if (state.kind !== 'requesting') return stay(state);
      return stay({ kind: 'failed', error: event.error, retryAtMs: event.error.canRetry ? event.nowMs + CODE_RETRY_MS : -1 });
    case 'polled':
      return state.kind === 'waiting' && state.grant.deviceCode === event.deviceCode
        ? onPolled(state, event.outcome, event.nowMs)
        : stay(state);
    case 'tick':
      return onTick(state, event.nowMs);
  }
}
