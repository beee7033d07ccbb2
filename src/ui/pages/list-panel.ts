import { ListItem, VirtualList } from '#ui/components';
import type { ListItemContent, ListItemLook } from '#ui/components';
import { CANVAS_HEIGHT, createView } from '#ui/engine';
import type { AnyView } from '#ui/engine';
import { SAFE } from '#ui/theme';
import { ListCell } from './list-cell';
import { SIDE_CONTENT, SidePanel } from './side-panel';
import type { SidePanelProps } from './side-panel';

/** What the list of a {@link ListPanel} is like. */
export interface PanelList {
  readonly look: ListItemLook;
  /** Where it begins; it ends where the safe area does. Pixels, as the gap between rows. */
  readonly y: number;
  readonly gap: number;
  /** Rows that peek out below, which shows that there is more. Default 0. */
  readonly peek?: number;
  /** What a row shows; `undefined` where there is none. */
  contentAt(index: number): ListItemContent | undefined;
  onPress(): void;
}

/** A panel at the side with a list that always has the focus. */
export abstract class ListPanel<Props extends SidePanelProps> extends SidePanel<Props> {
  declare protected list: VirtualList<ListCell>;

  override _getFocused(): AnyView {
    return this.list;
  }

  override focusChild(child: AnyView): boolean {
    return child === this.list;
  }

  /** Makes the list, still empty; once. */
  protected addList({ look, y, gap, peek = 0, contentAt, onPress }: PanelList): void {
    const { x, w: width } = SIDE_CONTENT;
    const pitch = ListItem.heightOf(look, this.theme.rowGain) + gap;
    this.list = this.add(
      VirtualList<ListCell>,
      {
        width,
        pitch,
        visible: Math.floor((CANVAS_HEIGHT - SAFE.bottom - y + gap) / pitch),
        peek,
        createCell: (stage) => createView(stage, ListCell, { width, look, onPress }),
        bindCell: (cell, index) => {
          const content = contentAt(index);
          if (content !== undefined) cell.show(content, index, this.list.length);
        },
      },
      { x, y },
    );
  }
}
