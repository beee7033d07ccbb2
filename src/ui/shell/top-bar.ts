import type { AppModel } from '#model/app';
import { railPlaceOf } from '#model/navigation';
import { BrandMark } from '#ui/components';
import { CANVAS_WIDTH, LightningElement, View } from '#ui/engine';
import type { Text } from '#ui/engine';
import { GRID, SAFE } from '#ui/theme';

/** How the top bar is made. */
export interface TopBarProps {
  readonly app: AppModel;
}

const HEIGHT = 48;
const GAP = 28;
const LINE = { w: 2, h: 28, alpha: 0.5 } as const;
const CLOCK_SIZE = 30;
const MARK_SIZE = 38;

/** Clock and brand in the upper corner of every page with the rail. The clock follows the minute. */
export class TopBar extends View<TopBarProps> {
  declare private clock: Text;
  declare private line: LightningElement;

  protected override build(): void {
    const { navigation, time, translator } = this.props.app;
    const { color, type } = this.theme;
    this.w = CANVAS_WIDTH;
    this.h = SAFE.top + HEIGHT;
    const brand = this.add(BrandMark, { size: MARK_SIZE });
    brand.x = GRID.contentRight - brand.w;
    brand.y = SAFE.top + (HEIGHT - MARK_SIZE) / 2;
    this.line = this.put(new LightningElement(this.stage), brand.x - GAP - LINE.w, SAFE.top + (HEIGHT - LINE.h) / 2, LINE.w, LINE.h);
    this.line.rect = true;
    this.line.color = color.text3;
    this.line.alpha = LINE.alpha;
    this.clock = this.addText({ style: 'meta', size: CLOCK_SIZE });
    const clockY = SAFE.top + (HEIGHT - type.meta.line) / 2;
    this.bind(time.minuteMs, (nowMs) => {
      this.clock.content = translator.format.time(nowMs);
      this.clock.moveTo(this.line.x - GAP - this.clock.width, clockY);
    });
    this.bind(navigation.current, ({ route }) => {
      this.visible = railPlaceOf(route) !== null;
    });
  }
}
