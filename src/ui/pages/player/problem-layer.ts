import { LightningElement, View } from '#ui/engine';
import type { AnyView, KeyPress, Text } from '#ui/engine';
import { ButtonRow, CountdownRing, LogoTile } from '#ui/components';
import type { ButtonSpec } from '#ui/components';
import { SAFE } from '#ui/theme';
import type { AppModel } from '#model/app';
import type { ProblemView } from '#model/player';
import { PlayerHeader } from './player-header';

/** What {@link ProblemLayer} is made with. */
export interface ProblemLayerProps {
  readonly app: AppModel;
}

/** From the mock s1-stream-error. */
const RING = { y: 322, size: 152 } as const;
const TEXT_X = 292;
const TITLE_Y = 320;
const TITLE_W = 1300;
const LINE_GAP = 12;
const LINE_W = 1300;
const BUTTONS_Y = 546;
const RULE = { y: 694, w: 1120, h: 2 } as const;
const CODE_Y = 728;

/** What went wrong, what happens next, and what the viewer can do meanwhile. Never blocks: every key has a way on. */
export class ProblemLayer extends View<ProblemLayerProps> {
  declare private logo: LogoTile;
  declare private channel: Text;
  declare private header: PlayerHeader;
  declare private ring: CountdownRing;
  declare private title: Text;
  declare private line: Text;
  declare private cause: Text;
  declare private code: Text;
  declare private buttons: ButtonRow;
  /** What was said last: a countdown is not said again each second. */
  declare private said: string;
  /** Which buttons stand there. */
  declare private offered: string;

  /** Shows the problem; said at once when it is another one. */
  show(problem: ProblemView): void {
    const { color } = this.theme;
    const hasRing = problem.ring >= 0;
    const x = hasRing ? TEXT_X : SAFE.left;
    this.ring.visible = hasRing;
    if (hasRing) this.ring.set(problem.ring, String(problem.secondsLeft));
    this.title.content = problem.title;
    this.title.moveTo(x, TITLE_Y);
    this.line.content = problem.line;
    this.line.color = color.text2;
    this.line.moveTo(x, TITLE_Y + this.title.height + LINE_GAP);
    this.cause.content = problem.cause;
    this.cause.moveTo(x, TITLE_Y + this.title.height + LINE_GAP + this.line.height);
    this.showCode(problem);
    this.showChannel();
    this.offer(problem);
    this.say(problem);
  }

  /** Puts focus on the first button and forgets what was said: the next problem is another one. Called before {@link show}. */
  start(): void {
    this.said = '';
    this.offered = '';
    this.buttons.setButtons([]);
  }

  override describeGroup(): string {
    return this.title.content;
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

  override _handlePlayPause(_press: KeyPress): boolean {
    return this.retry();
  }

  override _handlePlay(_press: KeyPress): boolean {
    return this.retry();
  }

  override _handleStop(_press: KeyPress): boolean {
    this.props.app.leavePlayer();
    return true;
  }

  override _handleChannelUp(press: KeyPress): boolean {
    return this.zap(1, press);
  }

  override _handleChannelDown(press: KeyPress): boolean {
    return this.zap(-1, press);
  }

  override _handleDigit(press: KeyPress): boolean {
    const { app } = this.props;
    if (app.player.channelKey.peek() === null) return false;
    app.live.pressDigit(press.digit);
    return true;
  }

  protected override build(): void {
    const { color } = this.theme;
    const { app } = this.props;
    this.w = 1920;
    this.h = 1080;
    this.said = '';
    this.offered = '';
    this.header = this.add(PlayerHeader, { app, isClockOnly: true });
    this.logo = this.add(LogoTile, { width: 140, height: 72 }, { x: SAFE.left, y: SAFE.top });
    this.channel = this.addText({ style: 'meta', color: color.text2 }, SAFE.left + 160, SAFE.top + 19);
    this.ring = this.add(CountdownRing, { size: RING.size }, { x: SAFE.left, y: RING.y });
    this.title = this.addText({ style: 'title1', maxWidth: TITLE_W, lines: 2 });
    this.line = this.addText({ style: 'bodyL', maxWidth: LINE_W, color: color.text2 });
    this.cause = this.addText({ style: 'body', maxWidth: LINE_W, color: color.text3 });
    this.buttons = this.add(ButtonRow, { maxWidth: 1728, gap: 16 }, { x: SAFE.left, y: BUTTONS_Y });
    const rule = this.put(new LightningElement(this.stage), SAFE.left, RULE.y, RULE.w, RULE.h);
    rule.rect = true;
    rule.color = color.line;
    this.code = this.addText({ style: 'meta', color: color.text2 }, SAFE.left, CODE_Y);
  }

  private showCode(problem: ProblemView): void {
    const { t, format } = this.props.app.translator;
    this.code.content = `${t('player.problem.code', { code: problem.code })}  ·  ${format.time(problem.atMs)}`;
  }

  private showChannel(): void {
    const banner = this.props.app.player.banner.peek();
    this.header.showTitle(banner === null);
    this.logo.visible = banner !== null;
    this.channel.content = banner === null ? '' : `${banner.channel.number}  ${banner.channel.name}`.trim();
    if (banner !== null) this.logo.show(banner.channel);
  }

  private offer(problem: ProblemView): void {
    const { app } = this.props;
    const { t } = app.translator;
    const { canRetry, isLineFull, hasOther, hasNextChannel } = problem;
    const opens = app.session.hasShop.peek() ? problem.opens : null;
    const offered = [canRetry, isLineFull, hasOther, hasNextChannel, opens !== null].map(Number).join('');
    if (this.offered === offered) return;
    this.offered = offered;
    const specs: ButtonSpec[] = [];
    if (opens !== null) specs.push({ id: 'opens', icon: 'bag', label: t('player.problem.opens'), onPress: () => app.navigation.open(opens) });
    if (canRetry) {
      const label = t(isLineFull ? 'rescue.take-over' : 'player.problem.retry');
      specs.push({ id: 'retry', icon: isLineFull ? 'play' : 'restart', label, onPress: () => this.retry() });
    }
    if (hasOther) {
      specs.push({
        id: 'other',
        icon: 'swap',
        label: t('rescue.other'),
        onPress: () => {
          app.player.useOther();
        },
      });
    }
    if (hasNextChannel) {
      specs.push({
        id: 'next-channel',
        icon: 'live',
        label: t('player.problem.next-channel'),
        onPress: () => {
          app.live.zap(1);
        },
      });
    }
    specs.push({ id: 'leave', icon: 'back', label: t('player.problem.leave'), onPress: () => app.leavePlayer() });
    this.buttons.setButtons(specs);
  }

  private say(problem: ProblemView): void {
    // The countdown is not said again each second; giving up is.
    const what = `${this.props.app.player.state.peek().kind} ${problem.title}`;
    if (this.said === what) return;
    this.said = what;
    this.ui.mirror.announce([problem.title, problem.line, problem.cause].filter((part) => part !== '').join('. '), 'assertive');
  }

  private retry(): boolean {
    this.props.app.player.retry();
    return true;
  }

  private zap(direction: 1 | -1, press: KeyPress): boolean {
    const { app } = this.props;
    if (app.player.channelKey.peek() === null) return false;
    if (!press.isHeld) app.live.zap(direction);
    return true;
  }
}
