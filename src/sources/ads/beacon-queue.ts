import { fillMacros } from '#core/ads';
import { HOUR_MS, SECOND_MS } from '#core/base';
import type { Disposer } from '#core/base';
import type { ClockPort, LogPort, NetworkPort, RandomPort } from '#ports';
import type { HttpClient } from '#sources/http';
import type { StoredCell } from '#sources/storage';

/** What the queue needs. */
export interface BeaconQueueDeps {
  readonly client: HttpClient;
  readonly clock: ClockPort;
  readonly network: NetworkPort;
  readonly random: RandomPort;
  readonly log: LogPort;
  /** Keeps what could not be sent while the app is away. */
  readonly cell: StoredCell;
}

interface Waiting {
  readonly url: string;
  readonly atMs: number;
}

/** What is told later than this no ad server counts. */
const TOO_LATE_MS = HOUR_MS;
const MOST_WAITING = 100;
const PATIENCE_MS = 5 * SECOND_MS;

function waitingOf(stored: unknown): readonly Waiting[] {
  if (!Array.isArray(stored)) return [];
  return stored.filter((each: unknown): each is Waiting => {
    const { url, atMs } = Object(each) as Partial<Record<keyof Waiting, unknown>>;
    return typeof url === 'string' && typeof atMs === 'number';
  });
}

/**
 * Tells ad servers what was seen: one after the other, each once, in the order it happened. Without a network it waits, an hour at most;
 * whatever else goes wrong is not tried again, since nobody knows whether it was counted.
 */
export class BeaconQueue {
  private readonly deps: BeaconQueueDeps;
  private waiting: readonly Waiting[] = [];
  private isSending = false;
  private readonly leave: Disposer;

  constructor(deps: BeaconQueueDeps) {
    this.deps = deps;
    this.leave = deps.network.onChange(() => {
      void this.send();
    });
  }

  /** Takes up what was kept. Never rejects. */
  async open(): Promise<void> {
    const kept = waitingOf(await this.deps.cell.read().catch(() => null));
    this.waiting = kept.concat(this.waiting).slice(-MOST_WAITING);
    if (kept.length > 0) void this.deps.cell.clear().catch(() => undefined);
    void this.send();
  }

  /** Tells all addresses of a beacon. `errorCode` 0: none; `playheadMs` -1: none. */
  tell(urls: readonly string[], errorCode: number, playheadMs: number): void {
    const { clock, random } = this.deps;
    const nowMs = clock.nowMs();
    const filled = urls.map((url) => fillMacros(url, { errorCode, random: random.next(), nowMs, playheadMs }));
    const fresh = filled.filter((url) => /^https?:\/\//i.test(url)).map((url) => ({ url, atMs: nowMs }));
    this.waiting = this.waiting.concat(fresh).slice(-MOST_WAITING);
    void this.send();
  }

  /** The app goes away: what waits is kept. Must be called synchronously then. */
  keep(): void {
    if (this.waiting.length === 0) return;
    this.deps.cell.write(() => this.waiting).catch((error: unknown) => {
      this.deps.log.write('warn', 'beacons not kept', { reason: String(error) });
    });
  }

  /** Stops; what waits is kept. */
  dispose(): void {
    this.keep();
    this.leave();
    this.waiting = [];
  }

  private async send(): Promise<void> {
    const { client, clock, network } = this.deps;
    if (this.isSending) return;
    this.isSending = true;
    for (let next = this.waiting[0]; next !== undefined && network.isOnline; next = this.waiting[0]) {
      const { url, atMs } = next;
      this.waiting = this.waiting.slice(1);
      if (clock.nowMs() - atMs >= TOO_LATE_MS) continue;
      const answer = await client.openAny({ url, headTimeoutMs: PATIENCE_MS });
      if (answer.ok) answer.value.close();
      // It never left the set: it goes first when there is a network again.
      else if (answer.error.code === 'net.offline') {
        this.waiting = [next].concat(this.waiting);
        break;
      }
    }
    this.isSending = false;
  }
}
