import { barChart } from '../charts';
import type { ConsoleView, PageContent } from '../console-view';
import { el, panel } from '../dom';
import type { ConsoleRanked, ConsoleRecommendations } from '../recommend-wire';
import { table } from '../table';
import { TEXTS } from '../texts';
import { countText, momentText } from '../words';

const WORDS = TEXTS.recommend;
type List = ConsoleRecommendations['lists'][number];

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`;
}

function ranking(title: string, rows: readonly ConsoleRanked[]): HTMLElement {
  return barChart({ title, names: TEXTS.titleWord, values: WORDS.viewers, none: WORDS.noRanking }, rows.map(({ name, viewers }) => ({ name, value: viewers, text: countText(viewers) })));
}

/** What is recommended, and what viewers make of it. */
export async function recommendPage(view: ConsoleView): Promise<PageContent> {
  const { learntAtMs, facts, rankedAtMs, now, week, lists, listDays } = await view.api.get<ConsoleRecommendations>('recommendations');
  const rows = table(WORDS.rows, [
    { heading: WORDS.row, cell: (row: List) => WORDS.lists[row.list] ?? row.list }, { heading: WORDS.shown, cell: (row: List) => countText(row.shown), isNumber: true },
    { heading: WORDS.pressed, cell: (row: List) => countText(row.pressed), isNumber: true }, { heading: WORDS.rate, cell: (row: List) => percent(row.pressed, row.shown), isNumber: true },
    { heading: WORDS.place, cell: (row: List) => (row.pressed === 0 ? '–' : (row.places / row.pressed).toFixed(1)), isNumber: true },
  ], lists, WORDS.noRows);
  const learnt = table(WORDS.learnt, [
    { heading: WORDS.fact, cell: (row: readonly [string, number]) => row[0] }, { heading: WORDS.count, cell: (row: readonly [string, number]) => countText(row[1]), isNumber: true },
  ], Object.entries(facts), WORDS.notLearnt);
  return {
    title: WORDS.title,
    children: [
      panel(WORDS.rows, el('p', {}, WORDS.rowsHint(listDays)), rows),
      panel(WORDS.learnt, el('p', {}, `${WORDS.learntAt}: ${momentText(learntAtMs)}. ${WORDS.rankedAt}: ${momentText(rankedAtMs)}.`), learnt),
      panel(WORDS.now, ranking(WORDS.now, now)), panel(WORDS.week, ranking(WORDS.week, week)),
    ],
  };
}
