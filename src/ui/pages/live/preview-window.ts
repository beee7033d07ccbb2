import type { AppModel } from '#model/app';
import type { ChannelDetails } from '#model/live';
import type { PlayerState } from '#model/player';
import { Badge, LogoTile } from '#ui/components';
import { Box, Picture, View } from '#ui/engine';
import type { Text } from '#ui/engine';
import { CARDS, LIVE } from '#ui/theme';

/** What a {@link PreviewWindow} is made with. */
export interface PreviewWindowProps {
  readonly app: AppModel;
}

const { w: WIDTH, h: HEIGHT, radius: RADIUS } = LIVE.preview;
const BADGE = { x: 20, y: 20, gap: 12 } as const;
const NOTE = { x: 24, bottom: 20 } as const;
const [LOGO_W, LOGO_H] = CARDS.logoTile.banner;
/** States with a picture behind the canvas. */
const PICTURE_STATES: ReadonlySet<PlayerState['kind']> = new Set<PlayerState['kind']>(['playing', 'paused', 'stalled']);

/**
 * The window of the Live TV page. While a channel plays it is empty and the picture shows through the ground; otherwise it
 * shows a still of the programme, or the channel's logo.
 */
export class PreviewWindow extends View<PreviewWindowProps> {
  declare private cover: View;
  declare private ground: Box;
  declare private still: Picture;
  declare private logo: LogoTile;
  declare private note: Text;
  declare private live: Badge;
  declare private other: Badge;
  declare private details: ChannelDetails | null;

  /** Shows what is on the channel in focus. */
  show(details: ChannelDetails | null): void {
    this.details = details;
    this.redraw();
  }

  protected override build(): void {
    const { player } = this.props.app;
    const { color, borderWidth } = this.theme;
    this.w = WIDTH;
    this.h = HEIGHT;
    this.details = null;
    this.cover = this.add(Layer, {}, { w: WIDTH, h: HEIGHT });
    this.ground = this.cover.put(new Box(this.stage));
    this.ground.setUp({ radius: RADIUS, color: color.surface, border: borderWidth, borderColor: color.line });
    this.ground.setSize(WIDTH, HEIGHT);
    this.logo = this.cover.add(
      LogoTile,
      { width: LOGO_W, height: LOGO_H },
      { x: (WIDTH - LOGO_W) / 2, y: (HEIGHT - LOGO_H) / 2 },
    );
    this.logo.tint(color.surface);
    this.still = this.cover.put(new Picture(this.stage));
    this.still.setUp({ w: WIDTH, h: HEIGHT, radius: RADIUS });
    this.note = this.cover.addText({ style: 'caption', maxWidth: WIDTH - 2 * NOTE.x, align: 'center' });
    this.note.moveTo(NOTE.x, HEIGHT - NOTE.bottom - this.note.lineHeight);
    this.live = this.add(Badge, { kind: 'live' }, { x: BADGE.x, y: BADGE.y });
    this.other = this.add(Badge, { kind: 'chip' }, { y: BADGE.y });
    for (const source of [player.state, player.channelKey, player.problem]) {
      this.bind<unknown>(source, () => {
        this.redraw();
      });
    }
  }

  private redraw(): void {
    const { app } = this.props;
    const { player, translator } = app;
    const { details } = this;
    const key = player.channelKey.peek();
    const hasPicture = key !== null && PICTURE_STATES.has(player.state.peek().kind);
    this.cover.visible = !hasPicture;
    if (!hasPicture && details !== null) {
      this.still.url = details.picture;
      this.logo.show(details.channel);
    }
    this.logo.visible = details !== null && details.picture === '';
    const problem = player.problem.peek();
    this.note.content = key !== null && problem !== null ? problem.title : '';
    const isLive = hasPicture && player.nowPlaying.peek()?.kind === 'live';
    this.live.show(isLive ? translator.t('live.badge') : '');
    // What plays is named while the cursor is elsewhere.
    const banner = player.banner.peek();
    const isOther = hasPicture && banner !== null && key !== details?.channel.key;
    this.other.show(
      isOther ? [banner.channel.number, banner.channel.name].filter((word) => word !== '').join(' ') : '',
    );
    this.other.x = BADGE.x + (this.live.w === 0 ? 0 : this.live.w + BADGE.gap);
  }
}

/** Parts that come and go together. */
class Layer extends View {
  protected override build(): void {
    this.visible = true;
  }
}
