import { CANVAS_HEIGHT, CANVAS_WIDTH, Gradient, Picture, View } from '#ui/engine';
import type { GradientDirection, Place } from '#ui/engine';
import { SCRIMS } from '#ui/theme';

interface Scrim {
  readonly place: Required<Place>;
  readonly from: number;
  readonly to: number;
  readonly direction: GradientDirection;
}

const SIDES: readonly Scrim[] = SCRIMS.heroLeft.map(({ x, w, from, to }) => ({ place: { x, y: 0, w, h: CANVAS_HEIGHT }, from, to, direction: 'end' }));
const ENDS: readonly Scrim[] = [...SCRIMS.heroBottom, ...SCRIMS.heroTop].map(({ y, h, from, to }) => ({
  place: { x: 0, y, w: CANVAS_WIDTH, h }, from, to, direction: 'down',
}));
/** In high contrast no word stands on art: the picture is left to the upper corner (mock `v1-home-high-contrast`). */
const PANELS: readonly Scrim[] = [
  { place: { x: 0, y: 0, w: 1040, h: CANVAS_HEIGHT }, from: 1, to: 1, direction: 'end' },
  { place: { x: 1040, y: 0, w: 260, h: CANVAS_HEIGHT }, from: 1, to: 0, direction: 'end' },
  { place: { x: 0, y: 600, w: CANVAS_WIDTH, h: 480 }, from: 1, to: 1, direction: 'down' },
  { place: { x: 1040, y: 480, w: 880, h: 120 }, from: 0, to: 1, direction: 'down' },
];
/** Transparent, but kept on screen: what is not drawn is not loaded. */
const HIDDEN = 0.001;

/** The picture behind the hero: two slots that cross over, under scrims. Comes and goes with the hero. */
export class HeroBackdrop extends View {
  declare private slots: readonly [Picture, Picture];
  declare private current: 0 | 1;
  declare private isShown: boolean;

  /** Shows a picture; the one before stays until it is there. Empty shows none. */
  show(url: string): void {
    if (this.slots[this.current].url === url) return;
    this.current = this.current === 0 ? 1 : 0;
    const next = this.slots[this.current];
    // Slot 1 lies over slot 0: it is the one that fades.
    this.ui.motion.set(next, 'alpha', HIDDEN);
    next.url = url;
    if (url === '') this.cross();
  }

  /** Comes and goes with the hero. */
  setShown(isShown: boolean): void {
    if (isShown === this.isShown) return;
    this.isShown = isShown;
    this.visible = true;
    this.ui.motion.toThen(this, 'alpha', isShown ? 1 : HIDDEN, 'ambient', () => {
      this.visible = this.isShown;
    });
  }

  protected override build(): void {
    this.w = CANVAS_WIDTH;
    this.h = CANVAS_HEIGHT;
    this.current = 0;
    this.isShown = true;
    this.slots = [this.makeSlot(), this.makeSlot()];
    for (const scrim of this.theme.isHighContrast ? [...PANELS, ...ENDS] : [...SIDES, ...ENDS]) this.addScrim(scrim);
  }

  private makeSlot(): Picture {
    const picture = this.put(new Picture(this.stage));
    picture.setUp({ w: CANVAS_WIDTH, h: CANVAS_HEIGHT, fades: false });
    picture.priority = 0;
    picture.alpha = HIDDEN;
    // The subject stands away from the words: the picture turns with the reading direction.
    if (this.theme.direction === 'rtl') picture.scaleX = -1;
    picture.onResult = (isPresent) => {
      if (isPresent !== null && picture.url !== '' && this.slots[this.current] === picture) this.cross();
    };
    return picture;
  }

  /** The picture of the current slot is there (or will not come): it takes the place of the other. */
  private cross(): void {
    const { motion } = this.ui;
    const next = this.slots[this.current];
    const last = this.slots[this.current === 0 ? 1 : 0];
    const freeLast = (): void => {
      if (this.slots[this.current] === last) return;
      last.url = '';
      motion.set(last, 'alpha', HIDDEN);
    };
    if (this.current === 1) motion.toThen(next, 'alpha', 1, 'heroCrossfade', freeLast);
    else {
      motion.set(next, 'alpha', 1);
      motion.toThen(last, 'alpha', HIDDEN, 'heroCrossfade', freeLast);
    }
  }

  private addScrim({ place, from, to, direction }: Scrim): void {
    const { x, y, w, h } = place;
    this.put(new Gradient(this.stage), x, y, w, h).setUp(this.theme.color.scrim, from, to, direction);
  }
}
