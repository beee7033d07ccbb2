import { HOUR_MS, MINUTE_MS, SECOND_MS } from '#core/base';
import type { Disposer } from '#core/base';
import type { RelayClaim } from './sealed-address';

/** A stream nobody reads from for this long is over. Shorter: a pause ends it; longer: an address that got out is good for longer. */
export const STREAM_IDLE_MS = 15 * MINUTE_MS;
/** However it is used, it ends then. */
export const STREAM_LONGEST_MS = 12 * HOUR_MS;
/** Pictures are given out in turns of this length, so that the same picture keeps its address, and are good for two of them. */
export const PICTURE_TURN_MS = 6 * HOUR_MS;

/** Streams remembered at once. One that is forgotten early is judged by the age of its address alone. */
const MAX_KNOWN = 20_000;

interface Known {
  readonly accountId: string;
  usedAtMs: number;
  isEnded: boolean;
  readonly connections: Set<() => void>;
}

/**
 * Which streams of the relay are still good. An address says when its stream was given out; it lives while it is used, and ends when the
 * app says so or after {@link STREAM_LONGEST_MS}. Kept in memory: on another node or after a restart only young addresses are good, and
 * the app asks for new ones.
 */
export class RelayStreams {
  private readonly known = new Map<string, Known>();
  private sweptAtMs = 0;

  constructor(private readonly nowMs: () => number) {}

  /** Notes a new stream of the account. */
  start(streamId: string, accountId: string): void {
    this.sweep();
    this.remember(streamId, accountId);
  }

  /** Whether an address is still good; that it was asked counts as use. */
  use(claim: RelayClaim): boolean {
    const now = this.nowMs();
    const ageMs = now - claim.issuedAtSec * SECOND_MS;
    if (claim.isPicture) return ageMs < 2 * PICTURE_TURN_MS;
    const stream = this.known.get(claim.streamId);
    if (stream?.isEnded === true || ageMs >= STREAM_LONGEST_MS) return false;
    const idleMs = stream === undefined ? ageMs : stream.connections.size > 0 ? 0 : now - stream.usedAtMs;
    if (idleMs >= STREAM_IDLE_MS) return false;
    this.touch(claim).usedAtMs = now;
    return true;
  }

  /** Notes a request of the stream, which `cut` ends; the disposer says it is over. */
  join(claim: RelayClaim, cut: () => void): Disposer {
    if (claim.isPicture) return () => undefined;
    const stream = this.touch(claim);
    stream.connections.add(cut);
    return () => {
      stream.connections.delete(cut);
      stream.usedAtMs = this.nowMs();
    };
  }

  /** Ends a stream of the account and what it has under way; another account's stays as it is. */
  end(accountId: string, streamId: string): void {
    const stream = this.known.get(streamId);
    if (stream === undefined || stream.accountId !== accountId) return;
    stream.isEnded = true;
    for (const cut of [...stream.connections]) cut();
  }

  private touch(claim: RelayClaim): Known {
    return this.known.get(claim.streamId) ?? this.remember(claim.streamId, claim.accountId);
  }

  private remember(streamId: string, accountId: string): Known {
    const stream: Known = { accountId, usedAtMs: this.nowMs(), isEnded: false, connections: new Set() };
    this.known.set(streamId, stream);
    if (this.known.size > MAX_KNOWN) this.forgetOldest();
    return stream;
  }

  private forgetOldest(): void {
    for (const [id, stream] of this.known) {
      if (stream.connections.size > 0) continue;
      this.known.delete(id);
      return;
    }
  }

  /** Forgets what has been silent for so long that its addresses are refused by age. */
  private sweep(): void {
    const now = this.nowMs();
    if (now - this.sweptAtMs < MINUTE_MS) return;
    this.sweptAtMs = now;
    for (const [id, stream] of this.known) {
      if (stream.connections.size === 0 && now - stream.usedAtMs >= STREAM_IDLE_MS) this.known.delete(id);
    }
  }
}
