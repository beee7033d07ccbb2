import { Gradient, LightningElement, Picture, View } from '#ui/engine';
import { Spinner } from '#ui/components';
import type { Disposer } from '#core/base';
import type { AppModel } from '#model/app';
import type { PlayerState } from '#model/player';
import { SCRIMS } from '#ui/theme';
import { PlayerHeader } from './player-header';

/** What {@link LoadingLayer} is made with. */
export interface LoadingLayerProps {
  readonly app: AppModel;
}

/** Shorter waits show nothing (DESIGN 8). */
const SPINNER_AFTER_MS = 500;
const SPINNER = 96;
/** The backdrop behind a problem: what is left of the picture. */
const PROBLEM_ALPHA = 0.28;

/** What stands in for the picture while there is none: backdrop and, after half a second, the spinner. Takes no keys. */
export class LoadingLayer extends View<LoadingLayerProps> {
  declare private ground: LightningElement;
  declare private backdrop: Picture;
  declare private spinner: Spinner;
  declare private heading: View;
  declare private isHeadingDue: boolean;
  declare private isCovered: boolean;
  declare private stopWaiting: Disposer | null;
  declare private isWaiting: boolean;

  /**
   * Follows the state. `backdrop`: the title's picture, empty for none; `isLive`: changing channels, when what is there
   * rather stays and the controls say what comes.
   */
  show(state: PlayerState, backdrop: string, isLive: boolean): void {
    const isProblem = state.kind === 'recovering' || state.kind === 'failed';
    const isPreparing = state.kind === 'preparing' && !isLive;
    this.ground.visible = isProblem || isPreparing;
    this.backdrop.visible = this.ground.visible;
    this.isHeadingDue = isPreparing;
    this.heading.visible = isPreparing && !this.isCovered;
    if (this.backdrop.visible) this.backdrop.url = backdrop;
    this.backdrop.alpha = isProblem ? PROBLEM_ALPHA : 1;
    this.wait(state.kind === 'preparing' || state.kind === 'stalled');
  }

  /** The controls show the title themselves. */
  cover(isCovered: boolean): void {
    this.isCovered = isCovered;
    this.heading.visible = this.isHeadingDue && !isCovered;
  }

  protected override build(): void {
    this.w = 1920;
    this.h = 1080;
    this.stopWaiting = null;
    this.isWaiting = false;
    this.isHeadingDue = false;
    this.isCovered = false;
    this.ground = this.put(new LightningElement(this.stage), 0, 0, 1920, 1080);
    this.ground.rect = true;
    this.ground.color = this.theme.color.bg;
    this.backdrop = this.put(new Picture(this.stage));
    this.backdrop.setUp({ w: 1920, h: 1080 });
    this.heading = this.add(Heading, { app: this.props.app });
    this.heading.visible = false;
    this.spinner = this.add(Spinner, { size: SPINNER }, { x: (1920 - SPINNER) / 2, y: (1080 - SPINNER) / 2 });
    this.ground.visible = false;
    this.backdrop.visible = false;
    this.spinner.visible = false;
    this.whileAttached((scope) => {
      scope.add(() => {
        this.wait(false);
      });
    });
  }

  private wait(isWaiting: boolean): void {
    if (this.isWaiting === isWaiting) return;
    this.isWaiting = isWaiting;
    this.stopWaiting?.();
    this.stopWaiting = null;
    this.spinner.visible = false;
    if (!isWaiting) return;
    this.stopWaiting = this.ui.clock.after(SPINNER_AFTER_MS, () => {
      this.stopWaiting = null;
      this.spinner.visible = true;
    });
  }
}

/** What is being prepared, over the top of its backdrop. */
class Heading extends View<LoadingLayerProps> {
  protected override build(): void {
    this.w = 1920;
    this.h = 1080;
    for (const { y, h, from, to } of SCRIMS.playerTop) {
      this.put(new Gradient(this.stage), 0, y, 1920, h).setUp(this.theme.color.scrim, from, to, 'down');
    }
    this.add(PlayerHeader, { app: this.props.app, isClockOnly: true });
  }
}
