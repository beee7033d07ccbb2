import { AppError, fail, ok, toAppError } from '#core/base';
import type { CancelSignal, Result } from '#core/base';
import {
  beginPortalSession, buildPortalRequest, handshakeCall, judgePortalAnswer, portalEndpoints, profileCall, readGreeting, readProfile, signInCall, stepPortalSession,
} from '#core/stalker';
import type {
  PortalAccess, PortalAnswer, PortalCall, PortalCommand, PortalEvent, PortalPlan, PortalProfile, PortalState,
} from '#core/stalker';
import { decodeUtf8 } from '#core/text';
import type { ClockPort, HttpResponse, LogPort } from '#ports';
import type { HttpClient } from '#sources/http';
import type { StoredCell } from '#sources/storage';
import { judgePortalMemory } from './portal-memory';

/** What a portal's client needs. */
export interface PortalClientDeps {
  readonly access: PortalAccess;
  readonly client: HttpClient;
  readonly clock: Pick<ClockPort, 'nowMs'>;
  readonly log: LogPort;
  /** Keeps endpoint, token and device numbers between starts. Secret. */
  readonly memory: StoredCell;
  /** Names of request headers this host cannot set. */
  readonly forbiddenHeaders: ReadonlySet<string>;
}

/** Portals think long about long lists. */
const SLOW_HEAD_MS = 45_000;
/** Answers beside lists are small; a portal that sends more is none. */
const ANSWER_LIMIT_BYTES = 8 * 1024 * 1024;
/** Of an answer that is no list so much is looked at. */
const SENTENCE_BYTES = 4096;
/** Where a refusal may come from a header that could not be sent. */
const DROPPABLE: readonly string[] = ['source.mac-refused', 'source.not-portal', 'source.device-conflict', 'source.login-refused', 'http.forbidden', 'http.unauthorized'];

type Refusal = Exclude<PortalAnswer, { readonly kind: 'js' }>;

/** How a list answer was read: its page, or what the portal said instead. */
export type ListAnswer<Page> = { readonly kind: 'page'; readonly page: Page } | Refusal;

/**
 * Speaks with one portal: finds it, signs in, asks, and signs in again silently when the token has run out. One session serves all calls;
 * who asks while it is being opened waits for it.
 */
export class PortalClient {
  private readonly deps: PortalClientDeps;
  private readonly plan: PortalPlan;
  private state: PortalState = beginPortalSession(null);
  private loading: Promise<void> | null = null;
  private opening: Promise<void> | null = null;

  constructor(deps: PortalClientDeps) {
    this.deps = deps;
    const { address, mac, username, password } = deps.access;
    this.plan = { endpoints: portalEndpoints(address), mac, hasLogin: username !== '' && password !== '' };
  }

  /** Where the portal answers; empty before it was found. */
  get endpoint(): string {
    return this.state.endpoint;
  }

  /** How often the portal expects a sign of life. */
  get watchdogMs(): number {
    return this.state.watchdogMs;
  }

  /** Signs in anew, with the profile as the portal has it now. The token that is at hand is offered, so that others of this MAC stay in. */
  async open(signal: CancelSignal): Promise<Result<PortalProfile, AppError>> {
    await this.load();
    await this.drive({ type: 'open' }, signal);
    const { state } = this;
    if (state.kind === 'ready' && state.profile !== null) return ok(state.profile);
    return fail(this.verdict(signal));
  }

  /** Asks and reads the answer whole; the value is what stands under `js`. */
  async ask(call: PortalCall, signal: CancelSignal): Promise<Result<unknown, AppError>> {
    return this.attempt(signal, async () => {
      const answer = await this.answerTo(call, signal);
      return answer.kind === 'js' ? { kind: 'done', value: answer.js } : answer;
    });
  }

  /** Asks for a list and has it read as it arrives. `read` closes the body; it is called once per attempt, and what it throws is thrown here. */
  async list<Page>(call: PortalCall, read: (response: HttpResponse) => Promise<ListAnswer<Page>>, signal: CancelSignal): Promise<Result<Page, AppError>> {
    return this.attempt(signal, async () => {
      const end = await this.readList(call, read, signal);
      return end.kind === 'page' ? { kind: 'done', value: end.page } : end;
    });
  }

  /** Asks and gives the answer's bytes, for pages that are read when their turn comes. A refused token is replaced first. */
  async page(call: PortalCall, signal: CancelSignal): Promise<Result<Uint8Array, AppError>> {
    return this.attempt(signal, async () => {
      const answer = await this.send(call, signal);
      if (!answer.ok) return { kind: 'failed', error: answer.error };
      const { status, bytes } = answer.value;
      // Rows are judged by their reader; what is too short for a row may be a refusal.
      if (status === 200 && bytes.length > 600) return { kind: 'done', value: bytes };
      const verdict = judgePortalAnswer(status, decodeUtf8(bytes, 0, bytes.length));
      return verdict.kind === 'js' ? { kind: 'done', value: bytes } : verdict;
    });
  }

  /** Makes a call with a session; one that is refused for its token is made once more with a new one. */
  private async attempt<T>(
    signal: CancelSignal,
    call: () => Promise<{ readonly kind: 'done'; readonly value: T } | Refusal>,
  ): Promise<Result<T, AppError>> {
    await this.load();
    for (let round = 0; ; round += 1) {
      if (!this.isOpen()) await this.drive({ type: 'open' }, signal);
      if (!this.isOpen()) return fail(this.verdict(signal));
      const { token } = this.state;
      const answer = await call();
      if (answer.kind === 'done') {
        this.take({ type: 'served' });
        return ok(answer.value);
      }
      if (answer.kind === 'failed') return fail(this.told(answer.error));
      if (answer.kind === 'denied') return fail(this.told(new AppError('source.disabled', { facts: { message: answer.sentence } })));
      await this.drive({ type: 'refused', token, message: answer.sentence }, signal);
      if (round > 0 || !this.isOpen()) return fail(this.verdict(signal, answer.sentence));
    }
  }

  private isOpen(): boolean {
    return this.state.kind === 'ready';
  }

  private async readList<Page>(call: PortalCall, read: (response: HttpResponse) => Promise<ListAnswer<Page>>, signal: CancelSignal): Promise<ListAnswer<Page>> {
    const opened = await this.deps.client.openAny({ ...this.request(call), signal, headTimeoutMs: SLOW_HEAD_MS });
    if (!opened.ok) return { kind: 'failed', error: opened.error };
    const response = opened.value;
    if (response.status === 200) return read(response);
    try {
      let text = '';
      for (let chunk = await response.read(); chunk !== null && text.length <= SENTENCE_BYTES; chunk = await response.read()) {
        signal.throwIfCancelled();
        text += decodeUtf8(chunk, 0, chunk.length);
      }
      const verdict = judgePortalAnswer(response.status, text);
      return verdict.kind === 'js' ? { kind: 'failed', error: new AppError('http.unexpected', { facts: { status: response.status } }) } : verdict;
    } catch (error) {
      return { kind: 'failed', error: toAppError(error, 'net.unreachable') };
    } finally {
      response.close();
    }
  }

  private async answerTo(call: PortalCall, signal: CancelSignal): Promise<PortalAnswer> {
    const answer = await this.send(call, signal);
    if (!answer.ok) return { kind: 'failed', error: answer.error };
    const { status, bytes } = answer.value;
    return judgePortalAnswer(status, decodeUtf8(bytes, 0, bytes.length));
  }

  private request(call: PortalCall): { readonly url: string; readonly headers: Readonly<Record<string, string>> } {
    const { endpoint, token } = this.state;
    return buildPortalRequest({ endpoint, token, mac: this.deps.access.mac }, call);
  }

  private send(call: PortalCall, signal: CancelSignal): ReturnType<HttpClient['read']> {
    return this.deps.client.read({ ...this.request(call), signal, limitBytes: ANSWER_LIMIT_BYTES, headTimeoutMs: SLOW_HEAD_MS });
  }

  /** Takes up what was kept; once. */
  private load(): Promise<void> {
    this.loading ??= this.deps.memory.read().then((value) => {
      this.state = beginPortalSession(judgePortalMemory(value));
    });
    return this.loading;
  }

  /** Moves the session on until it stands still. While somebody else does, waits and lets that count. */
  private async drive(event: PortalEvent, signal: CancelSignal): Promise<void> {
    if (this.plan.endpoints.length === 0) return;
    while (this.opening !== null) {
      await this.opening;
      const { state } = this;
      // What failed for the one fails for the others, unless it only was no longer wanted.
      if (state.kind === 'ready' || signal.isCancelled || (state.kind === 'failed' && state.error.code !== 'net.cancelled')) return;
    }
    const run = this.run(event, signal);
    this.opening = run;
    try {
      await run;
    } finally {
      this.opening = null;
    }
  }

  private async run(first: PortalEvent, signal: CancelSignal): Promise<void> {
    for (let event: PortalEvent | null = first; event !== null; ) {
      let next: PortalEvent | null = null;
      for (const command of this.take(event)) next = (await this.execute(command, signal)) ?? next;
      event = next;
    }
  }

  private take(event: PortalEvent): readonly PortalCommand[] {
    const step = stepPortalSession(this.plan, this.state, event);
    this.state = step.state;
    return step.commands;
  }

  private async execute(command: PortalCommand, signal: CancelSignal): Promise<PortalEvent | null> {
    switch (command.type) {
      case 'greet':
        return this.greet(command.token, signal);
      case 'ask-profile': {
        const { greeting, device, isSecondStep } = command;
        const { nonce, isTokenInvalid } = greeting;
        const call = profileCall({ mac: this.deps.access.mac, device, nonce, isTokenInvalid, isSecondStep, nowMs: this.deps.clock.nowMs() });
        return this.eventOf(await this.answerTo(call, signal), (js) => ({ type: 'profiled', profile: readProfile(js) }));
      }
      case 'sign-in': {
        const answer = await this.answerTo(signInCall(this.deps.access, command.device), signal);
        return this.eventOf(answer, (js) => ({ type: 'signed-in', isAccepted: js === true || js === 1 || js === 'true' || js === '1', message: '' }));
      }
      case 'keep':
        void this.deps.memory.write(() => command.memory).catch((error: unknown) => {
          this.deps.log.write('warn', 'portal not remembered', { code: toAppError(error, 'storage.broken').code });
        });
        return null;
    }
  }

  private async greet(token: string, signal: CancelSignal): Promise<PortalEvent> {
    const answer = await this.answerTo(handshakeCall(token), signal);
    if (answer.kind !== 'failed') return this.eventOf(answer, (js) => ({ type: 'greeted', greeting: readGreeting(js) }));
    // A host that does not answer answers at no other path either.
    return answer.error.code.indexOf('net.') === 0 ? { type: 'broke', error: answer.error } : { type: 'no-portal', error: answer.error };
  }

  private eventOf(answer: PortalAnswer, onJs: (js: unknown) => PortalEvent): PortalEvent {
    switch (answer.kind) {
      case 'js':
        return onJs(answer.js);
      case 'refused':
        return { type: 'refused', token: this.state.token, message: answer.sentence };
      case 'denied':
        return { type: 'denied', message: answer.sentence };
      case 'failed':
        return { type: 'broke', error: answer.error };
    }
  }

  /** Why there is no session. */
  private verdict(signal: CancelSignal, sentence = ''): AppError {
    if (this.plan.endpoints.length === 0) return new AppError('source.bad-address');
    if (signal.isCancelled) return new AppError('net.cancelled');
    const { state } = this;
    if (state.kind === 'failed') return this.told(state.error);
    return this.told(new AppError('source.mac-refused', { facts: sentence === '' ? {} : { message: sentence } }));
  }

  /** A refusal names the headers this host could not send: cookie and agent are what portals know a box by. */
  private told(error: AppError): AppError {
    if (DROPPABLE.indexOf(error.code) < 0) return error;
    const dropped = Object.keys(this.request({ type: 'stb', action: 'handshake' }).headers).filter((name) => this.deps.forbiddenHeaders.has(name));
    if (dropped.length === 0) return error;
    return new AppError(error.code, { message: error.message, facts: { ...error.facts, dropped: dropped.join(' ') }, cause: error.cause });
  }
}
