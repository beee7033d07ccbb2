import type { GuidePlace } from '#model/guide-grid';
import type { Translator } from '#model/i18n';
import { Box, LightningElement, View } from '#ui/engine';
import type { Text } from '#ui/engine';
import { EPG } from '#ui/theme';
import { pixelsOf, ROW_WIDTH, TIMELINE_X } from './guide-look';

/** How the ruler is made. */
export interface TimeRulerProps {
  readonly translator: Translator;
}

const STEP_MS = (EPG.halfHour / EPG.pxPerMinute) * 60_000;
const STEPS = Math.floor(EPG.timelineWidth / EPG.halfHour) + 1;
const HEIGHT = 44;
const TICK = { y: 16, w: 2, h: 30 } as const;
const LABEL_X = 14;
const [PILL_W, PILL_H] = EPG.nowLine.pill;
const PILL_PAD = 12;
/** Middle of a label, and how near the mark of now may come to it. */
const LABEL_MIDDLE = 44;
const CLEARANCE = 4;

/** The day, half hours, and the mark of now. */
export class TimeRuler extends View<TimeRulerProps> {
  declare private day: Text;
  declare private ticks: LightningElement[];
  /** A half hour keeps its label while it is in the window: a step of the window draws those that are new alone. */
  declare private labels: Text[];
  declare private pill: Box;
  declare private now: Text;
  /** The window and the time it was drawn for; `null` before the first. */
  declare private shown: { readonly fromMs: number; readonly toMs: number; readonly time: string } | null;

  /** Shows a window. */
  show(place: GuidePlace, nowMs: number): void {
    const { format } = this.props.translator;
    this.day.content = format.day(place.atMs, nowMs);
    const time = format.time(nowMs);
    // Rows go by under the same hours.
    if (this.shown?.fromMs === place.fromMs && this.shown.toMs === place.toMs && this.shown.time === time) return;
    this.shown = { fromMs: place.fromMs, toMs: place.toMs, time };
    const isNowHere = nowMs >= place.fromMs && nowMs < place.toMs;
    const nowX = pixelsOf(nowMs, place.fromMs);
    this.showNow(isNowHere, nowX, time);
    const firstMs = Math.ceil(place.fromMs / STEP_MS) * STEP_MS;
    for (let i = 0; i < STEPS; i += 1) {
      const atMs = firstMs + i * STEP_MS;
      const x = pixelsOf(atMs, place.fromMs);
      const tick = this.ticks[i];
      if (tick !== undefined) tick.x = TIMELINE_X + x;
      const label = this.labels[(atMs / STEP_MS) % STEPS];
      if (label === undefined) continue;
      label.content = format.time(atMs);
      label.moveTo(TIMELINE_X + x + LABEL_X, Math.round((HEIGHT - label.lineHeight) / 2));
      const reach = (this.pill.w + label.width) / 2 + CLEARANCE;
      label.visible = !isNowHere || Math.abs(x + LABEL_X + label.width / 2 - nowX) > Math.max(reach, LABEL_MIDDLE);
    }
  }

  protected override build(): void {
    const { color } = this.theme;
    this.shown = null;
    this.w = ROW_WIDTH;
    this.h = HEIGHT;
    this.day = this.addText({ style: 'label', maxWidth: EPG.channelColumn.w });
    this.day.moveTo(0, (HEIGHT - this.day.lineHeight) / 2);
    this.ticks = [];
    for (let i = 0; i < STEPS; i += 1) {
      const tick = this.put(new LightningElement(this.stage), 0, TICK.y, TICK.w, TICK.h);
      tick.rect = true;
      tick.color = color.line;
      this.ticks.push(tick);
    }
    this.labels = this.ticks.map(() => this.addText({ style: 'meta', color: color.text2 }));
    this.pill = this.put(new Box(this.stage));
    this.pill.setUp({ radius: PILL_H / 2, color: color.accent });
    this.now = this.addText({ style: 'caption', weight: 600, color: color.onAccent });
  }

  private showNow(isHere: boolean, x: number, time: string): void {
    this.now.content = time;
    this.pill.visible = isHere;
    this.now.visible = isHere;
    const width = Math.max(PILL_W, Math.ceil(this.now.width) + 2 * PILL_PAD);
    this.pill.setSize(width, PILL_H);
    this.pill.x = TIMELINE_X + x - Math.round(width / 2);
    this.now.moveTo(TIMELINE_X + x - this.now.width / 2, (PILL_H - this.now.lineHeight) / 2);
  }
}
