import { itemKey, parseItemKey, SECOND_MS } from '#core/base';
import type { Disposer, ItemKey } from '#core/base';
import { judgePosition, watchedPart } from '#core/playback';
import { signal } from '#core/state';
import type { WireProgress } from '#core/wire';
import type { ClockPort, LogPort } from '#ports';
import type { ProfileSync } from '#sources/source';
import { fromWireKey, toWireKey } from '#sources/source';
import type { StoredCell } from '#sources/storage';
import type { ProgressModel, ProgressPoint } from './progress-model';
import { judgeStoredPoints, pointsToStore } from './progress-store';
import type { StoredPoint } from './progress-store';

/** Gathers the saves of one visit to the player into one request. */
const SYNC_DELAY_MS = 5 * SECOND_MS;

/** What progress needs. */
export interface ProgressDeps {
  readonly clock: ClockPort;
  readonly log: LogPort;
  /** The stored cell of a profile. */
  cellOf(profileId: string): StoredCell;
  /** The source that syncs this profile; `null` without one or signed out. */
  remote(): ProfileSync | null;
}

function isTrace(point: ProgressPoint): boolean {
  return point.isFinished || point.positionMs > 0;
}

function toWire(point: StoredPoint, wireKey: string): WireProgress {
  const { positionMs, durationMs, updatedAtMs, isFinished, parentKey } = point;
  const parentId = parentKey === '' ? '' : (parseItemKey(parentKey)?.nativeId ?? '');
  return { key: wireKey, positionMs, durationMs, updatedAtMs, isFinished, parentId };
}

function fromWire(source: ProfileSync['sourceId'], key: ItemKey, item: WireProgress): StoredPoint {
  const { positionMs, durationMs, updatedAtMs, isFinished, parentId } = item;
  const parentKey = parentId === '' ? '' : itemKey(source, 'series', parentId);
  return { key, positionMs, durationMs, updatedAtMs, isFinished, parentKey, isDirty: false };
}

class ProfileProgress implements ProgressModel {
  readonly revision = signal(0);
  private readonly deps: ProgressDeps;
  private points = new Map<ItemKey, StoredPoint>();
  private profileId: string | null = null;
  private cell: StoredCell | null = null;
  private running: Promise<void> | null = null;
  private lastWrite: Promise<void> = Promise.resolve();
  private stopTimer: Disposer = () => undefined;

  constructor(deps: ProgressDeps) {
    this.deps = deps;
  }

  get(key: ItemKey): ProgressPoint | null {
    return this.points.get(key) ?? null;
  }

  fraction(key: ItemKey): number {
    const point = this.points.get(key);
    if (point === undefined || point.isFinished || point.positionMs === 0) return -1;
    return watchedPart(point.positionMs, point.durationMs);
  }

  isWatched(key: ItemKey): boolean {
    return this.points.get(key)?.isFinished ?? false;
  }

  recent(): readonly ProgressPoint[] {
    return Array.from(this.points.values())
      .filter(isTrace)
      .sort((a, b) => b.updatedAtMs - a.updatedAtMs);
  }

  latestOfSeries(seriesKey: ItemKey): ProgressPoint | null {
    let latest: StoredPoint | null = null;
    for (const point of this.points.values()) {
      if (point.parentKey !== seriesKey || !isTrace(point)) continue;
      if (latest === null || point.updatedAtMs > latest.updatedAtMs) latest = point;
    }
    return latest;
  }

  save(key: ItemKey, positionMs: number, durationMs: number, parentKey?: ItemKey): Promise<void> {
    const verdict = judgePosition(positionMs, durationMs);
    // A short look at something seen before does not take its tick away.
    if (verdict === 'ignored') return Promise.resolve();
    return this.put({ key, positionMs, durationMs, isFinished: verdict === 'finished', parentKey: parentKey ?? '' });
  }

  markWatched(key: ItemKey, isWatched: boolean, parentKey?: ItemKey): Promise<void> {
    const known = this.points.get(key);
    const durationMs = known?.durationMs ?? 0;
    const positionMs = isWatched ? durationMs : 0;
    return this.put({ key, positionMs, durationMs, isFinished: isWatched, parentKey: parentKey ?? known?.parentKey ?? '' });
  }

  async remove(key: ItemKey): Promise<void> {
    const points = Array.from(this.points.values()).filter((point) => point.key === key || point.parentKey === key);
    // Kept as "nothing watched", so that the removal reaches the platform like any other change.
    await Promise.all(points.map((point) => this.markWatched(point.key, false)));
  }

  async openProfile(profileId: string | null): Promise<void> {
    this.stopTimer();
    this.profileId = profileId;
    this.cell = profileId === null ? null : this.deps.cellOf(profileId);
    const own = new Map<ItemKey, StoredPoint>();
    this.points = own;
    this.changed();
    const stored = this.cell === null ? [] : judgeStoredPoints(await this.cell.read());
    for (const point of stored) if (!own.has(point.key)) own.set(point.key, point);
    if (this.points === own && stored.length > 0) this.changed();
  }

  sync(): Promise<void> {
    const remote = this.deps.remote();
    if (remote === null || this.profileId === null) return Promise.resolve();
    this.running ??= this.runSync(remote, this.profileId)
      .catch((error: unknown) => {
        this.deps.log.write('warn', 'progress sync failed', { reason: error instanceof Error ? error.message : 'unknown' });
      })
      .then(() => {
        this.running = null;
      });
    return this.running;
  }

  settled(): Promise<void> {
    return this.lastWrite.catch(() => undefined);
  }

  dispose(): void {
    this.stopTimer();
  }

  private changed(): void {
    this.revision.value = this.revision.peek() + 1;
  }

  private store(): Promise<void> {
    const own = this.points;
    this.lastWrite = this.cell === null ? Promise.resolve() : this.cell.write(() => pointsToStore(own.values()));
    return this.lastWrite;
  }

  private put(point: Omit<StoredPoint, 'updatedAtMs' | 'isDirty'>): Promise<void> {
    // Strictly later than what is known, so that a clock set back does not lose the newest word.
    const updatedAtMs = Math.max(this.deps.clock.nowMs(), (this.points.get(point.key)?.updatedAtMs ?? 0) + 1);
    this.points.set(point.key, { ...point, updatedAtMs, isDirty: true });
    this.changed();
    this.stopTimer();
    this.stopTimer = this.deps.clock.after(SYNC_DELAY_MS, () => {
      void this.sync();
    });
    return this.store();
  }

  private async runSync(remote: ProfileSync, profile: string): Promise<void> {
    const isSent = await this.pushDirty(remote, profile);
    const answer = isSent ? await remote.fetchProgress(profile) : null;
    // The viewer may have changed meanwhile; then these are not their points.
    if (profile !== this.profileId) return;
    if (answer !== null && answer.ok) this.mergeRemote(remote, answer.value.items);
    await this.store();
  }

  private async pushDirty(remote: ProfileSync, profile: string): Promise<boolean> {
    const own = this.points;
    const sent: StoredPoint[] = [];
    const items: WireProgress[] = [];
    for (const point of own.values()) {
      const wireKey = point.isDirty ? toWireKey(remote.sourceId, point.key) : null;
      if (wireKey === null) continue;
      sent.push(point);
      items.push(toWire(point, wireKey));
    }
    if (items.length === 0) return true;
    const answer = await remote.pushProgress(profile, items);
    if (!answer.ok) return false;
    // A point that changed meanwhile is another object and stays in the queue.
    for (const point of sent) if (own.get(point.key) === point) own.set(point.key, { ...point, isDirty: false });
    return true;
  }

  private mergeRemote(remote: ProfileSync, items: readonly WireProgress[]): void {
    let hasNews = false;
    for (const item of items) {
      const key = fromWireKey(remote.sourceId, item.key);
      if (key === null || (this.points.get(key)?.updatedAtMs ?? -1) >= item.updatedAtMs) continue;
      hasNews = true;
      this.points.set(key, fromWire(remote.sourceId, key, item));
    }
    if (hasNews) this.changed();
  }
}

/** Makes the progress of the current profile; empty until a profile is opened. */
export function createProgressModel(deps: ProgressDeps): ProgressModel {
  return new ProfileProgress(deps);
}
