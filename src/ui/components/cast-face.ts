import { CARDS, FOCUS } from '#ui/theme';
import { Box, Icon, Picture, View } from '#ui/engine';
import type { FocusLook, Spoken } from '#ui/engine';

/** A person as the cast row shows them. */
export interface PersonContent {
  /** Unique in its row. */
  readonly id: string;
  readonly name: string;
  /** Part or profession; may be empty. */
  readonly role: string;
  /** Address of a picture; empty: a quiet disc. */
  readonly picture: string;
}

const SIZE = CARDS.cast.w;
const LOOK: FocusLook = { scale: FOCUS.card.castCircle.scale, radius: SIZE / 2, hasRing: true, hasLift: false };

/** The round picture of a person: what takes the focus in a cast row. */
export class CastFace extends View {
  declare private person: PersonContent | null;
  declare private index: number;
  declare private count: number;
  declare private picture: Picture;
  declare private fallback: Icon;

  /** Shows a person, the `index`th (from 0) of `count`. */
  show(person: PersonContent, index: number, count: number): void {
    this.person = person;
    this.index = index;
    this.count = count;
    this.picture.url = person.picture;
  }

  override describe(): Spoken | null {
    const { person } = this;
    if (person === null) return null;
    return { role: 'listitem', name: person.name, details: person.role, id: person.id, index: this.index + 1, count: this.count };
  }

  override getFocusLook(): FocusLook {
    return LOOK;
  }

  protected override build(): void {
    const { color } = this.theme;
    this.person = null;
    this.index = 0;
    this.count = 0;
    this.canPoint = true;
    this.w = SIZE;
    this.h = SIZE;
    const ground = new Box(this.stage);
    ground.setUp({ radius: SIZE / 2, color: color.surface, border: this.theme.borderWidth, borderColor: color.line });
    ground.setSize(SIZE, SIZE);
    this.put(ground);
    this.fallback = this.put(new Icon(this.stage), (SIZE - 64) / 2, (SIZE - 64) / 2);
    this.fallback.setUp('user', 64, color.text3);
    this.picture = this.put(new Picture(this.stage));
    this.picture.setUp({ w: SIZE, h: SIZE, radius: SIZE / 2, density: LOOK.scale });
    this.picture.onResult = (isPresent) => {
      this.fallback.visible = isPresent !== true;
    };
  }
}
