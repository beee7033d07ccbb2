import { MINUTE_MS } from '#core/base';
import type { SharedMemory } from '#server/store';
import { FilePassage } from './file-passage';
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

/** What nodes remember of a set that waits for a phone, or has one. */
export interface CompanionRecord {
  readonly secretHash: string;
  /** What the set calls itself. */
  readonly name: string;
  /** A code and its PIN, good for one phone. */
  readonly pass: { readonly code: string; readonly pin: string; readonly untilMs: number; readonly wrong: number } | null;
  /** The paired phone, by the hash of the word it brings. */
  readonly phone: { readonly hash: string; readonly untilMs: number } | null;
  /** A file the phone holds ready for the set; empty: none. */
  readonly file: string;
}

/** A record that was written here. */
export function companionRecordOf(text: string): CompanionRecord {
  return JSON.parse(text) as CompanionRecord;
}

/** Under which names things of the companion are remembered. */
export const COMPANION_KEYS = {
  session: (id: string): string => `companion ${id}`,
  code: (code: string): string => `companion code ${code}`,
  phone: (hash: string): string => `companion phone ${hash}`,
};

interface SessionDeps {
  readonly memory: SharedMemory;
  readonly nowMs: () => number;
}

type Joined = { readonly isPaired: false; readonly isDead: boolean } | { readonly isPaired: true; readonly before: string };

/** One set with at most one phone, as it was when somebody asked. It lives in the nodes' shared memory and ends with its silence there. */
export class CompanionSession {
  readonly toSet: Mailbox;
  private readonly memory: SharedMemory;
  private readonly nowMs: () => number;
  private readonly key: string;

  constructor(readonly id: string, private record: CompanionRecord, { memory, nowMs }: SessionDeps) {
    this.memory = memory;
    this.nowMs = nowMs;
    this.key = COMPANION_KEYS.session(id);
    this.toSet = new Mailbox(memory, id);
  }

  /** A session that waits for a phone. */
  static async begin(id: string, of: Pick<CompanionRecord, 'secretHash' | 'name'>, deps: SessionDeps): Promise<CompanionSession> {
    const record: CompanionRecord = { ...of, pass: null, phone: null, file: '' };
    await deps.memory.put(COMPANION_KEYS.session(id), JSON.stringify(record), SET_SILENT_MS);
    return new CompanionSession(id, record, deps);
  }

  /** Hash of the word only the set knows. */
  get secretHash(): string {
    return this.record.secretHash;
  }

  /** What the set calls itself. */
  get name(): string {
    return this.record.name;
  }

  /** Letters for the paired phone; `null` without one. */
  get toPhone(): Mailbox | null {
    const { phone } = this.record;
    return phone === null ? null : new Mailbox(this.memory, phone.hash);
  }

  /** The file the phone holds ready; `null` without one. */
  get file(): FilePassage | null {
    return this.record.file === '' ? null : new FilePassage(this.memory, this.record.file);
  }

  /** Admits one phone with this code and PIN; the code before is dead. */
  async show(code: string, pin: string): Promise<void> {
    const before = this.record.pass;
    await this.update((record) => ({ ...record, pass: { code, pin, untilMs: this.nowMs() + COMPANION_CODE_LIFE_MS, wrong: 0 } }));
    if (before !== null) await this.memory.forget(COMPANION_KEYS.code(before.code));
    await this.memory.put(COMPANION_KEYS.code(code), this.id, COMPANION_CODE_LIFE_MS);
  }

  /** Judges a PIN for a code and pairs the phone whose word has this hash. A right PIN is used up, a wrong one counted. */
  async join(code: string, pin: string, hash: string, phoneName: string): Promise<boolean> {
    const untilMs = this.nowMs() + PAIRED_MS;
    const phoneKey = COMPANION_KEYS.phone(hash);
    // First: a set that asks in between would take the phone for gone.
    await this.memory.put(phoneKey, this.id, PHONE_SILENT_MS);
    const joined = await this.memory.change(this.key, SET_SILENT_MS, (text): { after: string | null; answer: Joined } => {
      const record = text === null ? null : companionRecordOf(text);
      const pass = record?.pass ?? null;
      if (record === null || pass === null || pass.code !== code || pass.untilMs <= this.nowMs()) return { after: text, answer: { isPaired: false, isDead: false } };
      if (pass.pin === pin) return { after: JSON.stringify({ ...record, pass: null, phone: { hash, untilMs } }), answer: { isPaired: true, before: record.phone?.hash ?? '' } };
      const isDead = pass.wrong + 1 >= MOST_WRONG_PINS;
      return { after: JSON.stringify({ ...record, pass: isDead ? null : { ...pass, wrong: pass.wrong + 1 } }), answer: { isPaired: false, isDead } };
    });
    if (!joined.isPaired) {
      await this.memory.forget(phoneKey);
      if (joined.isDead) await this.tellSet({ kind: 'guessed' });
      return false;
    }
    await this.memory.forget(COMPANION_KEYS.code(code));
    const isTakeover = joined.before !== '';
    if (isTakeover) await this.forgetPhone(joined.before);
    await this.tellSet({ kind: 'joined', name: phoneName, isTakeover });
    return true;
  }

  /** Whether this is the word of the phone that is paired now; one that brings it is not silent. */
  async isPhone(hash: string): Promise<boolean> {
    const { phone } = this.record;
    const leftMs = (phone?.untilMs ?? 0) - this.nowMs();
    return phone?.hash === hash && leftMs > 0 && this.memory.keep(COMPANION_KEYS.phone(hash), Math.min(PHONE_SILENT_MS, leftMs));
  }

  /** The set asked for something; lets a phone go that was silent for long. */
  async noteSet(): Promise<void> {
    await this.memory.keep(this.key, SET_SILENT_MS);
    const { phone } = this.record;
    if (phone !== null && (await this.memory.get(COMPANION_KEYS.phone(phone.hash))) === null) await this.dropPhone();
  }

  /** A message of the platform's own; one that does not fit is one nobody would read. */
  async tellSet(body: object): Promise<void> {
    try {
      await this.toSet.put({ from: 'platform', body });
    } catch {
      // The set does not fetch anything: it will be ended as silent.
    }
  }

  /** Lets the phone go and tells the set. */
  async dropPhone(): Promise<void> {
    const { phone } = this.record;
    if (phone === null || !(await this.update((record) => (record.phone?.hash === phone.hash ? { ...record, phone: null } : null)))) return;
    await this.forgetPhone(phone.hash);
    await this.tellSet({ kind: 'left' });
  }

  /** The phone holds a file ready; one before is thrown away. */
  async offer(file: string): Promise<FilePassage> {
    await this.dropFile();
    await this.update((record) => ({ ...record, file }));
    return new FilePassage(this.memory, file);
  }

  /** Ends it for both. */
  async end(): Promise<void> {
    const { pass, phone } = this.record;
    await this.memory.forget(this.key, ...(pass === null ? [] : [COMPANION_KEYS.code(pass.code)]));
    if (phone !== null) await this.forgetPhone(phone.hash);
    await this.toSet.close();
  }

  private async forgetPhone(hash: string): Promise<void> {
    await this.memory.forget(COMPANION_KEYS.phone(hash));
    await new Mailbox(this.memory, hash).close();
    await this.dropFile();
  }

  /** Throws away a file nobody fetched. */
  private async dropFile(): Promise<void> {
    await this.file?.drop();
  }

  /** Writes what `change` makes of the record; false where it answers `null`, or the session has ended. */
  private async update(change: (record: CompanionRecord) => CompanionRecord | null): Promise<boolean> {
    const changed = await this.memory.change(this.key, SET_SILENT_MS, (text) => {
      const record = text === null ? null : change(companionRecordOf(text));
      return { after: record === null ? text : JSON.stringify(record), answer: record };
    });
    if (changed !== null) this.record = changed;
    return changed !== null;
  }
}
