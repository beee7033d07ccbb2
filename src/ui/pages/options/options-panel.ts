import { ProgressLine } from '#ui/components';
import { Picture } from '#ui/engine';
import type { IconName } from '#ui/engine';
import type { CardOptionId, CardOptions } from '#model/card-options';
import { ListPanel } from '../list-panel';
import { SIDE_CONTENT } from '../side-panel';
import type { SidePanelProps } from '../side-panel';

/** How the panel is made. */
export interface OptionsPanelProps extends SidePanelProps {
  readonly content: CardOptions;
}

const ICONS: Readonly<Record<CardOptionId, IconName>> = {
  'play': 'play', 'resume': 'play', 'from-start': 'restart', 'details': 'info', 'add': 'plus', 'take': 'minus', 'watched': 'check', 'unwatched': 'eye', 'remove': 'minus',
  'more': 'heart', 'more-undo': 'heartf', 'not': 'x', 'not-undo': 'restart', 'forget': 'minus', 'hide-row': 'eye', 'lock': 'lock', 'unlock': 'unlock', 'arrange': 'pencil',
  'moment': 'clock', 'guide': 'guide', 'tell': 'eye', 'sport': 'shield', 'sport-undo': 'shield',
  'version-1': 'swap', 'version-2': 'swap', 'version-3': 'swap', 'version-4': 'swap', 'version-5': 'swap',
};
/** From the mock u-options-panel. */
const PICTURE = { x: SIDE_CONTENT.x, y: 64, w: 112, h: 168, logoHeight: 84, radius: 12 } as const;
const WORDS = { x: SIDE_CONTENT.x + 140, w: 404 } as const;
const TITLE_Y = 72;
const LINE_GAP = 6;
const BAR = { y: 210, w: 364, h: 6 } as const;
const LIST = { y: 280, gap: 12 } as const;

/** What can be done with a card, beside the page that goes on. OK does it and closes; Back and Left close. */
export class OptionsPanel extends ListPanel<OptionsPanelProps> {
  override get overlayId(): string {
    return 'options';
  }

  override overlayTitle(): string {
    const { title, left } = this.props.content;
    return left === '' ? title : `${title}, ${left}`;
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
    this.addList({
      ...LIST,
      look: 'action',
      peek: 1,
      contentAt: (index) => {
        const option = options[index];
        return option === undefined ? undefined : { id: option.id, label: option.label, icon: ICONS[option.id] };
      },
      onPress: () => this.choose(),
    });
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
