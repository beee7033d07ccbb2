import type { RemoteKey, RemoteKeyEvent } from '#ports';
import { createTheme } from '#ui/theme';
import type { Theme } from '#ui/theme';
import { createView, FontSet, LightningApplication, prepareEngine, RootView } from '#ui/engine';
import type { AnyView, Engine, LightningElement, MirrorContent, ViewClass } from '#ui/engine';
import { createFakeHost } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { createFakeCanvas, createFakeContext } from './fake-canvas';
import { createFakeGl } from './fake-gl';
import type { GlCounts } from './fake-gl';
import { createFakePlatform } from './fake-platform';
import type { PendingPicture } from './fake-platform';
import { TestPage } from './test-page';

/** What a test may choose. */
export interface TestStageOptions {
  readonly theme?: Theme;
  readonly host?: FakeHost;
}

/** A screen without a screen: the real engine on a stage whose graphics card counts and draws nothing. */
export interface TestStage {
  readonly engine: Engine;
  readonly host: FakeHost;
  /** Pictures asked for, oldest first. */
  readonly pictures: readonly PendingPicture[];
  readonly counts: GlCounts;
  /** Down and up of a key through the host's port, and the frame that answers it. */
  press(key: RemoteKey): void;
  /** A held key: `repeats` events 100 ms apart, with their frames, then the release. */
  hold(key: RemoteKey, repeats: number): void;
  /** One event as it is, without a frame. */
  send(event: RemoteKeyEvent): void;
  /** Draws a frame after `ms`. */
  frame(ms?: number): void;
  /** Lets everything that moves arrive, and everything that waits for rest happen. */
  settle(): void;
  /** Draw calls of one frame that draws everything again. */
  drawCalls(): number;
  /** Rectangles it draws. */
  quads(): number;
  /** What the mirror tells. */
  mirror(): MirrorContent;
  /** Where an element really is on the 1920x1080 screen. */
  rect(element: LightningElement): { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  /** Puts one view on the screen as the whole page and gives it focus. */
  mount<V extends AnyView>(type: ViewClass<V>, props: V['props'], at?: { readonly x?: number; readonly y?: number }): V;
  dispose(): void;
}

class TestApplication extends LightningApplication {
  declare root: RootView | undefined;

  override _getFocused(): RootView | this {
    return this.root ?? this;
  }
}

interface NodeGlobals {
  Path2D?: unknown;
  ImageData?: unknown;
}

/** Classes of the browser that drawing code names. */
function addBrowserClasses(): void {
  const globals = globalThis as NodeGlobals;
  globals.Path2D = globals.Path2D ?? function Path2D(): void {
    // Never looked into.
  };
  globals.ImageData = globals.ImageData ?? function ImageData(): void {
    // Never looked into.
  };
}

/** Makes a test stage; dispose it. */
export function createTestStage(options: TestStageOptions = {}): TestStage {
  addBrowserClasses();
  const host = options.host ?? createFakeHost();
  const pictures: PendingPicture[] = [];
  const { gl, counts } = createFakeGl(createFakeCanvas(1920, 1080));
  const application = new TestApplication({
    stage: { w: 1920, h: 1080, context: gl, platform: createFakePlatform(host.clock, pictures), autostart: false, useImageWorker: false },
    keys: null,
  });
  application.w = 1920;
  application.h = 1080;
  const prepared = prepareEngine(application, {
    host,
    theme: options.theme ?? createTheme(),
    fonts: new FontSet(() => Promise.resolve(), (path) => path, host.log),
    measuring: createFakeContext(),
    mirror: { write: () => undefined, setLanguage: () => undefined, focus: () => undefined, announce: () => undefined, dispose: () => undefined },
    pageAddress: 'http://tv.test/',
    loadImage: () => () => undefined,
  });
  const { stage } = application;
  const root = createView(stage, RootView, {});
  application.childList.a(root);
  application.root = root;
  const engine = prepared.finish(root);
  const frame = (ms = 16): void => {
    host.clock.tick(ms);
    stage.drawFrame();
  };
  const settle = (): void => {
    frame();
    frame(1000);
    frame(1000);
    frame();
  };
  const drawAll = (): GlCounts => {
    counts.drawCalls = 0;
    counts.quads = 0;
    application.alpha = 0.999;
    stage.drawFrame();
    application.alpha = 1;
    return counts;
  };
  frame();
  return {
    engine, host, pictures, counts, frame, settle,
    press(key) {
      host.keys.press(key);
      frame();
    },
    hold(key, repeats) {
      for (let i = 0; i < repeats; i += 1) {
        host.keys.send({ key, phase: 'down', isHeld: i > 0, heldMs: i * 100 });
        frame(100);
      }
      host.keys.send({ key, phase: 'up', isHeld: false, heldMs: repeats * 100 });
      frame();
    },
    send(event) {
      host.keys.send(event);
    },
    drawCalls: () => drawAll().drawCalls,
    quads: () => drawAll().quads,
    mirror: () => engine.ui.mirror.read(),
    rect(element) {
      const { px, py, ta, td } = element.core._worldContext;
      return { x: px, y: py, w: element.finalW * ta, h: element.finalH * td };
    },
    mount(type, props, at = {}) {
      const { view } = engine.ui.overlays.show(TestPage, { type, inner: props, x: at.x ?? 0, y: at.y ?? 0 }, { z: 50, motion: 'none', takesFocus: true });
      frame();
      return view.inner as InstanceType<typeof type>;
    },
    dispose() {
      engine.dispose();
    },
  };
}
