import { createCancelSource, SECOND_MS } from '#core/base';
import type { AppError, CancelSource, Disposer, Result } from '#core/base';
import { stepDeviceCode } from '#core/account';
import type { DeviceCodeCommand, DeviceCodeEvent, DeviceCodeState } from '#core/account';
import { computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { WireToken } from '#core/wire';
import type { ClockPort } from '#ports';
import type { OauthClient } from '#sources/platform';
import type { DeviceSignIn } from './session-model';

/** What sign-in by phone needs. */
export interface DeviceSignInDeps {
  readonly clock: ClockPort;
  readonly oauth: OauthClient;
  /** Names this set on the phone page. */
  deviceName(): string;
  /** Takes the tokens: reads the account and stores the sign-in. */
  accept(token: WireToken): Promise<Result<void, AppError>>;
}

/** Carries out the device-code machine: requests, polls, countdown. */
export class DeviceSignInRunner {
  readonly view: ReadonlySignal<DeviceSignIn>;
  readonly secondsLeft: ReadonlySignal<number>;
  private readonly deps: DeviceSignInDeps;
  private readonly state = signal<DeviceCodeState<WireToken>>({ kind: 'idle' });
  private readonly beatMs = signal(0);
  private requests: CancelSource = createCancelSource();
  private stopTicking: Disposer | null = null;

  constructor(deps: DeviceSignInDeps) {
    this.deps = deps;
    this.view = computed(() => this.makeView());
    this.secondsLeft = computed(() => {
      const state = this.state.value;
      return state.kind === 'waiting' ? Math.max(0, Math.ceil((state.expiresAtMs - this.beatMs.value) / SECOND_MS)) : 0;
    });
  }

  start(): void {
    this.dispatch({ type: 'start' });
  }

  renew(): void {
    this.dispatch({ type: 'renew' });
  }

  stop(): void {
    this.requests.cancel();
    this.requests = createCancelSource();
    this.dispatch({ type: 'stop' });
  }

  private dispatch(event: DeviceCodeEvent<WireToken>): void {
    const step = stepDeviceCode(this.state.peek(), event);
    this.state.value = step.state;
    this.beatMs.value = this.deps.clock.monotonicMs();
    this.keepTicking(step.state.kind === 'waiting' || step.state.kind === 'failed');
    for (const command of step.commands) void this.execute(command);
  }

  private async execute(command: DeviceCodeCommand<WireToken>): Promise<void> {
    const { clock, oauth } = this.deps;
    const { signal: requestSignal } = this.requests;
    if (command.type === 'request-code') {
      const grant = await oauth.requestCode(this.deps.deviceName(), requestSignal);
      if (requestSignal.isCancelled) return;
      const nowMs = clock.monotonicMs();
      this.dispatch(grant.ok ? { type: 'granted', grant: grant.value, nowMs } : { type: 'refused', error: grant.error, nowMs });
    } else if (command.type === 'poll') {
      const outcome = await oauth.poll(command.deviceCode, requestSignal);
      if (requestSignal.isCancelled) return;
      this.dispatch({ type: 'polled', deviceCode: command.deviceCode, outcome, nowMs: clock.monotonicMs() });
    } else {
      const accepted = await this.deps.accept(command.token);
      if (requestSignal.isCancelled || this.state.peek().kind !== 'confirmed') return;
      if (!accepted.ok) this.state.value = { kind: 'failed', error: accepted.error, retryAtMs: -1 };
    }
  }

  private keepTicking(isNeeded: boolean): void {
    if (!isNeeded) {
      this.stopTicking?.();
      this.stopTicking = null;
      return;
    }
    this.stopTicking ??= this.deps.clock.every(SECOND_MS, () => {
      this.dispatch({ type: 'tick', nowMs: this.deps.clock.monotonicMs() });
    });
  }

  private makeView(): DeviceSignIn {
    const state = this.state.value;
    switch (state.kind) {
      case 'waiting': {
        const { userCode, shortUrl, qrUrl, lifetimeMs } = state.grant;
        return { kind: 'waiting', userCode, shortUrl, qrUrl, lifetimeMs };
      }
      case 'failed':
        return { kind: 'failed', error: state.error };
      case 'confirmed':
        return { kind: 'confirmed' };
      default:
        return { kind: state.kind };
    }
  }
}
