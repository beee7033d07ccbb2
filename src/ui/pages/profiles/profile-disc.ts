import { View } from '#ui/engine';
import type { FocusLook, KeyPress, Spoken } from '#ui/engine';
import { FOCUS } from '#ui/theme';

/** How a disc is made. */
export interface ProfileDiscProps {
  readonly size: number;
  readonly spoken: Omit<Spoken, 'role'>;
  onPress(): void;
  /** OK was held. */
  onHold(): void;
}

/** The round picture of a person: grows and gets the ring while it has focus. Its owner puts the picture in. */
export class ProfileDisc extends View<ProfileDiscProps> {
  declare private look: FocusLook;

  override describe(): Spoken {
    return { role: 'button', ...this.props.spoken };
  }

  override getFocusLook(): FocusLook {
    return this.look;
  }

  override _handleOk(_press: KeyPress): boolean {
    this.props.onPress();
    return true;
  }

  override _handleOkLong(_press: KeyPress): boolean {
    this.props.onHold();
    return true;
  }

  protected override build(): void {
    const { size } = this.props;
    const { avatar } = FOCUS.card;
    this.w = size;
    this.h = size;
    this.canPoint = true;
    this.look = { scale: avatar.scale, radius: size / 2, hasRing: true, ringWidth: avatar.ring, hasLift: false };
  }
}
