import { Box, CANVAS_HEIGHT, Gradient, Overlay } from '#ui/engine';
import type { KeyPress } from '#ui/engine';
import { PLAYER } from '#ui/theme';
import type { AppModel } from '#model/app';

/** What every panel over the picture is made with. */
export interface PlayerPanelProps {
  readonly app: AppModel;
  onClose(): void;
}

/** From the mock m-audio-subtitles. */
const { x: X, w: WIDTH } = PLAYER.sidePanel;
const FADE = 160;

/** A panel over the picture, which goes on: Play/Pause stays the player's, Back closes the panel. */
export abstract class PlayerPanel<Props extends PlayerPanelProps = PlayerPanelProps> extends Overlay<Props> {
  override _handleBack(_press: KeyPress): boolean {
    this.props.onClose();
    return true;
  }

  override _handlePlayPause(_press: KeyPress): boolean {
    this.props.app.player.togglePause();
    return true;
  }

  /** Draws the ground of a panel at the side; to be called first. */
  protected drawSide(): void {
    const { color, mixed, isHighContrast } = this.theme;
    if (!isHighContrast) this.put(new Gradient(this.stage), X - FADE, 0, FADE, CANVAS_HEIGHT).setUp(color.panel, 0, 0.97, 'end');
    const ground = this.put(new Box(this.stage), X, 0);
    ground.setUp({ color: mixed.panelOverVideo });
    ground.setSize(WIDTH, CANVAS_HEIGHT);
  }
}
