import { RADIUS } from '#ui/theme';
import type { Argb } from '#ui/theme';
import { Box, Icon, Picture, View } from '#ui/engine';
import type { Text } from '#ui/engine';

/** What a {@link LogoTile} is made with. Pixels. */
export interface LogoTileProps {
  readonly width: number;
  readonly height: number;
  readonly radius?: number;
  /**
   * Where many tiles stand in one page: the height of their grounds, and one above it of what is on them. Equal pictures in a row
   * are one draw call.
   */
  readonly layer?: number;
  /** Whether a channel without a logo shows its number above its name; not where the number stands beside the tile. */
  readonly hasNumber?: boolean;
}

/** Part of the tile a logo may fill. */
const LOGO_WIDTH = 0.84;
const LOGO_HEIGHT = 0.78;
const PAD = 8;
const ICON = 40;

/** A channel's logo on a quiet ground; without a logo its name; where the name stands beside it, a sign. */
export class LogoTile extends View<LogoTileProps> {
  declare private ground: Box;
  declare private picture: Picture;
  declare private fallback: Text;
  declare private sign: Icon;
  /** What a tile without a picture says; `null` before the first channel. */
  declare private words: string | null;
  declare private isMissing: boolean;

  /** Shows a channel. An empty name: it stands beside the tile. */
  show(channel: { readonly logo: string; readonly number: string; readonly name: string }): void {
    const { hasNumber } = this.props;
    const words = hasNumber === true && channel.number !== '' ? `${channel.number} ${channel.name}` : channel.name;
    if (this.picture.url === channel.logo && this.words === words) return;
    this.words = words;
    this.fallback.content = '';
    this.sign.visible = false;
    const isSame = this.picture.url === channel.logo;
    this.picture.url = channel.logo;
    // A picture that failed says so once.
    if (channel.logo === '' || (isSame && this.isMissing)) this.showName();
  }

  /** Colours the ground. */
  tint(color: Argb): void {
    this.ground.color = color;
  }

  protected override build(): void {
    const { width, height } = this.props;
    const { color, type } = this.theme;
    this.w = width;
    this.h = height;
    this.words = null;
    this.isMissing = false;
    this.ground = this.put(new Box(this.stage));
    this.ground.setUp({ radius: this.props.radius ?? RADIUS.logoTile, color: color.surface });
    this.ground.setSize(width, height);
    this.picture = new Picture(this.stage);
    const w = Math.round(width * LOGO_WIDTH);
    const h = Math.round(height * LOGO_HEIGHT);
    this.picture.setUp({ w, h, fit: 'contain' });
    this.put(this.picture, Math.round((width - w) / 2), Math.round((height - h) / 2));
    this.picture.onResult = (isPresent) => {
      this.isMissing = isPresent === false;
      if (this.isMissing) this.showName();
    };
    const lines = Math.max(1, Math.min(2, Math.floor(height / type.caption.line)));
    const { layer = 0 } = this.props;
    this.ground.zIndex = layer;
    this.picture.zIndex = layer === 0 ? 0 : layer + 1;
    this.fallback = this.addText({
      style: 'caption',
      maxWidth: width - 2 * PAD,
      lines,
      align: 'center',
      color: color.text2,
    });
    this.fallback.zIndex = layer === 0 ? 0 : layer + 1;
    this.sign = this.put(new Icon(this.stage), Math.round((width - ICON) / 2), Math.round((height - ICON) / 2));
    this.sign.setUp('live', ICON, color.text3);
    this.sign.visible = false;
    this.sign.zIndex = this.fallback.zIndex;
  }

  private showName(): void {
    this.fallback.content = this.words ?? '';
    this.sign.visible = this.words === '';
    this.fallback.moveTo(PAD, (this.props.height - this.fallback.height) / 2);
  }
}
