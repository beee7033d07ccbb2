import type { Readable } from 'node:stream';
import { MINUTE_MS } from '#core/base';
import { Mailbox } from './mailbox';

/** A code is good so long: to find the phone, not to be found by others. */
export const COMPANION_CODE_LIFE_MS = 10 * MINUTE_MS;
/** Wrong PINs after which a code is dead. More: one in two thousand guesses at a known code; fewer: a slip of the finger costs a new code. */
const MOST_WRONG_PINS = 5;
/** A phone stays paired so long, whatever happens. */
const PAIRED_MS = 2 * 60 * MINUTE_MS;
/** A phone that is silent so long is let go: its page was closed. */
const PHONE_SILENT_MS = 15 * MINUTE_MS;
/** A set that is silent so long is off; it asks every half minute. */
const SET_SILENT_MS = 2 * MINUTE_MS;

/** A file a phone holds ready for the set. */
export interface HeldFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly stream: Readable;
  isTaken: boolean;
}

/** A code and its PIN, good for one phone. */
interface Pass {
  readonly code: string;
  readonly pin: string;
  readonly untilMs: number;
  wrong: number;
}

/** One set with at most one phone. Everything is in memory and ends with it. */
export class CompanionSession {
  readonly toSet = new Mailbox();
  file: HeldFile | null = null;
  private pass: Pass | null = null;
  private phone: { readonly hash: string; readonly untilMs: number; readonly letters: Mailbox; seenMs: number } | null = null;
  private setSeenMs: number;
  private isOver = false;

  constructor(
    readonly id: string,
    readonly secretHash: string,
    /** What the set calls itself. */
    readonly name: string,
    private readonly nowMs: () => number,
  ) {
    this.setSeenMs = nowMs();
  }

  /** The code that may be typed now; empty for none. */
  get code(): string {
    return this.pass !== null && this.pass.untilMs > this.nowMs() ? this.pass.code : '';
  }

  /** Hash of the word the paired phone brings; empty without one. */
  get phoneHash(): string {
    return this.phone?.hash ?? '';
  }

  /** Letters for the paired phone; `null` without one. */
  get toPhone(): Mailbox | null {
    return this.phone?.letters ?? null;
  }

  /** Whether it has ended; what has run out is ended on the way. */
  get isEnded(): boolean {
    const now = this.nowMs();
    if (now - this.setSeenMs >= SET_SILENT_MS) this.end();
    const { phone } = this;
    if (phone !== null && (phone.untilMs <= now || now - phone.seenMs >= PHONE_SILENT_MS)) this.dropPhone();
    return this.isOver;
  }

  /** Admits one phone with this code and PIN; the code before is dead. */
  show(code: string, pin: string): void {
    this.pass = { code, pin, untilMs: this.nowMs() + COMPANION_CODE_LIFE_MS, wrong: 0 };
  }

  /** Judges a PIN and pairs the phone whose word has this hash. A right PIN is used up, a wrong one counted. */
  join(pin: string, hash: string, phoneName: string): boolean {
    const { pass } = this;
    if (pass === null || this.code === '') return false;
    if (pass.pin !== pin) {
      pass.wrong += 1;
      if (pass.wrong < MOST_WRONG_PINS) return false;
      this.pass = null;
      this.tellSet({ kind: 'guessed' });
      return false;
    }
    const isTakeover = this.phone !== null;
    this.phone?.letters.close();
    this.pass = null;
    this.phone = { hash, untilMs: this.nowMs() + PAIRED_MS, letters: new Mailbox(), seenMs: this.nowMs() };
    this.tellSet({ kind: 'joined', name: phoneName, isTakeover });
    return true;
  }

  /** The set asked for something. */
  noteSet(): void {
    this.setSeenMs = this.nowMs();
  }

  /** The phone asked for something. */
  notePhone(): void {
    if (this.phone !== null) this.phone.seenMs = this.nowMs();
  }

  /** A message of the platform's own; one that does not fit is one nobody would read. */
  tellSet(body: object): void {
    try {
      this.toSet.put({ from: 'platform', body });
    } catch {
      // The set does not fetch anything: it will be ended as silent.
    }
  }

  /** Lets the phone go and tells the set. */
  dropPhone(): void {
    if (this.phone === null) return;
    this.phone.letters.close();
    this.phone = null;
    this.dropFile();
    this.tellSet({ kind: 'left' });
  }

  /** Throws away a file nobody fetched. */
  dropFile(): void {
    this.file?.stream.destroy();
    this.file = null;
  }

  /** Ends it for both. */
  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.pass = null;
    this.dropPhone();
    this.toSet.close();
  }
}
