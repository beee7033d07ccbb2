import { hexOf, MINUTE_MS, SECOND_MS } from '#core/base';
import type { Disposer, SourceId } from '#core/base';
import type { PlaybackEvents, QoeEvent } from '#core/qoe';
import { asFields, listOf, numberOf, textOf } from '#core/wire';
import type { ClockPort, LogPort, RandomPort } from '#ports';
import { profileHeader } from '#sources/platform';
import type { PlatformApi } from '#sources/platform';
import type { StoredCell } from '#sources/storage';

/** Events kept, and their size as JSON. More would fill a small set's storage in a week without network. */
const MOST_EVENTS = 500;
const MOST_BYTES = 256 * 1024;
/** Sent together when so many wait. */
const BATCH = 20;
/** Sent together at most: what waited for a network goes in a few calls. */
const MOST_PER_CALL = 200;
/** Longest an event waits for others. */
const FLUSH_AFTER_MS = 15 * SECOND_MS;
/** After a call that failed. Shorter: a platform that is down is asked in vain; longer: figures of the evening come the next day. */
const AGAIN_AFTER_MS = MINUTE_MS;
const ID_BYTES = 12;
const HEARTBEAT = 'heartbeat';

/** An event as it waits and is sent. */
interface Waiting {
  readonly id: string;
  readonly type: string;
  readonly atMs: number;
  readonly sequence: number;
  /** Absent outside of a play. */
  readonly viewId?: string;
  readonly item?: string;
  readonly props: QoeEvent['props'];
}

/** What the queue needs. */
export interface EventQueueDeps {
  readonly clock: Pick<ClockPort, 'nowMs' | 'after'>;
  readonly random: Pick<RandomPort, 'bytes'>;
  readonly log: LogPort;
  /** Where what waits is kept. */
  readonly cell: StoredCell;
  /** The platform and its source; `null` without one. */
  readonly platform: () => { readonly api: Pick<PlatformApi, 'call'>; readonly sourceId: SourceId } | null;
  /** Profile that watches; empty: none. */
  readonly profileId: () => string;
  readonly device: { readonly model: string; readonly app: string };
}

/** Names that go to the platform have its alphabet. */
function plain(name: string): string {
  return name.replace(/[^\w .()+-]/g, ' ').slice(0, 60);
}

/** Size in a list as JSON, its comma counted. */
function sizeOf(event: Waiting): number {
  return JSON.stringify(event).length + 1;
}

function readWaiting(value: unknown): Waiting | null {
  const fields = asFields(value);
  if (fields === null) return null;
  const [id, type, viewId, item] = [textOf(fields, 'id'), textOf(fields, 'type'), textOf(fields, 'viewId'), textOf(fields, 'item')];
  const props = asFields(fields['props']);
  if (id === '' || type === '' || props === null) return null;
  const event = { id, type, ...(viewId === '' ? {} : { viewId }), atMs: numberOf(fields, 'atMs', 0), sequence: numberOf(fields, 'sequence', 0), props: props as QoeEvent['props'] };
  return item === '' ? event : { ...event, item };
}

/** Takes events in, keeps them, and brings them to the platform when it can. Never throws. */
export class EventQueue implements PlaybackEvents {
  private readonly deps: EventQueueDeps;
  private readonly sessionId: string;
  private waiting: Waiting[] = [];
  /** Size of what waits as JSON. */
  private bytes = 1;
  /** What is watched in a view: only its first event says so. */
  private readonly items = new Map<string, string>();
  private sequence = 0;
  private isSending = false;
  private isOver = false;
  private stopTimer: Disposer | null = null;

  constructor(deps: EventQueueDeps) {
    this.deps = deps;
    this.sessionId = this.newId();
  }

  /** Takes in what was left from before. */
  async open(): Promise<void> {
    try {
      const stored = asFields(await this.deps.cell.read());
      const kept = (stored === null ? [] : listOf(stored, 'events')).map(readWaiting).filter((event): event is Waiting => event !== null);
      this.hold(kept.concat(this.waiting).slice(-MOST_EVENTS));
      if (this.waiting.length > 0) this.soon();
    } catch (error) {
      this.deps.log.write('warn', 'events could not be read', { reason: String(error) });
    }
  }

  record(event: QoeEvent): void {
    const platform = this.deps.platform();
    const item = this.itemOf(event);
    const prefix = `${platform?.sourceId ?? ''}:`;
    // Own sources are nobody's business.
    if (platform === null || item.indexOf(prefix) !== 0) return;
    this.sequence += 1;
    const props: Record<string, string | number | boolean> = { ...event.props };
    delete props['item'];
    const { type, viewId } = event;
    const waiting = { id: this.newId(), type, atMs: Math.round(event.atMs), sequence: this.sequence, ...(viewId === '' ? {} : { viewId }), item: item.slice(prefix.length), props };
    this.waiting.push(waiting);
    this.bytes += sizeOf(waiting);
    this.bound();
    if (type === 'view_end') this.items.delete(viewId);
    const isDue = this.waiting.length >= BATCH || type === 'view_end' || type === 'playback_failed';
    if (isDue) void this.flush();
    else this.soon();
  }

  /** Sends what waits; resolves when it was tried. What could not be brought is kept. */
  async flush(): Promise<void> {
    const platform = this.deps.platform();
    if (this.isSending || this.waiting.length === 0 || platform === null) return;
    this.isSending = true;
    this.rest();
    const events = this.waiting.slice(0, MOST_PER_CALL);
    const { device, profileId, clock } = this.deps;
    const body = { sentAtMs: Math.round(clock.nowMs()), sessionId: this.sessionId, device: { model: plain(device.model), app: plain(device.app) }, events };
    const answer = await platform.api.call({ path: '/events', method: 'POST', body, headers: profileHeader(profileId()) });
    this.isSending = false;
    // What the platform does not understand it will not understand later either.
    if (answer.ok || answer.error.code === 'input.invalid') this.forget(events);
    else this.sendAfter(AGAIN_AFTER_MS);
    await this.keep();
    if (answer.ok && this.waiting.length > 0) this.soon();
  }

  /** Forgets everything: nobody wants to be told. */
  async clear(): Promise<void> {
    if (this.waiting.length === 0) return;
    this.hold([]);
    this.rest();
    await this.keep();
  }

  /** Stops trying to send; what waits is kept. */
  dispose(): void {
    this.isOver = true;
    this.rest();
  }

  /** Keeps what waits, for the next start. */
  async keep(): Promise<void> {
    try {
      await this.deps.cell.write(() => ({ events: this.waiting }));
    } catch (error) {
      this.deps.log.write('warn', 'events could not be kept', { reason: String(error) });
    }
  }

  private itemOf({ viewId, props }: QoeEvent): string {
    const told = props['item'];
    if (typeof told === 'string') this.items.set(viewId, told);
    return this.items.get(viewId) ?? '';
  }

  private bound(): void {
    while (this.waiting.length > MOST_EVENTS || (this.waiting.length > BATCH && this.bytes > MOST_BYTES)) {
      const heartbeat = this.waiting.findIndex(({ type }) => type === HEARTBEAT);
      for (const gone of this.waiting.splice(Math.max(0, heartbeat), 1)) this.bytes -= sizeOf(gone);
    }
  }

  private hold(events: Waiting[]): void {
    this.waiting = events;
    this.bytes = events.reduce((sum, event) => sum + sizeOf(event), 1);
  }

  private forget(events: readonly Waiting[]): void {
    const gone = new Set(events.map(({ id }) => id));
    this.hold(this.waiting.filter(({ id }) => !gone.has(id)));
  }

  private rest(): void {
    this.stopTimer?.();
    this.stopTimer = null;
  }

  private soon(): void {
    this.sendAfter(FLUSH_AFTER_MS);
  }

  private sendAfter(ms: number): void {
    if (this.isOver) return;
    this.stopTimer ??= this.deps.clock.after(ms, () => {
      this.stopTimer = null;
      void this.flush();
    });
  }

  private newId(): string {
    return hexOf(this.deps.random.bytes(ID_BYTES));
  }
}
