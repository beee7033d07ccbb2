import type { ItemKey } from '#core/base';
import type { AppModel } from '#model/app';
import type { ChannelDetails } from '#model/live';
import { View } from '#ui/engine';
import type { Text } from '#ui/engine';
import { GRID, PLAYER } from '#ui/theme';
import { ChannelHeader } from './channel-header';
import { LiveScrims } from './live-scrims';

/** What {@link ProgrammeDetails} are made with. */
export interface ProgrammeDetailsProps {
  readonly app: AppModel;
}

const [, , WIDTH] = PLAYER.liveBanner.bar;
const GAP = 32;

/** What is on the channel in focus in the zap list, with its description. */
export class ProgrammeDetails extends View<ProgrammeDetailsProps> {
  declare private key: ItemKey | null;
  declare private header: ChannelHeader;
  declare private description: Text;

  /** Shows another channel. */
  show(key: ItemKey | null): void {
    this.key = key;
    this.fill(key === null ? null : this.props.app.live.details(key));
  }

  protected override build(): void {
    const { app } = this.props;
    this.w = 1920;
    this.h = 1080;
    this.key = null;
    this.add(LiveScrims, { kind: 'banner' });
    const at = { x: GRID.contentXNoRail, y: PLAYER.liveBanner.y };
    this.header = this.add(ChannelHeader, { numberLabel: '', onNumber: () => undefined }, at);
    const options = { style: 'body', maxWidth: WIDTH, lines: 4 } as const;
    this.description = this.addText(options, at.x, at.y + Math.max(this.header.h, this.header.textBottom) + GAP);
    // The list is made anew whenever anything about its channels changes.
    this.bind(app.live.zapList, () => {
      if (this.visible) this.show(this.key);
    });
  }

  private fill(details: ChannelDetails | null): void {
    if (details === null) return;
    this.header.show(details);
    this.description.content = details.description;
  }
}
