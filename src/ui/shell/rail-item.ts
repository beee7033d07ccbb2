import { Avatar, FillControl } from '#ui/components';
import { Box, Icon } from '#ui/engine';
import type { IconName, Spoken, Text } from '#ui/engine';
import { RAIL } from '#ui/theme';

/** How an item of the rail is made. */
export interface RailItemProps {
  /** Name of the route, or `profile`. */
  readonly id: string;
  /** Absent: the profile, with its picture. */
  readonly icon?: IconName;
  /** Words that show while the rail is open; they lie above the items, on a layer that fades as one. */
  readonly label: Text;
  /** Second line. */
  readonly note?: Text;
  readonly height: number;
  onPress(): void;
}

const { itemX, itemW } = RAIL.expanded;
const { iconX, icon: ICON, avatar } = RAIL.collapsed;
const STROKE = { plain: 2, bold: 2.2 } as const;

/** A place to go to: its icon always, its fill while it has focus, the accent's mark while it is where the viewer is. */
export class RailItem extends FillControl<RailItemProps> {
  declare private fill: Box;
  declare private icon: Icon | null;
  declare private picture: Avatar | null;
  declare private mark: Box;
  declare private isHere: boolean;
  declare private place: { readonly index: number; readonly count: number };

  /** Whether this is where the viewer is. */
  setHere(isHere: boolean): void {
    this.isHere = isHere;
    this.paint();
  }

  /** Its place on the rail, from 1; spoken. */
  setPlace(index: number, count: number): void {
    this.place = { index, count };
  }

  /** Shows who is watching; only on the profile's item. */
  showPerson(person: { readonly name: string; readonly avatar: string }): void {
    this.picture?.show(person);
    this.props.label.content = person.name;
  }

  override describe(): Spoken {
    const { id, label, note } = this.props;
    return {
      role: 'menuitem',
      id,
      name: label.content,
      ...this.place,
      isSelected: this.isHere,
      ...(note === undefined ? {} : { details: note.content }),
    };
  }

  protected override build(): void {
    const { height, icon } = this.props;
    const { color } = this.theme;
    this.isHere = false;
    this.place = { index: 0, count: 0 };
    this.w = itemW;
    this.h = height;
    this.fill = this.put(new Box(this.stage));
    this.fill.setUp({ radius: height / 2, color: color.focus });
    this.fill.setSize(itemW, height);
    const { x, w, h } = RAIL.activeMark;
    this.mark = this.put(new Box(this.stage), x - itemX, (height - h) / 2);
    this.mark.setUp({ radius: 3, color: color.accent });
    this.mark.setSize(w, h);
    this.icon = null;
    this.picture = null;
    if (icon === undefined) this.picture = this.add(Avatar, { size: avatar[2] }, { x: avatar[0] - itemX, y: (height - avatar[2]) / 2 });
    else this.icon = this.put(new Icon(this.stage), iconX - itemX, (height - ICON) / 2);
    this.paint();
  }

  protected override press(): void {
    this.props.onPress();
  }

  protected override paint(): void {
    const { color } = this.theme;
    const { icon, label, note } = this.props;
    const isFocused = this.hasFocus();
    this.fill.visible = isFocused;
    this.mark.visible = this.isHere && !isFocused;
    const ink = isFocused ? color.onFocus : this.isHere ? color.text : color.text3;
    if (icon !== undefined) this.icon?.setUp(icon, ICON, ink, isFocused || this.isHere ? STROKE.bold : STROKE.plain);
    const isStrong = this.isHere || icon === undefined;
    label.color = isFocused ? color.onFocus : isStrong ? color.text : color.text2;
    label.setWeight(isFocused || isStrong ? 600 : 500);
    if (note !== undefined) note.color = isFocused ? color.onFocus2 : color.text2;
  }
}
