import { QrCode } from '#ui/components';
import { Box, View } from '#ui/engine';
import { RADIUS } from '#ui/theme';

/** How the panel is made. */
export interface CodePanelProps {
  /** What the code is good for. */
  readonly words: string;
}

/** Where it stands beside a list: where the panel of checkout does. Pixels. */
export const CODE_PANEL = { x: 1304, y: 84, w: 520, h: 720 } as const;
const PAD = 48;
const CODE = 424;
const WORDS_GAP = 32;

/** A code for the phone of who helps, and what it is good for. */
export class CodePanel extends View<CodePanelProps> {
  declare private code: QrCode;

  /** Shows a text as a code. */
  show(text: string): void {
    this.code.show(text);
  }

  protected override build(): void {
    const { color, borderWidth } = this.theme;
    this.w = CODE_PANEL.w;
    this.h = CODE_PANEL.h;
    const ground = this.put(new Box(this.stage));
    ground.setUp({ radius: RADIUS.panel, color: color.panel, border: borderWidth, borderColor: color.line });
    ground.setSize(CODE_PANEL.w, CODE_PANEL.h);
    this.code = this.add(QrCode, { size: CODE }, { x: PAD, y: PAD });
    this.addText({ style: 'body', content: this.props.words, color: color.text2, maxWidth: CODE, lines: 5 }, PAD, PAD + CODE + WORDS_GAP);
  }
}
