import type { EpisodeView } from '#model/detail';
import { Card, PASSED_ALPHA } from '#ui/components';
import { Box, Icon, View } from '#ui/engine';
import type { AnyView, LightningElement, Text } from '#ui/engine';
import { CARDS, Z } from '#ui/theme';
import type { Theme } from '#ui/theme';

/** From the mock: words below the still, pixels from the cell's top. */
const TITLE_Y = 243;
const LINE_GAP = 2;
const PLOT_GAP = 8;
const PLOT_LINES = 2;
/** The words make room for the still that grows. */
const FOCUS_SHIFT = 8;
const DISC = { size: 72, icon: 40 } as const;

/** An episode: its still, and number, title, length and plot below. */
export class EpisodeCell extends View {
  /** What takes the focus. */
  declare card: Card;
  declare private words: Text[];
  declare private disc: LightningElement;
  declare private episode: EpisodeView | null;

  /** Shows an episode, the `index`th (from 0) of `count`. `fallback`: a picture for episodes without a still. */
  show(episode: EpisodeView, fallback: string, index: number, count: number): void {
    this.episode = episode;
    this.card.show(
      {
        id: episode.id, title: '', subtitle: '', facts: episode.facts, rating: '', image: episode.still === '' ? fallback : episode.still, titleArt: '', logo: '', tint: '',
        progress: episode.progress, isWatched: episode.isWatched, badge: '', rank: 0, spoken: episode.spoken,
      },
      index,
      count,
    );
    // While a key is held no words are drawn: they come when the row rests.
    for (const text of this.words) text.content = '';
    this.ui.rest.settled(this, () => {
      this.write();
    });
  }

  /** Whether the cell stands in the row: one that has gone out under the rail is faint and without its words. */
  setInView(isInView: boolean): void {
    this.ui.motion.to(this.card, 'alpha', isInView ? 1 : PASSED_ALPHA, 'rowScroll');
    for (const text of this.words) text.alpha = isInView ? 1 : 0;
  }

  /** Takes the cell out of sight. */
  clear(): void {
    this.episode = null;
    this.visible = false;
    this.ui.rest.cancel(this);
  }

  /** Height of a cell with all its words. */
  static heightOf({ label, caption }: Theme['type']): number {
    return TITLE_Y + label.line + LINE_GAP + caption.line + PLOT_GAP + PLOT_LINES * caption.line + FOCUS_SHIFT;
  }

  override _getFocused(): AnyView {
    return this.card;
  }

  override _focus(): void {
    this.paint(true);
  }

  override _unfocus(): void {
    this.paint(false);
  }

  protected override build(): void {
    const { color, mixed } = this.theme;
    const { w, h } = CARDS.landscape;
    this.episode = null;
    this.w = w;
    this.h = EpisodeCell.heightOf(this.theme.type);
    this.card = this.add(Card, { shape: 'landscape' });
    const disc = this.put(new Box(this.stage), (w - DISC.size) / 2, (h - DISC.size) / 2);
    disc.setUp({ radius: DISC.size / 2, color: mixed.chip });
    disc.setSize(DISC.size, DISC.size);
    const icon = new Icon(this.stage);
    icon.setUp('play', DISC.icon, color.text);
    icon.x = (DISC.size - DISC.icon) / 2 + 2;
    icon.y = (DISC.size - DISC.icon) / 2;
    disc.childList.a(icon);
    // Above the still, which rises while it has focus.
    disc.zIndex = Z.focusRing + 1;
    this.disc = disc;
    const maxWidth = w - PLOT_GAP;
    this.words = [
      this.addText({ style: 'label', maxWidth }),
      this.addText({ style: 'caption', color: color.text3, maxWidth }),
      this.addText({ style: 'caption', weight: 400, maxWidth, lines: PLOT_LINES }),
    ];
    this.paint(false);
    this.own(() => {
      this.ui.rest.cancel(this);
    });
  }

  private write(): void {
    const { episode } = this;
    if (episode === null) return;
    const [title, facts, plot] = this.words;
    if (title !== undefined) title.content = episode.title;
    if (facts !== undefined) facts.content = episode.facts.join(' · ');
    if (plot !== undefined) plot.content = episode.plot;
  }

  private paint(isFocused: boolean): void {
    const { color, type } = this.theme;
    const [title, facts, plot] = this.words;
    this.disc.visible = isFocused;
    let y = TITLE_Y + (isFocused ? FOCUS_SHIFT : 0);
    title?.moveTo(0, y);
    y += type.label.line + LINE_GAP;
    facts?.moveTo(0, y);
    y += type.caption.line + PLOT_GAP;
    plot?.moveTo(0, y);
    if (title !== undefined) title.color = isFocused ? color.text : color.text2;
    if (plot !== undefined) plot.color = isFocused ? color.text2 : color.text3;
  }
}
