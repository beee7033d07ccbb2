import { createRecordingsModel } from '#model/recordings';
import type { RecordingsModel } from '#model/recordings';
import type { SessionCore } from '#model/session';
import type { Host } from '#ports';
import { createStoredCell } from '#sources/storage';
import type { AppModel } from './app-model';

/** Makes the account's recordings over the app and begins to read them; `null` without a platform. */
export function openRecordings(host: Host, app: AppModel & { readonly session: SessionCore }): RecordingsModel | null {
  const { session, translator, notices, parental, player } = app;
  const [api, sync] = [session.platformApi(), session.profileSync()];
  if (api === null || sync === null) return null;
  const profileId = (): string => session.profile.peek()?.id ?? '';
  const recordings = createRecordingsModel({
    clock: host.clock, log: host.log, translator, notices, api, profileId,
    catalog: app.catalog,
    spoilers: () => app.spoilers.model.value,
    sourceId: sync.sourceId,
    cell: createStoredCell(host.storage, host.log, `recordings.${profileId()}`),
    play: (recording) => {
      parental.whenOpen(recording.channelKey, () => {
        player.playRecording(recording);
        app.openPlayer();
      });
    },
    shop: () => (session.hasShop.peek() ? (route) => { app.navigation.open(route); } : null),
  });
  void recordings.load();
  return recordings;
}
