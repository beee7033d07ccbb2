import { Box, Picture, View } from '#ui/engine';
import type { Text } from '#ui/engine';

/** How an avatar is made. */
export interface AvatarProps {
  /** Pixels a side: 232 in the picker, 56 on the rail. */
  readonly size: number;
}

/** Avatars in the package, by name. */
const PACKAGED: ReadonlySet<string> = new Set(['ember', 'sky', 'plum', 'moss']);
/** The picker's focused avatar is this much larger than drawn. */
const DENSITY = 1.12;
/** Initials, part of the size. */
const INITIALS_SIZE = 0.36;
const MAX_INITIALS = 2;

/** A round picture of a person; their initials until it is there, and when it does not come. Drawn only, never focused. */
export class Avatar extends View<AvatarProps> {
  declare private picture: Picture;
  declare private ground: Box;
  declare private initials: Text;

  /** Shows a person. `avatar`: the name of a packaged one, or an address. */
  show(person: { readonly name: string; readonly avatar: string }): void {
    this.initials.content = initialsOf(person.name);
    this.picture.url = PACKAGED.has(person.avatar) ? this.ui.asset(`images/avatars/${person.avatar}.jpg`) : person.avatar;
  }

  protected override build(): void {
    const { size } = this.props;
    this.w = size;
    this.h = size;
    this.ground = this.put(new Box(this.stage));
    this.ground.setUp({ radius: size / 2, color: this.theme.color.surface2 });
    this.ground.setSize(size, size);
    this.initials = this.addText({ style: 'title1', size: Math.round(size * INITIALS_SIZE), align: 'center', boxWidth: size });
    this.initials.moveTo(0, (size - this.initials.lineHeight) / 2);
    this.picture = this.put(new Picture(this.stage));
    this.picture.setUp({ w: size, h: size, radius: size / 2, density: DENSITY });
    this.picture.priority = 0;
    this.picture.onResult = (isPresent) => {
      this.ground.visible = isPresent !== true;
      this.initials.alpha = isPresent === true ? 0 : 1;
    };
  }
}

/** First letters of the first two words. */
function initialsOf(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .slice(0, MAX_INITIALS)
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
    .toUpperCase();
}
