import type { Disposer } from '#core/base';
import type { AppModel } from '#model/app';
import type { RemoteKey, VoiceCommand, VoicePort, VoiceScene } from '#ports';
import type { Ui } from '#ui/engine';
import { choosePlace, keyAlong } from './choose-place';

/** Live television has no next title, but a next channel. */
const OF_CHANNELS: Readonly<Partial<Record<RemoteKey, RemoteKey>>> = { next: 'channelUp', previous: 'channelDown' };

/** Whether something stands above the page that takes the focus and is not the rail: a panel, a question, a PIN. */
function isCovered(ui: Ui, app: AppModel): boolean {
  return ui.overlays.hasFocusRoot && !app.navigation.isRailOpen.peek();
}

function sceneOf(ui: Ui, app: AppModel): VoiceScene {
  const { name } = app.navigation.current.peek().route;
  if (name === 'start') return 'none';
  return name === 'player' && !isCovered(ui, app) ? 'player' : 'list';
}

/** Opens a page of the rail, past no question: what asks something waits for its answer. */
function open(ui: Ui, app: AppModel, name: 'home' | 'search' | 'settings'): boolean {
  if (isCovered(ui, app) || app.session.phase.peek().kind !== 'ready') return false;
  app.navigation.open({ name });
  return true;
}

/** Search with this in its line: as a phone types it where search stands already, else as what a visit comes back to. */
function search(ui: Ui, app: AppModel, term: string): boolean {
  const field = ui.typing.target.peek();
  if (field?.id === 'search') {
    field.write(term);
    field.done();
    return true;
  }
  if (!open(ui, app, 'search')) return false;
  app.navigation.current.peek().remember('query', { id: term, index: 1, offset: 0 });
  return true;
}

/** What the player does by more than a key. */
function steer({ player }: AppModel, command: VoiceCommand): boolean {
  const isLive = player.nowPlaying.peek()?.kind === 'live';
  switch (command.kind) {
    case 'skip':
      player.seekBy(command.byMs);
      return true;
    case 'seek':
      player.seekTo(command.positionMs);
      return true;
    case 'restart':
      if (isLive) player.startOver();
      else player.seekTo(0);
      return true;
    case 'subtitles': {
      const id = command.isOn ? (player.tracks.peek().text[0]?.id ?? null) : null;
      if (command.isOn && id === null) return false;
      player.selectText(id);
      return true;
    }
    default:
      return false;
  }
}

function press(ui: Ui, app: AppModel, key: RemoteKey): boolean {
  if (ui.keys.pressKey(key)) return true;
  const other = sceneOf(ui, app) === 'player' ? OF_CHANNELS[key] : undefined;
  return other !== undefined && ui.keys.pressKey(other);
}

function take(ui: Ui, app: AppModel, command: VoiceCommand): boolean {
  switch (command.kind) {
    case 'press':
      return press(ui, app, command.key);
    case 'walk': {
      const isForward = command.delta > 0;
      const track = isForward ? 'next' : 'previous';
      return press(ui, app, sceneOf(ui, app) === 'player' ? track : keyAlong(ui, isForward));
    }
    case 'choose':
      return (command.place === 0 || choosePlace(ui, command.place)) && ui.keys.pressKey('ok');
    case 'search':
      return search(ui, app, command.term);
    case 'open':
      return open(ui, app, command.page);
    default:
      return sceneOf(ui, app) === 'player' && steer(app, command);
  }
}

/** From now on what is said to the set's assistant does on this screen what the remote's keys do. */
export function linkVoice(ui: Ui, app: AppModel, voice: VoicePort): Disposer {
  return voice.listen({ scene: () => sceneOf(ui, app), take: (command) => take(ui, app, command) });
}
