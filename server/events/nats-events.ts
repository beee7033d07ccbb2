import { createHash } from 'node:crypto';
import { AckPolicy, DiscardPolicy, jetstream, jetstreamManager, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import type { ConsumerMessages, JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import { connect, nanos } from '@nats-io/transport-node';
import type { ConnectionOptions, NatsConnection } from '@nats-io/transport-node';
import { AppError, MINUTE_MS, SECOND_MS, toAppError } from '#core/base';
import type { Log } from '#server/log';
import type { AnalyticsEventRow } from '#server/store';
import type { EventBus, StoreEvents } from './event-bus';

/** How the stream and its subject are named, and how long a batch may be on its way into the store. */
export interface NatsNames {
  readonly stream: string;
  readonly subject: string;
  /** A node that took a batch and died: another has it after this. */
  readonly ackMs: number;
}

/** As platforms use it. */
export const NATS_NAMES: NatsNames = { stream: 'HEARTH_EVENTS', subject: 'hearth.events', ackMs: 30 * SECOND_MS };
const CONSUMER = 'store';
/** A set repeats what it had no answer for within minutes; later repetitions are found by the store. */
const DUPLICATES_MS = 10 * MINUTE_MS;
/** The store is asked again after a failure. */
const AGAIN_MS = 2 * SECOND_MS;
const CONNECT_MS = 5 * SECOND_MS;
/** Batches a node has at once. */
const AT_ONCE = 20;
/** Beyond this new batches are refused, and sets keep theirs: a store that is away for hours must not fill the disk. */
const MOST_BYTES = 4 * 1024 * 1024 * 1024;

function connectionOf(url: string): ConnectionOptions {
  const { protocol, username, password, host } = new URL(url);
  const user = username === '' ? {} : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  return { servers: host, ...user, ...(protocol === 'tls:' ? { tls: {} } : {}), timeout: CONNECT_MS, maxReconnectAttempts: -1, name: 'hearth' };
}

/** Names a batch by its events, so that one that is told again is the same message. */
function idOf(events: readonly AnalyticsEventRow[]): string {
  const hash = createHash('sha256');
  for (const { accountHash, eventId } of events) hash.update(`${accountHash} ${eventId}\n`);
  return hash.digest('base64url');
}

async function makeStream(manager: JetStreamManager, { stream, subject, ackMs }: NatsNames): Promise<void> {
  const shape = { subjects: [subject], retention: RetentionPolicy.Workqueue, storage: StorageType.File, discard: DiscardPolicy.New, max_bytes: MOST_BYTES, duplicate_window: nanos(DUPLICATES_MS) };
  const isThere = await manager.streams.info(stream).then(() => true, () => false);
  if (isThere) await manager.streams.update(stream, { ...shape });
  else await manager.streams.add({ name: stream, ...shape });
  await manager.consumers.add(stream, { durable_name: CONSUMER, ack_policy: AckPolicy.Explicit, ack_wait: nanos(ackMs), max_deliver: -1 });
}

class NatsEvents implements EventBus {
  private readonly client: JetStreamClient;
  private messages: ConsumerMessages | null = null;
  private running: Promise<void> = Promise.resolve();
  private isClosing = false;

  constructor(private readonly connection: NatsConnection, private readonly names: NatsNames, private readonly store: StoreEvents, private readonly log: Log) {
    this.client = jetstream(connection);
    this.running = this.run();
  }

  async put(events: readonly AnalyticsEventRow[]): Promise<number> {
    if (events.length === 0) return 0;
    try {
      const ack = await this.client.publish(this.names.subject, JSON.stringify(events), { msgID: idOf(events), timeout: CONNECT_MS });
      return ack.duplicate ? 0 : events.length;
    } catch (cause) {
      throw new AppError('storage.broken', { message: 'events could not be taken', cause });
    }
  }

  async close(): Promise<void> {
    this.isClosing = true;
    await this.messages?.close();
    await this.running;
    await this.connection.close();
  }

  /** Stores what waits, until closed; a consumer that breaks off is begun again. */
  private async run(): Promise<void> {
    while (!this.isOver()) {
      try {
        const consumer = await this.client.consumers.get(this.names.stream, CONSUMER);
        this.messages = await consumer.consume({ max_messages: AT_ONCE });
        await this.drain(this.messages);
      } catch (error) {
        if (this.isOver() || this.connection.isClosed()) return;
        this.log.warn({ err: toAppError(error, 'storage.broken') }, 'events cannot be fetched');
      }
      if (!this.isOver()) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS).unref());
    }
  }

  private isOver(): boolean {
    return this.isClosing;
  }

  private async drain(messages: ConsumerMessages): Promise<void> {
    for await (const message of messages) {
      if (this.isOver()) return;
      try {
        // Written by this class alone.
        await this.store(message.json<readonly AnalyticsEventRow[]>());
        message.ack();
      } catch (error) {
        this.log.warn({ err: toAppError(error, 'storage.broken') }, 'events not stored yet');
        message.nak(AGAIN_MS);
      }
    }
  }
}

/**
 * Events through NATS JetStream: a batch is safe once the server has it on its disk, and whichever node is free stores it. What comes twice is
 * one message by its id, and one row by the store. Rejects with `storage.broken` when nobody answers there.
 */
export async function openNatsEvents(url: string, store: StoreEvents, log: Log, names: NatsNames = NATS_NAMES): Promise<EventBus> {
  let connection: NatsConnection | null = null;
  try {
    connection = await connect(connectionOf(url));
    await makeStream(await jetstreamManager(connection), names);
  } catch (cause) {
    await connection?.close();
    throw new AppError('storage.broken', { message: `HEARTH_NATS_URL: ${cause instanceof Error ? cause.message : 'no answer'}`, cause });
  }
  return new NatsEvents(connection, names, store, log);
}
