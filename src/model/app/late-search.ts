import { Once, toAppError } from '#core/base';
import type { Cards } from '#model/cards';
import type { LaterProgramme, SearchModel } from '#model/search';
import type { Host } from '#ports';
import { createStoredCell } from '#sources/storage';
import type { AppModel } from './app-model';

/** Loads search when it is first asked for: the start of the app does not carry it. */
export class LateSearch {
  private readonly made = new Once(() => this.load());
  private readonly host: Host;
  private readonly app: AppModel;
  private readonly cards: Cards;

  constructor(host: Host, app: AppModel, cards: Cards) {
    this.host = host;
    this.app = app;
    this.cards = cards;
  }

  /** The one search there is. Rejects where its code cannot be loaded; the next call tries again. */
  open(): Promise<SearchModel> {
    return this.made.get();
  }

  /** Lets go of it. */
  dispose(): void {
    this.made.use((search) => {
      search.dispose();
    });
    this.made.forget();
  }

  private async remind({ key: channelKey, channelName, title, startMs, stopMs }: LaterProgramme): Promise<void> {
    const { notices, translator } = this.app;
    try {
      const reminders = await this.app.openReminders();
      if (!reminders.has(channelKey, startMs)) reminders.toggle({ channelKey, channelName, title, startMs, stopMs });
      notices.showToast(translator.t('guide.reminder.added', { title, time: translator.format.time(startMs) }));
    } catch (error) {
      this.host.log.write('warn', 'no reminder set', { reason: toAppError(error).message });
    }
  }

  private async load(): Promise<SearchModel> {
    const { app, cards } = this;
    const { clock, log, storage } = this.host;
    const { catalog, translator, favourites, progress, time, session, home, notices } = app;
    const { createSearchModel } = await import('#model/search');
    return createSearchModel({
      clock, log, cards, catalog, translator, favourites, progress, time, session, home, notices,
      cellOf: (id) => createStoredCell(storage, log, `searches.${id}`),
      mergeChannels: (rows) => app.live.firstVersions(rows),
      perform: (action) => {
        app.perform(action);
      },
      remind: (programme) => {
        void this.remind(programme);
      },
    });
  }
}
