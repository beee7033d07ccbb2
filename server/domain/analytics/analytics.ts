import { DAY_MS } from '#core/base';
import type { EventBus } from '#server/events';
import type { AnalyticsEventRow } from '#server/store';
import type { ServerKeys } from '../server-keys';
import { profileHashOf } from './profile-hash';

/** One event as a set tells it. */
export interface ToldEvent {
  /** Made by the set, unique within the account. */
  readonly id: string;
  readonly type: string;
  /** By the set's clock. */
  readonly atMs: number;
  readonly sequence: number;
  readonly viewId?: string;
  readonly item?: string;
  readonly props?: Readonly<Record<string, string | number | boolean>>;
}

/** What a set tells at once. */
export interface ToldBatch {
  /** The set's clock when it sent the batch: what it differs from ours is taken off every event. */
  readonly sentAtMs: number;
  readonly sessionId: string;
  readonly device: { readonly model: string; readonly app: string };
  readonly events: readonly ToldEvent[];
}

/** Older events come from a set whose clock was never set, or say nothing any more. */
const OLDEST_MS = 7 * DAY_MS;

const KNOWN_PROPS: ReadonlySet<string> = new Set([
  'kind', 'item', 'startupMs', 'rebuffers', 'rebufferMs', 'rebufferRatio', 'bitrateBps', 'fromBps', 'code', 'isFinal', 'isBeforeStart', 'rung', 'recoveryMs',
  'recoveries', 'playedMs', 'seekMs', 'switches', 'averageBitrateBps', 'topBitrateBps', 'outcome', 'screen', 'list', 'position', 'length', 'results',
]);

/** Neither an address nor a sentence fits. */
const PLAIN_TEXT = /^[\w:.~-]{0,64}$/;

function plainProps(props: ToldEvent['props']): AnalyticsEventRow['props'] {
  const known: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(props ?? {})) {
    if (KNOWN_PROPS.has(name) && (typeof value !== 'string' || PLAIN_TEXT.test(value))) known[name] = value;
  }
  return known;
}

/** Takes events of sets. */
export class Analytics {
  constructor(private readonly events: Pick<EventBus, 'put'>, private readonly keys: ServerKeys, private readonly nowMs: () => number) {}

  /** Keeps what is new of a batch and answers how many events that were. Sending it again is harmless. `profileId` may be empty. */
  ingest(accountId: string, profileId: string, batch: ToldBatch): Promise<number> {
    const nowMs = this.nowMs();
    const aheadMs = batch.sentAtMs - nowMs;
    const whose = {
      accountHash: this.keys.sign('analytics', accountId),
      profileHash: profileHashOf(this.keys, accountId, profileId),
      sessionId: batch.sessionId,
      deviceModel: batch.device.model,
      appVersion: batch.device.app,
    };
    const events = batch.events.map((event): AnalyticsEventRow => ({
      ...whose,
      eventId: event.id,
      type: event.type,
      atMs: Math.min(event.atMs - aheadMs, nowMs),
      sequence: event.sequence,
      viewId: event.viewId ?? '',
      item: event.item ?? '',
      props: plainProps(event.props),
    }));
    return this.events.put(events.filter((event) => event.atMs >= nowMs - OLDEST_MS));
  }
}
