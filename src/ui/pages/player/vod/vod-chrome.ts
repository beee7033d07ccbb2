import { View } from '#ui/engine';
import type { AnyView } from '#ui/engine';
import { PLAYER } from '#ui/theme';
import type { AppModel } from '#model/app';
import { PlayerHeader } from '../player-header';
import { PlayerScrims } from '../player-scrims';
import { ScrubBar } from './scrub-bar';
import { ThumbnailStrip } from './thumbnail-strip';
import { VodButtons } from './vod-buttons';

/** What {@link VodChrome} is made with. */
export interface VodChromeProps {
  readonly app: AppModel;
  onTracks(): void;
  onStep(direction: 1 | -1): void;
  onPlayPause(): void;
  /** The pointer is on one of its parts; false: it may not have focus. */
  onPoint(part: 'bar' | 'buttons'): boolean;
}

/** The parts of {@link VodChrome}. */
export interface VodParts {
  readonly header: PlayerHeader;
  readonly strip: ThumbnailStrip;
  readonly bar: ScrubBar;
  readonly buttons: VodButtons;
}

/**
 * Title, bar with thumbnails and buttons: what comes and goes together. A film begins without them, so that they are built when they are wanted, or
 * piece by piece once the film has had its start: {@link buildAhead}.
 */
export class VodChrome extends View<VodChromeProps> implements VodParts {
  declare header: PlayerHeader;
  declare strip: ThumbnailStrip;
  declare bar: ScrubBar;
  declare buttons: VodButtons;
  /** What is not built yet, in the order in which it lies. */
  declare private pending: Array<() => void>;

  /** All parts; builds what is missing. */
  get parts(): VodParts {
    for (const build of this.pending.splice(0)) build();
    return this;
  }

  /** The parts, if all of them are built. */
  get whole(): VodParts | null {
    return this.pending.length === 0 ? this : null;
  }

  /** Builds a part in each of the next frames that have time for it. */
  buildAhead(): void {
    for (let left = this.pending.length; left > 0; left -= 1) this.ui.frameWork.build(() => this.pending.shift()?.());
  }

  override focusChild(child: AnyView): boolean {
    return this.props.onPoint(child === this.bar ? 'bar' : 'buttons');
  }

  protected override build(): void {
    const { app, onTracks, onStep, onPlayPause } = this.props;
    this.pending = [
      () => {
        this.add(PlayerScrims, {});
        this.header = this.add(PlayerHeader, { app });
      },
      () => {
        this.strip = this.add(ThumbnailStrip, { app }, { y: PLAYER.thumbnail.y });
        this.strip.visible = false;
      },
      () => {
        this.bar = this.add(ScrubBar, { app }, { x: PLAYER.scrubber.x, y: PLAYER.scrubber.y });
      },
      () => {
        this.buttons = this.add(VodButtons, { app, onTracks, onStep, onPlayPause }, { x: PLAYER.scrubber.x, y: PLAYER.buttons.y });
      },
    ];
  }
}
