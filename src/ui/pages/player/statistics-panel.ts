import { SECOND_MS } from '#core/base';
import { Box, Icon, LightningElement } from '#ui/engine';
import type { AnyView, Text } from '#ui/engine';
import { Button } from '#ui/components';
import { PLAYER } from '#ui/theme';
import type { Argb } from '#ui/theme';
import { MOST_SAMPLES, Statistics } from '#model/player';
import type { StatsView } from '#model/player';
import { PlayerPanel } from './player-panel';

/** From the mock r-stats. */
const { x: X, y: Y, w: W, h: H } = PLAYER.stats;
const RADIUS = 24;
const PAD = 32;
const ROW = { y: 92, pitch: 50, valueX: 190 } as const;
const VERDICT_Y = 512;
const GRAPH = { y: 612, w: 380, h: 90, secondX: 464 } as const;
const DELAY_Y = 764;
const CLOSE_Y = 872;
const BAR_GAP = 3;
const SAMPLE_MS = SECOND_MS;

/** A graph of bars, the newest at its end. */
interface Graph {
  readonly bars: readonly LightningElement[];
  readonly value: Text;
}

/** Figures of what plays and a plain word about what is slow, over the picture; measured each second while it is open. */
export class StatisticsPanel extends PlayerPanel {
  declare private statistics: Statistics;
  declare private labels: Text[];
  declare private values: Text[];
  declare private verdict: Text;
  declare private throughput: Graph;
  declare private buffer: Graph;
  declare private delay: Text;
  declare private close: Button;
  /** What was said of the picture last; said again only when it changes. */
  declare private said: string;

  override get overlayId(): string {
    return 'statistics';
  }

  override overlayTitle(): string {
    return this.props.app.translator.t('stats.title');
  }

  override _getFocused(): AnyView {
    return this.close;
  }

  override focusChild(child: AnyView): boolean {
    return child === this.close;
  }

  protected override build(): void {
    const { player, translator } = this.props.app;
    const { color, mixed } = this.theme;
    this.statistics = new Statistics(player, translator);
    this.labels = [];
    this.values = [];
    this.said = '';
    const ground = this.put(new Box(this.stage), X, Y);
    ground.setUp({ radius: RADIUS, color: mixed.panelOverVideo });
    ground.setSize(W, H);
    const icon = this.put(new Icon(this.stage), X + PAD, Y + 31);
    icon.setUp('stats', 34, color.accent);
    this.addText({ style: 'heading', content: translator.t('stats.title'), maxWidth: W - 2 * PAD - 50 }, X + PAD + 48, Y + 24);
    this.verdict = this.addText({ style: 'body', maxWidth: W - 2 * PAD, lines: 2, color: color.text }, X + PAD, Y + VERDICT_Y);
    this.throughput = this.addGraph(X + PAD, 'stats.throughput', color.info);
    this.buffer = this.addGraph(X + GRAPH.secondX, 'stats.buffer', color.success);
    this.addText({ style: 'caption', content: translator.t('stats.delay'), color: color.text3 }, X + PAD, Y + DELAY_Y);
    this.delay = this.addText({ style: 'caption', color: color.text, maxWidth: GRAPH.w }, X + GRAPH.secondX, Y + DELAY_Y);
    const spec = { id: 'close', label: translator.t('stats.close'), icon: 'back' as const, onPress: () => this.props.onClose() };
    this.close = this.add(Button, { spec, height: 64 }, { x: X + PAD, y: Y + CLOSE_Y });
    this.measure();
    this.whileAttached((scope) => {
      scope.add(
        this.ui.clock.every(SAMPLE_MS, () => {
          this.measure();
        }),
      );
    });
  }

  private addGraph(x: number, title: string, barColor: Argb): Graph {
    const { color } = this.theme;
    const y = Y + GRAPH.y;
    this.addText({ style: 'caption', content: this.props.app.translator.t(title), color: color.text3, maxWidth: GRAPH.w / 2 }, x, y);
    const value = this.addText({ style: 'caption', color: color.text, align: 'end', boxWidth: GRAPH.w }, x, y);
    const pitch = GRAPH.w / MOST_SAMPLES;
    const bars = Array.from({ length: MOST_SAMPLES }, (_unused, index) => {
      const bar = this.put(new LightningElement(this.stage), Math.round(x + index * pitch), y + 42, Math.round(pitch - BAR_GAP), 1);
      bar.rect = true;
      bar.color = barColor;
      return bar;
    });
    return { bars, value };
  }

  private measure(): void {
    const view = this.statistics.sample(this.ui.clock.monotonicMs());
    this.showRows(view);
    this.verdict.content = view.verdict;
    this.delay.content = view.delay;
    this.throughput.value.content = view.throughput;
    this.buffer.value.content = view.buffer;
    draw(this.throughput, view.throughputBars);
    draw(this.buffer, view.bufferBars);
    if (this.said === view.verdict) return;
    this.said = view.verdict;
    this.ui.mirror.announce(view.verdict, 'polite');
  }

  private showRows(view: StatsView): void {
    const { color } = this.theme;
    view.rows.forEach(({ label, value }, index) => {
      const y = Y + ROW.y + index * ROW.pitch;
      const labelText = (this.labels[index] ??= this.addText({ style: 'caption', color: color.text3, maxWidth: ROW.valueX - PAD - 12 }, X + PAD, y));
      const valueText = (this.values[index] ??= this.addText({ style: 'caption', color: color.text, maxWidth: W - ROW.valueX - PAD }, X + ROW.valueX, y));
      labelText.content = label;
      valueText.content = value;
    });
  }
}

/** Bars stand on one line; those not measured yet have no height. */
function draw({ bars }: Graph, fractions: readonly number[]): void {
  const missing = bars.length - fractions.length;
  bars.forEach((bar, index) => {
    const fraction = fractions[index - missing] ?? 0;
    const height = Math.round(fraction * GRAPH.h);
    bar.h = height;
    bar.y = Y + GRAPH.y + 42 + GRAPH.h - height;
    bar.visible = height > 0;
  });
}
