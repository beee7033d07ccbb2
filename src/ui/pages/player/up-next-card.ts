import { Box, Picture, View } from '#ui/engine';
import type { AnyView, KeyPress, Text } from '#ui/engine';
import { ButtonRow, ProgressLine } from '#ui/components';
import { PLAYER, RADIUS } from '#ui/theme';
import type { AppModel } from '#model/app';
import type { UpNext } from '#model/player';

/** What {@link UpNextCard} is made with. */
export interface UpNextCardProps {
  readonly app: AppModel;
}

/** From the mock k2-up-next. */
const { w: WIDTH, h: HEIGHT } = PLAYER.upNext;
const PAD = 24;
const STILL = { y: 28, w: 280, h: 158, radius: 14 } as const;
const TEXT_X = 328;
const TEXT_W = 290;

/** The next episode with its countdown, over the end of this one. */
export class UpNextCard extends View<UpNextCardProps> {
  declare private still: Picture;
  declare private countdown: Text;
  declare private title: Text;
  declare private duration: Text;
  declare private progress: ProgressLine;
  declare private buttons: ButtonRow;

  /** Shows the episode and how long until it begins. */
  show(next: UpNext): void {
    this.still.url = next.still;
    this.countdown.content = this.countdownText(next);
    this.title.content = next.title;
    this.duration.content = next.duration;
    this.progress.set(next.passed);
  }

  /** Puts focus on Play now; called when the card comes up. */
  start(): void {
    this.buttons.focusButton('play-next');
  }

  override describeGroup(): string {
    const next = this.props.app.player.upNext.peek();
    return next === null ? '' : `${this.countdownText(next)}. ${next.title}`;
  }

  override _getFocused(): AnyView {
    return this.buttons;
  }

  override focusChild(child: AnyView): boolean {
    return child === this.buttons;
  }

  override _handleLeft(_press: KeyPress): boolean {
    return true;
  }

  override _handleDown(_press: KeyPress): boolean {
    return true;
  }

  override _handleBack(_press: KeyPress): boolean {
    this.props.app.player.dismissUpNext();
    return true;
  }

  protected override build(): void {
    const { color, mixed, borderWidth } = this.theme;
    const { player, translator } = this.props.app;
    this.w = WIDTH;
    this.h = HEIGHT;
    const panel = this.put(new Box(this.stage));
    panel.setUp({ radius: RADIUS.panel, color: mixed.cardOverVideo, border: borderWidth, borderColor: color.line });
    panel.setSize(WIDTH, HEIGHT);
    this.still = this.put(new Picture(this.stage), PAD, STILL.y);
    this.still.setUp({ w: STILL.w, h: STILL.h, radius: STILL.radius, hasGround: true });
    this.countdown = this.addText({ style: 'caption', color: color.text2, maxWidth: TEXT_W }, TEXT_X, 24);
    this.title = this.addText({ style: 'label', maxWidth: TEXT_W, lines: 2 }, TEXT_X, 62);
    this.duration = this.addText({ style: 'caption', color: color.text3, maxWidth: TEXT_W }, TEXT_X, 138);
    this.progress = this.add(ProgressLine, { width: WIDTH - 2 * PAD, height: 6 }, { x: PAD, y: 212 });
    this.buttons = this.add(ButtonRow, { maxWidth: WIDTH - 2 * PAD, gap: PLAYER.buttons.gap }, { x: PAD, y: 250 });
    this.buttons.setButtons([
      { id: 'play-next', icon: 'play', label: translator.t('player.up-next.play'), onPress: () => player.playNextEpisode() },
      { id: 'watch-credits', label: translator.t('player.up-next.credits'), onPress: () => player.dismissUpNext() },
    ]);
  }

  private countdownText(next: UpNext): string {
    return this.props.app.translator.t('player.up-next.in', { seconds: Math.max(0, next.secondsLeft) });
  }
}
