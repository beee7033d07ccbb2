import type { LiveCategory } from '#model/live';
import type { ListCell } from '#ui/components';
import { Box, FILL_LOOK, Icon, View } from '#ui/engine';
import type { FocusLook, IconName, Spoken, Text } from '#ui/engine';
import { LIVE } from '#ui/theme';

/** What a category tells about itself. */
export interface CategoryContent {
  readonly category: LiveCategory;
  /** Whether its channels are listed now. */
  readonly isChosen: boolean;
  /** `36 channels`; spoken. */
  readonly count: string;
  readonly index: number;
  readonly of: number;
}

const { w: WIDTH, h: HEIGHT } = LIVE.categories;
const ICON = { x: 20, size: 34 } as const;
const TEXT_X = 72;
const TEXT_END = 20;
const SELECTED_BORDER = 4;
const ICONS: Readonly<Record<string, IconName>> = {
  heart: 'heart',
  all: 'all',
  sport: 'ball',
  news: 'news',
  film: 'movie',
  kids: 'kids',
  nature: 'leaf',
  music: 'music',
  globe: 'globe',
};

/** A line of the category column. */
export class CategoryCell extends View implements ListCell {
  declare private content: CategoryContent | null;
  declare private fill: Box;
  declare private icon: Icon;
  declare private label: Text;

  /** Shows a category. */
  show(content: CategoryContent): void {
    this.content = content;
    this.label.content = content.category.name;
    this.paint();
    if (this.hasFocus()) this.ui.focus.refresh();
  }

  setCurrent(_isCurrent: boolean): void {
    // The chosen category is marked, and it is the one under the cursor.
  }

  override describe(): Spoken | null {
    const { content } = this;
    if (content === null) return null;
    const { category, isChosen, count, index, of } = content;
    return {
      role: 'tab',
      name: category.name,
      details: count,
      id: category.id,
      isSelected: isChosen,
      index: index + 1,
      count: of,
    };
  }

  override getFocusLook(): FocusLook {
    return FILL_LOOK;
  }

  override _focus(): void {
    this.paint();
  }

  override _unfocus(): void {
    this.paint();
  }

  protected override build(): void {
    const { color, isHighContrast, type } = this.theme;
    this.content = null;
    this.w = WIDTH;
    this.h = HEIGHT;
    this.canPoint = true;
    this.fill = this.put(new Box(this.stage));
    this.fill.setUp({ radius: HEIGHT / 2, border: isHighContrast ? SELECTED_BORDER : 0, borderColor: color.focus });
    this.fill.setSize(WIDTH, HEIGHT);
    this.icon = this.put(new Icon(this.stage), ICON.x, (HEIGHT - ICON.size) / 2);
    this.label = this.addText(
      { style: 'label', weight: 500, maxWidth: WIDTH - TEXT_X - TEXT_END },
      TEXT_X,
      (HEIGHT - type.label.line) / 2,
    );
  }

  private paint(): void {
    const { content } = this;
    if (content === null) return;
    const { color, isHighContrast } = this.theme;
    const isFocused = this.hasFocus();
    const { isChosen } = content;
    this.fill.visible = isFocused || isChosen;
    this.fill.color = isFocused ? color.focus : isHighContrast ? color.bg : color.surface2;
    this.label.setWeight(isFocused || isChosen ? 600 : 500);
    this.label.color = isFocused ? color.onFocus : isChosen ? color.text : color.text2;
    const ink = isFocused ? color.onFocus : isChosen ? color.text : color.text3;
    this.icon.setUp(ICONS[content.category.icon] ?? 'folder', ICON.size, ink);
  }
}
