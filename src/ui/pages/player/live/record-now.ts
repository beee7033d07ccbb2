import { toAppError } from '#core/base';
import type { AppModel } from '#model/app';
import type { RecordableProgramme, RecordingAction, RecordingsModel } from '#model/recordings';
import type { Ui } from '#ui/engine';
import { askChoice } from '../../choice/choice-panel';

/** What runs on the channel that plays, and what can be done about recording it; `null` where nothing can. */
function recordable(app: AppModel, recordings: RecordingsModel | null): { readonly programme: RecordableProgramme; readonly actions: readonly RecordingAction[] } | null {
  const banner = app.player.banner.peek();
  if (recordings === null || banner === null || banner.startMs <= 0) return null;
  const programme = { channelKey: banner.channel.key, startMs: banner.startMs, title: banner.title };
  const actions = recordings.actions(programme, banner.startMs + banner.lengthMs);
  return actions.length === 0 ? null : { programme, actions };
}

/** Whether the banner offers recording. */
export function canRecord(app: AppModel): boolean {
  return recordable(app, app.recordings.model.peek()) !== null;
}

/** Asks what is to be done about recording what runs: it, all of its title, or no more. */
export async function askRecording(ui: Ui, app: AppModel): Promise<void> {
  try {
    const recordings = await app.recordings.open();
    const found = recordable(app, recordings);
    if (recordings === null || found === null) {
      app.notices.showToast(app.translator.t('recordings.not-here'));
      return;
    }
    askChoice(ui, {
      id: 'record',
      title: found.programme.title,
      selected: '',
      choices: found.actions.map((id) => ({ id, label: recordings.labelOf(id) })),
      onChoose: (id) => void recordings.act(id as RecordingAction, found.programme),
    });
  } catch (error) {
    ui.log.write('error', 'recording could not be offered', { reason: toAppError(error).message });
  }
}
