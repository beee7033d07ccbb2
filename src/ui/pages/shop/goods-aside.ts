import type { ShopRow } from '#model/shop';
import { Icon, Picture, View } from '#ui/engine';
import type { IconName, Text } from '#ui/engine';

/** Pixels: as wide as what the list leaves. */
const SIZE = { w: 508, h: 508, radius: 20 } as const;
const SIGN = 128;
const TEXT_GAP = 28;

/** Beside the list of goods, or of events: the picture of the one with the focus, and what it is. */
export class GoodsAside extends View {
  declare private picture: Picture;
  declare private sign: Icon;
  declare private words: Text;

  /** Shows a product or an event, with `sign` where it has no picture; `null` hides it. */
  show(row: ShopRow | null, sign: IconName): void {
    this.visible = row !== null;
    this.picture.url = row?.picture ?? '';
    this.sign.setUp(sign, SIGN, this.theme.color.text3);
    this.sign.visible = (row?.picture ?? '') === '';
    this.words.content = row?.about ?? '';
  }

  protected override build(): void {
    const { color } = this.theme;
    this.w = SIZE.w;
    this.picture = this.put(new Picture(this.stage), 0, 0);
    this.picture.setUp({ ...SIZE, hasGround: true });
    this.sign = this.put(new Icon(this.stage), (SIZE.w - SIGN) / 2, (SIZE.h - SIGN) / 2);
    this.words = this.addText({ style: 'bodyL', color: color.text2, maxWidth: SIZE.w, lines: 4 }, 0, SIZE.h + TEXT_GAP);
    this.visible = false;
  }
}
