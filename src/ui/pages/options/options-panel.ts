import { ListItem, ProgressLine, VirtualList } from '#ui/components';
import { CANVAS_HEIGHT, CANVAS_WIDTH, Gradient, LightningElement, Overlay, Picture, createView } from '#ui/engine';
import type { AnyView, IconName, KeyPress } from '#ui/engine';
import { PLAYER, SAFE } from '#ui/theme';
import type { CardOptionId, CardOptions } from '#model/card-options';
import { OptionCell } from './option-cell';

/** How the panel is made. */
export interface OptionsPanelProps {
  readonly content: CardOptions;
  close(): void;
}

const ICONS: Readonly<Record<CardOptionId, IconName>> = {
  'play': 'play', 'resume': 'play', 'from-start': 'restart', 'details': 'info', 'add': 'plus', 'take': 'minus', 'watched': 'check', 'unwatched': 'eye', 'remove': 'x',
};
/** From the mock u-options-panel. */
const { x: X, w: WIDTH } = PLAYER.optionsPanel;
const FADE = 160;
const PICTURE = { x: X + 40, y: 64, w: 112, h: 168, logoHeight: 84, radius: 12 } as const;
const WORDS = { x: X + 180, w: 404 } as const;
const TITLE_Y = 72;
const LINE_GAP = 6;
const BAR = { y: 210, w: 364, h: 6 } as const;
const LIST = { x: X + 40, y: 280, w: 544, gap: 12 } as const;

/** What can be done with a card, beside the page that goes on. OK does it and closes; Back and Left close. */
export class OptionsPanel extends Overlay<OptionsPanelProps> {
  declare private list: VirtualList<OptionCell>;

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

  override _handleBack(_press: KeyPress): boolean {
    this.props.close();
    return true;
  }

  override _handleLeft(press: KeyPress): boolean {
    if (!press.isHeld) this.props.close();
    return true;
  }

  override _handleKey(_press: KeyPress): boolean {
    // Nothing reaches the page beneath.
    return true;
  }

  protected override build(): void {
    const { color, mixed, isHighContrast } = this.theme;
    this.fill(0, CANVAS_WIDTH, mixed.modalDim);
    if (!isHighContrast) this.put(new Gradient(this.stage), X - FADE, 0, FADE, CANVAS_HEIGHT).setUp(color.panel, 0, 1, 'end');
    this.fill(X, WIDTH, color.panel);
    if (isHighContrast) this.fill(X, 3, color.line);
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
      VirtualList<OptionCell>,
      {
        width: LIST.w,
        pitch,
        visible: Math.floor((CANVAS_HEIGHT - SAFE.bottom - LIST.y + LIST.gap) / pitch),
        createCell: (stage) => createView(stage, OptionCell, { width: LIST.w, onPress: (index) => this.choose(index) }),
        bindCell: (cell, index) => {
          const option = options[index];
          if (option !== undefined) cell.show({ ...option, icon: ICONS[option.id] }, index, options.length);
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

  private fill(x: number, w: number, color: number): void {
    const box = new LightningElement(this.stage);
    box.rect = true;
    box.color = color;
    this.put(box, x, 0, w, CANVAS_HEIGHT);
  }

  private choose(index: number): void {
    const option = this.props.content.options[index];
    this.props.close();
    option?.run();
  }
}
