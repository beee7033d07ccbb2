import { DAY_MS, toAppError } from '#core/base';
import type { ItemKey } from '#core/base';
import { hourOf, noteTime, readSteady, steadinessAt, writeSteady } from '#core/playback';
import type { SteadyRecord } from '#core/playback';
import { asFields } from '#core/wire';
import type { ClockPort, LogPort, StoragePort, StreamForm } from '#ports';
import { createStoredCell } from '#sources/storage';
import type { StoredCell } from '#sources/storage';

/** A form that once helped is believed this long; then the one the source gives by itself gets its chance again. */
const BELIEVED_MS = 7 * DAY_MS;
/** Older than this what was learned of versions has faded. */
const LEARNED_MS = 60 * DAY_MS;
/** Smaller forgets what is used daily; larger is read at each start for nothing. */
const MOST_ENTRIES = 200;
const FORMS: readonly StreamForm[] = ['hls', 'dash', 'ts', 'mp4'];

interface Entry {
  readonly value: string;
  readonly atMs: number;
}

/**
 * What brought the picture back: the form per source, the version per channel or film, and how steady troubled versions are by hour. Holds
 * keys, never addresses.
 */
export class RescueMemory {
  private readonly deps: { readonly clock: Pick<ClockPort, 'nowMs' | 'utcOffsetMin'>; readonly log: LogPort };
  private readonly cell: StoredCell;
  private entries = new Map<string, Entry>();

  constructor(deps: { readonly storage: StoragePort; readonly clock: Pick<ClockPort, 'nowMs' | 'utcOffsetMin'>; readonly log: LogPort }) {
    this.deps = deps;
    this.cell = createStoredCell(deps.storage, deps.log, 'rescue.v1');
  }

  /** Reads what was kept; what is broken is forgotten. Never rejects. */
  async load(): Promise<void> {
    try {
      const fields = asFields(await this.cell.read()) ?? {};
      for (const name of Object.keys(fields)) {
        const entry = asFields(fields[name]);
        const value = entry?.['value'];
        const atMs = entry?.['atMs'];
        if (typeof value === 'string' && typeof atMs === 'number') this.entries.set(name, { value, atMs });
      }
    } catch (error) {
      this.complain(error);
    }
  }

  /** The form that worked for a source, `null` without one. */
  formOf(sourceId: string): StreamForm | null {
    const value = this.get(`form ${sourceId}`, BELIEVED_MS);
    return FORMS.find((form) => form === value) ?? null;
  }

  /** The version that worked instead of this one, `null` without one. */
  versionOf(key: ItemKey): ItemKey | null {
    return this.get(`version ${key}`, LEARNED_MS) as ItemKey | null;
  }

  keepForm(sourceId: string, form: StreamForm): void {
    this.keep(`form ${sourceId}`, form);
  }

  keepVersion(key: ItemKey, version: ItemKey): void {
    this.keep(`version ${key}`, version);
  }

  /** How steady a version is expected to be now, 0 to 1; 1 for one that never failed. */
  steadinessOf(key: ItemKey): number {
    const nowMs = this.deps.clock.nowMs();
    return steadinessAt(this.recordOf(key), this.hourAt(nowMs), nowMs);
  }

  /** One more time that a version stood firm, or failed. What never failed is not written down. */
  noteTime(key: ItemKey, wasGood: boolean): void {
    const record = this.recordOf(key);
    if (record === null && wasGood) return;
    const nowMs = this.deps.clock.nowMs();
    this.keep(`steady ${key}`, writeSteady(noteTime(record, this.hourAt(nowMs), wasGood, nowMs)));
  }

  private recordOf(key: ItemKey): SteadyRecord | null {
    const entry = this.entries.get(`steady ${key}`);
    return entry === undefined ? null : readSteady(entry.value, entry.atMs);
  }

  private hourAt(nowMs: number): number {
    return hourOf(nowMs, this.deps.clock.utcOffsetMin(nowMs));
  }

  private get(name: string, forMs: number): string | null {
    const entry = this.entries.get(name);
    return entry === undefined || this.deps.clock.nowMs() - entry.atMs > forMs ? null : entry.value;
  }

  private keep(name: string, value: string): void {
    if (this.entries.get(name)?.value === value) return;
    // The newest stand last.
    this.entries.delete(name);
    this.entries.set(name, { value, atMs: this.deps.clock.nowMs() });
    for (const oldest of Array.from(this.entries.keys()).slice(0, Math.max(0, this.entries.size - MOST_ENTRIES))) this.entries.delete(oldest);
    const written = this.cell.write(() => {
      const all: Record<string, Entry> = {};
      this.entries.forEach((entry, each) => {
        all[each] = entry;
      });
      return all;
    });
    written.catch((error: unknown) => {
      this.complain(error);
    });
  }

  private complain(error: unknown): void {
    this.deps.log.write('warn', 'what helped is not kept', { code: toAppError(error, 'storage.broken').code });
  }
}
