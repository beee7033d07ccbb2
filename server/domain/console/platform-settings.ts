import { AppError } from '#core/base';
import type { ConsoleStore } from '#server/store';

/** A notice operators show to viewers. */
export interface ViewerMessage {
  readonly text: string;
  /** 0: at once. */
  readonly fromMs: number;
  /** 0: until it is taken back. */
  readonly untilMs: number;
}

/** The oldest app this platform serves by itself; the operator may ask for a newer one. */
const OLDEST_APP = '0.1.0';
const VERSION = /^\d{1,4}\.\d{1,4}\.\d{1,4}$/;
const LONGEST_MESSAGE = 300;
const MIN_VERSION = 'min-app-version';
const MESSAGE = 'viewer-message';
/** How old an answer may be; apps ask at every start. */
const KEEP_MS = 5000;

function isNewer(left: string, right: string): boolean {
  const [a, b] = [left.split('.').map(Number), right.split('.').map(Number)];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
}

function readMessage(text: string): ViewerMessage | null {
  const parsed: unknown = text === '' ? null : JSON.parse(text);
  return parsed === null ? null : (parsed as ViewerMessage);
}

/** What operators set for all viewers. */
export class PlatformSettings {
  private known: { readonly atMs: number; readonly minAppVersion: string; readonly message: ViewerMessage | null } | null = null;

  constructor(
    private readonly store: ConsoleStore,
    private readonly nowMs: () => number,
  ) {}

  /** The oldest app that is served; older ones say that they must be updated. */
  async minAppVersion(): Promise<string> {
    return (await this.read()).minAppVersion;
  }

  /** Rejects with `input.invalid` for what is no version. Empty: what the platform itself needs. */
  async setMinAppVersion(version: string): Promise<void> {
    if (version !== '' && !VERSION.test(version)) throw new AppError('input.invalid', { message: 'A version looks like 1.4.0.' });
    if (version !== '' && isNewer(OLDEST_APP, version)) throw new AppError('input.invalid', { message: `This platform needs at least ${OLDEST_APP}.` });
    await this.store.putSetting(MIN_VERSION, version);
    this.known = null;
  }

  /** The message as it was set, shown or not; `null` without one. */
  async message(): Promise<ViewerMessage | null> {
    return (await this.read()).message;
  }

  /** What viewers are shown now; empty: nothing. */
  async shownText(): Promise<string> {
    const { message } = await this.read();
    const now = this.nowMs();
    if (message === null || now < message.fromMs || (message.untilMs > 0 && now >= message.untilMs)) return '';
    return message.text;
  }

  /** Sets or takes back (`null`) the message. Rejects with `input.invalid`. */
  async setMessage(message: ViewerMessage | null): Promise<void> {
    const text = message?.text.replace(/\s+/g, ' ').trim() ?? '';
    if (message !== null && (text === '' || text.length > LONGEST_MESSAGE)) {
      throw new AppError('input.invalid', { message: `A message has 1 to ${String(LONGEST_MESSAGE)} characters.` });
    }
    if (message !== null && message.untilMs > 0 && message.untilMs <= message.fromMs) throw new AppError('input.invalid', { message: 'It ends before it begins.' });
    await this.store.putSetting(MESSAGE, message === null ? '' : JSON.stringify({ ...message, text }));
    this.known = null;
  }

  private async read(): Promise<{ readonly minAppVersion: string; readonly message: ViewerMessage | null }> {
    const now = this.nowMs();
    if (this.known !== null && Math.abs(now - this.known.atMs) < KEEP_MS) return this.known;
    const wanted = await this.store.setting(MIN_VERSION);
    const message = readMessage(await this.store.setting(MESSAGE));
    this.known = { atMs: now, minAppVersion: wanted === '' || isNewer(OLDEST_APP, wanted) ? OLDEST_APP : wanted, message };
    return this.known;
  }
}
