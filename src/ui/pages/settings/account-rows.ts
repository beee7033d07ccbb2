import type { AppModel } from '#model/app';
import type { SourceView } from '#model/session';
import { privacyRows } from './privacy-rows';
import type { SettingsContext, SettingsRow } from './settings-rows';
import { reportLine, reportText } from './source-report';
import { kept } from './told';

/** Who watches, and the platform's account. */
export function accountRows({ app }: Pick<SettingsContext, 'app'>): readonly SettingsRow[] {
  const { session, navigation, settings } = app;
  const { t } = app.translator;
  const host = session.platformHost.value;
  const rows: SettingsRow[] = [
    {
      kind: 'item',
      id: 'profile',
      content: { id: 'profile', label: t('settings.profile'), text: t('settings.profile.text'), value: session.profile.value?.name ?? '' },
      press: () => session.switchProfile(),
    },
  ];
  if (session.sources.value.some((source) => source.kind === 'platform')) {
    rows.push({
      kind: 'item',
      id: 'plans',
      content: { id: 'plans', label: t('settings.plans'), text: t('settings.plans.hint') },
      press: () => navigation.open({ name: 'plans' }),
    });
    const isTold = settings.values.value.isQualityTold;
    rows.push({
      kind: 'item',
      id: 'quality',
      content: { id: 'quality', label: t('settings.quality'), text: t('settings.quality.text', { host }), role: 'switch', isOn: isTold, state: t(isTold ? 'settings.on' : 'settings.off') },
      press: () => kept(app, settings.set('isQualityTold', !isTold)),
    });
    rows.push({
      kind: 'item',
      id: 'sign-out',
      content: { id: 'sign-out', label: t('settings.sign-out'), text: t('settings.sign-out.text', { host }) },
      press: () => void askSignOut({ app }, host),
    });
  } else if (session.hasPlatform) {
    rows.push({
      kind: 'item',
      id: 'sign-in',
      content: { id: 'sign-in', label: t('settings.sign-in'), text: t('settings.sign-in.text') },
      press: () => navigation.open({ name: 'sign-in' }),
    });
  }
  if (app.phone.isOffered) {
    rows.push({
      kind: 'item',
      id: 'phone',
      content: { id: 'phone', label: t('companion.setting'), text: t('companion.setting.text'), icon: 'phone', value: app.phone.companion.value?.phone.value ?? '' },
      press: () => {
        app.phone.isWanted.value = true;
      },
    });
  }
  rows.push({
    kind: 'item',
    id: 'transfer',
    content: { id: 'transfer', label: t('transfer.title'), text: t('transfer.setting'), icon: 'swap' },
    press: () => navigation.open({ name: 'transfer' }),
  });
  return rows.concat(privacyRows({ app }));
}

/** Where the channels and titles come from. */
export function sourceRows(context: SettingsContext): readonly SettingsRow[] {
  const { app } = context;
  const { session, navigation, catalog, translator } = app;
  const { t } = translator;
  const isLoading = catalog.refresh.value.kind === 'loading';
  const loadedAtMs = catalog.loadedAtMs.value;
  const loaded = loadedAtMs > 0 ? t('settings.refresh.loaded', { time: translator.format.time(loadedAtMs) }) : '';
  return [
    ...session.sources.value.map((source) => sourceRow(context, source)),
    {
      kind: 'item',
      id: 'add-source',
      content: { id: 'add-source', label: t('settings.add-source'), text: t('settings.add-source.text'), icon: 'plus' },
      press: () => navigation.open({ name: 'add-source' }),
    },
    {
      kind: 'item',
      id: 'lineup',
      content: { id: 'lineup', label: t('lineup.title'), text: t('lineup.text'), icon: 'pencil' },
      press: () => navigation.open({ name: 'lineup' }),
    },
    ...(session.sources.value.some(({ kind }) => kind !== 'platform') ? [tourRow(context)] : []),
    {
      kind: 'item',
      id: 'refresh',
      content: { id: 'refresh', label: t('settings.refresh'), text: isLoading ? t('settings.refresh.running') : loaded, icon: 'restart' },
      press: () => void catalog.refreshNow(),
    },
  ];
}

function tourRow({ app }: SettingsContext): SettingsRow {
  const { t } = app.translator;
  return { kind: 'item', id: 'tour', content: { id: 'tour', label: t('tour.title'), text: t('tour.text'), icon: 'filter' }, press: () => app.navigation.open({ name: 'tour' }) };
}

function sourceRow(context: SettingsContext, source: SourceView): SettingsRow {
  const { app } = context;
  const { t } = app.translator;
  const state = source.error === null ? t('settings.source.ok') : app.notices.describe(source.error).title;
  const report = app.catalog.reports.value.get(source.id);
  const read = report === undefined ? '' : reportLine(app, report);
  const way = source.isPrivate === true ? t('settings.source.connection') : '';
  const text = [source.host, state, way, read].filter((part) => part !== '').join(' · ');
  const isPlatform = source.kind === 'platform';
  return {
    kind: 'item',
    id: source.id,
    content: { id: source.id, label: source.name, text, icon: source.error === null ? 'source' : 'warn', ...(isPlatform ? {} : { value: t('settings.source.details') }) },
    press: () => {
      if (isPlatform) return;
      void showDetails(context, source);
    },
  };
}

/** How its channels found their guide, as a sentence after others; empty where that cannot be told now. */
async function guideText(app: AppModel, source: SourceView['id']): Promise<string> {
  const { format, t } = app.translator;
  try {
    const { byId, byName, bySimilarName, byHand, without } = (await app.openLineup()).guideReport(source);
    const [id, name, similar, hand, none] = [byId, byName, bySimilarName, byHand, without].map((count) => format.number(count));
    return ` ${t('guide-choice.report', { id: id ?? '', name: name ?? '', similar: similar ?? '', hand: hand ?? '', without: none ?? '' })}`;
  } catch {
    // Without the line-up's code the rest is told.
    return '';
  }
}

/** What was read of a source and what was not, and the way to its removal. */
async function showDetails(context: SettingsContext, source: SourceView): Promise<void> {
  const { app } = context;
  const { t } = app.translator;
  const report = app.catalog.reports.peek().get(source.id);
  const guide = app.catalog.guidesOf(source.id).length === 0 ? '' : await guideText(app, source.id);
  const answer = await app.notices.ask({
    title: source.name,
    text: `${report === undefined ? t('settings.report.none') : `${reportLine(app, report)}. ${reportText(app, report)}`}${guide}`,
    buttons: [
      { id: 'close', label: t('settings.close') },
      // By a proxy where the set has a service, by the platform's relay while signed in to one; and back.
      ...(app.capabilities.hasLocalService || source.isPrivate === true || app.session.sources.peek().some(({ kind }) => kind === 'platform') ? [{ id: 'connection', label: t('settings.source.connection') }] : []),
      { id: 'remove', label: t('settings.source.remove') },
    ],
    safeId: 'close',
  });
  if (answer === 'connection') app.navigation.open({ name: 'connection', source: source.id });
  if (answer === 'remove') await askRemove(context, source);
}

async function askSignOut({ app }: Pick<SettingsContext, 'app'>, host: string): Promise<void> {
  const { t } = app.translator;
  const answer = await app.notices.ask({
    title: t('settings.sign-out.title', { host }),
    text: t('settings.sign-out.question'),
    buttons: [{ id: 'stay', label: t('settings.stay') }, { id: 'sign-out', label: t('settings.sign-out') }],
    safeId: 'stay',
  });
  if (answer === 'sign-out') await app.session.signOut();
}

async function askRemove({ app }: SettingsContext, source: SourceView): Promise<void> {
  const { t } = app.translator;
  const answer = await app.notices.ask({
    title: t('settings.source.remove.title', { name: source.name }),
    text: t('settings.source.remove.text'),
    buttons: [{ id: 'keep', label: t('settings.source.keep') }, { id: 'remove', label: t('settings.source.remove') }],
    safeId: 'keep',
  });
  if (answer !== 'remove') return;
  await app.session.removeSource(source.id);
  app.notices.showToast(t('settings.source.removed', { name: source.name }));
}
