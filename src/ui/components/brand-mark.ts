import { DrawnTexture, LightningElement, Picture, View } from '#ui/engine';
import { cssColor } from '#ui/theme';

/** How the brand is shown. */
export interface BrandMarkProps {
  /** Height of the mark, pixels: 38 in the top bar, 48 to 52 on pages, larger on the splash. */
  readonly size: number;
}

/** The mark's drawing, on a 64 grid (static/brand/hearth/mark.svg). */
const GRID = 64;
const ARCH = 'M8 57V31a24 24 0 0 1 48 0v26';
const ARCH_STROKE = 7.5;
const FLAME = 'M33.5 22c2.2 7.6 11 11.6 11 22.2A12.4 12.4 0 0 1 32 57a12.4 12.4 0 0 1-12.5-12.6c0-5.4 2.7-8.3 4.7-12.6 1.7 3 2.9 4.3 4.5 5.4 2.6-4.3 3.9-9.4 4.8-15.2z';
const FLAME_TOP = 22;
const FLAME_BOTTOM = 57;
/** Of the mark's height: the gap before the word, and the word's size. */
const GAP = 16 / 48;
const SMALL_GAP = 12 / 38;
const WORD = 0.92;

/** Mark and name of the product or its operator. `w` is known at once; never mirrored. */
export class BrandMark extends View<BrandMarkProps> {
  protected override build(): void {
    const { size } = this.props;
    const { brand, color } = this.theme;
    this.h = size;
    this.rtl = false;
    if (brand.mark !== '') {
      const logo = this.put(new Picture(this.stage));
      this.w = Math.ceil(size * brand.markAspect);
      logo.setUp({ w: this.w, h: size, fit: 'contain', align: 'start' });
      logo.priority = 0;
      logo.url = brand.mark;
      return;
    }
    const mark = this.put(new LightningElement(this.stage), 0, 0, size, size);
    mark.texture = this.drawMark();
    const wordSize = Math.round(size * WORD);
    const before = Math.round(size * (1 + (size < 48 ? SMALL_GAP : GAP)));
    const word = this.addText({ style: 'title2', size: wordSize, weight: 600, content: brand.name, color: color.text, direction: 'ltr' });
    word.moveTo(before, (size - word.lineHeight) / 2);
    this.w = Math.ceil(before + word.width);
  }

  private drawMark(): DrawnTexture {
    const { size } = this.props;
    const { text, accent, accent2 } = this.theme.color;
    return new DrawnTexture(this.stage, {
      id: `brand mark ${String(size)} ${String(text)} ${String(accent)} ${String(accent2)}`,
      w: size,
      h: size,
      draw: (context) => {
        context.scale(size / GRID, size / GRID);
        context.lineWidth = ARCH_STROKE;
        context.lineCap = 'round';
        context.strokeStyle = cssColor(text);
        context.stroke(new Path2D(ARCH));
        const flame = context.createLinearGradient(0, FLAME_TOP, 0, FLAME_BOTTOM);
        flame.addColorStop(0, cssColor(accent2));
        flame.addColorStop(1, cssColor(accent));
        context.fillStyle = flame;
        context.fill(new Path2D(FLAME));
      },
    });
  }
}
