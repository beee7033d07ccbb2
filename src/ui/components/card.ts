import { Bar, Box, DrawnTexture, Icon, LightningElement, Picture, View } from '#ui/engine';
import type { FocusLook, ImagePriority, Spoken, Text } from '#ui/engine';
import { CARDS, mix, parseColor } from '#ui/theme';
import type { Argb } from '#ui/theme';
import { Badge } from './badge';
import type { CardContent } from './card-content';
import { CARD_METRICS } from './card-metrics';
import type { CardMetrics, CardShape } from './card-metrics';
import { cardShade, LOGO_CHIP } from './card-shade';

/** How a card is made. */
export interface CardProps {
  readonly shape: CardShape;
  /** Word of the badge on a focused live card; absent: none. */
  readonly liveLabel?: string;
  /** What else the keys do; spoken. */
  readonly hint?: string;
}

/** Pictures of what cannot be reached (DESIGN 8, offline). */
const DIMMED = 0.38;
const TICK = { size: 48, icon: 28, inset: 14 } as const;
/** Room around a title drawn on the card. */
const WORDS_PAD = 20;
const WORDS_LINES = 3;
/** From the mock `o1-locked`: padlock above the middle, words below it. */
const LOCKED_RISE = 84;
const LOCKED_WIDE_RISE = 24;
const LOCKED_WORDS = 34;
const TITLE_ART = { w: 240, h: 84 } as const;
/** How much of the tint a tile without a picture takes. */
const TILE_TINT = 0.3;

/**
 * One picture that stands for something to watch, with its progress and marks; bound again and again while lists scroll.
 * Without a picture the designed fallback is drawn. The list around it handles its keys.
 */
export class Card extends View<CardProps> {
  declare private content: CardContent | null;
  declare private place: { readonly index: number; readonly count: number };
  declare private metrics: CardMetrics;
  declare private picture: Picture;
  /** Made when they are first needed, as all below: most cards show a picture and nothing else. */
  declare private shade: { readonly element: LightningElement; readonly texture: DrawnTexture } | null;
  declare private bar: Bar | null;
  declare private isDimmed: boolean;
  declare private words: Text | null;
  declare private titleArt: Picture | null;
  declare private logo: Picture | null;
  declare private time: Text | null;
  declare private badge: Badge | null;
  declare private tick: LightningElement | null;
  declare private lock: LightningElement | null;
  declare private live: Badge | null;
  declare private border: Box | null;

  /** What is shown; `null`: an empty cell. */
  get shown(): CardContent | null {
    return this.content;
  }

  /** Shows a card, the `index`th (from 0) of `count`; `null` hides the cell. */
  show(content: CardContent | null, index: number, count: number): void {
    const before = this.content;
    this.content = content;
    this.place = { index, count };
    this.visible = content !== null;
    if (content === null) {
      this.picture.url = '';
      return;
    }
    if (before !== content) this.draw(content);
  }

  /** How urgent its picture is: cards in view first. */
  set urgency(priority: ImagePriority) {
    this.picture.priority = priority;
  }

  /** Dims picture and progress: what is shown cannot be reached at the moment. */
  setDimmed(isDimmed: boolean): void {
    this.isDimmed = isDimmed;
    this.picture.dim(isDimmed ? DIMMED : 1);
    this.bar?.tint(this.barColor);
  }

  override describe(): Spoken | null {
    const { content, place } = this;
    if (content === null) return null;
    const { hint } = this.props;
    return {
      role: 'listitem',
      name: content.spoken === '' ? content.title : content.spoken,
      id: content.id,
      index: place.index + 1,
      count: place.count,
      ...(hint === undefined ? {} : { hint }),
    };
  }

  override getFocusLook(): FocusLook {
    return this.metrics.look;
  }

  override _focus(): void {
    if (this.border !== null) this.border.visible = false;
    if (this.props.shape === 'live' && this.content !== null && this.content.progress >= 0) this.showLive(true);
  }

  override _unfocus(): void {
    if (this.border !== null) this.border.visible = true;
    this.showLive(false);
  }

  protected override build(): void {
    const { theme } = this;
    this.metrics = CARD_METRICS[this.props.shape];
    const { w, h, radius } = this.metrics;
    this.content = null;
    this.place = { index: 0, count: 0 };
    this.canPoint = true;
    this.visible = false;
    this.w = w;
    this.h = h;
    this.words = this.titleArt = this.logo = this.time = this.badge = this.tick = this.live = this.lock = this.shade = this.bar = null;
    this.isDimmed = false;
    this.picture = this.put(new Picture(this.stage));
    this.picture.setUp({ w, h, radius, hasGround: true });
    this.picture.onResult = (isPresent) => {
      this.onPicture(isPresent);
    };
    this.border = null;
    if (theme.borderWidth > 0) {
      this.border = this.put(new Box(this.stage));
      this.border.setUp({ radius, color: 0, border: theme.borderWidth, borderColor: theme.color.line });
      this.border.setSize(w, h);
    }
  }

  private get isWide(): boolean {
    return this.props.shape === 'landscape' || this.props.shape === 'live';
  }

  private draw(content: CardContent): void {
    const tint = parseColor(content.tint);
    const { color, isHighContrast } = this.theme;
    this.picture.groundColor = tint === null || isHighContrast || !this.isWide ? color.surface : mix(tint, color.bg, TILE_TINT);
    this.picture.url = content.image;
    if (content.image === '') this.onPicture(false);
    this.showBar(content.progress);
    this.drawMarks(content);
    if (this.props.shape === 'live') this.drawLive(content);
    if (this.hasFocus()) this.ui.focus.refresh();
  }

  /** Words follow the picture: a picture without lettering and a tile without a picture get the title. */
  private onPicture(isPresent: boolean | null): void {
    const { content } = this;
    if (content === null) return;
    const needsWords = this.props.shape !== 'live' && (isPresent === false || (this.isWide && content.isLettered === false));
    const hasArt = needsWords && this.isWide && content.titleArt !== '';
    if (this.props.shape !== 'live') {
      this.showTitleArt(hasArt ? content.titleArt : '');
      this.showWords(needsWords && !hasArt ? content.title : '');
    }
    this.showShade(content, needsWords && this.isWide);
  }

  private showShade(content: CardContent, hasWords: boolean): void {
    const hasBar = content.progress >= 0;
    const isLive = this.props.shape === 'live';
    const isShown = isLive || hasWords || hasBar;
    if (this.shade !== null) this.shade.element.visible = isShown;
    if (!isShown) return;
    const kind = isLive ? (content.logo === '' ? 'live-plain' : 'live') : hasWords ? 'words' : 'plain';
    this.shade = this.shade ?? this.makeShade();
    this.shade.texture.show(cardShade({ kind, hasBar }, this.metrics, this.theme));
    if (this.shade.element.texture === null) this.shade.element.texture = this.shade.texture;
  }

  /** Between the picture and all that stands on it. */
  private makeShade(): { readonly element: LightningElement; readonly texture: DrawnTexture } {
    const element = new LightningElement(this.stage);
    element.w = this.metrics.w;
    element.h = this.metrics.h;
    this.childList.addAt(element, 1);
    return { element, texture: new DrawnTexture(this.stage) };
  }

  private get barColor(): Argb {
    const { color } = this.theme;
    return this.isDimmed ? color.text3 : color.accent;
  }

  private showBar(progress: number): void {
    const { barBottom, barInset, h, w } = this.metrics;
    if (progress <= 0 && this.bar === null) return;
    if (this.bar === null) {
      this.bar = this.put(new Bar(this.stage), barInset, h - barBottom);
      this.bar.setUp(CARDS.progress.height, this.barColor);
    }
    const length = Math.round((w - 2 * barInset) * Math.min(1, progress));
    this.bar.setLength(progress > 0 ? Math.max(CARDS.progress.height, length) : 0);
  }

  private showWords(title: string): void {
    if (title === '' && this.words === null) return;
    const { w, h } = this.metrics;
    const { isWide } = this;
    const words = (this.words = this.words ?? this.addText({ style: 'label', maxWidth: w - 2 * WORDS_PAD, lines: WORDS_LINES, align: isWide ? 'start' : 'center' }));
    words.content = title;
    const middle = this.content?.isLocked === true ? h / 2 + LOCKED_WORDS : (h - words.height) / 2;
    words.moveTo(WORDS_PAD, isWide ? this.wordsBottom - words.height : middle);
  }

  private showTitleArt(url: string): void {
    if (url === '' && this.titleArt === null) return;
    if (this.titleArt === null) {
      this.titleArt = new Picture(this.stage);
      this.titleArt.setUp({ ...TITLE_ART, fit: 'contain', align: 'start' });
      this.put(this.titleArt, WORDS_PAD, 0);
    }
    this.titleArt.y = this.wordsBottom - TITLE_ART.h;
    this.titleArt.url = url;
  }

  private get wordsBottom(): number {
    return this.metrics.h - (this.content !== null && this.content.progress >= 0 ? this.metrics.barBottom + 12 : WORDS_PAD);
  }

  private drawMarks(content: CardContent): void {
    const { corner, w } = this.metrics;
    if (content.badge !== '' || this.badge !== null) {
      this.badge = this.badge ?? this.add(Badge, { kind: 'accent' }, { x: corner, y: corner });
      this.badge.show(content.badge);
    }
    if (content.isWatched || this.tick !== null) {
      this.tick = this.tick ?? this.makeTick(w - TICK.size - TICK.inset);
      this.tick.visible = content.isWatched;
    }
    if (content.isLocked === true || this.lock !== null) {
      this.lock = this.lock ?? this.makeLock();
      this.lock.visible = content.isLocked === true;
    }
  }

  /** A padlock in the middle, on tall tiles above the words. */
  private makeLock(): LightningElement {
    const { w, h } = this.metrics;
    const { color } = this.theme;
    const { disc, icon } = CARDS.lockedCard;
    const lock = this.put(new Box(this.stage), (w - disc) / 2, this.isWide ? (h - disc) / 2 - LOCKED_WIDE_RISE : h / 2 - LOCKED_RISE);
    lock.setUp({ radius: disc / 2, color: color.surface3 });
    lock.setSize(disc, disc);
    const sign = new Icon(this.stage);
    sign.setUp('lock', icon, color.text);
    sign.x = sign.y = (disc - icon) / 2;
    lock.childList.a(sign);
    return lock;
  }

  private makeTick(x: number): LightningElement {
    const tick = this.put(new Box(this.stage), x, TICK.inset);
    tick.setUp({ radius: TICK.size / 2, color: this.theme.mixed.chip });
    tick.setSize(TICK.size, TICK.size);
    const icon = new Icon(this.stage);
    icon.setUp('check', TICK.icon, this.theme.color.success, 3);
    icon.x = icon.y = (TICK.size - TICK.icon) / 2;
    tick.childList.a(icon);
    return tick;
  }

  private drawLive(content: CardContent): void {
    const { w, h } = this.metrics;
    const { type } = this.theme;
    const room = w - 2 * WORDS_PAD;
    if (this.logo === null) {
      this.logo = new Picture(this.stage);
      const [logoW, logoH] = [Math.round(LOGO_CHIP.w * 0.84), Math.round(LOGO_CHIP.h * 0.78)];
      this.logo.setUp({ w: logoW, h: logoH, fit: 'contain' });
      this.put(this.logo, LOGO_CHIP.inset + (LOGO_CHIP.w - logoW) / 2, LOGO_CHIP.inset + (LOGO_CHIP.h - logoH) / 2);
    }
    this.logo.url = content.logo;
    this.words = this.words ?? this.addText({ style: 'meta', weight: 600, maxWidth: room });
    this.time = this.time ?? this.addText({ style: 'caption', maxWidth: room });
    this.words.content = content.title;
    this.time.content = content.subtitle;
    // Larger text grows upwards from the bar.
    const timeY = h - 26 - type.caption.line;
    this.time.moveTo(WORDS_PAD, timeY);
    this.words.moveTo(WORDS_PAD, timeY - type.meta.line);
  }

  private showLive(isShown: boolean): void {
    const { liveLabel } = this.props;
    if (liveLabel === undefined || (this.live === null && !isShown)) return;
    if (this.live === null) {
      this.live = this.add(Badge, { kind: 'live' });
      this.live.show(liveLabel);
      this.live.x = this.metrics.w - this.metrics.corner - this.live.w;
      this.live.y = this.metrics.corner;
    }
    this.live.visible = isShown;
  }
}
