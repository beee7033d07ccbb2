import { Box, View } from '#ui/engine';
import { CONTROLS, withAlpha } from '#ui/theme';

const [WIDTH, HEIGHT] = CONTROLS.toggle;
const KNOB = 36;
const INSET = 6;
/** Track of a switch that is off, on a focus fill. */
const OFF_ON_FOCUS_ALPHA = 0.25;

/** The sign of a setting that is on or off. Drawn only: the row around it has the focus. */
export class Switch extends View {
  declare private track: Box;
  declare private knob: Box;

  /** Shows a state; `isOnFocus`: it stands on the focus fill. */
  set(isOn: boolean, isOnFocus: boolean): void {
    const { color } = this.theme;
    const off = isOnFocus ? withAlpha(color.onFocus, OFF_ON_FOCUS_ALPHA) : color.surface3;
    const on = isOnFocus ? color.onFocus : color.accent;
    this.track.color = isOn ? on : off;
    this.knob.color = isOn ? (isOnFocus ? color.focus : color.onAccent) : color.text;
    this.knob.x = isOn ? WIDTH - KNOB - INSET : INSET;
  }

  protected override build(): void {
    this.w = WIDTH;
    this.h = HEIGHT;
    this.track = this.put(new Box(this.stage));
    this.track.setUp({ radius: HEIGHT / 2 });
    this.track.setSize(WIDTH, HEIGHT);
    this.knob = this.put(new Box(this.stage), INSET, INSET);
    this.knob.setUp({ radius: KNOB / 2 });
    this.knob.setSize(KNOB, KNOB);
    this.set(false, false);
  }
}
