import { Gradient, View } from '#ui/engine';
import { SCRIMS } from '#ui/theme';

/** Darkens the top and the foot of the picture behind words; the middle stays free. */
export class PlayerScrims extends View {
  protected override build(): void {
    this.w = 1920;
    this.h = 1080;
    for (const { y, h, from, to } of [...SCRIMS.playerTop, ...SCRIMS.playerBottom]) {
      this.put(new Gradient(this.stage), 0, y, 1920, h).setUp(this.theme.color.scrim, from, to, 'down');
    }
  }
}
