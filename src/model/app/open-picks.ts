import { fail, ok, toAppError } from '#core/base';
import { computed } from '#core/state';
import type { WireLearning } from '#core/wire';
import type { Cards } from '#model/cards';
import { createPicksModel, readWireLearning } from '#model/picks';
import type { LearningRemote, PicksModel } from '#model/picks';
import type { SessionCore } from '#model/session';
import type { Host } from '#ports';
import { platformSourceId } from '#sources/registry';
import { createStoredCell } from '#sources/storage';
import type { AppModel } from './app-model';

/** What picks take of the app. */
export type PickedApp = Pick<AppModel, 'catalog' | 'translator' | 'progress' | 'taste' | 'player'> & { readonly session: SessionCore };

/** How the platform is told what a profile wants learnt; `null` without one. */
function remoteOf(host: Host, { session }: PickedApp): LearningRemote | null {
  const api = session.platformApi();
  if (api === null || host.platformUrl === null) return null;
  const pathOf = (id: string): string => `/profiles/${encodeURIComponent(id)}/learning`;
  return {
    sourceId: platformSourceId(host.platformUrl),
    async fetch(id): Promise<WireLearning | null> {
      const answer = await api.get(pathOf(id), (value) => {
        const known = readWireLearning(value);
        return known === null ? fail(toAppError(null)) : ok(known);
      });
      return answer.ok ? answer.value : null;
    },
    push: async (id, body) => (await api.call({ path: pathOf(id), method: 'PUT', body })).ok,
  };
}

/** Makes the picks over the app's models; loaded after the first page. */
export function openPicks(host: Host, app: PickedApp, cards: Cards): PicksModel {
  const { clock, log, storage } = host;
  const { catalog, translator, progress, taste, player, session } = app;
  return createPicksModel({
    clock, log, catalog, translator, progress, taste, cards,
    liveKey: computed(() => (player.nowPlaying.value?.kind === 'live' ? player.nowPlaying.value.key : null)),
    sourceIds: () => session.active.peek().map(({ id }) => id),
    cellOf: (name) => createStoredCell(storage, log, name),
    remote: () => remoteOf(host, app),
  });
}
