import { setImmediate as immediate } from 'node:timers/promises';
import { MINUTE_MS } from '#core/base';
import { splitGuideKey } from '#core/guide';
import type { CatalogStore, GuideStore, ProgrammeRow } from '#server/store';
import type { ComputedGuide } from './computed-guide';

/** Channels whose programmes are in memory at once while a long guide is answered. */
const KEYS_PER_STEP = 40;

/** The guide of every channel, stored and computed ones alike. */
export class Guide {
  private readonly keys = new Map<boolean, { readonly revision: string; readonly keys: ReadonlySet<string> }>();

  constructor(
    private readonly store: { readonly guide: GuideStore; readonly catalog: CatalogStore },
    private readonly computed: ComputedGuide,
  ) {}

  /** Programmes of one channel overlapping the window, in order. */
  async ofChannel(guideKey: string, fromMs: number, toMs: number): Promise<readonly ProgrammeRow[]> {
    if (guideKey === '') return [];
    if (this.computed.keys.has(guideKey)) return this.computed.between([guideKey], fromMs, toMs);
    return this.stored([guideKey], fromMs, toMs);
  }

  /** Programmes of many channels, a few channels at a time, in the order of `keys`; channels without any are left out. */
  async *ofChannels(keys: readonly string[], fromMs: number, toMs: number): AsyncGenerator<ReadonlyMap<string, readonly ProgrammeRow[]>> {
    const wanted = Array.from(new Set(keys)).filter((key) => key !== '');
    for (let start = 0; start < wanted.length; start += KEYS_PER_STEP) {
      const step = wanted.slice(start, start + KEYS_PER_STEP);
      const computed = this.computed.between(step.filter((key) => this.computed.keys.has(key)), fromMs, toMs);
      const stored = await this.stored(step.filter((key) => !this.computed.keys.has(key)), fromMs, toMs);
      const grouped = new Map<string, ProgrammeRow[]>(step.map((key) => [key, []]));
      for (const row of computed) grouped.get(row.guideKey)?.push(row);
      for (const row of stored) grouped.get(row.guideKey)?.push(row);
      for (const [key, rows] of grouped) if (rows.length === 0) grouped.delete(key);
      if (grouped.size > 0) yield grouped;
      await immediate();
    }
  }

  /** Guide keys of all channels somebody may see, in channel order; kept until the catalogue changes. */
  async allKeys(includesAdult: boolean): Promise<ReadonlySet<string>> {
    const revision = await this.store.catalog.revision();
    const known = this.keys.get(includesAdult);
    if (known?.revision === revision) return known.keys;
    const keys = new Set<string>();
    for await (const page of this.store.catalog.channels({ includesAdult })) {
      for (const channel of page) if (channel.guideKey !== '') keys.add(channel.guideKey);
    }
    this.keys.set(includesAdult, { revision, keys });
    return keys;
  }

  /** Stored programmes; a playlist's `tvg-shift`, folded into the key, moves them in time. */
  private async stored(keys: readonly string[], fromMs: number, toMs: number): Promise<readonly ProgrammeRow[]> {
    const plain: string[] = [];
    const shifted: ProgrammeRow[] = [];
    for (const guideKey of keys) {
      const { key, shiftMs } = splitGuideKey(guideKey);
      if (shiftMs === 0) {
        plain.push(guideKey);
        continue;
      }
      const rows = await this.store.guide.between([key], fromMs - shiftMs, toMs - shiftMs);
      for (const row of rows) shifted.push({ ...row, guideKey, startMs: row.startMs + shiftMs, stopMs: row.stopMs + shiftMs });
    }
    return [...(await this.store.guide.between(plain, fromMs, toMs)), ...shifted];
  }
}

/** A guide key as other software may see it: the mark of a shift is a control character that no format may carry. */
export function publicGuideKey(guideKey: string): string {
  const { key, shiftMs } = splitGuideKey(guideKey);
  return shiftMs === 0 ? key : `${key}${shiftMs > 0 ? '+' : '-'}${String(Math.abs(shiftMs) / MINUTE_MS)}`;
}
