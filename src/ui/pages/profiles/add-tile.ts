import { Box, Icon, View } from '#ui/engine';
import type { AnyView, Text } from '#ui/engine';
import { CARDS } from '#ui/theme';
import { ProfileDisc } from './profile-disc';

/** How the tile is made. */
export interface AddTileProps {
  readonly label: string;
  /** Place from 1 of how many. */
  readonly index: number;
  readonly count: number;
  onPress(): void;
}

/** From the mock `a-profiles`. */
const SIZE = CARDS.avatarPicker.w;
const ICON = 64;
const BORDER = 3;
const NAME_Y = SIZE + 36;
const NAME_ROOM = SIZE + 56;

/** Stands behind the people of the picker: adds another. */
export class AddTile extends View<AddTileProps> {
  declare private disc: ProfileDisc;
  declare private name: Text;

  override _getFocused(): AnyView {
    return this.disc;
  }

  override _focus(): void {
    this.name.color = this.theme.color.text;
  }

  override _unfocus(): void {
    this.name.color = this.theme.color.text2;
  }

  protected override build(): void {
    const { label, index, count, onPress } = this.props;
    const { color } = this.theme;
    this.w = SIZE;
    this.h = NAME_Y + this.theme.type.heading.line;
    this.disc = this.add(ProfileDisc, { size: SIZE, spoken: { name: label, id: 'add-profile', index, count }, onPress, onHold: onPress });
    const ground = this.disc.put(new Box(this.stage));
    ground.setUp({ radius: SIZE / 2, color: color.surface, border: BORDER, borderColor: color.surface3 });
    ground.setSize(SIZE, SIZE);
    const inset = (SIZE - ICON) / 2;
    this.disc.put(new Icon(this.stage), inset, inset).setUp('plus', ICON, color.text2);
    this.name = this.addText({ style: 'heading', weight: 500, content: label, maxWidth: NAME_ROOM, align: 'center', color: color.text2 }, (SIZE - NAME_ROOM) / 2, NAME_Y);
  }
}
