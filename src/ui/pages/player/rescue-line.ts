import { Box, View } from '#ui/engine';
import type { Text } from '#ui/engine';
import { SAFE } from '#ui/theme';
import type { Disposer } from '#core/base';
import type { ReadonlySignal } from '#core/state';

/** What {@link RescueLine} is made with. */
export interface RescueLineProps {
  /** What to say; empty: nothing. */
  readonly text: ReadonlySignal<string>;
}

/** Long enough to be read twice; then the picture has the screen to itself again. */
const SHOWN_MS = 7000;
const PAD = { x: 28, y: 12 } as const;
const RADIUS = 14;
const MAX_WIDTH = 1100;

/** One quiet line at the top about the way that brought the picture back; goes by itself and takes no keys. */
export class RescueLine extends View<RescueLineProps> {
  declare private ground: Box;
  declare private words: Text;
  declare private stopHiding: Disposer | null;

  protected override build(): void {
    this.w = 1920;
    this.h = 1080;
    this.stopHiding = null;
    this.ground = this.put(new Box(this.stage));
    this.ground.setUp({ radius: RADIUS, color: this.theme.mixed.panelOverVideo });
    this.words = this.addText({ style: 'body', maxWidth: MAX_WIDTH, color: this.theme.color.text });
    this.visible = false;
    this.bind(this.props.text, (text) => {
      this.show(text);
    });
    this.whileAttached((scope) => {
      scope.add(() => this.stopHiding?.());
    });
  }

  private show(text: string): void {
    this.stopHiding?.();
    this.stopHiding = null;
    this.visible = text !== '';
    if (text === '') return;
    this.words.content = text;
    const width = Math.ceil(this.words.width) + 2 * PAD.x;
    const x = Math.round((1920 - width) / 2);
    this.ground.setSize(width, this.words.height + 2 * PAD.y);
    this.ground.x = x;
    this.ground.y = SAFE.top;
    this.words.moveTo(x + PAD.x, SAFE.top + PAD.y);
    this.ui.mirror.announce(text, 'polite');
    this.stopHiding = this.ui.clock.after(SHOWN_MS, () => {
      this.stopHiding = null;
      this.visible = false;
    });
  }
}
