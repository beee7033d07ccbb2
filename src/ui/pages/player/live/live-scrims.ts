import { Gradient, View } from '#ui/engine';

interface Stop {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly from: number;
  readonly to: number;
  readonly direction: 'down' | 'end';
}

const BANNER: readonly Stop[] = [
  { x: 0, y: 420, w: 1920, h: 260, from: 0, to: 0.76, direction: 'down' },
  { x: 0, y: 680, w: 1920, h: 400, from: 0.76, to: 0.97, direction: 'down' },
  { x: 0, y: 0, w: 1920, h: 240, from: 0.82, to: 0, direction: 'down' },
];
const SIDE: readonly Stop[] = [
  { x: 1120, y: 0, w: 480, h: 1080, from: 0, to: 0.78, direction: 'end' },
  { x: 1600, y: 0, w: 320, h: 1080, from: 0.78, to: 0.86, direction: 'end' },
];
const NUMBER: readonly Stop[] = [
  { x: 1000, y: 0, w: 500, h: 1080, from: 0, to: 0.8, direction: 'end' },
  { x: 1500, y: 0, w: 420, h: 1080, from: 0.8, to: 0.9, direction: 'end' },
];
const STOPS = { banner: BANNER, side: SIDE, number: NUMBER } as const;

/** What {@link LiveScrims} are made with. */
export interface LiveScrimsProps {
  /** Behind the banner, behind the zap list, behind a typed number. */
  readonly kind: keyof typeof STOPS;
}

/** Darkens the side of the picture where words stand; the rest stays free. */
export class LiveScrims extends View<LiveScrimsProps> {
  protected override build(): void {
    this.w = 1920;
    this.h = 1080;
    for (const { x, y, w, h, from, to, direction } of STOPS[this.props.kind]) {
      this.put(new Gradient(this.stage), x, y, w, h).setUp(this.theme.color.scrim, from, to, direction);
    }
  }
}
