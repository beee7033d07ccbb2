import type { AppModel } from '#model/app';
import type { HeroItem } from '#model/home';
import { Badge, ButtonRow, FactLine } from '#ui/components';
import type { ButtonSpec, RowMemory, RowView } from '#ui/components';
import { View } from '#ui/engine';
import type { AnyView, KeyPress, Text } from '#ui/engine';
import { GRID, MOTION, ROWS } from '#ui/theme';
import { myListButton } from '../detail/title-actions';
import { TitleBlock } from '../detail/title-block';
import { SlideDots } from './slide-dots';

/** How the hero is made. */
export interface HeroRowProps {
  readonly app: AppModel;
  /** Another slide is shown. `isSoon`: by itself, nobody is moving. */
  onSlide(item: HeroItem, isSoon: boolean): void;
}

const { badgeY, titleArt, metaY, synopsis, buttonsY, firstRowHeaderY, textX } = ROWS.hero;
const WIDTH = GRID.contentWidth;
const NOTE_GAP = 16;
const TITLE_WIDTH = 800;
/** Buttons and dots share a line. */
const BUTTONS_WIDTH = 1200;
const DOTS_Y = 532;
const FIRST_BUTTON = 'play';

/**
 * The top of Home: one title at a time with what can be done about it. Slides change by themselves while nobody moves,
 * and by Right beyond the last button. A row of Home's column; its top is the page's.
 */
export class HeroRow extends View<HeroRowProps> implements RowView {
  declare private slides: readonly HeroItem[];
  declare private index: number;
  declare private room: number;
  declare private badge: Badge;
  declare private note: Text;
  declare private heading: TitleBlock;
  declare private facts: FactLine;
  declare private plot: Text;
  declare private buttons: ButtonRow;
  declare private dots: SlideDots;

  /** See {@link RowView}. */
  get rowId(): string {
    return 'hero';
  }

  /** See {@link RowView}. */
  get rowHeight(): number {
    return firstRowHeaderY - ROWS.gapAfter;
  }

  /** The hero rests at the page's top, or as much lower as {@link HeroRow.setRoomAbove} says. */
  get rowAnchor(): number {
    return this.room;
  }

  /** Makes room above for a strip, pixels; the column asks when it is measured next. */
  setRoomAbove(room: number): void {
    this.room = room;
  }

  /** See {@link RowView}. */
  get isEmpty(): boolean {
    return this.slides.length === 0;
  }

  /** Buttons are remembered from the start: the first is Play. */
  get isVisited(): boolean {
    return true;
  }

  /** The focused button, and which slide it belongs to. */
  get memory(): RowMemory {
    return { id: this.buttons.focusedId, index: this.index, offset: 0 };
  }

  /** The slide on show; `null` without any. */
  get slide(): HeroItem | null {
    return this.slides[this.index] ?? null;
  }

  /** Shows these slides; the current one stays where it is still among them. */
  setSlides(slides: readonly HeroItem[]): void {
    const before = this.slide?.id ?? '';
    this.slides = slides;
    const kept = slides.findIndex((item) => item.id === before);
    this.index = kept === -1 ? Math.max(0, Math.min(this.index, slides.length - 1)) : kept;
    this.draw();
    if (kept === -1) this.tell(true);
  }

  /** Brings back what {@link HeroRow.memory} told. */
  recall(memory: RowMemory): void {
    this.index = Math.max(0, Math.min(memory.index, this.slides.length - 1));
    this.draw();
    this.buttons.focusButton(memory.id);
    this.tell(true);
  }

  /** Puts focus on the first button. */
  focusFirst(): void {
    this.buttons.focusButton(FIRST_BUTTON);
  }

  override describeGroup(): string {
    const { slide } = this;
    return slide === null ? '' : [slide.title, slide.plot].filter((part) => part !== '').join('. ');
  }

  override _getFocused(): AnyView {
    return this.buttons;
  }

  override _focus(): void {
    this.arm();
  }

  override _unfocus(): void {
    this.ui.rest.cancel(this);
  }

  override _captureKey(press: KeyPress): boolean {
    const endKey = this.theme.direction === 'rtl' ? 'left' : 'right';
    if (press.key !== endKey || press.isHeld || this.slides.length < 2 || !this.buttons.isAtEnd) return false;
    this.showNext(false);
    return true;
  }

  protected override build(): void {
    const { color } = this.theme;
    this.slides = [];
    this.index = 0;
    this.room = 0;
    this.w = WIDTH;
    this.h = this.rowHeight;
    const [artX, artY, artWidth, artHeight] = titleArt;
    this.badge = this.add(Badge, { kind: 'accent' }, { y: badgeY });
    this.note = this.addText({ style: 'meta' });
    this.heading = this.add(TitleBlock, { artWidth, artHeight, textWidth: TITLE_WIDTH }, { x: artX - textX, y: artY });
    this.facts = this.add(FactLine, { maxWidth: WIDTH, isOnArt: true }, { y: metaY });
    this.plot = this.addText({ style: 'body', maxWidth: synopsis[2], lines: 2, color: color.text }, 0, synopsis[1]);
    this.buttons = this.add(ButtonRow, { maxWidth: BUTTONS_WIDTH }, { y: buttonsY });
    this.dots = this.add(SlideDots, {}, { y: DOTS_Y });
  }

  private draw(): void {
    const { slide, theme } = this;
    this.visible = slide !== null;
    if (slide === null) return;
    this.badge.show(slide.badge);
    this.note.content = slide.note;
    this.note.moveTo(this.badge.w === 0 ? 0 : this.badge.w + NOTE_GAP, badgeY + (this.badge.h - theme.type.meta.line) / 2);
    this.heading.show(slide.title, slide.titleArt);
    this.facts.show({ facts: slide.facts, rating: slide.rating, badges: slide.badges });
    this.plot.content = slide.plot;
    this.buttons.setButtons(this.specs(slide));
    this.dots.show(this.index, this.slides.length);
    this.dots.x = WIDTH - this.dots.w;
    if (this.hasFocus()) this.ui.focus.refresh();
  }

  private specs(slide: HeroItem): readonly ButtonSpec[] {
    const { translator, home } = this.props.app;
    const { t } = translator;
    const specs: ButtonSpec[] = [
      { id: FIRST_BUTTON, label: t(slide.canResume ? 'detail.resume' : 'detail.play'), icon: 'play', onPress: () => { home.playHero(slide); } },
    ];
    if (slide.hasTrailer) specs.push({ id: 'trailer', label: t('detail.trailer'), icon: 'trailer', onPress: () => { home.playTrailer(slide); } });
    specs.push(
      myListButton(translator, slide.isInMyList, 'words', () => { home.toggleMyList(slide); }),
      { id: 'info', label: t('home.info'), icon: 'info', isIconOnly: true, onPress: () => { home.openHero(slide); } },
    );
    return specs;
  }

  private showNext(isSoon: boolean): void {
    this.index = (this.index + 1) % this.slides.length;
    this.draw();
    this.tell(isSoon);
    this.arm();
  }

  /** Waits for the next change; never while somebody moves, listens, or has asked for less motion. */
  private arm(): void {
    if (this.theme.isReducedMotion || this.slides.length < 2) return;
    this.ui.rest.after(this, MOTION.heroCrossfade.everyMs, () => {
      if (!this.hasFocus()) return;
      if (this.ui.mirror.isVoiceOn) this.arm();
      else this.showNext(true);
    });
  }

  private tell(isSoon: boolean): void {
    const { slide } = this;
    if (slide !== null) this.props.onSlide(slide, isSoon);
  }
}
