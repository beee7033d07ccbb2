import { Box, Icon, View } from '#ui/engine';
import type { Text } from '#ui/engine';
import { CARDS } from '#ui/theme';
import { Badge } from './badge';

/** How a line of facts is made. */
export interface FactLineProps {
  /** What would pass it is left out. */
  readonly maxWidth: number;
  /** Over art the words are brighter. */
  readonly isOnArt?: boolean;
}

/** What a line tells: `2025 · Drama · 2 h 04 min · ★ 8.1 ✓ 92 % [12+] [4K]`. Empty texts are skipped. */
export interface Facts {
  readonly facts: readonly string[];
  /** Rating of viewers, as it is written: `8.1`. */
  readonly rating?: string;
  /** Rating of critics: `92 %`. */
  readonly critics?: string;
  readonly badges?: readonly string[];
}

const GAP = 18;
const DOT = 6;
const ICON = 26;
const ICON_GAP = 8;

/** Facts with dots between, ratings with their signs, badges at the end. Words and boxes are kept and bound again. */
export class FactLine extends View<FactLineProps> {
  declare private texts: Text[];
  declare private dots: Box[];
  declare private badges: Badge[];
  declare private star: Icon;
  declare private tick: Icon;
  declare private used: { texts: number; dots: number; badges: number };
  declare private end: number;

  /** Width of what is shown, pixels. */
  get lineWidth(): number {
    return this.end;
  }

  /** Shows a line; what does not fit is left out from the end. */
  show(line: Facts): void {
    this.used = { texts: 0, dots: 0, badges: 0 };
    this.end = 0;
    this.star.visible = false;
    this.tick.visible = false;
    for (const fact of line.facts) if (fact !== '') this.putText(fact, null);
    if (line.rating !== undefined && line.rating !== '') this.putText(line.rating, this.star);
    if (line.critics !== undefined && line.critics !== '') this.putText(line.critics, this.tick);
    for (const badge of line.badges ?? []) if (badge !== '') this.putBadge(badge);
    const { used } = this;
    this.texts.forEach((text, i) => (text.visible = i < used.texts));
    this.dots.forEach((dot, i) => (dot.visible = i < used.dots));
    this.badges.forEach((badge, i) => (badge.visible = i < used.badges));
  }

  protected override build(): void {
    const { color } = this.theme;
    this.w = this.props.maxWidth;
    this.h = CARDS.badge.h;
    this.texts = [];
    this.dots = [];
    this.badges = [];
    this.used = { texts: 0, dots: 0, badges: 0 };
    this.end = 0;
    this.star = this.put(new Icon(this.stage), 0, (this.h - ICON) / 2);
    this.star.setUp('star', ICON, color.warning);
    this.tick = this.put(new Icon(this.stage), 0, (this.h - ICON) / 2);
    this.tick.setUp('check', ICON, color.success, 3);
    this.star.visible = false;
    this.tick.visible = false;
  }

  private putText(content: string, icon: Icon | null): void {
    const isFirst = this.end === 0;
    const before = isFirst ? 0 : GAP + DOT + GAP;
    const start = this.end + before + (icon === null ? 0 : ICON + ICON_GAP);
    const text = this.textAt(this.used.texts);
    text.show(content, isFirst ? this.props.maxWidth : 0);
    text.color = this.props.isOnArt === true || icon !== null ? this.theme.color.text : this.theme.color.text2;
    if (start + text.width > this.props.maxWidth) return;
    this.used.texts += 1;
    text.moveTo(start, (this.h - text.lineHeight) / 2);
    if (!isFirst) {
      const dot = this.dotAt(this.used.dots);
      this.used.dots += 1;
      dot.x = Math.round(this.end + GAP);
    }
    if (icon !== null) {
      icon.visible = true;
      icon.x = Math.round(this.end + before);
    }
    this.end = start + text.width;
  }

  private putBadge(content: string): void {
    const badge = this.badgeAt(this.used.badges);
    badge.show(content);
    const start = this.end === 0 ? 0 : this.end + GAP;
    if (start + badge.w > this.props.maxWidth) return;
    this.used.badges += 1;
    badge.x = Math.round(start);
    this.end = start + badge.w;
  }

  private textAt(index: number): Text {
    const known = this.texts[index];
    if (known !== undefined) return known;
    const text = this.addText({ style: 'meta' });
    this.texts.push(text);
    return text;
  }

  private dotAt(index: number): Box {
    const known = this.dots[index];
    if (known !== undefined) return known;
    const dot = this.put(new Box(this.stage), 0, (this.h - DOT) / 2);
    dot.setUp({ radius: DOT / 2, color: this.theme.color.text3 });
    dot.setSize(DOT, DOT);
    this.dots.push(dot);
    return dot;
  }

  private badgeAt(index: number): Badge {
    const known = this.badges[index];
    if (known !== undefined) return known;
    const badge = this.add(Badge, { kind: 'outline', ...(this.props.isOnArt === true ? { isOnArt: true } : {}) });
    this.badges.push(badge);
    return badge;
  }
}
