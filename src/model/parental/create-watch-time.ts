import { Once, toAppError } from '#core/base';
import type { Disposer } from '#core/base';
import { hasTimeRules, parseTimeRules } from '#core/parental';
import type { TimeRules } from '#core/parental';
import type { Translator } from '#model/i18n';
import type { NoticesModel } from '#model/notices';
import type { ClockPort, LogPort, StoragePort } from '#ports';
import type { ReadonlySignal } from '#core/state';
import { createStoredCell } from '#sources/storage';
import type { StoredCell } from '#sources/storage';
import type { ParentalModel } from './parental-model';
import type { WatchTime } from './watch-time';
import type { WatchTimeModel } from './watch-time-model';

/** The part of the player that time limits watch and stop. */
export interface TimedPlayer {
  /** What is watched, `null` for nothing. */
  readonly nowPlaying: ReadonlySignal<object | null>;
  readonly state: ReadonlySignal<{ readonly kind: string }>;
}

/** What time limits need. */
export interface WatchTimeDeps {
  readonly clock: ClockPort;
  readonly storage: StoragePort;
  readonly log: LogPort;
  readonly lifecycle: { onForegroundChange(listener: (isForeground: boolean) => void): Disposer };
  readonly translator: Translator;
  readonly notices: NoticesModel;
  readonly parental: ParentalModel;
  readonly player: TimedPlayer;
  /** Asks a parent's phone; `null` where there is no way to one. */
  readonly askParent: ((reason: 'budget' | 'bedtime') => void) | null;
  /** Ends what plays and leaves its page. `false`: it was a preview beside a list. */
  stopPlaying(): boolean;
}

/** Time limits as the app runs them. */
export interface WatchTimeCore {
  /** The limits of the profile that watches. Rejects where their code cannot be loaded; the next call tries again. */
  open(): Promise<WatchTimeModel>;
  /** Somebody else watches (`null`: nobody). Resolves when their limits hold. */
  openProfile(id: string | null): Promise<void>;
  /** The limits of a profile as they are kept. */
  readRules(id: string): Promise<TimeRules>;
  /** Other limits of a profile came from elsewhere: they are kept, and hold where it watches. */
  adoptRules(id: string, rules: TimeRules): Promise<void>;
  dispose(): void;
}

class LateWatchTime implements WatchTimeCore {
  private readonly made = new Once(() => this.make());
  private profileId: string | null = null;
  private readonly deps: WatchTimeDeps;

  constructor(deps: WatchTimeDeps) {
    this.deps = deps;
  }

  open(): Promise<WatchTime> {
    return this.made.get();
  }

  async openProfile(id: string | null): Promise<void> {
    this.profileId = id;
    try {
      const { current } = this.made;
      if (current !== null) await (await current).openProfile(id);
      else if (id !== null && hasTimeRules(await this.readRules(id)) && this.profileId === id) await this.open();
    } catch (error) {
      this.deps.log.write('error', 'no time limits', { reason: toAppError(error).message });
    }
  }

  async readRules(id: string): Promise<TimeRules> {
    return parseTimeRules(await this.cell('rules', id).read());
  }

  async adoptRules(id: string, rules: TimeRules): Promise<void> {
    await this.cell('rules', id).write(() => rules);
    if (this.profileId === id) await this.openProfile(id);
  }

  dispose(): void {
    this.made.use((time) => {
      time.dispose();
    });
    this.made.forget();
  }

  private async make(): Promise<WatchTime> {
    const { WatchTime: Late } = await import('./watch-time');
    const time = new Late(this.deps, (part, id) => this.cell(part, id));
    await time.openProfile(this.profileId);
    return time;
  }

  private cell(part: 'rules' | 'used', id: string): StoredCell {
    return createStoredCell(this.deps.storage, this.deps.log, `watch-time-${part}.${id}`);
  }
}

/** Makes time limits; nobody's until a profile is opened. */
export function createWatchTime(deps: WatchTimeDeps): WatchTimeCore {
  return new LateWatchTime(deps);
}
