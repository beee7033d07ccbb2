import type { PlaybackEvents, QoeEvent } from '#core/qoe';
import { toAppError } from '#core/base';
import type { ItemKey } from '#core/base';
import type { SessionCore } from '#model/session';
import type { Host } from '#ports';
import type { EventQueue } from '#sources/events';
import { platformSourceId } from '#sources/registry';
import { createStoredCell } from '#sources/storage';
import type { AppModel } from './app-model';
import { APP_VERSION } from './app-version';

/** Brings what the player tells to the queue, whose code comes with the first event. Without the viewer's leave nothing is told or kept. */
export class LateEvents implements PlaybackEvents {
  private readonly host: Host;
  private readonly app: Pick<AppModel, 'settings'> & { readonly session: SessionCore };
  private queue: Promise<EventQueue | null> | null = null;

  constructor(host: Host, app: LateEvents['app']) {
    this.host = host;
    this.app = app;
  }

  record(event: QoeEvent): void {
    const { session, settings } = this.app;
    if (session.platformApi() === null) return;
    if (!settings.values.peek().isQualityTold) {
      void this.queue?.then((queue) => queue?.clear());
      return;
    }
    this.queue ??= this.load();
    void this.queue.then((queue) => {
      queue?.record(event);
    });
  }

  /** See {@link AppModel.tellList}. Titles and genres in a row's id are left out. */
  tellList(type: 'list_shown' | 'list_pressed', id: string, item: ItemKey, position: number): void {
    const list = id.replace(/^(because|genre|category)-.*$/, '$1');
    this.record({ type, viewId: '', atMs: this.host.clock.nowMs(), props: { list, position, item } });
  }

  /** Stops what waits to be sent; it is kept. */
  dispose(): void {
    void this.queue?.then((queue) => {
      queue?.dispose();
    });
  }

  private async load(): Promise<EventQueue | null> {
    const { clock, device, log, platformUrl, random, storage } = this.host;
    const { session } = this.app;
    try {
      const { EventQueue: Queue } = await import('#sources/events');
      const { name, osVersion, model } = device.capabilities.host;
      const queue = new Queue({
        clock, random, log,
        cell: createStoredCell(storage, log, 'events.v1'),
        platform: () => {
          const api = session.platformApi();
          return api === null || platformUrl === null ? null : { api, sourceId: platformSourceId(platformUrl) };
        },
        profileId: () => session.profile.peek()?.id ?? '',
        device: { model: [name, osVersion, model].filter((part) => part !== '').join(' '), app: APP_VERSION },
      });
      await queue.open();
      return queue;
    } catch (error) {
      // Nobody misses figures; the next event tries again.
      log.write('warn', 'the queue of events could not be loaded', { reason: toAppError(error).message });
      this.queue = null;
      return null;
    }
  }
}
