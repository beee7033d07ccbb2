import { AppError } from '../base';
import { deriveDevice, isSameDevice, NO_DEVICE } from './device-identity';
import type { DeviceIdentity } from './device-identity';
import { asksForDevice } from './portal-profile';
import type { PortalGreeting, PortalProfile } from './portal-profile';

/** What is kept of a portal between starts, so that the box is always the same one. The token is secret. */
export interface PortalMemory {
  /** Where the portal answers; empty before it was found. */
  readonly endpoint: string;
  readonly token: string;
  /** `null`: not settled yet. Once settled it never changes. */
  readonly device: DeviceIdentity | null;
  readonly watchdogMs: number;
}

/** What the machine works with; does not change. */
export interface PortalPlan {
  /** Where a portal may answer, in the order to try; at least one. */
  readonly endpoints: readonly string[];
  readonly mac: string;
  /** Whether a name and a password are at hand. */
  readonly hasLogin: boolean;
}

/** What every state knows. */
interface Known {
  readonly endpoint: string;
  readonly token: string;
  readonly device: DeviceIdentity;
  /** Settled in an earlier session, or by this one. */
  readonly isDeviceSettled: boolean;
  readonly watchdogMs: number;
}

/** Where a session has got to. */
export type PortalState = Known &
  (
    | { readonly kind: 'closed' }
    /** Looks for the endpoint: `queue` is still to be tried, `worst` the most telling of the answers so far; `learned` was good before. */
    | { readonly kind: 'greeting'; readonly queue: readonly string[]; readonly worst: AppError | null; readonly learned: string }
    | { readonly kind: 'profiling'; readonly greeting: PortalGreeting; readonly isSecondStep: boolean }
    | { readonly kind: 'signing-in'; readonly greeting: PortalGreeting }
    /** `profile` `null`: taken up from an earlier session. `isProven`: a call was answered since the token was got. */
    | { readonly kind: 'ready'; readonly profile: PortalProfile | null; readonly isProven: boolean }
    | { readonly kind: 'failed'; readonly error: AppError }
  );

/** What can happen. */
export type PortalEvent =
  /** A session is wanted; an open one is greeted anew. */
  | { readonly type: 'open' }
  | { readonly type: 'greeted'; readonly greeting: PortalGreeting }
  /** Something answered at the endpoint, but no portal. */
  | { readonly type: 'no-portal'; readonly error: AppError }
  | { readonly type: 'profiled'; readonly profile: PortalProfile }
  | { readonly type: 'signed-in'; readonly isAccepted: boolean; readonly message: string }
  /** A call was refused; `token` is the one it was made with. */
  | { readonly type: 'refused'; readonly token: string; readonly message: string }
  /** The portal knows who asks and says no. */
  | { readonly type: 'denied'; readonly message: string }
  /** A call was answered. */
  | { readonly type: 'served' }
  /** No answer at all, or one that has nothing to do with the session. */
  | { readonly type: 'broke'; readonly error: AppError };

/** What has to be done; at most one call at a time. */
export type PortalCommand =
  | { readonly type: 'greet'; readonly endpoint: string; readonly token: string }
  | { readonly type: 'ask-profile'; readonly greeting: PortalGreeting; readonly device: DeviceIdentity; readonly isSecondStep: boolean }
  | { readonly type: 'sign-in'; readonly device: DeviceIdentity }
  /** To be kept for the next start. */
  | { readonly type: 'keep'; readonly memory: PortalMemory };

/** A state with what has to be done. */
export interface PortalStep {
  readonly state: PortalState;
  readonly commands: readonly PortalCommand[];
}

const WATCHDOG_MS = 120_000;

/** Where a session begins: with the token of an earlier one it goes on at once, and finds out by being refused that it is over. */
export function beginPortalSession(memory: PortalMemory | null): PortalState {
  const known: Known = {
    endpoint: memory?.endpoint ?? '',
    token: memory?.token ?? '',
    device: memory?.device ?? NO_DEVICE,
    isDeviceSettled: memory !== null && memory.device !== null,
    watchdogMs: memory?.watchdogMs ?? WATCHDOG_MS,
  };
  const canGoOn = known.endpoint !== '' && known.token !== '' && known.isDeviceSettled;
  return canGoOn ? { ...known, kind: 'ready', profile: null, isProven: false } : { ...known, kind: 'closed' };
}

function known({ endpoint, token, device, isDeviceSettled, watchdogMs }: PortalState): Known {
  return { endpoint, token, device, isDeviceSettled, watchdogMs };
}

function failed(state: PortalState, error: AppError): PortalStep {
  // What was only tried is not settled, and a token nobody refused may still be good.
  const device = state.isDeviceSettled ? state.device : NO_DEVICE;
  const token = error.canRetry || error.code === 'net.cancelled' ? state.token : '';
  return { state: { ...known(state), token, device, kind: 'failed', error }, commands: [] };
}

function refusal(code: 'source.mac-refused' | 'source.disabled' | 'source.device-conflict' | 'source.login-refused', message: string): AppError {
  return new AppError(code, { facts: message === '' ? {} : { message } });
}

function greet(plan: PortalPlan, state: PortalState, token: string): PortalStep {
  const others = plan.endpoints.filter((endpoint) => endpoint !== state.endpoint);
  const [endpoint = '', ...queue] = state.endpoint === '' ? others : [state.endpoint, ...others];
  return {
    state: { ...known(state), endpoint, token, kind: 'greeting', queue, worst: null, learned: state.endpoint },
    commands: [{ type: 'greet', endpoint, token }],
  };
}

function askProfile(state: PortalState, greeting: PortalGreeting, isSecondStep: boolean): PortalStep {
  return {
    state: { ...known(state), token: greeting.token, kind: 'profiling', greeting, isSecondStep },
    commands: [{ type: 'ask-profile', greeting, device: state.device, isSecondStep }],
  };
}

/** How much an answer tells: a portal that said no, a server in trouble, anything else. */
function weight(error: AppError | null): number {
  if (error === null) return 0;
  if (error.code === 'source.mac-refused' || error.code === 'source.disabled') return 3;
  return error.canRetry ? 2 : 1;
}

/** The next address is tried; when there is none, the most telling answer counts. */
function tryNext(state: Extract<PortalState, { kind: 'greeting' }>, error: AppError): PortalStep {
  const worst = weight(error) > weight(state.worst) ? error : (state.worst ?? error);
  const [endpoint, ...queue] = state.queue;
  if (endpoint !== undefined) {
    // The token belongs to the endpoint that gave it.
    return { state: { ...state, endpoint, token: '', queue, worst }, commands: [{ type: 'greet', endpoint, token: '' }] };
  }
  const isTelling = weight(worst) > 1;
  const verdict = isTelling ? worst : new AppError('source.not-portal', { facts: { ...worst.facts, was: worst.code }, cause: worst });
  return failed({ ...state, endpoint: state.learned }, verdict);
}

/** Without a word on device numbers the portal lets in or not; with one, the box is tried once with numbers of its own. */
function onProfile(plan: PortalPlan, state: Extract<PortalState, { kind: 'profiling' }>, profile: PortalProfile): PortalStep {
  const { standing, message } = profile;
  if (standing === 'login') {
    if (state.isSecondStep || !plan.hasLogin) return failed(state, refusal('source.login-refused', message));
    return { state: { ...known(state), kind: 'signing-in', greeting: state.greeting }, commands: [{ type: 'sign-in', device: state.device }] };
  }
  if (standing === 'ready') {
    const { watchdogMs } = profile;
    const { endpoint, token, device } = state;
    return {
      state: { ...known(state), isDeviceSettled: true, watchdogMs, kind: 'ready', profile, isProven: false },
      commands: [{ type: 'keep', memory: { endpoint, token, device, watchdogMs } }],
    };
  }
  if (!state.isDeviceSettled && isSameDevice(state.device, NO_DEVICE) && asksForDevice(profile)) {
    return greet(plan, { ...state, device: deriveDevice(plan.mac) }, state.token);
  }
  if (standing === 'conflict') return failed(state, refusal('source.device-conflict', message));
  return failed(state, refusal(standing === 'blocked' ? 'source.disabled' : 'source.mac-refused', message));
}

function onRefused(plan: PortalPlan, state: PortalState, event: Extract<PortalEvent, { type: 'refused' }>): PortalStep {
  if (state.kind === 'ready') {
    // Somebody else has renewed the session while this call was on its way.
    if (event.token !== state.token) return { state, commands: [] };
    // A token that was refused as soon as it was got would be refused for ever.
    if (state.profile !== null && !state.isProven) return failed(state, refusal('source.mac-refused', event.message));
    return greet(plan, state, '');
  }
  if (state.kind === 'signing-in') return failed(state, refusal('source.login-refused', event.message));
  if (state.kind === 'greeting') return tryNext(state, refusal('source.mac-refused', event.message));
  return state.kind === 'profiling' ? failed(state, refusal('source.mac-refused', event.message)) : { state, commands: [] };
}

/**
 * One step of a portal's session: pure and total. Endpoint → handshake → profile → (name and password → profile again) → ready; a token
 * that has run out is replaced silently, once until a call has been answered again. Source: protocols.md 2.5.
 */
export function stepPortalSession(plan: PortalPlan, state: PortalState, event: PortalEvent): PortalStep {
  switch (event.type) {
    case 'open':
      return greet(plan, state, state.token);
    case 'greeted':
      return state.kind === 'greeting' ? askProfile(state, event.greeting, false) : { state, commands: [] };
    case 'no-portal':
      return state.kind === 'greeting' ? tryNext(state, event.error) : failed(state, event.error);
    case 'profiled':
      return state.kind === 'profiling' ? onProfile(plan, state, event.profile) : { state, commands: [] };
    case 'signed-in':
      if (state.kind !== 'signing-in') return { state, commands: [] };
      return event.isAccepted ? askProfile(state, state.greeting, true) : failed(state, refusal('source.login-refused', event.message));
    case 'refused':
      return onRefused(plan, state, event);
    case 'denied':
      // While it is open the portal may deny one thing and not the next.
      if (state.kind === 'greeting') return tryNext(state, refusal('source.disabled', event.message));
      return state.kind === 'ready' ? { state, commands: [] } : failed(state, refusal('source.disabled', event.message));
    case 'served':
      return state.kind === 'ready' && !state.isProven ? { state: { ...state, isProven: true }, commands: [] } : { state, commands: [] };
    case 'broke':
      return failed(state, event.error);
  }
}
