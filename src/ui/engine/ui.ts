import { AppError } from '#core/base';
import type { Disposer } from '#core/base';
import type { Capabilities, ClockPort, LogPort } from '#ports';
import type { Theme } from '#ui/theme';
import type { TextureAtlas } from './atlas';
import type { FocusTracker } from './focus/focus-tracker';
import type { FrameWork } from './frame-work';
import type { ImageQueue } from './images/image-queue';
import type { KeyGate } from './keys/key-gate';
import type { PointerState } from './keys/pointer-adapter';
import type { Rest } from './keys/rest';
import type { Typing } from './keys/typing';
import type { Stage } from './lightning';
import type { FocusMirror } from './mirror/focus-mirror';
import type { Motion } from './motion';
import type { FontSet } from './text/font-set';
import type { OverlayHost } from './pages/overlay-host';
import type { DrawingCanvas } from './shapes/drawing-canvas';
import type { TextMeter } from './text/text-meter';

/** What every view can reach through `this.ui`. One per stage. */
export interface Ui {
  readonly stage: Stage;
  /** How things look now; screens are built again when it changes. */
  readonly theme: Theme;
  readonly clock: ClockPort;
  readonly log: LogPort;
  readonly capabilities: Capabilities;
  /** Address of a packaged file: `asset('images/lift.png')`. */
  asset(path: string): string;
  readonly keys: KeyGate;
  /** Takes letters of a real keyboard; see `KeysPort.onText`. */
  onText(listener: (text: string) => void): Disposer;
  /** The text field of the moment, for phones. */
  readonly typing: Typing;
  /** Work that waits until nobody moves. */
  readonly rest: Rest;
  /** Building and drawing that may take longer than a frame has. */
  readonly frameWork: FrameWork;
  /** Where texts and shapes are drawn. */
  readonly canvas: DrawingCanvas;
  /** Where what was drawn lies on the graphics card. */
  readonly atlas: TextureAtlas;
  readonly motion: Motion;
  readonly fonts: FontSet;
  readonly meter: TextMeter;
  readonly images: ImageQueue;
  readonly focus: FocusTracker;
  readonly pointer: PointerState;
  readonly mirror: FocusMirror;
  /** Opens what stands above the page. */
  readonly overlays: OverlayHost;
}

interface StageWithUi {
  hearthUi?: Ui;
}

/** Gives a stage its services; called once, before the first view. */
export function attachUi(stage: Stage, ui: Ui): void {
  (stage as StageWithUi).hearthUi = ui;
}

/** The services of a stage. Throws `internal.bug` on a stage the engine did not make. */
export function uiOf(stage: Stage): Ui {
  const ui = (stage as StageWithUi).hearthUi;
  if (ui === undefined) throw new AppError('internal.bug', { message: 'this stage has no Ui: views are made on a stage of createEngine' });
  return ui;
}
