import { createCancelSource, SECOND_MS } from '#core/base';
import type { AppError, CancelSource, Disposer } from '#core/base';
import type { WireCompanion, WireLetter, WireSetLetter } from '#core/wire';
import type { HttpResponse } from '#ports';
import type { CompanionDeps } from './companion-deps';

const RETRY_MS = 2 * SECOND_MS;
const MOST_RETRY_MS = 30 * SECOND_MS;
/** A wait that fails later than this was cut by something on the way, and is simply begun again. */
const CUT_MS = 5 * SECOND_MS;
/** Letters in one request. */
const MOST_TOLD = 20;

/** What the link tells. */
export interface LinkListener {
  onLetter(letter: WireLetter): void;
  /** The session is over on the platform. */
  onOver(): void;
}

/** A running session with the platform: listens until it is over, tells in order. */
export class CompanionLink {
  session: WireCompanion;
  private readonly deps: Pick<CompanionDeps, 'client' | 'clock' | 'log'>;
  private readonly listener: LinkListener;
  private readonly life: CancelSource = createCancelSource();
  private readonly waiting: WireSetLetter[] = [];
  private stopRetry: Disposer = () => undefined;
  private isTelling = false;
  private after = 0;

  constructor(session: WireCompanion, deps: Pick<CompanionDeps, 'client' | 'clock' | 'log'>, listener: LinkListener) {
    this.session = session;
    this.deps = deps;
    this.listener = listener;
  }

  /** Listens until it ends. Never rejects. */
  async listen(): Promise<void> {
    const { signal } = this.life;
    let retryMs = RETRY_MS;
    while (!this.isOver()) {
      const sinceMs = this.deps.clock.monotonicMs();
      const got = await this.deps.client.letters(this.session, this.after, signal);
      if (this.isOver()) return;
      if (got.ok) {
        retryMs = RETRY_MS;
        for (const letter of got.value) {
          this.after = letter.number;
          this.listener.onLetter(letter);
        }
      } else if (isSessionGone(got.error)) {
        this.life.cancel();
        this.listener.onOver();
      } else if (this.deps.clock.monotonicMs() - sinceMs < CUT_MS) {
        await this.wait(retryMs);
        retryMs = Math.min(MOST_RETRY_MS, retryMs * 2);
      }
    }
  }

  /** Tells the phone. Of fields only the newest matters: one that was not told yet is replaced. */
  tell(letter: WireSetLetter): void {
    const last = this.waiting[this.waiting.length - 1];
    if (letter.kind === 'field' && last?.kind === 'field') this.waiting.pop();
    this.waiting.push(letter);
    void this.flush();
  }

  /** Opens the file the phone holds ready. Throws an AppError. */
  async openFile(file: string): Promise<HttpResponse> {
    const opened = await this.deps.client.file(this.session, file, this.life.signal);
    if (!opened.ok) throw opened.error;
    return opened.value;
  }

  /** Ends it here and on the platform. */
  end(): void {
    if (this.isOver()) return;
    this.life.cancel();
    this.stopRetry();
    void this.deps.client.end(this.session);
  }

  private async flush(): Promise<void> {
    if (this.isTelling) return;
    this.isTelling = true;
    const { signal } = this.life;
    while (this.waiting.length > 0 && !this.isOver()) {
      const told = await this.deps.client.tell(this.session, this.waiting.splice(0, MOST_TOLD), signal);
      // A phone that comes back asks for everything anew.
      if (!told.ok && !this.isOver()) this.deps.log.write('debug', 'the phone could not be told', { code: told.error.code });
    }
    this.isTelling = false;
  }

  private isOver(): boolean {
    return this.life.signal.isCancelled;
  }

  private wait(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const leave = this.life.signal.onCancel(resolve);
      this.stopRetry = this.deps.clock.after(delayMs, () => {
        leave();
        resolve();
      });
    });
  }
}

/** Whether an error says that a session is gone. */
export function isSessionGone(error: AppError): boolean {
  return error.code === 'http.not-found';
}
