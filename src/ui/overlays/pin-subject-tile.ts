import type { PinSubject } from '#model/parental';
import { Avatar } from '#ui/components';
import { Box, Icon, View } from '#ui/engine';

/** How a tile is made. */
export interface PinSubjectTileProps {
  readonly subject: PinSubject;
}

/** From the mock `o2-pin`. */
const TILE = { w: 408, h: 612, radius: 24 } as const;
const DISC = { size: 144, y: 168, icon: 72 } as const;
const AVATAR = { size: 232, y: 124 } as const;
const NAME = { y: 348, avatarY: 396, pad: 24, facts: 52 } as const;

/** What the PIN is for: a padlock, or the picture of a profile. */
export class PinSubjectTile extends View<PinSubjectTileProps> {
  /** Pixels. */
  static readonly width = TILE.w;
  static readonly height = TILE.h;

  protected override build(): void {
    const { subject } = this.props;
    const { color, borderWidth } = this.theme;
    this.w = TILE.w;
    this.h = TILE.h;
    const ground = this.put(new Box(this.stage));
    ground.setUp({ radius: TILE.radius, color: color.surface, border: borderWidth, borderColor: color.line });
    ground.setSize(TILE.w, TILE.h);
    const isPerson = subject.avatar !== '';
    if (isPerson) this.add(Avatar, { size: AVATAR.size }, { x: (TILE.w - AVATAR.size) / 2, y: AVATAR.y }).show(subject);
    else this.addPadlock();
    const room = TILE.w - 2 * NAME.pad;
    const y = isPerson ? NAME.avatarY : NAME.y;
    this.addText({ style: 'title3', content: subject.name, align: 'center', maxWidth: room, lines: 2 }, NAME.pad, y);
    this.addText({ style: 'meta', content: subject.facts, align: 'center', maxWidth: room, color: color.text2 }, NAME.pad, y + NAME.facts);
  }

  private addPadlock(): void {
    const { color } = this.theme;
    const x = (TILE.w - DISC.size) / 2;
    const disc = this.put(new Box(this.stage), x, DISC.y);
    disc.setUp({ radius: DISC.size / 2, color: color.surface3 });
    disc.setSize(DISC.size, DISC.size);
    const inset = (DISC.size - DISC.icon) / 2;
    this.put(new Icon(this.stage), x + inset, DISC.y + inset).setUp('lock', DISC.icon, color.text);
  }
}
