import { Bar, View } from '#ui/engine';
import type { Argb } from '#ui/theme';

/** How a progress line is made. */
export interface ProgressLineProps {
  readonly width: number;
  readonly height: number;
  /** Default: the accent. */
  readonly color?: Argb;
  /** Default: the theme's track. */
  readonly trackColor?: Argb;
}

/** How much of something is done. Grows from the side where reading starts; shared textures, free to change each tick. */
export class ProgressLine extends View<ProgressLineProps> {
  declare private track: Bar;
  declare private fill: Bar;

  /** Shows a part of the whole, 0..1; a negative number hides the line. */
  set(fraction: number): void {
    this.visible = fraction >= 0;
    if (!this.visible) return;
    const { width, height } = this.props;
    const length = Math.round(width * Math.min(1, fraction));
    // A little progress is still some: at least a dot.
    this.fill.setLength(fraction === 0 ? 0 : Math.max(height, length));
  }

  /** Changes the colours: a line on a focus fill is dark. */
  tint(color: Argb, trackColor: Argb): void {
    this.fill.tint(color);
    this.track.tint(trackColor);
  }

  protected override build(): void {
    const { width, height } = this.props;
    this.w = width;
    this.h = height;
    this.track = this.put(new Bar(this.stage));
    this.track.setUp(height, this.props.trackColor ?? this.theme.color.track);
    this.track.setLength(width);
    this.fill = this.put(new Bar(this.stage));
    this.fill.setUp(height, this.props.color ?? this.theme.color.accent);
    this.fill.setLength(0);
  }
}
