import { LightningElement, View } from '#ui/engine';
import type { Text } from '#ui/engine';
import { SAFE, withAlpha } from '#ui/theme';
import type { AppModel } from '#model/app';

/** What {@link PlayerHeader} is made with. */
export interface PlayerHeaderProps {
  readonly app: AppModel;
  /** Without the time it ends: nobody knows while the picture is gone. */
  readonly isClockOnly?: boolean;
}

/** From the mock k-player-vod. */
const TITLE_WIDTH = 1000;
const SUBTITLE_Y = SAFE.top + 46;
const RIGHT = 1824;
const MIDDLE_Y = SAFE.top + 24;
/** The clock is this much larger than the words beside it. */
const CLOCK_SCALE = 30 / 26;
const GAP = 24;
const DIVIDER = { w: 2, h: 28 } as const;

/** What plays, when it ends and what time it is, along the top of the picture. */
export class PlayerHeader extends View<PlayerHeaderProps> {
  declare private title: Text;
  declare private subtitle: Text;
  declare private clock: Text;
  declare private ends: Text;
  declare private divider: LightningElement;
  declare private isTitled: boolean;

  protected override build(): void {
    const { color } = this.theme;
    const { app } = this.props;
    this.w = 1920;
    this.h = 160;
    this.title = this.addText({ style: 'title3', maxWidth: TITLE_WIDTH }, SAFE.left, SAFE.top - 2);
    this.subtitle = this.addText({ style: 'meta', maxWidth: TITLE_WIDTH, color: color.text }, SAFE.left, SUBTITLE_Y);
    this.clock = this.addText({ style: 'meta', size: Math.round(this.theme.type.meta.size * CLOCK_SCALE), color: color.text });
    this.ends = this.addText({ style: 'meta', color: color.text });
    this.divider = this.put(new LightningElement(this.stage), 0, MIDDLE_Y - DIVIDER.h / 2, DIVIDER.w, DIVIDER.h);
    this.divider.rect = true;
    this.divider.color = withAlpha(color.text3, 0.5);
    this.isTitled = true;
    this.bind(app.player.nowPlaying, () => {
      this.writeTitle();
    });
    this.bind(app.time.minuteMs, () => {
      this.showTimes();
    });
    this.bind(app.player.durationMs, () => {
      this.showTimes();
    });
    this.bind(app.player.isWanted, () => {
      this.showTimes();
    });
  }

  /** Shows or hides the title: a channel's problem has its logo there. */
  showTitle(isTitled: boolean): void {
    if (this.isTitled === isTitled) return;
    this.isTitled = isTitled;
    this.writeTitle();
  }

  /** Writes clock and end again; called when the controls come up, since neither follows the position by itself. */
  showTimes(): void {
    const { player, time, translator } = this.props.app;
    const { format, t } = translator;
    const endsAtMs = this.props.isClockOnly === true ? 0 : player.endsAtMs.peek();
    this.clock.content = format.time(time.nowMs());
    this.ends.content = endsAtMs === 0 ? '' : t('player.ends-at', { time: format.time(endsAtMs) });
    const y = MIDDLE_Y - this.clock.lineHeight / 2;
    let x = RIGHT - this.clock.width;
    this.clock.moveTo(x, y);
    this.divider.visible = endsAtMs !== 0;
    x -= GAP + DIVIDER.w;
    this.divider.x = x;
    this.ends.moveTo(x - GAP - this.ends.width, y);
  }

  private writeTitle(): void {
    const now = this.isTitled ? this.props.app.player.nowPlaying.peek() : null;
    this.title.content = now?.title ?? '';
    this.subtitle.content = now?.subtitle ?? '';
    this.subtitle.moveTo(SAFE.left, Math.max(SUBTITLE_Y, SAFE.top - 2 + this.title.lineHeight + 4));
  }
}
