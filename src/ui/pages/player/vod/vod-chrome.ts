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
export class VodChrome extends View<VodChromeProps> {
  declare private built: { -readonly [part in keyof VodParts]?: VodParts[part] };

  /** All parts; builds what is missing. */
  get parts(): VodParts {
    const { built } = this;
    return { header: (built.header ??= this.addHeader()), strip: (built.strip ??= this.addStrip()), bar: (built.bar ??= this.addBar()), buttons: (built.buttons ??= this.addButtons()) };
  }

  /** The parts, if all of them are built. */
  get whole(): VodParts | null {
    return this.built.buttons === undefined ? null : this.parts;
  }

  /** Builds a part in each of the next frames that have time for it, in the order in which they lie. */
  buildAhead(): void {
    const { built } = this;
    const { frameWork } = this.ui;
    frameWork.build(() => (built.header ??= this.addHeader()));
    frameWork.build(() => (built.strip ??= this.addStrip()));
    frameWork.build(() => (built.bar ??= this.addBar()));
    frameWork.build(() => (built.buttons ??= this.addButtons()));
  }

  override focusChild(child: AnyView): boolean {
    return this.props.onPoint(child === this.built.bar ? 'bar' : 'buttons');
  }

  protected override build(): void {
    this.built = {};
  }

  private addHeader(): PlayerHeader {
    this.add(PlayerScrims, {});
    return this.add(PlayerHeader, { app: this.props.app });
  }

  private addStrip(): ThumbnailStrip {
    const strip = this.add(ThumbnailStrip, { app: this.props.app }, { y: PLAYER.thumbnail.y });
    strip.visible = false;
    return strip;
  }

  private addBar(): ScrubBar {
    return this.add(ScrubBar, { app: this.props.app }, { x: PLAYER.scrubber.x, y: PLAYER.scrubber.y });
  }

  private addButtons(): VodButtons {
    const { app, onTracks, onStep, onPlayPause } = this.props;
    return this.add(VodButtons, { app, onTracks, onStep, onPlayPause }, { x: PLAYER.scrubber.x, y: PLAYER.buttons.y });
  }
}
