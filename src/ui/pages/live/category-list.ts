import type { AppModel } from '#model/app';
import type { LiveCategory } from '#model/live';
import { VirtualList } from '#ui/components';
import { createView, View } from '#ui/engine';
import type { AnyView } from '#ui/engine';
import { LIVE } from '#ui/theme';
import { CategoryCell } from './category-cell';

/** What a {@link CategoryList} is made with. */
export interface CategoryListProps {
  readonly app: AppModel;
  /** OK on a category: its channels are wanted. */
  onPress(): void;
}

const { w: WIDTH, pitch: PITCH } = LIVE.categories;
const VISIBLE = 10;

/** The column of categories. The one under the cursor is listed as soon as the viewer rests on it. */
export class CategoryList extends View<CategoryListProps> {
  declare private list: VirtualList<CategoryCell>;
  declare private categories: readonly LiveCategory[];

  /** Lists the channels of the category under the cursor now, without waiting for rest. */
  choose(): void {
    this.ui.rest.cancel(this);
    const category = this.categories[this.list.index];
    if (category !== undefined) this.props.app.live.chooseCategory(category.id);
  }

  override _getFocused(): AnyView {
    return this.list;
  }

  protected override build(): void {
    const { live, translator } = this.props.app;
    this.w = WIDTH;
    this.h = PITCH * VISIBLE;
    this.categories = [];
    this.list = this.add(VirtualList<CategoryCell>, {
      width: WIDTH,
      pitch: PITCH,
      visible: VISIBLE,
      peek: 1,
      name: translator.t('live.categories'),
      createCell: (stage) => createView(stage, CategoryCell, {}),
      bindCell: (cell, index) => {
        this.bindCell(cell, index);
      },
      onMove: () => {
        if (!this.list.hasFocus()) return;
        this.ui.rest.settled(this, () => {
          this.choose();
        });
      },
      onPress: () => {
        this.choose();
        this.props.onPress();
      },
    });
    this.bind(live.categories, (categories) => {
      this.categories = categories;
      this.list.setItems({
        length: categories.length,
        idAt: (index) => categories[index]?.id ?? '',
        indexOf: (id) => categories.findIndex((each) => each.id === id),
      });
    });
    this.bind(live.category, (id) => {
      if (this.list.currentId !== id) this.list.focusId(id);
      this.list.refresh();
    });
  }

  private bindCell(cell: CategoryCell, index: number): void {
    const { live, translator } = this.props.app;
    const category = this.categories[index];
    if (category === undefined) return;
    cell.show({
      category,
      isChosen: category.id === live.category.peek(),
      count: translator.t('live.category-count', { count: category.count }),
      index,
      of: this.categories.length,
    });
  }
}
