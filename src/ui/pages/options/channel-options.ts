import type { ItemKey } from '#core/base';
import type { AppModel } from '#model/app';
import type { CardOption, CardOptions } from '#model/card-options';
import type { Ui } from '#ui/engine';
import type * as Panels from '../channel-guide';

/** What is asked in panels of their own, whose code comes when they are wanted: a moment of the archive, and the times of the guide. */
export function withChannelGuide(ui: Ui, app: AppModel, key: ItemKey, content: CardOptions): CardOptions {
  const { catalog, notices, translator } = app;
  const reader = catalog.catalog.peek();
  const channel = reader.channel(reader.rowOf('channel', key));
  if (channel === null || channel.isLocked === true) return content;
  const open = (show: (panels: typeof Panels) => void | Promise<void>) => (): void => {
    import('../channel-guide').then(show).catch((error: unknown) => {
      notices.showFailure(error);
    });
  };
  const more: CardOption[] = [];
  if (channel.catchup !== null) more.push({ id: 'moment', label: translator.t('options.moment'), run: open(({ askMoment }) => { askMoment(ui, app, channel); }) });
  // One that lost its guide, or never had any, can be given one of those in files.
  const hasGuides = channel.guideKey !== '' || app.session.sources.peek().some(({ id }) => catalog.guidesOf(id).length > 0);
  if (hasGuides) more.push({ id: 'guide', label: translator.t('options.guide'), run: open(({ showGuideClock }) => showGuideClock(ui, app, channel)) });
  return { ...content, options: content.options.concat(more) };
}
