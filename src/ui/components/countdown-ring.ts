import { DrawnTexture, LightningElement, View } from '#ui/engine';
import type { Text } from '#ui/engine';
import { MOTION } from '#ui/theme';

/** How a countdown ring is made. */
export interface CountdownRingProps {
  /** Pixels a side; the design's is 152. */
  readonly size: number;
}

/** The mock's ring: radius 62 and stroke 10 on a 152 grid. */
const GRID = 152;
const RADIUS = 62;
const STROKE = 10;
/** Of the number in the middle, on the same grid. */
const NUMBER_SIZE = 60;
/** Figures have nothing below the line: their middle is above that of their box. */
const NUMBER_RISE = 3;
const FRAMES = MOTION.countdownRing.frames;

/** A ring that empties while something is awaited, with a number in it. Its few pictures are shared and kept. */
export class CountdownRing extends View<CountdownRingProps> {
  declare private arc: LightningElement;
  declare private picture: DrawnTexture;
  declare private label: Text;

  /** Shows how much is left, 1 (whole ring) to 0, and a short text in the middle. */
  set(fraction: number, text: string): void {
    this.label.content = text;
    const frame = Math.round(Math.max(0, Math.min(1, fraction)) * FRAMES);
    this.arc.visible = frame > 0;
    if (frame > 0) this.drawArc(this.picture, frame);
  }

  protected override build(): void {
    const { size } = this.props;
    const { color } = this.theme;
    this.w = size;
    this.h = size;
    const track = this.put(new LightningElement(this.stage), 0, 0, size, size);
    const ground = new DrawnTexture(this.stage);
    this.drawArc(ground, FRAMES);
    track.texture = ground;
    track.color = color.surface3;
    this.arc = this.put(new LightningElement(this.stage), 0, 0, size, size);
    this.picture = new DrawnTexture(this.stage);
    this.drawArc(this.picture, FRAMES);
    this.arc.texture = this.picture;
    this.arc.color = color.accent;
    const scale = size / GRID;
    this.label = this.addText({ style: 'code', size: Math.round(NUMBER_SIZE * scale), align: 'center', boxWidth: size, direction: 'ltr' });
    this.label.moveTo(0, (size - this.label.lineHeight) / 2 - NUMBER_RISE * scale);
  }

  private drawArc(texture: DrawnTexture, frame: number): void {
    const { size } = this.props;
    texture.show({
      id: `countdown ${String(size)} ${String(frame)}`,
      w: size,
      h: size,
      draw: (context) => {
        context.scale(size / GRID, size / GRID);
        context.strokeStyle = '#fff';
        context.lineWidth = STROKE;
        context.lineCap = 'round';
        context.beginPath();
        context.arc(GRID / 2, GRID / 2, RADIUS, -Math.PI / 2, -Math.PI / 2 + (2 * Math.PI * frame) / FRAMES);
        context.stroke();
      },
    });
  }
}
