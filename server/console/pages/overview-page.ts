import { barChart, columnChart } from '../charts';
import type { Bar } from '../charts';
import type { ConsoleView, PageContent } from '../console-view';
import type { ConsoleOverview, ConsolePlayed, ConsoleQuality, ConsoleRevenue } from '../console-wire';
import { el, panel } from '../dom';
import { TEXTS } from '../texts';
import { countText, dayText, moneyText } from '../words';

const DAY_MS = 86_400_000;
const DAYS = 30;
const REFRESH_MS = 15_000;

function card(label: string, value: string, hint = ''): HTMLElement {
  return el('div', { class: 'card' }, el('dt', {}, label), el('dd', {}, value), hint === '' ? null : el('small', {}, hint));
}

function playedBars(rows: readonly ConsolePlayed[]): readonly Bar[] {
  return rows.map(({ name, plays, minutes }) => ({ name, value: plays, text: TEXTS.playsAndMinutes(countText(plays), countText(minutes)) }));
}

function secondsText(ms: number): string {
  return ms < 0 ? '–' : `${(ms / 1000).toFixed(1)} s`;
}

function shareText(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`;
}

function failuresPanel({ failures }: ConsoleQuality): HTMLElement {
  const bars = failures.map(({ code, deviceModel, count }) => ({ name: deviceModel === '' ? code : `${code}, ${deviceModel}`, value: count, text: countText(count) }));
  return panel(TEXTS.failures, barChart({ title: TEXTS.failures, names: TEXTS.reasonAndModel, values: TEXTS.plays, none: TEXTS.noFailures }, bars));
}

/** How watching goes, as the sets tell. */
function qualityPanel(quality: ConsoleQuality): HTMLElement {
  const { views } = quality;
  return panel(TEXTS.quality, el('dl', { class: 'cards' },
    card(TEXTS.startup, secondsText(quality.startupP50Ms), TEXTS.half), card(TEXTS.startup, secondsText(quality.startupP95Ms), TEXTS.nearlyAll),
    card(TEXTS.rebuffering, quality.plays === 0 ? '–' : `${(quality.rebufferRatio * 100).toFixed(2)} %`, TEXTS.lastDay),
    card(TEXTS.notStarted, shareText(quality.startFailures, views), TEXTS.ofViews(countText(views))),
    card(TEXTS.brokenOff, shareText(quality.playbackFailures, views), TEXTS.lastDay),
    card(TEXTS.leftBefore, shareText(quality.exitsBeforeStart, views), TEXTS.lastDay)));
}

/** Income by day, one chart per currency; money of the sandbox has its own. */
function revenueCharts(rows: readonly ConsoleRevenue[], nowMs: number): readonly HTMLElement[] {
  const groups = new Map<string, ConsoleRevenue[]>();
  for (const row of rows) {
    const key = row.isSandbox ? `${row.currency} (${TEXTS.sandbox})` : row.currency;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  if (groups.size === 0) return [panel(TEXTS.revenue, el('p', {}, TEXTS.noRevenue))];
  const today = Math.floor(nowMs / DAY_MS);
  return Array.from(groups, ([label, group]) => {
    const currency = group[0]?.currency ?? 'EUR';
    const net = (row: ConsoleRevenue): number => row.takenMinor + row.refundedMinor;
    const byDay = new Map(group.map((row) => [row.day, net(row)]));
    const bars = Array.from({ length: DAYS }, (_, at) => {
      const day = today - DAYS + 1 + at;
      const minor = byDay.get(day) ?? 0;
      return { name: dayText(day * DAY_MS), value: Math.max(0, minor), text: moneyText(minor, currency) };
    });
    const sum = group.reduce((total, row) => total + net(row), 0);
    const title = `${TEXTS.revenue}, ${label}`;
    return panel(title, el('p', {}, TEXTS.revenueSum(moneyText(sum, currency))), columnChart({ title, names: TEXTS.day, values: TEXTS.amount, none: TEXTS.noRevenue }, bars));
  });
}

/** Subscribers a platform has while it is being tried out. */
const FEW = 3;

/** The way for who starts, until something is paid or more than a few subscribe. */
function firstSteps(view: ConsoleView, facts: ConsoleOverview): HTMLElement | null {
  const isNew = facts.accounts <= FEW && (facts.revenue?.length ?? 1) === 0;
  if (!isNew || !view.may('catalogue')) return null;
  const words = TEXTS.steps;
  const steps = [['#/catalogue', words.catalogue], ['#/plans', words.plans], ['#/subscribers', words.subscribers], ['/', words.watch], ['#/brand', words.brand]] as const;
  return panel(words.title, el('p', {}, words.hint), el('ol', { class: 'steps' }, ...steps.map(([href, label]) => el('li', {}, el('a', { href, ...(href === '/' ? { target: '_blank', rel: 'noopener' } : {}) }, label)))));
}

/** How the platform does. */
export async function overviewPage(view: ConsoleView): Promise<PageContent> {
  const facts = await view.api.get<ConsoleOverview>('overview');
  const top = (title: string, names: string, rows: readonly ConsolePlayed[]): HTMLElement =>
    panel(title, barChart({ title, names, values: TEXTS.plays, none: TEXTS.nothingPlayed }, playedBars(rows)));
  const failed = facts.failedSources > 0 ? TEXTS.failedSources(facts.failedSources) : '';
  return {
    title: TEXTS.overview,
    every: REFRESH_MS,
    children: [
      firstSteps(view, facts),
      el('dl', { class: 'cards' },
        card(TEXTS.concurrent, countText(facts.concurrent)), card(TEXTS.subscribers, countText(facts.accounts)), card(TEXTS.withPlan, countText(facts.plans.now), TEXTS.wonAndLost(countText(facts.plans.won), countText(facts.plans.lost))),
        card(TEXTS.churn, facts.plans.before === 0 ? '–' : `${(facts.plans.lost / facts.plans.before * 100).toFixed(1)} %`, TEXTS.lastMonth),
        card(TEXTS.streams, countText(facts.streams), TEXTS.lastDay), card(TEXTS.minutes, countText(facts.minutes), TEXTS.lastDay),
        card(TEXTS.sources, countText(facts.sources), failed)),
      el('div', { class: 'grid' }, top(TEXTS.topChannels, TEXTS.channel, facts.channels), top(TEXTS.topTitles, TEXTS.titleWord, facts.titles),
        ...(facts.revenue === null ? [] : revenueCharts(facts.revenue, facts.nowMs)), failuresPanel(facts.quality)),
      qualityPanel(facts.quality),
      el('p', { class: 'quiet' }, TEXTS.countedHow),
    ],
  };
}
