import type { ProfileView } from '#model/session';
import { Avatar } from '#ui/components';
import { Box, Icon, View } from '#ui/engine';
import type { AnyView, Text } from '#ui/engine';
import { CARDS } from '#ui/theme';
import { ProfileDisc } from './profile-disc';

/** How a tile is made. */
export interface ProfileTileProps {
  readonly profile: ProfileView;
  /** Place from 1 of how many. */
  readonly index: number;
  readonly count: number;
  /** Spoken state of a profile with a PIN. */
  readonly lockedWord: string;
  onPress(): void;
  /** OK was held: the profile is to be changed. */
  onHold(): void;
}

const SIZE = CARDS.avatarPicker.w;
const LOCK = { size: 60, inset: 68, border: 4, icon: 28 } as const;
const NAME_Y = SIZE + 36;
const NAME_ROOM = SIZE + 56;
const SUBTITLE_Y = SIZE + 86;
const SUBTITLE_ROOM = SIZE + 120;
const REST_ALPHA = 0.86;

/** A person of the picker: the disc that has the focus, and the name that stays where it is while the disc grows. */
export class ProfileTile extends View<ProfileTileProps> {
  declare private disc: ProfileDisc;
  declare private avatar: Avatar;
  declare private name: Text;
  declare private bigName: Text;
  declare private subtitle: Text;

  /** Width of a tile, pixels. */
  static readonly width = SIZE;

  override _getFocused(): AnyView {
    return this.disc;
  }

  override _focus(): void {
    this.paint();
  }

  override _unfocus(): void {
    this.paint();
  }

  protected override build(): void {
    const { profile, index, count, lockedWord, onPress, onHold } = this.props;
    this.w = SIZE;
    this.h = SUBTITLE_Y + this.theme.type.caption.line;
    const details = profile.subtitle;
    const spoken = { name: profile.name, id: profile.id, index, count, details, ...(profile.hasPin ? { state: lockedWord } : {}) };
    this.disc = this.add(ProfileDisc, { size: SIZE, spoken, onPress, onHold });
    this.avatar = this.disc.add(Avatar, { size: SIZE });
    this.avatar.show(profile);
    if (profile.hasPin) this.addLock();
    const nameX = (SIZE - NAME_ROOM) / 2;
    this.name = this.addText({ style: 'heading', weight: 500, content: profile.name, maxWidth: NAME_ROOM, align: 'center', color: this.theme.color.text2 }, nameX, NAME_Y);
    this.bigName = this.addText({ style: 'title3', content: profile.name, maxWidth: NAME_ROOM, align: 'center' }, nameX, NAME_Y);
    this.subtitle = this.addText({ style: 'caption', content: profile.subtitle, maxWidth: SUBTITLE_ROOM, align: 'center' }, (SIZE - SUBTITLE_ROOM) / 2, SUBTITLE_Y);
    this.paint();
  }

  private addLock(): void {
    const { color } = this.theme;
    const at = SIZE - LOCK.inset;
    const ground = this.disc.put(new Box(this.stage), at, at);
    ground.setUp({ radius: LOCK.size / 2, color: color.surface2, border: LOCK.border, borderColor: color.bg });
    ground.setSize(LOCK.size, LOCK.size);
    const inset = (LOCK.size - LOCK.icon) / 2;
    this.disc.put(new Icon(this.stage), at + inset, at + inset).setUp('lock', LOCK.icon, color.text);
  }

  private paint(): void {
    const isFocused = this.hasFocus();
    this.avatar.alpha = isFocused ? 1 : REST_ALPHA;
    this.name.alpha = isFocused ? 0 : 1;
    this.bigName.alpha = isFocused ? 1 : 0;
    this.subtitle.color = isFocused ? this.theme.color.text2 : this.theme.color.text3;
  }
}
