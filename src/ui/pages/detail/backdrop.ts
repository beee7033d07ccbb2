import { CANVAS_WIDTH, Gradient, LightningElement, Picture, View } from '#ui/engine';
import type { GradientDirection, Place } from '#ui/engine';

/** A dark edge of the picture: a gradient of the scrim colour. */
export interface BackdropScrim {
  readonly place: Required<Place>;
  readonly from: number;
  readonly to: number;
  readonly direction: GradientDirection;
}

/** Where a page's picture lies, and how it goes over into the page. */
export interface BackdropLook {
  readonly place: Required<Place>;
  readonly scrims: readonly BackdropScrim[];
}

/** In high contrast no word stands on art: the picture keeps to the corner beside the title (DESIGN 7). */
const HIGH_CONTRAST: BackdropLook = {
  place: { x: 1040, y: 0, w: 880, h: 560 },
  scrims: [
    { place: { x: 1040, y: 0, w: 260, h: 560 }, from: 1, to: 0, direction: 'end' },
    { place: { x: 1040, y: 440, w: 880, h: 120 }, from: 0, to: 1, direction: 'down' },
    { place: { x: 1040, y: 0, w: 880, h: 160 }, from: 0.86, to: 0, direction: 'down' },
  ],
};

/** The large picture of a detail page under its scrims. Scrolls with the page. */
export class Backdrop extends View<{ readonly look: BackdropLook }> {
  declare private picture: Picture;
  declare private scrims: LightningElement;

  /** Shows a picture; empty shows none. */
  show(url: string): void {
    this.picture.url = url;
    this.scrims.visible = url !== '';
  }

  protected override build(): void {
    const look = this.theme.isHighContrast ? HIGH_CONTRAST : this.props.look;
    const { x, y, w, h } = look.place;
    this.w = CANVAS_WIDTH;
    this.h = y + h;
    this.picture = this.put(new Picture(this.stage), x, y);
    this.picture.priority = 0;
    this.picture.setUp({ w, h });
    this.scrims = this.put(new LightningElement(this.stage), 0, 0, CANVAS_WIDTH, this.h);
    this.scrims.visible = false;
    for (const scrim of look.scrims) {
      const gradient = new Gradient(this.stage);
      gradient.x = scrim.place.x;
      gradient.y = scrim.place.y;
      gradient.w = scrim.place.w;
      gradient.h = scrim.place.h;
      gradient.setUp(this.theme.color.scrim, scrim.from, scrim.to, scrim.direction);
      this.scrims.childList.a(gradient);
    }
  }
}
