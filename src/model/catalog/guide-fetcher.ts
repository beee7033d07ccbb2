import { HOUR_MS, MINUTE_MS } from '#core/base';
import type { CancelSignal, Disposer, ItemKey } from '#core/base';
import type { CatalogReader, ChannelRecord } from '#core/catalog';
import { splitGuideKey } from '#core/guide';
import type { WindowGuide } from '#core/guide';
import type { ClockPort, LogPort } from '#ports';
import type { GuideWindow, Source } from '#sources/source';

/** Wishes of one scroll are gathered this long. */
const GATHER_MS = 150;
/** The window asked for when nobody names one: what is on, what just ended, and the evening. */
const PAST_MS = 2 * HOUR_MS;
const FUTURE_MS = 8 * HOUR_MS;
/** A window is good enough while it reaches this far ahead. */
const NEEDED_AHEAD_MS = 2 * HOUR_MS;
/** Channels of one request: a query line of 16,000 characters holds about 500 keys. */
const WINDOW_BATCH = 200;
/** Channels asked one by one in a go; more would queue behind what the viewer looks at next. */
const CHANNEL_BATCH = 12;
/** A channel whose guide could not be fetched is asked again after this. */
const RETRY_MS = MINUTE_MS;

/** What the fetcher needs. */
export interface GuideFetcherDeps {
  readonly clock: ClockPort;
  readonly log: LogPort;
  /** Where programmes go; it may be replaced by an empty one. */
  store(): WindowGuide;
  readonly signal: CancelSignal;
  catalog(): CatalogReader;
  /** Without what the viewer changed; with the same rows. */
  plain(): CatalogReader;
  sourceOf(channel: ChannelRecord): Source | null;
  /** Called after programmes were put into the store. */
  changed(): void;
}

interface Wish {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Fetches programmes for channels in view: gathers wishes, skips what is known, asks the newest wishes first. */
export class GuideFetcher {
  private readonly deps: GuideFetcherDeps;
  private wishes = new Map<ItemKey, Wish>();
  private readonly silentUntilMs = new Map<string, number>();
  private stopTimer: Disposer | null = null;
  private isRunning = false;

  constructor(deps: GuideFetcherDeps) {
    this.deps = deps;
  }

  want(keys: readonly ItemKey[], fromMs?: number, toMs?: number): void {
    const nowMs = this.deps.clock.nowMs();
    const wish: Wish = { fromMs: fromMs ?? nowMs, toMs: toMs ?? nowMs + NEEDED_AHEAD_MS };
    for (const key of keys) {
      // The newest wish comes last in the map and is taken first.
      this.wishes.delete(key);
      this.wishes.set(key, wish);
    }
    this.arm();
  }

  dispose(): void {
    this.stopTimer?.();
    this.stopTimer = null;
    this.wishes.clear();
  }

  private isOver(): boolean {
    return this.deps.signal.isCancelled;
  }

  private arm(): void {
    if (this.stopTimer !== null || this.isRunning || this.wishes.size === 0) return;
    this.stopTimer = this.deps.clock.after(GATHER_MS, () => {
      this.stopTimer = null;
      void this.run();
    });
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    const wishes = this.wishes;
    this.wishes = new Map();
    const bySource = new Map<Source, ChannelRecord[]>();
    const catalog = this.deps.catalog();
    let fromMs = Infinity;
    let toMs = 0;
    for (const [key, wish] of Array.from(wishes).reverse()) {
      const channel = catalog.channel(catalog.rowOf('channel', key));
      if (channel === null || channel.guideKey === '' || this.isKnown(channel.guideKey, wish)) continue;
      const source = this.deps.sourceOf(channel);
      // A panel's short guide goes by the channel: another guide, chosen by hand, is in a file.
      if (source?.guideMode === 'channel' && splitGuideKey(channel.guideKey).key !== splitGuideKey(this.deps.plain().channel(channel.row)?.guideKey ?? '').key) continue;
      if (source === null || (source.guideMode !== 'window' && source.guideMode !== 'channel')) continue;
      fromMs = Math.min(fromMs, wish.fromMs);
      toMs = Math.max(toMs, wish.toMs);
      const list = bySource.get(source);
      if (list === undefined) bySource.set(source, [channel]);
      else list.push(channel);
    }
    for (const [source, channels] of bySource) await this.fetch(source, channels, fromMs, toMs);
    this.isRunning = false;
    this.arm();
  }

  private isKnown(guideKey: string, wish: Wish): boolean {
    if (this.deps.store().covers(guideKey, wish.fromMs, wish.toMs)) return true;
    return (this.silentUntilMs.get(guideKey) ?? -Infinity) > this.deps.clock.monotonicMs();
  }

  private async fetch(source: Source, channels: readonly ChannelRecord[], fromMs: number, toMs: number): Promise<void> {
    const size = source.guideMode === 'window' ? WINDOW_BATCH : CHANNEL_BATCH;
    // A guide that the viewer moved is asked for where it stands at its source.
    const shifts = channels.map(({ guideKey }) => splitGuideKey(guideKey).shiftMs);
    // More than a little is asked for, so that the next hours need no request; hours are whole, so that answers can be cached.
    const wideFromMs = Math.floor((fromMs - PAST_MS - Math.max(...shifts)) / HOUR_MS) * HOUR_MS;
    const wideToMs = Math.ceil((toMs + FUTURE_MS - NEEDED_AHEAD_MS - Math.min(...shifts)) / HOUR_MS) * HOUR_MS;
    for (let at = 0; at < channels.length; at += size) {
      const batch = channels.slice(at, at + size);
      if (this.isOver()) return;
      const plain = batch.map((channel) => ({ ...channel, guideKey: splitGuideKey(channel.guideKey).key }));
      const answer = await source.fetchGuide({ channels: plain, fromMs: wideFromMs, toMs: wideToMs, signal: this.deps.signal });
      if (this.isOver()) return;
      if (answer.ok) {
        for (const channel of batch) this.keep(channel.guideKey, answer.value);
        this.deps.changed();
        continue;
      }
      this.deps.log.write('info', 'guide not fetched', { source: source.id, code: answer.error.code });
      const untilMs = this.deps.clock.monotonicMs() + RETRY_MS;
      for (const channel of channels.slice(at)) this.silentUntilMs.set(channel.guideKey, untilMs);
      return;
    }
  }

  private keep(guideKey: string, { fromMs, toMs, programmes }: GuideWindow): void {
    const { key, shiftMs } = splitGuideKey(guideKey);
    const found = programmes.get(key);
    if (found === undefined) return;
    const moved = shiftMs === 0 ? found : found.map((each) => ({ ...each, startMs: each.startMs + shiftMs, stopMs: each.stopMs > 0 ? each.stopMs + shiftMs : each.stopMs }));
    this.deps.store().put(guideKey, fromMs + shiftMs, toMs + shiftMs, moved);
  }
}
