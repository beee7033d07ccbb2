import { toAppError } from '#core/base';
import type { Disposer } from '#core/base';
import { createScope } from '#core/state';
import type { Host } from '#ports';
import type { Theme } from '#ui/theme';
import { TextureAtlas } from './atlas';
import { startEffectLoop } from './effect-loop';
import { FocusTracker } from './focus/focus-tracker';
import { FrameWork } from './frame-work';
import { ImageQueue } from './images/image-queue';
import type { ElementLoader } from './images/image-queue';
import { KeyGate } from './keys/key-gate';
import { PointerAdapter } from './keys/pointer-adapter';
import { Rest } from './keys/rest';
import { Typing } from './keys/typing';
import type { LightningApplication, Stage } from './lightning';
import { FocusMirror } from './mirror/focus-mirror';
import type { MirrorSurface } from './mirror/mirror-surface';
import { Motion } from './motion';
import type { RootView } from './pages/root-view';
import { DrawingCanvas } from './shapes/drawing-canvas';
import { ATLAS_HEIGHT } from './stage-options';
import type { FontSet } from './text/font-set';
import { TextMeter } from './text/text-meter';
import type { MeasuringContext } from './text/text-meter';
import { attachUi } from './ui';
import type { Ui } from './ui';

/** What an engine is built from. */
export interface EngineParts {
  readonly host: Pick<Host, 'clock' | 'keys' | 'device' | 'speech' | 'log' | 'assetBase'>;
  readonly theme: Theme;
  readonly fonts: FontSet;
  readonly measuring: MeasuringContext;
  readonly mirror: MirrorSurface;
  /** Address of the page, for relative picture addresses. */
  readonly pageAddress: string;
  readonly loadImage: ElementLoader;
}

/** The running screen. */
export interface Engine {
  readonly ui: Ui;
  readonly root: RootView;
  readonly stage: Stage;
  /** Draws everything anew with another theme; `rebuildChrome` puts the lasting parts back. Focus returns where it was. */
  setTheme(theme: Theme): void;
  /** Called by {@link setTheme} after the lasting parts were taken out. */
  onRebuild: (() => void) | null;
  /** Stops the loop and takes the screen down. */
  dispose(): void;
}

/** The part of the engine that is there before the root view: its views need it. */
export interface PreparedEngine {
  /** Hands in the root view, once, after it is on the stage. */
  finish(root: RootView): Engine;
}

class MutableUi {
  theme: Theme;
  root: RootView | null = null;

  constructor(theme: Theme) {
    this.theme = theme;
  }
}

/** Gives a Lightning application the product's services: keys, pointer, focus, text, pictures, motion, mirror. */
export function prepareEngine(application: LightningApplication, parts: EngineParts): PreparedEngine {
  const { stage } = application;
  const { host } = parts;
  const { clock, log } = host;
  const state = new MutableUi(parts.theme);
  const readTheme = (): Theme => state.theme;
  const keys = new KeyGate(stage, clock, log, () => state.theme.direction === 'rtl');
  const meter = new TextMeter(parts.measuring);
  const pointer = new PointerAdapter(stage, clock, keys);
  const focus = new FocusTracker(stage, () => ui);
  const frameWork = new FrameWork(clock, () => keys.isHeld);
  const mirror = new FocusMirror(parts.mirror, host.speech, clock);
  const ui: Ui = {
    stage,
    get theme() {
      return state.theme;
    },
    get overlays() {
      if (state.root === null) throw toAppError(new Error('overlays before the root view'));
      return state.root.overlays;
    },
    clock,
    log,
    capabilities: host.device.capabilities,
    asset: (path) => host.assetBase + path,
    keys,
    onText: (listener) => host.keys.onText(listener),
    typing: new Typing(),
    rest: new Rest(clock, keys, (work) => frameWork.complete(work)),
    frameWork,
    canvas: new DrawingCanvas(stage),
    atlas: new TextureAtlas(stage, ATLAS_HEIGHT[host.device.capabilities.memoryClass]),
    motion: new Motion(stage, readTheme, () => keys.isHeld),
    fonts: parts.fonts,
    meter,
    images: new ImageQueue(stage, parts.pageAddress, parts.loadImage),
    focus,
    pointer,
    mirror,
  };
  attachUi(stage, ui);
  application.rtl = state.theme.direction === 'rtl';
  return {
    finish(root) {
      state.root = root;
      const stop = connect(ui, root, pointer, parts);
      return makeEngine(ui, root, state, () => {
        stop();
        mirror.dispose();
        application.destroy();
      });
    },
  };
}

/** Joins the services with each other and with the host. */
function connect(ui: Ui, root: RootView, pointer: PointerAdapter, parts: EngineParts): Disposer {
  const scope = createScope();
  const { focus, keys, mirror, stage } = ui;
  pointer.admits = (target) => root.overlays.admits(target);
  keys.onBeforeKey = () => {
    ui.frameWork.takeKey();
  };
  keys.onAfterKey = () => {
    ui.frameWork.answerKey();
    focus.check();
  };
  focus.onChange = (view, isNew) => {
    mirror.setFocus(view, isNew);
  };
  scope.add(ui.fonts.onLoaded(() => {
    ui.meter.forget();
  }));
  scope.add(parts.host.keys.onKey((event) => {
    keys.take(event);
  }));
  scope.add(parts.host.keys.onPointer((event) => {
    pointer.take(event);
  }));
  // When a held key is let go the focused element grows to its size.
  scope.effect(() => {
    if (!keys.isHeldSignal.value) focus.refresh();
  });
  scope.add(startEffectLoop(stage, ui.log, {
    begin() {
      ui.frameWork.begin();
    },
    beforeDraw() {
      // What was to be drawn and is no longer wanted is dropped first: drawn after all, it would stay in the place of the new.
      stage._performUpdateSource();
      ui.frameWork.beginDrawing();
      focus.flush();
    },
    afterDraw() {
      ui.frameWork.end();
      mirror.setBuilding(ui.frameWork.isWaiting);
      mirror.flush(keys.isHeld, ui.frameWork.isFull);
      if (keys.trace.isWaiting) keys.trace.frame(ui.clock.monotonicMs());
    },
  }));
  return () => {
    scope.dispose();
  };
}

function makeEngine(ui: Ui, root: RootView, state: MutableUi, end: Disposer): Engine {
  let isOver = false;
  const engine: Engine = {
    ui,
    root,
    stage: ui.stage,
    onRebuild: null,
    setTheme(theme) {
      if (theme === state.theme) return;
      state.theme = theme;
      ui.stage.application.rtl = theme.direction === 'rtl';
      root.clearChrome();
      engine.onRebuild?.();
      root.pages.rebuild();
      ui.focus.refresh(true);
      ui.focus.check();
    },
    dispose() {
      if (isOver) return;
      isOver = true;
      end();
    },
  };
  return engine;
}
