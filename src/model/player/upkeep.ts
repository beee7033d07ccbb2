import type { Disposer } from '#core/base';
import type { ClockPort, DevicePort } from '#ports';

/** The machine hears the time this often while it waits for something. */
const TICK_MS = 500;

/** What runs beside the picture: the tick, and the hand on the screen saver. */
export class Upkeep {
  private readonly clock: ClockPort;
  private readonly device: Pick<DevicePort, 'inhibitScreenSaver'>;
  private readonly onTick: () => void;
  private stopTicking: Disposer | null = null;
  private releaseScreen: Disposer | null = null;

  constructor(host: { readonly clock: ClockPort; readonly device: Pick<DevicePort, 'inhibitScreenSaver'> }, onTick: () => void) {
    this.clock = host.clock;
    this.device = host.device;
    this.onTick = onTick;
  }

  /** `isActive`: something plays or is being prepared. `wantsPlay`: the viewer has not paused. */
  keep(isActive: boolean, wantsPlay: boolean): void {
    if (isActive) this.stopTicking ??= this.clock.every(TICK_MS, this.onTick);
    else {
      this.stopTicking?.();
      this.stopTicking = null;
    }
    if (isActive && wantsPlay) this.releaseScreen ??= this.device.inhibitScreenSaver();
    else {
      this.releaseScreen?.();
      this.releaseScreen = null;
    }
  }
}
