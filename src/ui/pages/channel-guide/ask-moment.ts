import type { ChannelRecord } from '#core/catalog';
import type { AppModel } from '#model/app';
import { ARCHIVE_WINDOW_MS } from '#model/player';
import type { Ui } from '#ui/engine';
import { Z } from '#ui/theme';
import { askChoice } from '../choice/choice-panel';
import { MomentPanel } from './moment-panel';
import { archiveDays } from './moments';
import type { ArchiveDay } from './moments';

/** Asks for a day and a time of a channel's archive, and plays it from there on: to the end of what the guide says ran then, if it says anything. */
export function askMoment(ui: Ui, app: AppModel, channel: ChannelRecord): void {
  const { t, format } = app.translator;
  const nowMs = app.time.nowMs();
  const days = archiveDays(ui.clock, nowMs, channel.catchup?.days ?? 0);
  const ask = (day: ArchiveDay): void => {
    askTime(ui, app, day, (atMs) => play(app, channel, atMs));
  };
  const [only] = days;
  if (only === undefined) return;
  if (days.length === 1) {
    ask(only);
    return;
  }
  askChoice(ui, {
    id: 'moment-day',
    title: t('moment.day'),
    choices: days.map(({ noonMs }) => ({ id: String(noonMs), label: format.day(noonMs, nowMs) })),
    selected: '',
    onChoose: (id) => {
      const day = days.find(({ noonMs }) => String(noonMs) === id);
      if (day !== undefined) ask(day);
    },
  });
}

/** The same for the channel that plays; without an archive, for the stretch its stream can go back by itself. */
export function askMomentOfPlaying(ui: Ui, app: AppModel): void {
  const { catalog, player, time } = app;
  const reader = catalog.catalog.peek();
  const key = player.channelKey.peek();
  const channel = key === null ? null : reader.channel(reader.rowOf('channel', key));
  const window = player.liveWindow.peek();
  if (channel === null) return;
  if (channel.catchup !== null) {
    askMoment(ui, app, channel);
    return;
  }
  if (window === null) return;
  const nowMs = time.nowMs();
  const day: ArchiveDay = { noonMs: nowMs, fromMs: nowMs - (window.endMs - window.startMs), toMs: nowMs };
  askTime(ui, app, day, (atMs) => {
    // The window has moved on while a time was looked for.
    const { endMs } = player.liveWindow.peek() ?? window;
    player.seekTo(endMs - (time.nowMs() - atMs));
    player.play();
  });
}

function askTime(ui: Ui, { time, translator }: AppModel, day: ArchiveDay, onMoment: (atMs: number) => void): void {
  const opened = ui.overlays.show(
    MomentPanel,
    { translator, day, title: translator.format.day(day.noonMs, time.nowMs()), onMoment, close: () => opened.close() },
    { z: Z.panel, motion: 'panel', takesFocus: true },
  );
}

function play(app: AppModel, { key, guideKey }: ChannelRecord, startMs: number): void {
  const programme = guideKey === '' ? null : app.catalog.guide.peek().nowNext(guideKey, startMs).now;
  app.perform({ kind: 'watch-archive', key, startMs, stopMs: programme?.stopMs ?? startMs + ARCHIVE_WINDOW_MS });
}
