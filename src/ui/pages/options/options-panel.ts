import { ListItem, ProgressLine, VirtualList } from '#ui/components';
import { CANVAS_HEIGHT, Picture, createView } from '#ui/engine';
import type { AnyView, IconName } from '#ui/engine';
import { SAFE } from '#ui/theme';
import type { CardOptionId, CardOptions } from '#model/card-options';
import { ListCell } from '../list-cell';
import { SIDE_CONTENT, SidePanel } from '../side-panel';
import type { SidePanelProps } from '../side-panel';

/** How the panel is made. */
export interface OptionsPanelProps extends SidePanelProps {
  readonly content: CardOptions;
}

const ICONS: Readonly<Record<CardOptionId, IconName>> = {
  'play': 'play', 'resume': 'play', 'from-start': 'restart', 'details': 'info', 'add': 'plus', 'take': 'minus', 'watched': 'check', 'unwatched': 'eye', 'remove': 'minus',
  'more': 'heart', 'more-undo': 'heartf', 'not': 'x', 'not-undo': 'restart', 'forget': 'minus', 'hide-row': 'eye', 'lock': 'lock', 'unlock': 'unlock', 'arrange': 'pencil',
  'moment': 'clock', 'guide': 'guide',
  'version-1': 'swap', 'version-2': 'swap', 'version-3': 'swap', 'version-4': 'swap', 'version-5': 'swap',
};
/** From the mock u-options-panel. */
const PICTURE = { x: SIDE_CONTENT.x, y: 64, w: 112, h: 168, logoHeight: 84, radius: 12 } as const;
const WORDS = { x: SIDE_CONTENT.x + 140, w: 404 } as const;
const TITLE_Y = 72;
const LINE_GAP = 6;
const BAR = { y: 210, w: 364, h: 6 } as const;
const LIST = { ...SIDE_CONTENT, y: 280, gap: 12 } as const;

/** What can be done with a card, beside the page that goes on. OK does it and closes; Back and Left close. */
export class OptionsPanel extends SidePanel<OptionsPanelProps> {
  declare private list: VirtualList<ListCell>;

  override get overlayId(): string {
    return 'options';
  }

  override overlayTitle(): string {
    const { title, left } = this.props.content;
    return left === '' ? title : `${title}, ${left}`;
  }

  override _getFocused(): AnyView {
    return this.list;
  }

  override focusChild(child: AnyView): boolean {
    return child === this.list;
  }

  protected override build(): void {
    this.drawGround();
    this.buildHead();
    this.buildList();
  }

  private buildHead(): void {
    const { content } = this.props;
    const { color } = this.theme;
    const picture = this.put(new Picture(this.stage), PICTURE.x, PICTURE.y);
    picture.setUp({ w: PICTURE.w, h: content.picture.isLogo ? PICTURE.logoHeight : PICTURE.h, radius: PICTURE.radius, hasGround: true, fit: content.picture.isLogo ? 'contain' : 'cover' });
    picture.url = content.picture.url;
    let y = TITLE_Y;
    const lines = [
      this.addText({ style: 'title3', content: content.title, maxWidth: WORDS.w, lines: 2 }),
      this.addText({ style: 'meta', content: content.facts, color: color.text2, maxWidth: WORDS.w }),
      this.addText({ style: 'caption', content: content.left, color: color.text3, maxWidth: WORDS.w }),
    ];
    for (const line of lines) {
      line.moveTo(WORDS.x, y);
      if (line.height > 0) y += line.height + LINE_GAP;
    }
    const bar = this.add(ProgressLine, { width: BAR.w, height: BAR.h }, { x: WORDS.x, y: Math.max(BAR.y, y + LINE_GAP) });
    bar.set(content.progress);
  }

  private buildList(): void {
    const { options } = this.props.content;
    const height = ListItem.heightOf('action', this.theme.rowGain);
    const pitch = height + LIST.gap;
    this.list = this.add(
      VirtualList<ListCell>,
      {
        width: LIST.w,
        pitch,
        visible: Math.floor((CANVAS_HEIGHT - SAFE.bottom - LIST.y + LIST.gap) / pitch),
        // The next one shows that there is more.
        peek: 1,
        createCell: (stage) => createView(stage, ListCell, { width: LIST.w, look: 'action', onPress: () => this.choose() }),
        bindCell: (cell, index) => {
          const option = options[index];
          if (option !== undefined) cell.show({ id: option.id, label: option.label, icon: ICONS[option.id] }, index, options.length);
        },
      },
      { x: LIST.x, y: LIST.y },
    );
    this.list.setItems({
      length: options.length,
      idAt: (index) => options[index]?.id ?? '',
      indexOf: (id) => options.findIndex((option) => option.id === id),
    });
  }

  private choose(): void {
    const option = this.props.content.options[this.list.index];
    this.props.close();
    option?.run();
  }
}
