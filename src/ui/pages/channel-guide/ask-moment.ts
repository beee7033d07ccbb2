import { HOUR_MS } from '#core/base';
import type { ChannelRecord } from '#core/catalog';
import type { AppModel } from '#model/app';
import type { Ui } from '#ui/engine';
import { Z } from '#ui/theme';
import { askChoice } from '../choice/choice-panel';
import { MomentPanel } from './moment-panel';
import { archiveDays } from './moments';
import type { ArchiveDay } from './moments';

/** Watched from a moment nothing is known about. */
const BLIND_LENGTH_MS = 3 * HOUR_MS;

/** Asks for a day and a time of a channel's archive, and plays it from there on: to the end of what the guide says ran then, if it says anything. */
export function askMoment(ui: Ui, app: AppModel, channel: ChannelRecord): void {
  const { t, format } = app.translator;
  const nowMs = app.time.nowMs();
  const days = archiveDays(ui.clock, nowMs, channel.catchup?.days ?? 0);
  const ask = (day: ArchiveDay): void => {
    const opened = ui.overlays.show(
      MomentPanel,
      { translator: app.translator, day, title: format.day(day.noonMs, nowMs), onMoment: (atMs) => play(app, channel, atMs), close: () => opened.close() },
      { z: Z.panel, motion: 'panel', takesFocus: true },
    );
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

function play(app: AppModel, { key, guideKey }: ChannelRecord, startMs: number): void {
  const programme = guideKey === '' ? null : app.catalog.guide.peek().nowNext(guideKey, startMs).now;
  app.perform({ kind: 'watch-archive', key, startMs, stopMs: programme?.stopMs ?? startMs + BLIND_LENGTH_MS });
}
