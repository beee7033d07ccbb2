import type { ConsoleAdPolicy, ConsoleAds, ConsoleCampaign, ConsoleCampaignForm, ConsoleClip } from '../ad-wire';
import type { ConsoleView, PageContent } from '../console-view';
import { button, el, panel, tag } from '../dom';
import { form } from '../form';
import type { Field, Filled } from '../form';
import { table } from '../table';
import { TEXTS } from '../texts';
import { countText, dayField, readDay } from '../words';

const WORDS = TEXTS.ads;

function list(text: string): readonly string[] {
  return text.split(',').map((each) => each.trim()).filter((each) => each !== '');
}

function readClips(text: string): readonly ConsoleClip[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '').map((line) => {
    const [, place = '', seconds = ''] = /^(\S+)\s+(\d{1,3})$/.exec(line) ?? [];
    if (place === '') throw new Error(WORDS.badClip(line));
    return { place, seconds: Number(seconds) };
  });
}

function policyForm(view: ConsoleView, policy: ConsoleAdPolicy, plans: ConsoleAds['plans']): HTMLElement {
  const boxes: readonly Field[] = plans.map((plan) => ({ name: `without ${plan.id}`, label: WORDS.without(plan.name), kind: 'check', isOn: policy.adFreePlanIds.includes(plan.id) }));
  return form({
    fields: [
      { name: 'isOn', label: WORDS.isOn, kind: 'check', isOn: policy.isOn, isWide: true },
      { name: 'mid', label: WORDS.midEvery, kind: 'number', value: String(policy.midEveryMinutes), hint: WORDS.midEveryHint },
      { name: 'most', label: WORDS.mostPerBreak, kind: 'number', value: String(policy.mostPerBreak) },
      { name: 'perHour', label: WORDS.perHourAll, kind: 'number', value: String(policy.perHour), hint: WORDS.noLimitHint },
      ...boxes,
    ],
    submit: TEXTS.save,
    act: async (filled) => {
      const wanted: ConsoleAdPolicy = {
        isOn: filled.isOn('isOn'), midEveryMinutes: filled.number('mid'), mostPerBreak: filled.number('most'), perHour: filled.number('perHour'),
        adFreePlanIds: plans.map((plan) => plan.id).filter((id) => filled.isOn(`without ${id}`)),
      };
      await view.api.change('PUT', 'ads/policy', wanted);
      view.reload(WORDS.policySaved);
    },
  });
}

function targetFields(campaign: ConsoleCampaign | undefined, plans: ConsoleAds['plans']): readonly Field[] {
  const has = (values: readonly string[] | undefined, value: string): boolean => values?.includes(value) ?? false;
  return [
    { name: 'pre', label: WORDS.before, kind: 'check', isOn: campaign === undefined || has(campaign.placements, 'pre') || campaign.placements.length === 0 },
    { name: 'inside', label: WORDS.inside, kind: 'check', isOn: campaign === undefined || has(campaign.placements, 'mid') || campaign.placements.length === 0 },
    { name: 'movie', label: WORDS.movies, kind: 'check', isOn: campaign === undefined || has(campaign.kinds, 'movie') || campaign.kinds.length === 0 },
    { name: 'episode', label: WORDS.episodes, kind: 'check', isOn: campaign === undefined || has(campaign.kinds, 'episode') || campaign.kinds.length === 0 },
    { name: 'genres', label: WORDS.genres, value: campaign?.genres.join(', ') ?? '', hint: WORDS.genresHint, max: 300 },
    { name: 'countries', label: WORDS.countries, value: campaign?.countries.join(', ') ?? '', hint: WORDS.countriesHint, max: 300 },
    ...plans.map((plan): Field => ({ name: `plan ${plan.id}`, label: WORDS.forPlan(plan.name), kind: 'check', isOn: has(campaign?.planIds, plan.id) })),
  ];
}

function campaignOf(filled: Filled, plans: ConsoleAds['plans']): ConsoleCampaignForm {
  const chosen = <T extends string>(...names: ReadonlyArray<readonly [field: string, value: T]>): readonly T[] =>
    names.filter(([field]) => filled.isOn(field)).map(([, value]) => value);
  const skip = filled.text('skip').trim();
  return {
    name: filled.text('name').trim(), isActive: filled.isOn('isActive'), fromMs: readDay(filled.text('from')), untilMs: readDay(filled.text('until')),
    kinds: chosen(['movie', 'movie'], ['episode', 'episode']), genres: list(filled.text('genres')), countries: list(filled.text('countries').toUpperCase()),
    planIds: plans.map((plan) => plan.id).filter((id) => filled.isOn(`plan ${id}`)), placements: chosen(['pre', 'pre'], ['inside', 'mid']),
    priority: filled.number('priority'), weight: Math.max(1, filled.number('weight')), perHour: filled.number('perHour'), perDay: filled.number('perDay'),
    maxImpressions: filled.number('max'), skipAfterSeconds: skip === '' ? -1 : filled.number('skip'), offerUrl: filled.text('offer').trim(),
    tagUrl: filled.text('tag').trim(), clips: readClips(filled.text('clips')),
  };
}

function campaignForm(view: ConsoleView, campaign: ConsoleCampaign | undefined, plans: ConsoleAds['plans']): HTMLElement {
  const number = (name: string, label: string, value: number | undefined, hint: string): Field => ({ name, label, kind: 'number', value: String(value ?? 0), hint });
  return form({
    fields: [
      { name: 'id', label: TEXTS.shortName, value: campaign?.id ?? '', isNeeded: true, hint: TEXTS.shortNameHint, max: 40 },
      { name: 'name', label: TEXTS.name, value: campaign?.name ?? '', isNeeded: true, max: 100 },
      { name: 'isActive', label: WORDS.isActive, kind: 'check', isOn: campaign?.isActive ?? true },
      { name: 'from', label: TEXTS.fromDay, kind: 'date', value: dayField(campaign?.fromMs ?? 0), hint: TEXTS.emptyAtOnce },
      { name: 'until', label: TEXTS.untilDay, kind: 'date', value: dayField(campaign?.untilMs ?? 0), hint: TEXTS.emptyAlways },
      { name: 'clips', label: WORDS.clips, kind: 'long', value: campaign?.clips.map(({ place, seconds }) => `${place} ${String(seconds)}`).join('\n') ?? '', isWide: true, hint: WORDS.clipsHint, max: 5000 },
      { name: 'tag', label: WORDS.tag, value: campaign?.tagUrl ?? '', isWide: true, hint: WORDS.tagHint, max: 2000 },
      ...targetFields(campaign, plans),
      number('priority', WORDS.priority, campaign?.priority, WORDS.priorityHint),
      number('weight', WORDS.weight, campaign?.weight ?? 1, WORDS.weightHint),
      number('perHour', WORDS.perHour, campaign?.perHour, WORDS.noLimitHint),
      number('perDay', WORDS.perDay, campaign?.perDay, WORDS.noLimitHint),
      number('max', WORDS.most, campaign?.maxImpressions, WORDS.noLimitHint),
      { name: 'skip', label: WORDS.skipAfter, kind: 'number', value: campaign === undefined || campaign.skipAfterSeconds < 0 ? '' : String(campaign.skipAfterSeconds), hint: WORDS.skipAfterHint },
      { name: 'offer', label: WORDS.offer, value: campaign?.offerUrl ?? '', isWide: true, hint: WORDS.offerHint, max: 500 },
    ],
    submit: TEXTS.save,
    act: async (filled) => {
      await view.api.change('PUT', `ads/campaigns/${encodeURIComponent(filled.text('id').trim())}`, campaignOf(filled, plans));
      view.go('ads', WORDS.saved);
    },
  });
}

function stateTag({ state }: ConsoleCampaign): HTMLElement {
  return tag(WORDS.states[state], state === 'running' ? 'good' : state === 'used-up' ? 'warn' : '');
}

function campaignTable(view: ConsoleView, campaigns: readonly ConsoleCampaign[]): HTMLElement {
  const actions = (campaign: ConsoleCampaign): HTMLElement | null => {
    if (!view.may('sale')) return null;
    const change = el('a', { href: `#/ads?campaign=${encodeURIComponent(campaign.id)}`, 'aria-label': `${TEXTS.change}: ${campaign.id}` }, TEXTS.change);
    const remove = button(TEXTS.remove, () => {
      view.ask(WORDS.removeAsk(campaign.name), TEXTS.remove, () => view.api.change('DELETE', `ads/campaigns/${encodeURIComponent(campaign.id)}`), WORDS.removeDone(campaign.name));
    }, { class: 'small danger', 'aria-label': `${TEXTS.remove}: ${campaign.id}` });
    return el('div', { class: 'row' }, change, remove);
  };
  const seen = ({ figures, maxImpressions }: ConsoleCampaign): string =>
    maxImpressions === 0 ? countText(figures.impressions) : WORDS.ofMost(countText(figures.impressions), countText(maxImpressions));
  return table(WORDS.campaigns, [
    { heading: TEXTS.name, cell: (row: ConsoleCampaign) => row.name },
    { heading: TEXTS.state, cell: stateTag },
    { heading: WORDS.impressions, cell: seen, isNumber: true },
    { heading: WORDS.lately, cell: (row: ConsoleCampaign) => countText(row.days.reduce((sum, count) => sum + count, 0)), isNumber: true },
    { heading: WORDS.completed, cell: ({ figures }: ConsoleCampaign) => WORDS.share(figures.completed, figures.impressions), isNumber: true },
    { heading: WORDS.skipped, cell: ({ figures }: ConsoleCampaign) => WORDS.share(figures.skipped, figures.impressions), isNumber: true },
    { heading: WORDS.failed, cell: ({ figures }: ConsoleCampaign) => countText(figures.failed), isNumber: true },
    { heading: '', cell: actions },
  ], campaigns, WORDS.none);
}

/** Campaigns, what became of them, and what holds for all advertising. */
export async function adsPage(view: ConsoleView, query: URLSearchParams): Promise<PageContent> {
  const { policy, campaigns, plans } = await view.api.get<ConsoleAds>('ads');
  const chosen = campaigns.find((campaign) => campaign.id === query.get('campaign'));
  const editor = (): HTMLElement | null => {
    if (!view.may('sale')) return null;
    const made = campaignForm(view, chosen, plans);
    if (chosen === undefined) return el('details', {}, el('summary', {}, WORDS.add), made);
    return el('div', {}, el('h2', {}, TEXTS.changeNamed(chosen.name)), made, button(TEXTS.cancel, () => view.go('ads')));
  };
  const state = policy.isOn ? tag(WORDS.on, 'good') : tag(WORDS.off);
  return {
    title: WORDS.title,
    children: [
      panel(WORDS.campaigns, campaignTable(view, campaigns), editor()),
      panel(WORDS.policy, el('div', {}, state), el('p', {}, WORDS.children), view.may('sale') ? policyForm(view, policy, plans) : null),
    ],
  };
}
