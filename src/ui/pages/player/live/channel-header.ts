import { FactLine, LogoTile } from '#ui/components';
import { View } from '#ui/engine';
import type { Text } from '#ui/engine';
import { CARDS, withAlpha } from '#ui/theme';
import { ChannelNumber } from './channel-number';

/** What a {@link ChannelHeader} is made with. */
export interface ChannelHeaderProps {
  /** Spoken name of the number. */
  readonly numberLabel: string;
  /** OK on the number. */
  onNumber(): void;
}

/** What is told about a channel over video. */
export interface ChannelHeaderContent {
  readonly channel: { readonly number: string; readonly name: string; readonly logo: string };
  readonly title: string;
  readonly facts: readonly string[];
  readonly badges: readonly string[];
}

const LOGO = CARDS.logoTile.banner;
const TEXT_X = 244;
const TEXT_WIDTH = 876;
/** An en space between number and name. */
const NAME_GAP = 13;
/** Where the number takes the focus, its fill needs room. */
const WIDE_GAP = 26;
const ABOVE = 8;
const TITLE_GAP = 2;
const FACTS_GAP = 12;

/** Logo, number and name, title and facts of what is on; in banner and programme details. Its top is the logo's top. */
export class ChannelHeader extends View<ChannelHeaderProps> {
  declare number: ChannelNumber;
  declare private logo: LogoTile;
  declare private channelName: Text;
  declare private title: Text;
  declare private facts: FactLine;

  /** Where the facts end, pixels below the logo's top. */
  get textBottom(): number {
    return this.facts.y + CARDS.badge.h;
  }

  /** Shows a channel and what is on. */
  show(content: ChannelHeaderContent): void {
    const { channel, title } = content;
    this.logo.show(channel);
    this.number.show(channel.number);
    const isTold = title === channel.name;
    this.channelName.content = isTold ? '' : channel.name;
    const gap = this.ui.capabilities.hasDigitKeys ? NAME_GAP : WIDE_GAP;
    this.channelName.moveTo(TEXT_X + (channel.number === '' ? 0 : this.number.width + gap), -ABOVE);
    this.title.content = title;
    this.facts.show({ facts: content.facts, badges: content.badges });
  }

  protected override build(): void {
    const { color, type, isHighContrast } = this.theme;
    const [logoW, logoH] = LOGO;
    this.w = TEXT_X + TEXT_WIDTH;
    this.h = logoH;
    this.logo = this.add(LogoTile, { width: logoW, height: logoH, radius: 20, hasNumber: true });
    this.logo.tint(isHighContrast ? color.surface : withAlpha(color.surface, 0.92));
    this.number = this.add(
      ChannelNumber,
      { label: this.props.numberLabel, onPress: this.props.onNumber },
      { x: TEXT_X, y: -ABOVE },
    );
    this.channelName = this.addText({ style: 'meta', maxWidth: TEXT_WIDTH - 120 });
    const titleY = -ABOVE + type.meta.line + TITLE_GAP;
    this.title = this.addText({ style: 'title2', maxWidth: TEXT_WIDTH }, TEXT_X, titleY);
    this.facts = this.add(
      FactLine,
      { maxWidth: TEXT_WIDTH, isOnArt: true },
      { x: TEXT_X, y: titleY + type.title2.line + FACTS_GAP },
    );
  }
}
