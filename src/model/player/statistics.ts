import { SECOND_MS } from '#core/base';
import { diagnose } from '#core/playback';
import type { Diagnosis } from '#core/playback';
import type { MediaStats } from '#ports';
import type { Translator } from '#model/i18n';
import type { PlayerModel, StreamFacts } from './player-model';

/** A line of the statistics. */
export interface StatsRow {
  readonly id: string;
  readonly label: string;
  readonly value: string;
}

/** The statistics over the picture, in words; without any secret. */
export interface StatsView {
  readonly rows: readonly StatsRow[];
  /** What is slow, said plainly. */
  readonly diagnosis: Diagnosis;
  readonly verdict: string;
  /** `38.6 Mb/s`, `24.1 s`; the word for "not told" where the set does not tell. */
  readonly throughput: string;
  readonly buffer: string;
  /** `4 s`, or that it is not live. */
  readonly delay: string;
  /** The last {@link MOST_SAMPLES} measurements, oldest first, 0..1 of the largest among them. */
  readonly throughputBars: readonly number[];
  readonly bufferBars: readonly number[];
}

/** Bars of a graph: at one sample a second, the last forty seconds. */
export const MOST_SAMPLES = 40;

/** Reads the player about once a second and says what it finds. Made when the statistics are opened. */
export class Statistics {
  private readonly player: PlayerModel;
  private readonly translator: Translator;
  private readonly throughputs: number[] = [];
  private readonly buffers: number[] = [];
  private best = 0;
  private last: { readonly dropped: number; readonly atMs: number } | null = null;

  constructor(player: PlayerModel, translator: Translator) {
    this.player = player;
    this.translator = translator;
  }

  /** Measures once. `nowMs`: monotonic. */
  sample(nowMs: number): StatsView {
    const stats: MediaStats = this.player.stats() ?? { engine: '' };
    const facts = this.player.streamFacts();
    this.best = Math.max(this.best, stats.bandwidthBps ?? 0);
    push(this.throughputs, stats.bandwidthBps ?? 0);
    push(this.buffers, stats.bufferedAheadMs ?? 0);
    const state = this.player.state.peek().kind;
    const diagnosis = diagnose({
      isOnline: facts.isOnline,
      isStalled: state === 'stalled' || state === 'recovering',
      bufferedAheadMs: stats.bufferedAheadMs ?? null,
      bitrateBps: stats.bitrateBps ?? null,
      bandwidthBps: stats.bandwidthBps ?? null,
      bestBandwidthBps: this.best === 0 ? null : this.best,
      droppedPerSecond: this.droppedPerSecond(stats, nowMs),
    });
    return {
      rows: this.rows(stats, facts),
      diagnosis,
      verdict: this.translator.t(`stats.doctor.${diagnosis}`),
      throughput: this.megabits(stats.bandwidthBps),
      buffer: stats.bufferedAheadMs === undefined ? this.untold : this.seconds(stats.bufferedAheadMs),
      delay: this.delay(),
      throughputBars: bars(this.throughputs),
      bufferBars: bars(this.buffers),
    };
  }

  private get untold(): string {
    return this.translator.t('stats.untold');
  }

  private rows(stats: MediaStats, facts: StreamFacts): readonly StatsRow[] {
    const { t, format } = this.translator;
    const row = (id: string, value: string): StatsRow => ({ id, label: t(`stats.row.${id}`), value: value === '' ? this.untold : value });
    const now = this.player.nowPlaying.peek();
    const size = stats.width === undefined || stats.height === undefined ? '' : `${String(stats.width)} × ${String(stats.height)}`;
    const steps = facts.steps.map((rung) => t(`stats.rung.${rung}`));
    return [
      row('title', joined([now?.title ?? '', now?.subtitle ?? ''])),
      row('player', joined([stats.engine, facts.form.toUpperCase()])),
      row('picture', joined([size, stats.codec ?? ''])),
      row('bitrate', stats.bitrateBps === undefined ? '' : this.megabits(stats.bitrateBps)),
      row('frames', joined([this.frames('shown', stats.shownFrames), this.frames('dropped', stats.droppedFrames)])),
      row('start', facts.startedInMs === 0 ? '' : t('stats.start', { time: this.seconds(facts.startedInMs, 2), stalls: format.number(facts.stalls) })),
      row('host', facts.host),
      row('recovery', steps.length === 0 && facts.choice === '' ? t('stats.no-steps') : joined([facts.choice].concat(steps))),
    ];
  }

  private frames(what: 'shown' | 'dropped', count: number | undefined): string {
    const { t, format } = this.translator;
    return count === undefined ? '' : t(`stats.frames.${what}`, { n: format.number(count) });
  }

  private droppedPerSecond({ droppedFrames }: MediaStats, nowMs: number): number | null {
    const { last } = this;
    this.last = droppedFrames === undefined ? null : { dropped: droppedFrames, atMs: nowMs };
    if (droppedFrames === undefined || last === null || nowMs <= last.atMs) return null;
    return Math.max(0, droppedFrames - last.dropped) / ((nowMs - last.atMs) / SECOND_MS);
  }

  private megabits(bps: number | undefined): string {
    const { t, format } = this.translator;
    return bps === undefined ? this.untold : t('stats.megabits', { n: format.number(bps / 1e6, 1) });
  }

  private seconds(ms: number, digits = 1): string {
    const { t, format } = this.translator;
    return t('stats.seconds', { n: format.number(ms / SECOND_MS, digits) });
  }

  private delay(): string {
    const window = this.player.liveWindow.peek();
    if (this.player.nowPlaying.peek()?.kind !== 'live') return this.translator.t('stats.not-live');
    return window === null ? this.untold : this.seconds(Math.max(0, window.endMs - this.player.positionMs.peek()));
  }
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

function push(list: number[], value: number): void {
  list.push(value);
  if (list.length > MOST_SAMPLES) list.shift();
}

function bars(values: readonly number[]): readonly number[] {
  const largest = Math.max(1, ...values);
  return values.map((value) => value / largest);
}
