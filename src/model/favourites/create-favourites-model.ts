import { parseItemKey, SECOND_MS } from '#core/base';
import type { Disposer, ItemKey } from '#core/base';
import { signal } from '#core/state';
import { asFields, isTrue, textsOf } from '#core/wire';
import type { ClockPort, LogPort } from '#ports';
import type { ProfileSync } from '#sources/source';
import { fromWireKey, toWireKey } from '#sources/source';
import type { StoredCell } from '#sources/storage';
import type { FavouritesModel } from './favourites-model';

/** Gathers quick toggles into one request. */
const SYNC_DELAY_MS = 3 * SECOND_MS;

/** What favourites need. */
export interface FavouritesDeps {
  readonly clock: ClockPort;
  readonly log: LogPort;
  cellOf(profileId: string): StoredCell;
  remote(): ProfileSync | null;
}

/** Puts the platform's list in place of its own part of `keys`; what belongs to other sources keeps its order behind it. */
export function mergeFavourites(keys: readonly ItemKey[], remote: ProfileSync, wireKeys: readonly string[]): readonly ItemKey[] {
  const merged: ItemKey[] = [];
  for (const wireKey of wireKeys) {
    const key = fromWireKey(remote.sourceId, wireKey);
    if (key !== null && merged.indexOf(key) === -1) merged.push(key);
  }
  return merged.concat(keys.filter((key) => toWireKey(remote.sourceId, key) === null));
}

class ProfileFavourites implements FavouritesModel {
  readonly keys = signal<readonly ItemKey[]>([]);
  private readonly deps: FavouritesDeps;
  private lookup = new Set<ItemKey>();
  private isDirty = false;
  private profileId: string | null = null;
  private cell: StoredCell | null = null;
  private running: Promise<void> | null = null;
  private stopTimer: Disposer = () => undefined;

  constructor(deps: FavouritesDeps) {
    this.deps = deps;
  }

  has(key: ItemKey): boolean {
    // Reading the signal lets effects follow; the set answers.
    return this.keys.value.length > 0 && this.lookup.has(key);
  }

  toggle(key: ItemKey): boolean {
    const isIn = this.lookup.has(key);
    this.setKeys(isIn ? this.keys.peek().filter((each) => each !== key) : this.keys.peek().concat(key));
    this.isDirty = true;
    this.store().catch((error: unknown) => {
      this.complain(error);
    });
    this.stopTimer();
    this.stopTimer = this.deps.clock.after(SYNC_DELAY_MS, () => {
      void this.sync();
    });
    return !isIn;
  }

  async openProfile(profileId: string | null): Promise<void> {
    this.stopTimer();
    this.profileId = profileId;
    this.cell = profileId === null ? null : this.deps.cellOf(profileId);
    this.isDirty = false;
    this.setKeys([]);
    const fields = this.cell === null ? null : asFields(await this.cell.read());
    if (fields === null || this.profileId !== profileId) return;
    this.isDirty = isTrue(fields, 'isDirty');
    this.setKeys(textsOf(fields, 'keys').filter((key): key is ItemKey => parseItemKey(key) !== null));
  }

  sync(): Promise<void> {
    const remote = this.deps.remote();
    if (remote === null || this.profileId === null) return Promise.resolve();
    this.running ??= this.runSync(remote, this.profileId)
      .catch((error: unknown) => {
        this.complain(error);
      })
      .then(() => {
        this.running = null;
      });
    return this.running;
  }

  dispose(): void {
    this.stopTimer();
  }

  private setKeys(keys: readonly ItemKey[]): void {
    this.lookup = new Set(keys);
    this.keys.value = keys;
  }

  private async store(): Promise<void> {
    await this.cell?.write(() => ({ keys: this.keys.peek(), isDirty: this.isDirty }));
  }

  /** Whether something changed here that the platform does not know. */
  private hasUnsent(): boolean {
    return this.isDirty;
  }

  private complain(error: unknown): void {
    this.deps.log.write('warn', 'favourites not kept', { reason: error instanceof Error ? error.message : 'unknown' });
  }

  private async runSync(remote: ProfileSync, profile: string): Promise<void> {
    if (this.hasUnsent()) {
      const sent = this.keys.peek();
      const wireKeys = sent.map((key) => toWireKey(remote.sourceId, key)).filter((key): key is string => key !== null);
      const answer = await remote.pushFavourites(profile, wireKeys);
      if (profile !== this.profileId || !answer.ok) return;
      if (this.keys.peek() === sent) this.isDirty = false;
    } else {
      const answer = await remote.fetchFavourites(profile);
      if (profile !== this.profileId || !answer.ok || this.hasUnsent()) return;
      this.setKeys(mergeFavourites(this.keys.peek(), remote, answer.value.keys));
    }
    await this.store();
  }
}

/** Makes the favourites of the current profile; empty until a profile is opened. */
export function createFavouritesModel(deps: FavouritesDeps): FavouritesModel {
  return new ProfileFavourites(deps);
}
