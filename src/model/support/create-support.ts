import { SECOND_MS } from '#core/base';
import type { AppError, Disposer } from '#core/base';
import { parseWireSupport } from '#core/wire';
import type { SupportFix, WireSupport, WireSupportAnswer } from '#core/wire';
import { signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { ClockPort } from '#ports';
import type { PlatformApi } from '#sources/platform';

/** How often it is asked whether something was proposed. Longer: the viewer waits on the phone; shorter: asked in vain. */
const ASK_EVERY_MS = 3 * SECOND_MS;

/** How far a call for help is. `over`: its time ran out, or it could not be begun (`error`). */
export type SupportState =
  | { readonly kind: 'calling' }
  /** `seenBy`: who looks; empty: nobody yet. `last`: what became of the proposal before. */
  | { readonly kind: 'waiting'; readonly code: string; readonly seenBy: string; readonly last: '' | WireSupportAnswer['answer'] }
  | { readonly kind: 'proposed'; readonly code: string; readonly seenBy: string; readonly fix: SupportFix }
  | { readonly kind: 'over'; readonly error: AppError | null };

/** One call for help. */
export interface SupportModel {
  readonly state: ReadonlySignal<SupportState>;
  /** The viewer says yes: it is done, and the operator hears of it. */
  agree(): void;
  refuse(): void;
  /** Ends the call; the code is good no more. */
  dispose(): void;
}

/** What a call for help needs. */
export interface SupportDeps {
  readonly clock: Pick<ClockPort, 'after'>;
  readonly api: PlatformApi;
  apply(fix: SupportFix): Promise<void>;
}

class SupportCall implements SupportModel {
  readonly state = signal<SupportState>({ kind: 'calling' });
  private readonly deps: SupportDeps;
  private call: WireSupport | null = null;
  private last: '' | WireSupportAnswer['answer'] = '';
  private stopAsking: Disposer = () => undefined;
  private isOver = false;
  private isAnswering = false;

  constructor(deps: SupportDeps) {
    this.deps = deps;
  }

  async begin(diagnostics: string): Promise<void> {
    const answer = await this.deps.api.call({ path: '/support', method: 'POST', body: { diagnostics } });
    const parsed = answer.ok ? parseWireSupport(answer.value.value) : answer;
    if (!parsed.ok) this.state.value = { kind: 'over', error: parsed.error };
    // Closed before the code came: nobody is to find it.
    else if (this.isOver) void this.end(parsed.value.id);
    else this.take(parsed.value);
  }

  agree(): void {
    void this.answer(true);
  }

  refuse(): void {
    void this.answer(false);
  }

  dispose(): void {
    this.isOver = true;
    this.stopAsking();
    if (this.call !== null) void this.end(this.call.id);
  }

  private async answer(isAgreed: boolean): Promise<void> {
    const { call } = this;
    const state = this.state.peek();
    if (call === null || state.kind !== 'proposed' || this.isAnswering) return;
    this.isAnswering = true;
    this.stopAsking();
    let answer: WireSupportAnswer['answer'] = 'refused';
    if (isAgreed) answer = await this.deps.apply(state.fix).then(() => 'done' as const, () => 'failed' as const);
    const body: WireSupportAnswer = { fixNumber: call.fixNumber, answer };
    await this.deps.api.call({ path: `/support/${encodeURIComponent(call.id)}/answer`, method: 'POST', body });
    this.isAnswering = false;
    if (this.isOver) return;
    this.last = answer;
    this.take({ ...call, fix: null });
  }

  private take(call: WireSupport): void {
    this.call = call;
    const { code, seenBy, fix } = call;
    this.state.value = fix === null ? { kind: 'waiting', code, seenBy, last: this.last } : { kind: 'proposed', code, seenBy, fix };
    this.stopAsking = this.deps.clock.after(ASK_EVERY_MS, () => {
      void this.ask(call.id);
    });
  }

  private async ask(id: string): Promise<void> {
    const answer = await this.deps.api.get(`/support/${encodeURIComponent(id)}`, parseWireSupport);
    if (this.isOver || this.isAnswering) return;
    if (answer.ok) this.take(answer.value);
    else if (answer.error.code === 'http.not-found') {
      this.call = null;
      this.state.value = { kind: 'over', error: null };
    } else if (this.call !== null) this.take(this.call);
  }

  private async end(id: string): Promise<void> {
    await this.deps.api.call({ path: `/support/${encodeURIComponent(id)}`, method: 'DELETE' });
  }
}

/** Calls for help at once; dispose it when the viewer leaves. `diagnostics`: what the set says of itself, without addresses and secrets. */
export function createSupport(deps: SupportDeps, diagnostics: string): SupportModel {
  const call = new SupportCall(deps);
  void call.begin(diagnostics);
  return call;
}
