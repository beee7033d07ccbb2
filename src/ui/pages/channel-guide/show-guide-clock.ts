import type { ChannelRecord } from '#core/catalog';
import type { AppModel } from '#model/app';
import type { Ui } from '#ui/engine';
import { Z } from '#ui/theme';
import { GuideClockPanel } from './guide-clock-panel';

/** Opens the panel in which the guide of a channel, its group and its source are moved. Rejects where the line-up's code cannot be loaded. */
export async function showGuideClock(ui: Ui, app: AppModel, channel: ChannelRecord): Promise<void> {
  const entry = app.navigation.current.peek();
  const [lineup, found] = await Promise.all([app.openLineup(), app.openExtras().then(({ guideClock }) => guideClock, () => null)]);
  // Not over a page that was opened meanwhile.
  if (app.navigation.current.peek() !== entry) return;
  const opened = ui.overlays.show(GuideClockPanel, { app, lineup, found, channel, close: () => opened.close() }, { z: Z.panel, motion: 'panel', takesFocus: true });
}
