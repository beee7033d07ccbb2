import type { NoticesModel, Toast } from '#model/notices';
import { Box, View } from '#ui/engine';
import type { Text } from '#ui/engine';
import { SAFE } from '#ui/theme';

/** How the toast is made. */
export interface ToastProps {
  readonly notices: NoticesModel;
}

const HEIGHT = 72;
const PAD = 40;
const MAX_TEXT = 1000;

/** A short message at the top of the screen; takes no focus and is spoken when its turn comes. */
export class ToastView extends View<ToastProps> {
  declare private box: Box;
  declare private label: Text;

  protected override build(): void {
    const { color, borderWidth } = this.theme;
    this.w = 1920;
    this.h = HEIGHT;
    this.y = SAFE.top;
    this.alpha = 0;
    this.visible = false;
    this.box = this.put(new Box(this.stage));
    this.box.setUp({ radius: HEIGHT / 2, color: color.surface3, border: borderWidth, borderColor: color.line });
    this.label = this.addText({ style: 'bodyM', maxWidth: MAX_TEXT });
    this.bind(this.props.notices.toast, (toast) => {
      this.follow(toast);
    });
  }

  private follow(toast: Toast | null): void {
    const { motion, mirror } = this.ui;
    if (toast === null) {
      motion.toThen(this, 'alpha', 0, 'overlayOut', () => {
        if (this.props.notices.toast.peek() === null) this.visible = false;
      });
      return;
    }
    this.label.content = toast.text;
    const width = Math.ceil(this.label.width) + 2 * PAD;
    this.box.setSize(width, HEIGHT);
    this.box.x = Math.round((this.w - width) / 2);
    this.label.moveTo(this.box.x + PAD, (HEIGHT - this.label.lineHeight) / 2);
    this.visible = true;
    motion.to(this, 'alpha', 1, 'overlayIn');
    mirror.announce(toast.text, 'polite');
  }
}
