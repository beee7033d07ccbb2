import { View } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';
import { ButtonRow } from '#ui/components';
import type { ButtonSpec } from '#ui/components';
import { PLAYER, SAFE } from '#ui/theme';
import type { AppModel } from '#model/app';

/** What {@link VodButtons} is made with. */
export interface VodButtonsProps {
  readonly app: AppModel;
  /** Puts the picture forward or back by ten seconds. */
  onStep(direction: 1 | -1): void;
  onPlayPause(): void;
  onTracks(): void;
}

const WIDTH = 1920 - SAFE.left - SAFE.right;

/**
 * Transport on the left, everything else on the right, one line of focus. Like the bar above it, it keeps its order in
 * right-to-left languages: back is where the film began.
 */
export class VodButtons extends View<VodButtonsProps> {
  declare private transport: ButtonRow;
  declare private extras: ButtonRow;
  declare private isAtExtras: boolean;

  /** Puts focus on play or pause. */
  focusPlay(): void {
    this.isAtExtras = false;
    this.transport.focusButton('play-pause');
  }

  override _getFocused(): AnyView {
    return this.isAtExtras ? this.extras : this.transport;
  }

  override focusChild(child: AnyView): boolean {
    this.isAtExtras = child === this.extras;
    return true;
  }

  override _captureKey(press: KeyPress): boolean {
    if (press.key !== 'right' || this.isAtExtras || this.transport.focusedId !== this.lastTransportId) return false;
    // A held key stops at the gap between the two groups.
    if (!press.isHeld) this.isAtExtras = true;
    return true;
  }

  override _handleLeft(press: KeyPress): boolean {
    if (this.isAtExtras && !press.isHeld) this.isAtExtras = false;
    return true;
  }

  protected override build(): void {
    const { player } = this.props.app;
    this.rtl = false;
    this.keepsDirection = true;
    this.w = WIDTH;
    this.h = PLAYER.buttons.h;
    this.isAtExtras = false;
    this.transport = this.row();
    this.extras = this.row();
    const follow = (): void => {
      this.follow();
    };
    this.bind(player.isWanted, follow);
    this.bind(player.upNext, follow);
    this.follow();
  }

  private get lastTransportId(): string {
    return this.hasNext ? 'next-episode' : 'step-forward';
  }

  private get hasNext(): boolean {
    return this.props.app.player.upNext.peek() !== null;
  }

  private row(): ButtonRow {
    const row = this.add(ButtonRow, { maxWidth: WIDTH, gap: PLAYER.buttons.gap });
    row.rtl = false;
    row.keepsDirection = true;
    return row;
  }

  private follow(): void {
    const { app, onStep, onPlayPause, onTracks } = this.props;
    const { t } = app.translator;
    const isPlaying = app.player.isWanted.peek();
    const specs: ButtonSpec[] = [
      { id: 'step-back', icon: 'rew', label: t('player.step'), spoken: t('player.step-back'), onPress: () => onStep(-1) },
      {
        id: 'play-pause',
        icon: isPlaying ? 'pause' : 'play',
        isIconOnly: true,
        label: t(isPlaying ? 'player.pause' : 'player.play'),
        onPress: onPlayPause,
      },
      {
        id: 'step-forward',
        icon: 'ff',
        isIconLast: true,
        label: t('player.step'),
        spoken: t('player.step-forward'),
        onPress: () => onStep(1),
      },
    ];
    if (this.hasNext) {
      specs.push({
        id: 'next-episode',
        icon: 'next',
        label: t('player.next-episode'),
        onPress: () => {
          app.player.playNextEpisode();
        },
      });
    }
    this.transport.setButtons(specs);
    this.extras.setButtons([{ id: 'tracks', icon: 'cc', label: t('player.tracks'), onPress: onTracks }]);
    this.extras.x = WIDTH - this.extras.rowWidth;
  }
}
