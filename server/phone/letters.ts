import type { WirePhoneLetter, WireSetLetter } from '#core/wire';

/** How long the page waits for a message at once. */
const WAIT_MS = 25_000;
/** After a failure the page waits so long, and twice as long after the next. */
const RETRY_MS = 1000;
const MOST_RETRY_MS = 15_000;

/** What the page hears of the connection. */
export interface LettersListener {
  onLetter(letter: WireSetLetter): void;
  /** Whether the platform answers. */
  onConnected(isConnected: boolean): void;
  /** The connection with the television is over: nothing more will come. */
  onOver(): void;
}

/** Talks with the television by way of the platform: letters out in order, letters in by long polling. */
export class Letters {
  private readonly waiting: WirePhoneLetter[] = [];
  private isSending = false;
  private isOver = false;
  private after = 0;

  constructor(private readonly listener: LettersListener) {}

  /** Listens until it is over. */
  async listen(): Promise<void> {
    let retryMs = RETRY_MS;
    while (!this.isOver) {
      try {
        const response = await this.ask('GET', `letters?after=${String(this.after)}&wait=${String(WAIT_MS)}`);
        if (!response.ok) throw new Error(String(response.status));
        const answer = (await response.json()) as { letters: Array<{ number: number; body: WireSetLetter }> };
        this.listener.onConnected(true);
        retryMs = RETRY_MS;
        for (const { number, body } of answer.letters) {
          this.after = number;
          this.listener.onLetter(body);
        }
      } catch {
        if (this.isDone()) return;
        this.listener.onConnected(false);
        await new Promise((resolve) => setTimeout(resolve, retryMs));
        retryMs = Math.min(MOST_RETRY_MS, retryMs * 2);
      }
    }
  }

  /** Sends a letter. Of texts of one field only the last one matters: what waits is replaced. */
  send(letter: WirePhoneLetter): void {
    const last = this.waiting[this.waiting.length - 1];
    if (letter.kind === 'text' && last?.kind === 'text' && last.field === letter.field) this.waiting.pop();
    this.waiting.push(letter);
    void this.flush();
  }

  /** Hands a file over; false when it did not arrive. */
  async sendFile(file: File): Promise<boolean> {
    try {
      const response = await this.ask('POST', `file?name=${encodeURIComponent(file.name)}`, file, 'application/octet-stream');
      return response.ok;
    } catch {
      return false;
    }
  }

  /** Says good-bye. */
  async leave(): Promise<void> {
    try {
      await this.ask('POST', 'leave');
    } finally {
      this.end();
    }
  }

  private async flush(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    try {
      while (this.waiting.length > 0 && !this.isOver) {
        const letters = this.waiting.splice(0, 20);
        const response = await this.ask('POST', 'letters', JSON.stringify({ letters }), 'application/json');
        if (!response.ok) throw new Error(String(response.status));
      }
    } catch {
      // A key pressed into a dead connection must not be pressed later, when nobody expects it.
      this.waiting.length = 0;
      if (!this.isDone()) this.listener.onConnected(false);
    } finally {
      this.isSending = false;
    }
  }

  private async ask(method: 'GET' | 'POST', path: string, body?: BodyInit, type?: string): Promise<Response> {
    const headers: Record<string, string> = { 'x-hearth-phone': '1' };
    if (type !== undefined) headers['content-type'] = type;
    const response = await fetch(`/phone/${path}`, { method, headers, credentials: 'same-origin', ...(body === undefined ? {} : { body }) });
    if (response.status === 401 || response.status === 403) this.end();
    return response;
  }

  private isDone(): boolean {
    return this.isOver;
  }

  private end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.listener.onOver();
  }
}
