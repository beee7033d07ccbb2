import { DrawnTexture, LightningElement, roundRectPath, View } from '#ui/engine';
import { COLORS, cssColor, RADIUS } from '#ui/theme';
import type { QrModules } from './qr';

/** How a QR code is made. */
export interface QrCodeProps {
  /** Pixels a side, with the light frame around; 372 at sign-in, 176 in errors. */
  readonly size: number;
}

/** Frame around the code, part of the size: scanners need it. */
const FRAME = 30 / 372;
/** Small codes have less round corners. */
const SMALL = 240;
const SMALL_RADIUS = 16;

/** A QR code as one picture: dark on light in every theme, never mirrored. */
export class QrCode extends View<QrCodeProps> {
  declare private picture: LightningElement;
  declare private code: DrawnTexture | null;
  declare private address: string;

  /** Shows an address; empty hides the code. */
  show(text: string): void {
    this.picture.visible = text !== '';
    if (text === '' || text === this.address) return;
    this.address = text;
    // Only who signs in needs the encoder: it comes when asked for.
    import('./qr').then(
      ({ encodeQr }) => {
        if (this.address === text) this.paint(text, encodeQr(text));
      },
      (error: unknown) => {
        this.ui.log.write('error', 'the code cannot be drawn', { reason: error instanceof Error ? error.message : '' });
      },
    );
  }

  private paint(text: string, modules: QrModules): void {
    const { size } = this.props;
    if (this.code === null) {
      this.code = new DrawnTexture(this.stage);
      this.picture.texture = this.code;
    }
    this.code.show({
      id: `qr ${String(size)} ${text}`,
      w: size,
      h: size,
      draw: (context) => {
        paintCode(context, modules, size);
      },
    });
  }

  protected override build(): void {
    const { size } = this.props;
    this.w = size;
    this.h = size;
    this.code = null;
    this.address = '';
    this.picture = this.put(new LightningElement(this.stage), 0, 0, size, size);
    this.picture.visible = false;
  }
}

function paintCode(context: CanvasRenderingContext2D, { size: modules, rows }: QrModules, size: number): void {
  context.fillStyle = cssColor(COLORS.dark.focus);
  roundRectPath(context, { x: 0, y: 0, w: size, h: size }, size < SMALL ? SMALL_RADIUS : RADIUS.qr);
  context.fill();
  // Whole pixels: blurred edges are hard to scan.
  const module = Math.max(1, Math.floor((size * (1 - 2 * FRAME)) / modules));
  const start = Math.round((size - module * modules) / 2);
  context.fillStyle = cssColor(COLORS.dark.onFocus);
  rows.forEach((row, y) => {
    row.forEach((isDark, x) => {
      if (isDark) context.fillRect(start + x * module, start + y * module, module, module);
    });
  });
}
