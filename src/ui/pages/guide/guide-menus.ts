import type { AppModel } from '#model/app';
import type { GuideAction, GuideGridModel } from '#model/guide-grid';
import type { Translator } from '#model/i18n';
import type { Ui } from '#ui/engine';
import { askChoice } from '../choice/choice-panel';
import type { Choice } from '../choice/choice-panel';
import { tellDetails } from './details-panel';

/** What the menus of the guide work with. */
export interface GuideMenuParts {
  readonly ui: Ui;
  readonly app: AppModel;
  readonly model: GuideGridModel;
  /** Back to what runs now. */
  toNow(): void;
}

function labelOf({ t }: Translator, action: GuideAction, isNow: boolean): string {
  switch (action) {
    case 'watch':
      return isNow ? t('guide.watch') : t('guide.watch-channel');
    case 'start-over':
      return t('live.watch-from-start');
    case 'catch-up':
      return t('guide.catch-up');
    case 'remind':
      return t('guide.remind');
    case 'forget':
      return t('guide.forget');
    default:
      return t(`recordings.${action}`);
  }
}

function hasRecordings({ recordings }: AppModel): boolean {
  const model = recordings.model.peek();
  return model !== null && (model.isOffered.peek() || model.cards.peek().length > 0);
}

/** Asks for a day, of those the guide can reach. */
export function askDay({ ui, app, model, toNow }: GuideMenuParts): void {
  const { list, current } = model.days();
  askChoice(ui, {
    id: 'guide-day',
    title: app.translator.t('guide.choose-day'),
    choices: list.map(({ offset, name }) => ({ id: String(offset), label: name })),
    selected: String(current),
    onChoose: (id) => {
      if (id === '0') toNow();
      else model.jumpDays(Number(id) - current);
    },
  });
}

/** Asks which channels are listed: Live TV's categories. */
export function askCategory({ ui, app, model }: GuideMenuParts): void {
  const { live, translator } = app;
  askChoice(ui, {
    id: 'guide-filter',
    title: translator.t('guide.filter'),
    choices: live.categories.peek().map(({ id, name }) => ({ id, label: name })),
    selected: live.category.peek(),
    onChoose: (id) => {
      model.chooseCategory(id);
    },
  });
}

/** Tells of the programme in focus; what was kept back comes in the place of the words that said so. */
function tell(parts: GuideMenuParts): void {
  const { ui, app, model } = parts;
  const details = model.details();
  const onShow = (): void => {
    model.show();
    tell(parts);
  };
  if (details !== null) tellDetails({ ui, details, translator: app.translator, onShow });
}

/** Offers everything that can be done here, for remotes without colour keys too. */
export function askWhat(parts: GuideMenuParts): void {
  const { ui, app, model } = parts;
  const { t } = app.translator;
  const focused = model.focused();
  if (focused === null) return;
  const isNow = focused.cell.phase === 'now';
  const details = model.details();
  const hasMore = details !== null && (details.description !== '' || details.isVeiled);
  const sport = model.sport();
  const actions = model.actions().map((id): Choice => ({ id, label: labelOf(app.translator, id, isNow) }));
  askChoice(ui, {
    id: 'guide-options',
    title: focused.cell.title,
    selected: '',
    choices: actions.concat(
      hasMore ? { id: 'details', label: t('guide.details') } : [],
      sport === null ? [] : { id: 'sport', label: t(sport ? 'spoilers.not-sport' : 'spoilers.is-sport') },
      hasRecordings(app) ? { id: 'recordings', label: t('recordings.title') } : [],
      { id: 'day', label: t('guide.choose-day') },
      { id: 'filter', label: t('guide.filter') },
      { id: 'now', label: t('guide.to-now') },
    ),
    onChoose: (id) => {
      if (id === 'details') tell(parts);
      else if (id === 'sport') model.markSport(sport !== true);
      else if (id === 'day') askDay(parts);
      else if (id === 'recordings') app.navigation.open({ name: 'recordings' });
      else if (id === 'filter') askCategory(parts);
      else if (id === 'now') parts.toNow();
      else model.act(id as GuideAction);
    },
  });
}
