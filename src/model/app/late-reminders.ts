import { Once } from '#core/base';
import type { RemindersModel } from '#model/reminders';
import type { Host } from '#ports';
import { createStoredCell } from '#sources/storage';
import type { AppModel } from './app-model';

/** What reminders take of the app. */
type RemindedApp = Pick<AppModel, 'translator' | 'notices' | 'catalog' | 'perform'>;

/** Loads reminders after the first page stands: the start of the app does not carry them. */
export class LateReminders {
  private readonly made = new Once(() => this.make());
  private profileId: string | null = null;
  private readonly host: Host;
  private readonly app: RemindedApp;

  constructor(host: Host, app: RemindedApp) {
    this.host = host;
    this.app = app;
  }

  /** Begins to watch the time; without the code of reminders nothing is told, and the log says why. */
  start(): void {
    this.open().catch((error: unknown) => {
      this.host.log.write('warn', 'no reminders', { reason: error instanceof Error ? error.message : 'unknown' });
    });
  }

  /** The reminders of the profile that watches. Rejects where their code cannot be loaded; the next call tries again. */
  open(): Promise<RemindersModel> {
    return this.made.get();
  }

  /** Somebody else watches; `null`: nobody. */
  useProfile(profileId: string | null): void {
    this.profileId = profileId;
    this.made.use((reminders) => reminders.openProfile(profileId));
  }

  /** Lets go of them. */
  dispose(): void {
    this.made.use((reminders) => {
      reminders.dispose();
    });
    this.made.forget();
  }

  private async make(): Promise<RemindersModel> {
    const { createRemindersModel } = await import('#model/reminders');
    const { storage, clock, log } = this.host;
    const { translator, notices, catalog } = this.app;
    const reminders = createRemindersModel({
      clock,
      log,
      translator,
      notices,
      cellOf: (id) => createStoredCell(storage, log, `reminders.${id}`),
      isKnown: (key) => catalog.catalog.peek().rowOf('channel', key) !== -1,
      watch: (key) => {
        this.app.perform({ kind: 'watch-channel', key });
      },
    });
    await reminders.openProfile(this.profileId);
    return reminders;
  }
}
