import { createCancelSource, SECOND_MS } from '#core/base';
import type { CancelSource, Disposer } from '#core/base';
import { effect, signal } from '#core/state';
import { parseWireTimeAnswer, parseWireTimeRequest } from '#core/wire';
import type { WireTimeAnswer, WireTimeRequest } from '#core/wire';
import type { ClockPort } from '#ports';
import type { PlatformApi } from '#sources/platform';
import type { CompanionModel } from './companion-model';
import type { TimeAskModel, TimeAskState } from './time-ask-model';

const WAIT_MS = 20 * SECOND_MS;
const HEAD_TIMEOUT_MS = WAIT_MS + 15 * SECOND_MS;
const RETRY_MS = 5 * SECOND_MS;

/** What a question needs. */
export interface TimeAskDeps {
  readonly clock: Pick<ClockPort, 'after'>;
  /** The platform, while somebody is signed in to it. */
  readonly api: PlatformApi | null;
  readonly companion: CompanionModel;
  readonly profile: { readonly id: string; readonly name: string };
  readonly reason: 'budget' | 'bedtime';
  /** A parent granted time; told once. */
  onGranted(minutes: number): void;
}

class TimeAsk implements TimeAskModel {
  readonly state = signal<TimeAskState>({ kind: 'asking' });
  readonly reason: 'budget' | 'bedtime';
  private readonly deps: TimeAskDeps;
  private readonly life: CancelSource = createCancelSource();
  private request: WireTimeRequest | null = null;
  private stopAsking: Disposer;
  private readonly stopFollowing: Disposer;

  constructor(deps: TimeAskDeps) {
    this.deps = deps;
    this.reason = deps.reason;
    this.stopAsking = deps.companion.ask({ profileName: deps.profile.name, reason: deps.reason, onAnswer: (minutes) => this.settle(minutes > 0 ? { kind: 'granted', minutes } : { kind: 'refused' }) });
    this.stopFollowing = effect(() => {
      void deps.companion.phone.value;
      if (deps.api === null || this.request !== null) this.showWaiting();
    });
    if (deps.api !== null) void this.askPlatform(deps.api);
  }

  close(): void {
    if (this.isOver()) return;
    this.life.cancel();
    this.stopAsking();
    this.stopFollowing();
    const { request } = this;
    if (request !== null) void this.deps.api?.call({ path: `/time-requests/${request.id}`, method: 'DELETE' });
  }

  private showWaiting(): void {
    const { kind } = this.state.peek();
    if (kind !== 'asking' && kind !== 'waiting') return;
    const { request } = this;
    const page = request === null ? null : { code: request.code, shortUrl: request.shortUrl, qrUrl: request.qrUrl };
    this.state.value = { kind: 'waiting', page, phone: this.deps.companion.phone.peek() };
  }

  private async askPlatform(api: PlatformApi): Promise<void> {
    const { profile, reason, clock } = this.deps;
    const { signal: cancel } = this.life;
    const asked = await api.call({ path: '/time-requests', method: 'POST', body: { profileId: profile.id, reason }, signal: cancel });
    const request = asked.ok ? parseWireTimeRequest(asked.value.value) : asked;
    if (this.isOver()) return;
    if (!request.ok) {
      // A paired phone can still be asked.
      if (this.deps.companion.phone.peek() === null) this.state.value = { kind: 'failed', error: request.error };
      else this.showWaiting();
      return;
    }
    this.request = request.value;
    this.showWaiting();
    while (!this.isOver()) {
      const heard = await api.call({ path: `/time-requests/${request.value.id}?wait=${String(WAIT_MS)}`, headTimeoutMs: HEAD_TIMEOUT_MS, signal: cancel });
      if (this.isOver()) return;
      const answer = heard.ok ? parseWireTimeAnswer(heard.value.value) : heard;
      if (answer.ok && answer.value.kind !== 'open') {
        this.settle(answer.value);
        return;
      }
      if (!answer.ok) await new Promise<void>((resolve) => void clock.after(RETRY_MS, resolve));
    }
  }

  private isOver(): boolean {
    return this.life.signal.isCancelled;
  }

  private settle(answer: Exclude<WireTimeAnswer, { kind: 'open' }>): void {
    const { kind } = this.state.peek();
    if (this.isOver() || (kind !== 'asking' && kind !== 'waiting')) return;
    this.state.value = answer;
    this.close();
    if (answer.kind === 'granted') this.deps.onGranted(answer.minutes);
  }
}

/** Asks a parent for more time: on the platform's page for parents, and on a phone that is paired or will be. */
export function createTimeAsk(deps: TimeAskDeps): TimeAskModel {
  return new TimeAsk(deps);
}
