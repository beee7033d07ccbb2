import { el, svg } from './dom';
import { table } from './table';
import { TEXTS } from './texts';

/** A bar: what it is called, how long it is, and that length in words. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly text: string;
}

/** What a chart is about. */
export interface ChartWords {
  readonly title: string;
  /** Heading of the names' column. */
  readonly names: string;
  /** Heading of the values' column. */
  readonly values: string;
  readonly none: string;
}

const WIDTH = 430;
const ROW = 40;
const LONGEST_NAME = 34;
const COLUMN_HEIGHT = 160;

function cut(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}

function framed(words: ChartWords, bars: readonly Bar[], drawing: SVGElement): HTMLElement {
  const rows = table(words.title, [
    { heading: words.names, cell: (bar: Bar) => bar.name },
    { heading: words.values, cell: (bar: Bar) => bar.text, isNumber: true },
  ], bars, words.none);
  return el('div', {}, drawing, el('details', {}, el('summary', {}, TEXTS.asTable), rows));
}

/** Bars lying below each other, longest name first as given; its numbers stand in a table beneath. */
export function barChart(words: ChartWords, bars: readonly Bar[]): HTMLElement {
  if (bars.length === 0) return el('p', {}, words.none);
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  const height = bars.length * ROW;
  const drawn = bars.flatMap((bar, at) => [
    svg('text', { x: 0, y: at * ROW + 15, class: 'name' }, cut(bar.name)),
    svg('text', { x: WIDTH, y: at * ROW + 15, 'text-anchor': 'end' }, bar.text),
    svg('rect', { x: 0, y: at * ROW + 22, width: Math.max(2, (bar.value / most) * WIDTH), height: 8, rx: 4, class: 'bar' }),
  ]);
  return framed(words, bars, svg('svg', { class: 'chart', viewBox: `0 0 ${String(WIDTH)} ${String(height)}`, role: 'img', 'aria-label': words.title }, ...drawn));
}

/** Columns beside each other, for days; its numbers stand in a table beneath. */
export function columnChart(words: ChartWords, bars: readonly Bar[]): HTMLElement {
  if (bars.every((bar) => bar.value === 0)) return el('p', {}, words.none);
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  const step = WIDTH / bars.length;
  const columns = bars.map((bar, at) => {
    const height = Math.max(0, (bar.value / most) * COLUMN_HEIGHT);
    return svg('rect', { x: at * step + 2, y: 20 + COLUMN_HEIGHT - height, width: Math.max(2, step - 4), height, rx: 3, class: 'bar' }, svg('title', {}, `${bar.name}: ${bar.text}`));
  });
  const base = 20 + COLUMN_HEIGHT;
  const top = bars.find((bar) => bar.value === most);
  const drawn = [
    svg('line', { x1: 0, x2: WIDTH, y1: base, y2: base, class: 'axis' }), ...columns, svg('text', { x: 0, y: 12 }, top?.text ?? ''),
    svg('text', { x: 0, y: base + 18 }, bars[0]?.name ?? ''), svg('text', { x: WIDTH, y: base + 18, 'text-anchor': 'end' }, bars[bars.length - 1]?.name ?? ''),
  ];
  const drawing = svg('svg', { class: 'chart', viewBox: `0 0 ${String(WIDTH)} ${String(base + 24)}`, role: 'img', 'aria-label': words.title }, ...drawn);
  return framed(words, bars.filter((bar) => bar.value !== 0), drawing);
}
