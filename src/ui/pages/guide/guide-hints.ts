import type { Translator } from '#model/i18n';
import { KeyHints } from '#ui/components';
import type { KeyHint } from '#ui/components';
import { View } from '#ui/engine';
import { GRID } from '#ui/theme';

/** How the hints are made. */
export interface GuideHintsProps {
  readonly translator: Translator;
}

const BETWEEN = 80;

/** What the keys do, below the grid: colour keys where the remote has them, and holding OK, which every remote has. */
export class GuideHints extends View<GuideHintsProps> {
  protected override build(): void {
    const { t } = this.props.translator;
    const hints: readonly KeyHint[] = [
      { key: 'red', label: t('guide.previous-day') },
      { key: 'green', label: t('guide.next-day') },
      { key: 'yellow', label: t('guide.filter') },
      { key: 'blue', label: t('guide.to-now') },
    ];
    this.w = GRID.contentWidth;
    const line = this.add(KeyHints, { width: this.w, align: 'start' });
    this.h = line.h;
    if (this.ui.capabilities.hasColorKeys) line.show(hints);
    const room = this.w - line.lineWidth - BETWEEN;
    const words = this.addText({ style: 'caption', content: t('guide.hold-ok'), color: this.theme.color.text3, maxWidth: room, align: 'end' });
    words.moveTo(this.w - room, (line.h - words.lineHeight) / 2);
    // A stump of a sentence helps nobody.
    words.visible = !words.isCut;
  }
}
