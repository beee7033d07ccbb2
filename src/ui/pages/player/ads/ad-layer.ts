import { SECOND_MS } from '#core/base';
import { Bar, Box, Digits, FILL_LOOK, Gradient, Icon, View } from '#ui/engine';
import type { AnyView, FocusLook, KeyPress, Spoken, Text } from '#ui/engine';
import { Button, CountdownRing, QrCode } from '#ui/components';
import { SAFE, withAlpha } from '#ui/theme';
import type { AppModel } from '#model/app';
import type { AdView } from '#model/ads';

/** What {@link AdLayer} is made with. */
export interface AdLayerProps {
  readonly app: AppModel;
}

/** From the mock q-ad. */
const FOOT = { y: 760, h: 320, dark: 0.86 } as const;
const LINE = { middle: 960, gap: 18, titleWidth: 760 } as const;
const BADGE = { h: 40, pad: 14, radius: 8 } as const;
const TIME_SIZE = 30;
const BARS = { y: 1006, h: 8, end: 1508, gap: 12, free: 28 } as const;
const SKIP = { end: 1824, y: 940, h: 80, ring: 52, padStart: 18, gap: 18, padEnd: 34 } as const;
/** The longest wait the bars leave room for. */
const LONGEST_WAIT = 30;
const OFFER = { end: 1824, y: 736, h: 176, radius: 20, pad: 16, code: 144, icon: 44, iconY: 40, textX: 168, textY: 96, textW: 76, padEnd: 8 } as const;
const OVER_PICTURE = 0.82;

function clock(seconds: number): string {
  const rest = seconds % 60;
  return `${String(Math.floor(seconds / 60))}:${rest < 10 ? '0' : ''}${String(rest)}`;
}

/**
 * An advertisement: which of how many, how long it takes, what comes after it, and the way past it where there is one. Nothing is
 * sought in it. OK skips when that is offered, Back asks whether to leave, Play and Pause pause.
 */
export class AdLayer extends View<AdLayerProps> {
  declare private badge: Box;
  declare private badgeText: Text;
  declare private time: Digits;
  declare private after: Text;
  declare private bars: Bar[];
  declare private fills: Bar[];
  declare private skip: Button;
  declare private skipGround: Box;
  declare private skipRing: CountdownRing;
  declare private skipText: Text;
  declare private offer: View;
  declare private code: QrCode;
  declare private ad: AdView | null;
  declare private isAsking: boolean;

  /** Shows an advertisement; `null`: none. A wait for one is shown by whoever shows waits. */
  show(ad: AdView | null): void {
    const wasOffered = this.isSkipOffered;
    const before = this.ad;
    this.ad = ad;
    this.visible = ad !== null && ad.count > 0;
    if (ad === null || !this.visible) return;
    this.showLine(ad);
    this.showBars(ad);
    this.showSkip(ad);
    this.offer.visible = ad.offerUrl !== '';
    this.code.show(ad.offerUrl);
    const isOther = before === null || before.index !== ad.index || before.isPaused !== ad.isPaused || before.waitsSinceMs !== ad.waitsSinceMs;
    if (isOther || wasOffered !== this.isSkipOffered) this.ui.focus.refresh();
  }

  override describe(): Spoken {
    const { translator, player } = this.props.app;
    const { t } = translator;
    const { ad } = this;
    const details = ad === null || ad.offerUrl === '' ? '' : t('player.ad.offer');
    const state = ad?.isPaused === true ? t('player.paused') : '';
    const name = ad === null || ad.count === 0 ? (player.nowPlaying.peek()?.title ?? '') : this.words(ad);
    return { role: 'img', id: 'ad', name, ...(state === '' ? {} : { state }), ...(details === '' ? {} : { details }) };
  }

  override getFocusLook(): FocusLook {
    return FILL_LOOK;
  }

  override _getFocused(): AnyView {
    return this.isSkipOffered ? this.skip : this;
  }

  override focusChild(child: AnyView): boolean {
    return child === this.skip && this.isSkipOffered;
  }

  override _handleBack(_press: KeyPress): boolean {
    void this.askToLeave();
    return true;
  }

  override _handlePlayPause(_press: KeyPress): boolean {
    this.props.app.player.togglePause();
    return true;
  }

  override _handlePlay(_press: KeyPress): boolean {
    this.props.app.player.play();
    return true;
  }

  override _handlePause(_press: KeyPress): boolean {
    this.props.app.player.pause();
    return true;
  }

  override _handleStop(_press: KeyPress): boolean {
    this.props.app.leavePlayer();
    return true;
  }

  /** Everything else does nothing here: what it means for the title is not meant now. */
  override _handleKey(press: KeyPress): boolean {
    return press.key !== 'exit';
  }

  protected override build(): void {
    const { color } = this.theme;
    this.w = 1920;
    this.h = 1080;
    this.ad = null;
    this.isAsking = false;
    this.bars = [];
    this.fills = [];
    this.visible = false;
    this.put(new Gradient(this.stage), 0, FOOT.y, 1920, FOOT.h).setUp(color.scrim, 0, FOOT.dark, 'down');
    this.badge = this.put(new Box(this.stage), SAFE.left, LINE.middle - BADGE.h / 2);
    this.badge.setUp({ radius: BADGE.radius, color: color.warning });
    this.badgeText = this.addText({ style: 'caption', weight: 600, color: color.onAccent });
    this.time = this.put(new Digits(this.stage));
    this.time.setUp({ size: TIME_SIZE });
    this.time.tint(color.text);
    this.after = this.addText({ style: 'caption', color: color.text2, maxWidth: LINE.titleWidth });
    this.buildSkip();
    this.buildOffer();
  }

  private get isSkipOffered(): boolean {
    return this.ad?.skipIn === 0 && this.ad.count > 0;
  }

  private buildSkip(): void {
    const { color, borderWidth } = this.theme;
    const { app } = this.props;
    this.skipGround = this.put(new Box(this.stage), 0, SKIP.y);
    this.skipGround.setUp({ radius: SKIP.h / 2, color: withAlpha(color.scrim, OVER_PICTURE), border: borderWidth, borderColor: color.line });
    this.skipRing = this.add(CountdownRing, { size: SKIP.ring }, { y: SKIP.y + (SKIP.h - SKIP.ring) / 2 });
    this.skipText = this.addText({ style: 'label', color: color.text });
    this.skip = this.add(Button, {
      spec: { id: 'skip-ad', label: app.translator.t('player.ad.skip'), icon: 'next', isIconLast: true, onPress: () => { app.player.skipAd(); } },
      height: SKIP.h,
    }, { y: SKIP.y });
    this.skip.x = SKIP.end - this.skip.w;
    this.skip.visible = false;
  }

  private buildOffer(): void {
    const { color, borderWidth } = this.theme;
    this.offer = this.add(Offer, {}, { y: OFFER.y, h: OFFER.h });
    const ground = this.offer.put(new Box(this.stage));
    ground.setUp({ radius: OFFER.radius, color: withAlpha(color.scrim, OVER_PICTURE), border: borderWidth, borderColor: color.line });
    this.code = this.offer.add(QrCode, { size: OFFER.code }, { x: OFFER.pad, y: OFFER.pad });
    const scan = this.offer.addText({ style: 'caption', color: color.text });
    scan.content = this.props.app.translator.t('player.ad.scan');
    // The panel grows with its word, towards the middle of the picture.
    const textWidth = Math.max(OFFER.textW, Math.ceil(scan.width) + OFFER.pad);
    const width = OFFER.textX + textWidth + OFFER.padEnd;
    scan.moveTo(OFFER.textX + (textWidth - scan.width) / 2, OFFER.textY);
    this.offer.put(new Icon(this.stage), OFFER.textX + (textWidth - OFFER.icon) / 2, OFFER.iconY).setUp('phone', OFFER.icon, color.text);
    ground.setSize(width, OFFER.h);
    this.offer.w = width;
    this.offer.x = OFFER.end - width;
    this.offer.visible = false;
  }

  private showLine(ad: AdView): void {
    const { player, translator } = this.props.app;
    const { t } = translator;
    this.badgeText.content = this.which(ad);
    const badgeWidth = Math.ceil(this.badgeText.width) + 2 * BADGE.pad;
    this.badge.setSize(badgeWidth, BADGE.h);
    this.badgeText.moveTo(SAFE.left + BADGE.pad, LINE.middle - this.badgeText.lineHeight / 2);
    let x = SAFE.left + badgeWidth + LINE.gap;
    this.time.visible = ad.secondsLeft >= 0;
    if (this.time.visible) {
      this.time.content = clock(ad.secondsLeft);
      this.time.x = x;
      this.time.y = LINE.middle - this.time.h / 2;
      x += this.time.w + LINE.gap;
    }
    const title = player.nowPlaying.peek()?.title ?? '';
    this.after.content = title === '' ? '' : t(player.positionMs.peek() >= SECOND_MS ? 'player.ad.then-back' : 'player.ad.then', { title });
    this.after.moveTo(x, LINE.middle - this.after.lineHeight / 2);
  }

  /** Bars end before the way past, whatever stands there, and keep their length. */
  private barsEnd(): number {
    this.skipText.content = this.props.app.translator.t('player.ad.skip-in', { seconds: LONGEST_WAIT });
    return Math.min(BARS.end, SKIP.end - Math.max(this.skip.w, this.skipWidth()) - BARS.free);
  }

  private skipWidth(): number {
    return Math.ceil(SKIP.padStart + SKIP.ring + SKIP.gap + this.skipText.width + SKIP.padEnd);
  }

  /** One bar for each of the break. */
  private showBars(ad: AdView): void {
    const { color, mixed } = this.theme;
    if (this.bars.length !== ad.count) {
      for (const bar of [...this.bars, ...this.fills]) this.childList.remove(bar);
      const width = Math.floor((this.barsEnd() - SAFE.left - BARS.gap * (ad.count - 1)) / ad.count);
      const make = (index: number, tint: number, length: number): Bar => {
        const bar = this.put(new Bar(this.stage), SAFE.left + index * (width + BARS.gap), BARS.y);
        bar.setUp(BARS.h, tint);
        bar.setLength(length);
        return bar;
      };
      const places = Array.from({ length: ad.count }, (_none, index) => index);
      this.bars = places.map((index) => make(index, mixed.barTrack, width));
      this.fills = places.map((index) => make(index, color.warning, 0));
    }
    const width = this.bars[0]?.w ?? 0;
    this.fills.forEach((fill, index) => {
      const part = index + 1 < ad.index ? 1 : index + 1 === ad.index ? ad.passed : 0;
      fill.setLength(part === 0 ? 0 : Math.max(BARS.h, Math.round(part * width)));
    });
  }

  private showSkip(ad: AdView): void {
    const isWaiting = ad.skipIn > 0;
    this.skip.visible = ad.skipIn === 0;
    for (const part of [this.skipGround, this.skipRing, this.skipText]) part.visible = isWaiting;
    if (!isWaiting) return;
    this.skipText.content = this.props.app.translator.t('player.ad.skip-in', { seconds: ad.skipIn });
    const width = this.skipWidth();
    const x = SKIP.end - width;
    this.skipGround.x = x;
    this.skipGround.setSize(width, SKIP.h);
    this.skipRing.x = x + SKIP.padStart;
    this.skipRing.set(1 - ad.skipPassed, '');
    this.skipText.moveTo(x + SKIP.padStart + SKIP.ring + SKIP.gap, SKIP.y + (SKIP.h - this.skipText.lineHeight) / 2);
  }

  private which({ index, count }: AdView): string {
    const { t } = this.props.app.translator;
    return count === 1 ? t('player.ad.only') : t('player.ad.of', { index, count });
  }

  private words(ad: AdView): string {
    const { t } = this.props.app.translator;
    const which = this.which(ad);
    const length = ad.secondsLeft < 0 ? which : `${which}, ${t('player.ad.seconds', { count: ad.secondsLeft })}`;
    return ad.skipIn > 0 ? `${length}. ${t('player.ad.skip-in', { seconds: ad.skipIn })}` : length;
  }

  private async askToLeave(): Promise<void> {
    const { app } = this.props;
    const { t } = app.translator;
    if (this.isAsking) return;
    this.isAsking = true;
    const title = app.player.nowPlaying.peek()?.title ?? '';
    const answer = await app.notices.ask({
      title: t('player.ad.leave', { title }),
      text: '',
      buttons: [{ id: 'stay', label: t('player.ad.stay') }, { id: 'leave', label: t('player.ad.go') }],
      safeId: 'stay',
    });
    this.isAsking = false;
    if (answer === 'leave') app.leavePlayer();
  }
}

/** Holds the code and what stands beside it. */
class Offer extends View {
  protected override build(): void {
    this.canPoint = false;
  }
}
