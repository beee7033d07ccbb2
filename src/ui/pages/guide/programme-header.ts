import type { AppModel } from '#model/app';
import type { GuideDetails } from '#model/guide-grid';
import type { PlayerState } from '#model/player';
import { Badge, FactLine } from '#ui/components';
import { Icon, Picture, View } from '#ui/engine';
import type { Text } from '#ui/engine';
import { CARDS, EPG, GRID, SAFE } from '#ui/theme';
import { GUIDE_WINDOW } from './guide-look';

/** How the header is made. */
export interface ProgrammeHeaderProps {
  readonly app: AppModel;
}

/** Words end before the picture. */
const WIDTH = GUIDE_WINDOW.x - GRID.contentX - 48;
/** Beside clock and brand. */
const CHANNEL_WIDTH = 1100;
const CHANNEL_Y = SAFE.top + 4;
const CHANNEL_GAP = 18;
const TITLE_GAP = 14;
const FACTS_GAP = 8;
const DESCRIPTION_GAP = 16;
const MARK = { icon: 28, before: 28, gap: 10, between: 22 } as const;
/** States with a picture behind the canvas. */
const PICTURE_STATES: ReadonlySet<PlayerState['kind']> = new Set<PlayerState['kind']>(['playing', 'paused', 'stalled']);

/** What is told about the programme in focus, above the grid, and its picture while no channel plays there. */
export class ProgrammeHeader extends View<ProgrammeHeaderProps> {
  declare private live: Badge;
  declare private name: Text;
  declare private number: Text;
  declare private title: Text;
  declare private facts: FactLine;
  declare private archiveIcon: Icon;
  declare private archive: Text;
  declare private bell: Icon;
  declare private reminder: Text;
  declare private recordIcon: Icon;
  declare private recording: Text;
  declare private description: Text;
  declare private still: Picture;

  /** Shows a programme; `null` clears the header. */
  show(details: GuideDetails | null): void {
    const { translator } = this.props.app;
    this.live.show(details?.isLive === true ? translator.t('live.badge') : '');
    this.name.content = details?.channelName ?? '';
    this.number.content = details?.channelNumber ?? '';
    let x = this.live.w === 0 ? 0 : this.live.w + CHANNEL_GAP;
    for (const text of [this.name, this.number]) {
      text.moveTo(x, CHANNEL_Y + (CARDS.badge.h - text.lineHeight) / 2);
      if (text.width > 0) x += text.width + CHANNEL_GAP;
    }
    this.title.content = details?.title ?? '';
    this.facts.show({ facts: details?.facts ?? [], badges: details?.badges ?? [] });
    this.showMarks(details);
    this.description.content = details?.description ?? '';
    this.still.url = details?.picture ?? '';
  }

  /** Whether a channel plays in the window: it shows through, and the still goes. */
  get hasVideo(): boolean {
    const { player } = this.props.app;
    return player.channelKey.peek() !== null && PICTURE_STATES.has(player.state.peek().kind);
  }

  protected override build(): void {
    const { color, type } = this.theme;
    this.w = GRID.contentRight - GRID.contentX;
    this.h = EPG.rulerY;
    this.live = this.add(Badge, { kind: 'live' }, { y: CHANNEL_Y });
    this.name = this.addText({ style: 'meta', maxWidth: CHANNEL_WIDTH, color: color.text2 });
    this.number = this.addText({ style: 'meta', color: color.text3, direction: 'ltr' });
    let y = CHANNEL_Y + CARDS.badge.h + TITLE_GAP;
    this.title = this.addText({ style: 'title2', maxWidth: WIDTH }, 0, y);
    y += type.title2.line + FACTS_GAP;
    this.facts = this.add(FactLine, { maxWidth: WIDTH }, { y });
    this.archiveIcon = this.put(new Icon(this.stage));
    this.archive = this.addText({ style: 'caption', color: color.text2 });
    this.bell = this.put(new Icon(this.stage));
    this.reminder = this.addText({ style: 'caption', color: color.text2 });
    this.recordIcon = this.put(new Icon(this.stage));
    this.recording = this.addText({ style: 'caption', color: color.text2 });
    this.archiveIcon.setUp('catchup', MARK.icon, color.text2);
    this.bell.setUp('bell', MARK.icon, color.text2);
    this.recordIcon.setUp('rec', MARK.icon, color.text2);
    y += CARDS.badge.h + DESCRIPTION_GAP;
    const lines = Math.max(1, Math.min(2, Math.floor((EPG.rulerY - y) / type.body.line)));
    this.description = this.addText({ style: 'body', maxWidth: WIDTH, lines, color: color.text2 }, 0, y);
    this.still = this.put(new Picture(this.stage), GUIDE_WINDOW.x - GRID.contentX, GUIDE_WINDOW.y);
    this.still.setUp({ w: GUIDE_WINDOW.w, h: GUIDE_WINDOW.h, radius: GUIDE_WINDOW.radius });
  }

  /** Shows the still, or not. */
  set hasStill(isVisible: boolean) {
    this.still.visible = isVisible;
  }

  private showMarks(details: GuideDetails | null): void {
    let x = this.facts.lineWidth === 0 ? 0 : this.facts.lineWidth + MARK.before;
    const marks = [
      [this.archiveIcon, this.archive, details?.archive ?? ''],
      [this.bell, this.reminder, details?.reminder ?? ''],
      [this.recordIcon, this.recording, details?.recording ?? ''],
    ] as const;
    for (const [icon, text, words] of marks) {
      text.content = words;
      const end = x + MARK.icon + MARK.gap + text.width;
      // What does not fit beside long facts is told by the cell's own mark.
      const isShown = words !== '' && end <= WIDTH;
      icon.visible = isShown;
      text.visible = isShown;
      if (!isShown) continue;
      icon.x = x;
      icon.y = this.facts.y + (CARDS.badge.h - MARK.icon) / 2;
      text.moveTo(x + MARK.icon + MARK.gap, this.facts.y + (CARDS.badge.h - text.lineHeight) / 2);
      x = end + MARK.between;
    }
  }
}
