import type { Translator } from '#model/i18n';
import { Box, Icon, Overlay } from '#ui/engine';
import type { Text } from '#ui/engine';
import { RADIUS, SAFE } from '#ui/theme';

/** How the note is made. */
export interface SleepNoteProps {
  readonly translator: Translator;
}

const PAD = 32;
const ICON = 40;
const GAP = 24;
const LINE_GAP = 4;
const MAX_TEXT = 900;

/** `The picture stops in 45 seconds`, and how to keep it; over whatever is shown. Takes no focus. */
export class SleepNote extends Overlay<SleepNoteProps> {
  declare private box: Box;
  declare private icon: Icon;
  declare private line: Text;
  declare private hint: Text;

  override get overlayId(): string {
    return 'sleep-note';
  }

  /** Shows how long it is until the picture stops. */
  show(seconds: number): void {
    this.line.content = this.props.translator.t('sleep.note', { count: seconds });
    const textX = PAD + ICON + GAP;
    const width = textX + Math.ceil(Math.max(this.line.width, this.hint.width)) + PAD;
    const height = 2 * PAD - LINE_GAP + this.line.lineHeight + this.hint.lineHeight;
    const x = Math.round((this.w - width) / 2);
    this.box.setSize(width, height);
    this.box.x = x;
    this.icon.x = x + PAD;
    this.icon.y = SAFE.top + (height - ICON) / 2;
    this.line.moveTo(x + textX, SAFE.top + PAD - LINE_GAP);
    this.hint.moveTo(x + textX, SAFE.top + PAD + this.line.lineHeight);
  }

  protected override build(): void {
    const { color, borderWidth } = this.theme;
    this.box = this.put(new Box(this.stage), 0, SAFE.top);
    this.box.setUp({ radius: RADIUS.panel, color: color.surface3, border: borderWidth, borderColor: color.line });
    this.icon = this.put(new Icon(this.stage));
    this.icon.setUp('clock', ICON, color.text);
    this.line = this.addText({ style: 'bodyM', maxWidth: MAX_TEXT });
    this.hint = this.addText({ style: 'caption', content: this.props.translator.t('sleep.keep'), color: color.text2, maxWidth: MAX_TEXT });
  }
}
